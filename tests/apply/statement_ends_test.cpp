#include "statement_ends.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace galley::testing {
namespace {

/// The script with a mark behind each end.
std::string marked(std::string_view script) {
  std::string text;
  std::size_t from = 0;
  for (const std::size_t end : statement_ends(script)) {
    text.append(script.substr(from, end - from)).append("|");
    from = end;
  }
  return text.append(script.substr(from));
}

}  // namespace

TEST_CASE("a script is cut behind whole statements and commands only") {
  CHECK(marked("SELECT 1;\nSELECT\n  2;\n") == "SELECT 1;\n|SELECT\n  2;\n|");
  CHECK(marked("DO $x$\nBEGIN;\n$$;\nEND $x$;\n") == "DO $x$\nBEGIN;\n$$;\nEND $x$;\n|");
  CHECK(marked("SELECT 'a;\n''b;\n';\n") == "SELECT 'a;\n''b;\n';\n|");
  CHECK(marked("SELECT \";\n\"; -- why;\n") == "SELECT \";\n\"; -- why;\n|");
  CHECK(marked("-- only a comment;\n\n/* ;\n*/\n") == "-- only a comment;\n\n/* ;\n*/\n");
  CHECK(marked("SELECT 1 AS a \\gset\n\\if :a\nSELECT 2;\n\\endif\n") == "SELECT 1 AS a \\gset\n|\\if :a\n|SELECT 2;\n|\\endif\n|");
  CHECK(marked(".bail on\nSELECT 1\n.5;\n") == ".bail on\n|SELECT 1\n.5;\n|");
}

}  // namespace galley::testing
