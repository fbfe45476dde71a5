// Names and values as SQLite reads them. The only functions here that know how to quote.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace galley::sqlite {

/// In double quotes only where needed.
[[nodiscard]] std::string identifier(std::string_view name);
/// Always in double quotes: a constraint's name that is a sentence.
[[nodiscard]] std::string quoted_identifier(std::string_view name);
/// "a, b"
[[nodiscard]] std::string identifier_list(const std::vector<std::string>& names);

/// 'it''s'. A carriage return is written as char(13), because the sqlite3 shell drops it before a line end.
[[nodiscard]] std::string string_literal(std::string_view text);
/// Whether string_literal() gives one token, which a DEFAULT takes without parentheses.
[[nodiscard]] bool is_plain_literal(std::string_view text);

}  // namespace galley::sqlite
