// Splits raw SQL into statements where the dialect's own shell would, so that each is emitted with exactly one semicolon
// and what it may not do (end the transaction, for one) can be seen.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "raw_tokens.hpp"

namespace galley {

struct RawStatement {
  std::string text;                // from the first to the last token, without semicolon; comments inside stay
  std::size_t offset = 0;          // of its first token
  std::vector<std::string> words;  // unquoted, in upper case, whatever stands between them
  [[nodiscard]] bool starts_with(std::initializer_list<std::string_view> leading) const;
};

struct RawStatements {
  std::vector<RawStatement> statements;  // none: the text is empty or all comments
  std::optional<RawFault> fault;         // then the statements are those before it
};

[[nodiscard]] RawStatements split_statements(std::string_view text, const RawRules& rules);

/// BEGIN, START TRANSACTION, COMMIT, END, ROLLBACK (not TO), ABORT, PREPARE TRANSACTION: would end the script's own
/// transaction.
[[nodiscard]] bool is_transaction_control(const RawStatement& statement);

}  // namespace galley
