// Names, types and literals as the language writes them: the way back from folding.hpp.
#pragma once

#include <string>
#include <string_view>

#include "galley/expression.hpp"

namespace galley::syntax {

/// In double quotes where the name would not read as itself without them.
[[nodiscard]] std::string spell_name(std::string_view name);
/// In double quotes in any case.
[[nodiscard]] std::string spell_quoted(std::string_view name);
[[nodiscard]] std::string spell_qualified(const QualifiedName& name);
[[nodiscard]] std::string spell_string(std::string_view text);
[[nodiscard]] std::string spell_literal(const Literal& literal);
[[nodiscard]] std::string spell_type(const TypeName& type);
/// date '2026-01-01', interval '1' day to second
[[nodiscard]] std::string spell_typed_literal(const TypeName& type, std::string_view text);

}  // namespace galley::syntax
