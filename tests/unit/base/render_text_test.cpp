#include <catch2/catch.hpp>

#include "diag/render.hpp"

using namespace galley;

namespace {

constexpr DiagnosticDef<std::string_view> sample{"E0999", Severity::error, "column \"{}\" does not exist"};
constexpr DiagnosticDef<> sample_warning{"W0999", Severity::warning, "careful"};

std::string render(const Diagnostics& diagnostics, const SourceSet& sources) { return render_text(diagnostics, sources, {}); }

}  // namespace

TEST_CASE("an error shows its line, a caret under the exact words, the notes and the help") {
  SourceSet sources;
  const SourceId id = sources.add("m/a.mig", "first\n    create index on t (emial);\n");
  Diagnostics diagnostics;
  diagnostics.report({id, 29, 34}, sample, "emial").suggest("email").note({id, 0, 5}, "created here").help("write one\nor two");
  CHECK(render(diagnostics, sources) ==
        "error[E0999]: column \"emial\" does not exist\n"
        " --> m/a.mig:2:24\n"
        "  |\n"
        "2 |     create index on t (emial);\n"
        "  |                        ^^^^^ did you mean \"email\"?\n"
        "note: created here\n"
        " --> m/a.mig:1:1\n"
        "  |\n"
        "1 | first\n"
        "  | ^^^^^\n"
        "help: write one\n"
        "      or two\n"
        "\n"
        "1 error\n");
}

TEST_CASE("the caret stands right after tabs, wide characters and characters that are made visible") {
  SourceSet sources;
  const SourceId id = sources.add("a.mig", "\t漢\x1B x");
  Diagnostics diagnostics;
  diagnostics.report({id, 6, 7}, sample, "x");
  CHECK(render(diagnostics, sources) ==
        "error[E0999]: column \"x\" does not exist\n"
        " --> a.mig:1:5\n"
        "  |\n"
        "1 |     漢<U+001B> x\n"
        "  |                ^\n"
        "\n"
        "1 error\n");
}

TEST_CASE("text of the user's cannot send control characters to the terminal") {
  SourceSet sources;
  const SourceId id = sources.add("a.mig", "x");
  Diagnostics diagnostics;
  diagnostics.report({id, 0, 1}, sample, "\x1B[31m\n\xE2\x80\xAE");
  CHECK(render(diagnostics, sources).find("\"<U+001B>[31m<U+000A><U+202E>\"") != std::string::npos);
}

TEST_CASE("a line that is wider than the terminal is cut around the place") {
  struct Case {
    std::size_t before, marked, after;
    std::string lines;
  };
  const Case c = GENERATE(values<Case>({
      {100, 1, 100, "1 | ...aaaaaaaaaaaaaaXbbbbbbbbbbbbbbb..."},
      {0, 1, 100, "1 | Xbbbbbbbbbbbbbbbbbbbbbbbbbbbbb..."},
      {100, 1, 0, "1 | ...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaX"},
      {20, 1, 15, "1 | aaaaaaaaaaaaaaaaaaaaXbbbbbbbbbbbbbbb"},
      {0, 100, 0, "1 | XXXXXXXXXXXXXXXXXXXXXXXXXXXXXX..."},
  }));
  SourceSet sources;
  const SourceId id = sources.add("a.mig", std::string(c.before, 'a') + std::string(c.marked, 'X') + std::string(c.after, 'b'));
  Diagnostics diagnostics;
  const auto begin = static_cast<std::uint32_t>(c.before);
  diagnostics.report({id, begin, begin + static_cast<std::uint32_t>(c.marked)}, sample, "X");
  const std::string text = render_text(diagnostics, sources, {}, 40);
  INFO(text);
  const std::string source_line = text.substr(text.find("1 | "), text.find('\n', text.find("1 | ")) - text.find("1 | "));
  const std::string caret_line = text.substr(text.find("  | ", text.find("1 | ")));
  CHECK(source_line == c.lines);
  CHECK(source_line.size() <= 40);
  CHECK(source_line.find('X') == caret_line.find('^'));
}

TEST_CASE("a line of a megabyte is shown soon") {
  SourceSet sources;
  const SourceId id = sources.add("a.mig", std::string(1'000'000, 'a') + "X" + std::string(1'000'000, 'b'));
  Diagnostics diagnostics;
  for (std::uint32_t i = 0; i < 100; ++i) diagnostics.report({id, 1'000'000, 1'000'001 + i}, sample, "X");
  CHECK(render(diagnostics, sources).size() < 100'000);
}

TEST_CASE("a place of several lines is marked where it begins and where it ends") {
  SourceSet sources;
  const SourceId id = sources.add("a.mig", "a (one\r\n  two\r\n\tthree) b\r\nc\r\n");
  Diagnostics diagnostics;
  diagnostics.report({id, 2, 22}, sample, "x").label("all of it");
  diagnostics.report({id, 2, 13}, sample, "y");
  CHECK(render(diagnostics, sources) ==
        "error[E0999]: column \"x\" does not exist\n"
        " --> a.mig:1:3\n"
        "  |\n"
        "1 | a (one\n"
        "  |   ^^^^\n"
        "...\n"
        "3 |     three) b\n"
        "  |     ^^^^^^ all of it\n"
        "\n"
        "error[E0999]: column \"y\" does not exist\n"
        " --> a.mig:1:3\n"
        "  |\n"
        "1 | a (one\n"
        "  |   ^^^^\n"
        "2 |   two\n"
        "  |   ^^^\n"
        "\n"
        "2 errors\n");
}

TEST_CASE("an error at the end of the file or nowhere has its text at least") {
  SourceSet sources;
  const SourceId id = sources.add("a.mig", "");
  Diagnostics diagnostics;
  diagnostics.report({id, 0, 0}, sample, "x");
  diagnostics.report({}, sample_warning);
  CHECK(render(diagnostics, sources) ==
        "error[E0999]: column \"x\" does not exist\n"
        " --> a.mig:1:1\n"
        "  |\n"
        "1 | \n"
        "  | ^\n"
        "\n"
        "warning[W0999]: careful\n"
        "\n"
        "1 error, 1 warning\n");
}

TEST_CASE("diagnostics are sorted by place, repeated ones are said once") {
  SourceSet sources;
  const SourceId id = sources.add("a.mig", "abc");
  Diagnostics diagnostics;
  diagnostics.report({id, 2, 3}, sample, "c");
  diagnostics.report({id, 0, 1}, sample, "a");
  diagnostics.report({id, 2, 3}, sample_warning);
  diagnostics.report({id, 2, 3}, sample, "c");
  diagnostics.sort_and_unique();
  REQUIRE(diagnostics.all().size() == 3);
  CHECK(diagnostics.all()[0].text == "column \"a\" does not exist");
  CHECK(diagnostics.all()[1].text == "column \"c\" does not exist");
  CHECK(diagnostics.error_count() == 2);
  CHECK(diagnostics.warning_count() == 1);
}

TEST_CASE("after the limit diagnostics are counted, not shown") {
  SourceSet sources;
  const SourceId id = sources.add("a.mig", "abc");
  Diagnostics diagnostics;
  for (std::uint32_t i = 0; i < 3; ++i) diagnostics.report({id, i, i + 1}, sample, "x");
  const std::string text = render_text(diagnostics, sources, {.limit = 1});
  CHECK(text.find("... and 2 more\n3 errors\n") != std::string::npos);
}
