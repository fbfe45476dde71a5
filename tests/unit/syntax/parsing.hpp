// Parsing a text in one call, for tests.
#pragma once

#include <catch2/catch.hpp>

#include "galley/syntax.hpp"

namespace galley::test {

struct Parsed {
  SourceSet sources;
  Diagnostics diagnostics;
  ast::File file;

  /// "code at line:column: text" a line, in order of places.
  [[nodiscard]] std::vector<std::string> errors() {
    diagnostics.sort_and_unique();
    std::vector<std::string> lines;
    for (const Diagnostic& d : diagnostics.all()) {
      const Position position = sources[d.span.source].position(d.span.begin);
      lines.push_back(fmt::format("{} {}:{} {}{}", d.code, position.line, position.column, d.text, d.label.empty() ? "" : "; " + d.label));
    }
    return lines;
  }
};

inline Parsed parse_text(std::string text) {
  Parsed parsed;
  const SourceId id = parsed.sources.add("test.mig", std::move(text));
  parsed.file = parse(parsed.sources, id, parsed.diagnostics);
  return parsed;
}

/// Statements as the body of an upgrade, from line 2 on.
inline std::string with_header(std::string_view body) { return fmt::format("revision a1 'test'; upgrade {{\n{}\n}}\n", body); }
inline Parsed parse_body(std::string_view body) { return parse_text(with_header(body)); }

/// The statements of a text without errors.
inline std::vector<ast::Statement> statements(std::string_view body) {
  Parsed parsed = parse_body(body);
  REQUIRE(parsed.errors() == std::vector<std::string>{});
  REQUIRE(parsed.file.revisions.size() == 1);
  return parsed.file.revisions[0].upgrade;
}
template <class S>
S statement(std::string_view text) {
  auto list = statements(text);
  REQUIRE(list.size() == 1);
  REQUIRE(std::holds_alternative<S>(list[0].what));
  return std::get<S>(list[0].what);
}
template <class A>
A action(std::string_view text) {
  auto table = statement<ast::AlterTable>(fmt::format("alter table t {};", text));
  REQUIRE(table.actions.size() == 1);
  REQUIRE(std::holds_alternative<A>(table.actions[0].what));
  return std::get<A>(table.actions[0].what);
}

inline Expression expression(std::string_view text) { return *statement<ast::Delete>(fmt::format("delete from t where {};", text)).where; }

using Errors = std::vector<std::string>;
inline Errors errors_of(std::string_view body) { return parse_body(body).errors(); }
inline Errors errors_of_file(std::string text) { return parse_text(std::move(text)).errors(); }

}  // namespace galley::test
