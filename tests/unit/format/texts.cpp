#include "texts.hpp"

#include <filesystem>

#include "case_options.hpp"
#include "support/files.hpp"
#include "support/paths.hpp"
#include "support/text.hpp"

namespace galley::testing {
namespace {

namespace fs = std::filesystem;

void add_if_good(std::vector<NamedText>& texts, std::string name, std::string text) {
  if (parsed(text)) texts.emplace_back(std::move(name), std::move(text));
}

void add_case_file(std::vector<NamedText>& texts, const fs::path& path, const std::string& name) {
  for (const Case& each : parse_case_file(read_file(path)).cases) {
    for (const auto& [file, text] : files_of(each, options_of(each))) {
      if (file.ends_with(".mig")) add_if_good(texts, name + ": " + each.name, text);
    }
  }
}

/// The blocks of a page, each as a file.
void add_page(std::vector<NamedText>& texts, const fs::path& path, const std::string& name) {
  std::string block;
  bool in_block = false;
  bool is_file = false;
  int line_number = 0;
  const std::string page = read_file(path);
  for (const std::string_view line : lines_of(page)) {
    ++line_number;
    if (in_block && line.starts_with("```")) {
      add_if_good(texts, fmt::format("{}:{}", name, line_number), is_file ? block : fmt::format("revision a;\nupgrade {{\n{}}}\n", block));
      in_block = false;
    } else if (in_block) {
      block += fmt::format("{}\n", line);
    } else if (line.starts_with("```mig")) {
      in_block = true;
      is_file = line.ends_with("file");
      block.clear();
    }
  }
}

std::vector<NamedText> read_good_texts() {
  std::vector<NamedText> texts;
  for (const std::string folder : {"golden", "tests/apply/cases", "migrations", "docs"}) {
    const fs::path path = fs::path(source_folder()) / folder;
    for (const std::string& file : files_below(path)) {
      const std::string name = folder + "/" + file;
      if (file.ends_with(".case")) add_case_file(texts, path / file, name);
      if (file.ends_with(".mig")) add_if_good(texts, name, read_file(path / file));
      if (file.ends_with(".md")) add_page(texts, path / file, name);
    }
  }
  return texts;
}

}  // namespace

std::optional<ast::File> parsed(const std::string& text) {
  SourceSet sources;
  Diagnostics diagnostics;
  ast::File file = parse(sources, sources.add("a.mig", text), diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  return file;
}

FormatResult format_result(const std::string& text) {
  SourceSet sources;
  Diagnostics diagnostics;
  FormatResult result{.said = {}, .text = format_source(sources, sources.add("a.mig", text), diagnostics)};
  result.said = render_text(diagnostics, sources, {});
  return result;
}

std::optional<std::string> formatted(const std::string& text) { return format_result(text).text; }

const std::vector<NamedText>& good_texts() {
  static const std::vector<NamedText> texts = read_good_texts();
  return texts;
}

}  // namespace galley::testing
