// Pictures of histories: their structure, not their looks.
#include "drawing/drawing.hpp"

#include <fmt/format.h>

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <catch2/catch.hpp>
#include <sstream>

#include "unit/revisions/graph_fixture.hpp"

using namespace galley;
using namespace galley::drawing;
using namespace galley::test;

namespace {

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

RevisionSet nothing(const RevisionGraph& graph) { return RevisionSet(graph.size()); }

boost::property_tree::ptree parsed_xml(const std::string& text) {
  std::istringstream stream(text);
  boost::property_tree::ptree tree;
  boost::property_tree::read_xml(stream, tree);  // throws where it is no XML
  return tree;
}

/// Elements of this name whose attribute has this value, anywhere below.
std::size_t elements(const boost::property_tree::ptree& tree, const std::string& name, const std::string& class_name) {
  std::size_t found = 0;
  for (const auto& [child_name, child] : tree) {
    if (child_name == name && child.get<std::string>("<xmlattr>.class", "") == class_name) ++found;
    found += elements(child, name, class_name);
  }
  return found;
}

constexpr std::string_view branched = "a; b < a # billing; c < a; m < b, c; x # stock | m; y < x";

void set_message(History& history, std::string_view id, std::string text) {
  for (const auto& revision : history.revisions)
    if (revision->header.id.text == id) revision->header.message = ast::StringLiteral{std::move(text), {}};
}

}  // namespace

TEST_CASE("DOT has a node for each revision, full edges for parents and dashed ones for dependencies") {
  const auto history = history_of(branched);
  RevisionSet marked = nothing(**history);
  marked[history->index("m")] = true;
  const std::string dot = draw_dot(**history, marked);
  CHECK(dot.starts_with("digraph revisions {\n"));
  CHECK(dot.ends_with("}\n"));
  CHECK(count(dot, " [label=") == 6);
  CHECK(count(dot, " -> ") == 6);
  CHECK(count(dot, "[style=dashed]") == 1);
  CHECK(dot.find("  \"m\" -> \"x\" [style=dashed];\n") != std::string::npos);
  CHECK(dot.find("  \"b\" [label=\"b\\n[billing]\"];\n") != std::string::npos);
  CHECK(count(dot, "fillcolor") == 1);
  CHECK(dot.find("  \"m\" [label=\"m\", style=\"rounded,filled\"") != std::string::npos);
}

TEST_CASE("Mermaid has the same nodes and edges") {
  const auto history = history_of(branched);
  RevisionSet marked = nothing(**history);
  marked[history->index("a")] = marked[history->index("b")] = true;
  const std::string text = draw_mermaid(**history, marked);
  CHECK(text.starts_with("flowchart BT\n  r0[\"a\"]\n  r1[\"b<br/>(billing)\"]\n"));
  CHECK(count(text, " --> ") == 5);
  CHECK(count(text, " -.-> ") == 1);
  CHECK(text.ends_with("  class r0,r1 range\n"));
}

TEST_CASE("SVG is XML with a dot for each revision, an edge for each link and a band for each one of the range") {
  const auto history = history_of(branched);
  RevisionSet marked = nothing(**history);
  marked[history->index("m")] = marked[history->index("c")] = true;
  const auto tree = parsed_xml(draw_svg(**history, marked, "shop: a:m"));
  CHECK(tree.get<std::string>("svg.title") == "shop: a:m");
  CHECK(elements(tree, "circle", "dot") == 6);
  CHECK(elements(tree, "path", "parent") == 5);
  CHECK(elements(tree, "path", "dependency") == 1);
  CHECK(elements(tree, "rect", "band") == 2);
  CHECK(elements(tree, "tspan", "label") == 2);
  CHECK(elements(tree, "g", "revision range") == 1);
  CHECK(elements(tree, "g", "revision head range") == 1);
  CHECK(elements(tree, "g", "revision head") == 1);
}

TEST_CASE("messages with every kind of mark stay text") {
  const auto history = history_of("a; b < a");
  set_message(*history, "a",
              "<script>alert(\"x\")</script> & 'y' \\ ]]> #quot; --> {z} `w`\n\x01"
              "é");
  const std::string dot = draw_dot(**history, nothing(**history));
  CHECK(dot.find("label=\"a\\n<script>alert(\\\"x\\\")</script> & 'y' \\\\ ]]> #quot; --> {z} `w`<U+000A><U+0001>é\"") !=
        std::string::npos);
  CHECK(count(dot, "\n") == 7);
  const std::string mermaid = draw_mermaid(**history, nothing(**history));
  CHECK(mermaid.find("#60;script#62;alert(#34;x#34;)") != std::string::npos);
  CHECK(mermaid.find("<script") == std::string::npos);
  const std::string svg = draw_svg(**history, nothing(**history), "<t> & \"u\"");
  const auto tree = parsed_xml(svg);
  CHECK(svg.find("<script") == std::string::npos);
  CHECK(tree.get<std::string>("svg.title") == "<t> & \"u\"");
}

TEST_CASE("pictures depend on the graph alone, not on the order of the files") {
  const auto first = history_of("a; b < a; c < a; m < b, c | x; x");
  const auto second = history_of("x; m < b, c | x; c < a; b < a; a");
  const RevisionSet marked = nothing(**first);
  CHECK(draw_dot(**first, marked) == draw_dot(**second, marked));
  CHECK(draw_mermaid(**first, marked) == draw_mermaid(**second, marked));
  CHECK(draw_svg(**first, marked, "t") == draw_svg(**second, marked, "t"));
}

TEST_CASE("ten thousand revisions are drawn, and their picture is XML") {
  const auto history = history_of(line_of(10'000));
  const auto tree = parsed_xml(draw_svg(**history, nothing(**history), "t"));
  CHECK(elements(tree, "path", "parent") == 9'999);
  CHECK(count(draw_dot(**history, nothing(**history)), " -> ") == 9'999);
}
