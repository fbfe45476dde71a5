#include <catch2/catch.hpp>

#include "galley/diagnostics.hpp"

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

TEST_CASE("a very long line is cut around the place") {
  SourceSet sources;
  const SourceId id = sources.add("a.mig", std::string(5000, 'a') + "X" + std::string(5000, 'b'));
  Diagnostics diagnostics;
  diagnostics.report({id, 5000, 5001}, sample, "X");
  const std::string text = render(diagnostics, sources);
  CHECK(text.size() < 800);
  CHECK(text.find("aX") != std::string::npos);
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
