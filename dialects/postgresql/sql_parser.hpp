// PostgreSQL's own parser (libpg_query), which our package has as of PostgreSQL 15. Nothing else names that library.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/dialect.hpp"
#include "postgresql/parse_node.hpp"

namespace galley::postgresql {

/// The release whose grammar the parser has.
inline constexpr int parser_version = 15;

struct ParsedStatement {
  std::size_t begin = 0;  // of its first token
  std::size_t end = 0;    // without the semicolon
  /// Locations count from `begin`. Nothing where the statement is too long to be followed.
  std::optional<ParseNode> tree;
};
struct ParsedSql {
  std::optional<RawError> error;  // then there are no statements
  bool too_deep = false;          // not read, as it could exhaust the parser's stack; there are no statements
  std::vector<ParsedStatement> statements;
};
[[nodiscard]] ParsedSql parse_sql(std::string_view text);

/// A syntax error in the PL/pgSQL body of a whole CREATE FUNCTION or DO statement, at its offset in the body. What only a server
/// with the real types and tables can tell is not said. It is never certain: the parser is a part of a server's alone.
[[nodiscard]] std::optional<RawError> find_plpgsql_error(std::string_view statement, std::string_view body);

}  // namespace galley::postgresql
