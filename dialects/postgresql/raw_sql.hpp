// Text that a user wrote as SQL: what is refused, and what has to change so that psql sends it as it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/diagnostics.hpp"
#include "galley/operation.hpp"
#include "raw_statements.hpp"

namespace galley::postgresql {

[[nodiscard]] const RawRules& raw_rules();

/// The offset of a backslash that is neither quoted nor in a comment: psql would read a command of its own there.
[[nodiscard]] std::optional<std::size_t> find_bare_backslash(std::string_view text);

/// With a blank behind each colon that psql would take for a variable (a[1:n], :name); text in quotes, "::" and ":=" stay.
[[nodiscard]] std::string without_psql_variables(std::string_view text);
/// As a part of an expression: also safe to be followed by more text when it ends in a "--" comment.
[[nodiscard]] std::string embedded_raw_text(std::string_view text);

/// The statements of a raw text, ready to print but for their semicolon. Reports what a script cannot contain, at its place.
[[nodiscard]] std::vector<RawStatement> checked_statements(const RawSql& raw, Diagnostics& diagnostics);
/// Reports what makes the text of a sub-select unusable.
void check_embedded(std::string_view text, Span place, Diagnostics& diagnostics);

/// Whether running the statement twice does no harm.
[[nodiscard]] bool is_repeatable(const RawStatement& statement);

}  // namespace galley::postgresql
