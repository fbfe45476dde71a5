// nextval('app.s') and its like: the sequence stands in a string, spelled as PostgreSQL reads the name of a relation.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "galley/expression.hpp"

namespace galley {

/// The string that names the sequence, in a call of nextval, currval or setval; else nullptr.
[[nodiscard]] Literal* sequence_literal(Expression& expression);
[[nodiscard]] const Literal* sequence_literal(const Expression& expression);
/// The sequence that such a call names; its schema is empty where the string has none.
[[nodiscard]] std::optional<ObjectName> sequence_of(const Expression& expression);

/// `app."My Sequence"` taken apart, unquoted words folded; nothing when it is no name.
[[nodiscard]] std::optional<ObjectName> read_relation_name(std::string_view text);
[[nodiscard]] std::string spell_relation_name(const ObjectName& name);

}  // namespace galley
