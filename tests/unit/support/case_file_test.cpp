#include "case_file.hpp"

#include <catch2/catch.hpp>

#include "case_options.hpp"

namespace galley::testing {
namespace {

const std::string two_cases =
    "about these\n\n=== one\n@ upgrade a:b\n@ bytes\nrevision a;\\x0d\n\n  upgrade { }\n>>> sqlite\nSELECT 1;\n\n"
    "=== two\n--- file: x.mig\nx\n--- file: y.mig\ny\n>>> diagnostics\n>>> order\na\n";

}  // namespace

TEST_CASE("a case file printed again is the same file") { CHECK(print_case_file(parse_case_file(two_cases)) == two_cases); }

TEST_CASE("a case file falls into cases, options, input and sections") {
  const CaseFile file = parse_case_file(two_cases);
  REQUIRE(file.cases.size() == 2);
  CHECK(file.comment == "about these\n\n");
  CHECK(file.cases[0].options == std::vector<std::string>{"upgrade a:b", "bytes"});
  CHECK(file.cases[0].input == "revision a;\\x0d\n\n  upgrade { }\n");
  CHECK(file.cases[0].find_section("sqlite")->text == "SELECT 1;\n");
  CHECK(file.cases[1].find_section("diagnostics")->text.empty());
}

TEST_CASE("the input of a case becomes files") {
  const CaseFile file = parse_case_file(two_cases);
  const CaseOptions options = options_of(file.cases[0]);
  CHECK(options.compile.range == "a:b");
  CHECK(files_of(file.cases[0], options) == std::vector<NamedText>{{"a.mig", "revision a;\r\n\n  upgrade { }\n"}});
  CHECK(files_of(file.cases[1], options) == std::vector<NamedText>{{"x.mig", "x\n"}, {"y.mig", "y\n"}});
}

TEST_CASE("texts too long to write are written as a repetition") {
  CaseOptions options;
  options.bytes = true;
  CHECK(files_of({"", {}, "\\repeat{3}{(}1\\repeat{3}{\\x7d}\n", {}}, options)[0].second == "(((1}}}\n");
}

TEST_CASE("an unknown option is refused") { CHECK_THROWS(options_of({"", {"upgrad a"}, "", {}})); }

}  // namespace galley::testing
