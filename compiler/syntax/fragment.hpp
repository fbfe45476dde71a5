// Pieces of the language inside a text of another one, which stands at `place` of a source. Nothing when the whole text is no
// such piece; what is wrong with it is not said.
#pragma once

#include <optional>
#include <string_view>

#include "galley/ast.hpp"

namespace galley {

[[nodiscard]] std::optional<Expression> parse_expression(std::string_view text, Span place);
[[nodiscard]] std::optional<ast::Statement> parse_statement(std::string_view text, Span place);
[[nodiscard]] std::optional<TypeName> parse_type(std::string_view text, Span place);

}  // namespace galley
