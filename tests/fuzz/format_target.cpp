// Parse, format, parse: the layout keeps the meaning and settles at once. A text that begins with "revision" is a file, any other the
// body of an upgrade.
#include "galley/format.hpp"
#include "target.hpp"

namespace galley::fuzz {
namespace {

struct Parsed {
  SourceSet sources;
  SourceId id;
  Diagnostics diagnostics;
  ast::File file;

  explicit Parsed(std::string text) : id(sources.add("a.mig", std::move(text))), file(parse(sources, id, diagnostics)) {}
};

void format_and_compare(std::string text) {
  Parsed first(std::move(text));
  Diagnostics diagnostics;
  const std::optional<std::string> formatted = format_source(first.sources, first.id, diagnostics);
  expect(formatted.has_value() != first.diagnostics.has_errors(), "formatted in spite of errors, or not without any");
  expect_sound(diagnostics, first.sources);
  if (!formatted) return;
  Parsed second(*formatted);
  expect(!second.diagnostics.has_errors(), "what was formatted does not parse");
  expect(first.file == second.file, "formatting changed the tree");
  expect(format_source(second.sources, second.id, diagnostics) == formatted, "formatting again changes the text");
  Parsed printed(to_source(first.file));
  expect(printed.file == first.file, "the tree as text is another tree");
}

}  // namespace
}  // namespace galley::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = galley::fuzz::text_of(data, size);
  galley::fuzz::format_and_compare(text.starts_with("revision") ? std::string(text)
                                                                : fmt::format("revision a;\nupgrade {{\n{}\n}}\n", text));
  return 0;
}
