// Objects that are neither tables nor enumerations, and what SQLite has in their place.
#pragma once

#include "sqlite/statements.hpp"

namespace galley::sqlite {

/// Reports what has no counterpart, says in a note what loses no meaning when it is left out.
[[nodiscard]] Statements without_counterpart(ObjectKind kind, Span span, const Context& context);
[[nodiscard]] Statements no_owner(Span span, const Context& context);

}  // namespace galley::sqlite
