// Each code has a page, each page a code, and what the pages show is what the program does.
#include "diag/pages.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "page_blocks.hpp"
#include "support/files.hpp"
#include "support/paths.hpp"
#include "support/process.hpp"
#include "support/text.hpp"

namespace galley::testing {
namespace {

constexpr std::size_t line_limit = 100;

/// Pages whose example cannot be run, and why.
const std::map<std::string, std::string> not_run{
    {"E0117", "what is not read yet changes with every version"},
    {"E0126", "a text that leads to it would be a mistake to be mended"},
    {"E0324", "the command line stops earlier, where no file is found"},
    {"E0417", "no text of the language gets as far"},
};

std::string path_of(std::string_view code) { return fmt::format("docs/diagnostics/{}.md", code); }

/// Of the files themselves, so that a page is tested as it is now and not as it was built in.
std::vector<std::string> codes_with_pages() {
  std::vector<std::string> codes;
  for (const std::string& file : files_below(source_folder() + "/docs/diagnostics")) {
    if (file != "README.md") codes.push_back(file.substr(0, file.rfind('.')));
  }
  return codes;
}

std::vector<std::string> known_codes() {
  std::vector<std::string> codes = codes_of_catalogue();
  const std::vector<std::string> of_scripts = codes_of_scripts();
  codes.insert(codes.end(), of_scripts.begin(), of_scripts.end());
  return codes;
}

std::vector<std::string> without(const std::vector<std::string>& codes, const std::vector<std::string>& others) {
  std::vector<std::string> rest;
  std::copy_if(codes.begin(), codes.end(), std::back_inserter(rest),
               [&](const std::string& code) { return std::find(others.begin(), others.end(), code) == others.end(); });
  return rest;
}

bool is_of_script(std::string_view code) { return code.starts_with("GAL-"); }

/// What the run prints on standard error.
std::string messages_of(const PageRun& shown) {
  TemporaryFolder folder("page");
  write_file(folder / "migrations/a.mig", shown.migrations);
  if (!shown.configuration.empty()) write_file(folder / "galley.toml", shown.configuration);
  const std::string script = "galley() { \"$0\" \"$@\"; }\n" + shown.command;
  return run({"sh", "-c", script, executable()}, {.folder = folder.path()}).err;
}

/// What is wrong with how the page is written, a line each.
std::string faults_of(std::string_view code, const std::string& page) {
  std::string faults;
  const auto expect = [&](bool holds, std::string_view what) {
    if (!holds) faults += fmt::format("{}: {}\n", path_of(code), what);
  };
  const std::vector<std::string> parts =
      is_of_script(code) ? std::vector<std::string>{"## Why", "## What to do"} : std::vector<std::string>{"## Why", "## Example", "## Fix"};
  const std::vector<std::string_view> lines = lines_of(page);
  expect(page.starts_with(fmt::format("# {}: ", code)), "does not begin with \"# CODE: title\"");
  expect(lines.size() > 2 && !lines[2].empty() && !lines[2].starts_with("#"), "does not say what the code means below its title");
  std::size_t last = 0;
  for (const std::string& part : parts) {
    const auto at = std::find(lines.begin() + static_cast<std::ptrdiff_t>(last), lines.end(), part);
    expect(at != lines.end(), fmt::format("has no part \"{}\", or has it in another order", part));
    if (at != lines.end()) last = static_cast<std::size_t>(at - lines.begin());
  }
  for (const std::string_view line : lines) expect(line.size() <= line_limit, fmt::format("a line is too long: {}", line));
  return faults;
}

}  // namespace

TEST_CASE("every code has a page") {
  INFO("write docs/diagnostics/CODE.md for each; docs/diagnostics/README.md says how");
  CHECK(fmt::format("{}", fmt::join(without(known_codes(), codes_with_pages()), " ")) == "");
}

TEST_CASE("every page has a code") { CHECK(fmt::format("{}", fmt::join(without(codes_with_pages(), known_codes()), " ")) == ""); }

TEST_CASE("every code of a script stands in docs/guards.md") {
  const std::string guards = read_file(source_folder() + "/docs/guards.md");
  std::string missing;
  for (const std::string& code : codes_of_scripts())
    if (guards.find(fmt::format("\n| {} | ", code)) == std::string::npos) missing += code + " ";
  CHECK(missing == "");
}

TEST_CASE("no code is defined twice") {
  const std::vector<std::string> codes = codes_of_catalogue();
  const auto twice = std::adjacent_find(codes.begin(), codes.end());
  CHECK((twice == codes.end() ? "" : *twice) == "");
}

TEST_CASE("every page has its parts") {
  for (const std::string& code : codes_with_pages()) CHECK(faults_of(code, read_file(source_folder() + "/" + path_of(code))) == "");
}

TEST_CASE("every example produces its code, and no fix produces anything") {
  for (const std::string& code : codes_with_pages()) {
    if (is_of_script(code) || not_run.contains(code)) continue;
    std::set<std::string> headings;
    for (const PageRun& shown : runs_of(blocks_of(read_file(source_folder() + "/" + path_of(code))))) {
      headings.insert(shown.heading);
      INFO(path_of(code) << ":" << shown.line << ": " << shown.heading);
      if (shown.heading == "Example") CHECK_THAT(messages_of(shown), Catch::Contains(fmt::format("[{}]", code)));
      if (shown.heading == "Fix") CHECK(messages_of(shown) == "");
    }
    INFO(path_of(code) << " shows nothing that can be run under one of its parts");
    CHECK((headings.contains("Example") && headings.contains("Fix")));
  }
}

}  // namespace galley::testing
