#include <catch2/catch.hpp>

#include <algorithm>

#include "diag/pages.hpp"

using namespace galley;

namespace {

constexpr Page sample{"E0999", "a sample",
                      "What it means; see\n[the page](../language.md).\n\n## Why\n\nBecause a[1] is no link.\n\n## Example\n\n```mig\n"
                      "create table t (\n\n);\n## kept\n```\n"};

}  // namespace

TEST_CASE("a page loses the marks of its headings, examples and links") {
  CHECK(page_for_terminal(sample, false) ==
        "E0999: a sample\nWhat it means; see\nthe page.\n\nWhy\n\nBecause a[1] is no link.\n\nExample\n\n"
        "    create table t (\n\n    );\n    ## kept\n");
}

TEST_CASE("headings are strong where there is colour") {
  CHECK_THAT(page_for_terminal(sample, true), Catch::Contains("\x1b[1mE0999: a sample\x1b[0m\n") && Catch::Contains("\x1b[1mWhy\x1b[0m\n"));
}

TEST_CASE("a page is found in capitals or not") {
  REQUIRE(find_page("E0203") != nullptr);
  CHECK(find_page("e0203") == find_page("E0203"));
  CHECK(find_page("E020") == nullptr);
  CHECK(find_page("") == nullptr);
}

TEST_CASE("a code that does not exist has a nearest one") {
  CHECK(nearest_code("E02O3") == "E0203");
  CHECK(nearest_code("something else") == std::nullopt);
}

TEST_CASE("pages are sorted by code, each with a title and a text") {
  CHECK(std::is_sorted(pages().begin(), pages().end(), [](const Page& a, const Page& b) { return a.code < b.code; }));
  for (const Page& page : pages()) CHECK((!page.title.empty() && !page.text.empty()));
}
