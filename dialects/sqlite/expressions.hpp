// Expressions of the language in SQLite's words. What has no counterpart is reported at its own place.
#pragma once

#include <string>

#include "sqlite/context.hpp"

namespace galley::sqlite {

/// Where an expression stands decides what SQLite admits there.
enum class Place {
  default_value,
  check,   // columns without their table; nothing random
  stored,  // a generated column or the key or condition of an index: the same for the same row, always
  data     // in INSERT, UPDATE, DELETE and in the copy of a rebuild
};

[[nodiscard]] std::string write_expression(const Expression& expression, Place place, const Context& context);
/// As a value for a column of this type: strings become booleans and blobs where PostgreSQL would read them so.
[[nodiscard]] std::string write_value(const Expression& expression, const Type& type, Place place, const Context& context);
/// As the operand of DEFAULT: in parentheses unless SQLite takes it bare.
[[nodiscard]] std::string write_default(const Expression& expression, const Type& type, const Context& context);
/// Whether what write_default() gave is a literal: the same at any time, which is what ADD COLUMN wants.
[[nodiscard]] bool is_constant(std::string_view default_sql);

/// A collation by its PostgreSQL name or one of SQLite's own.
[[nodiscard]] std::string write_collation(std::string_view collation, Span span, const Context& context);

}  // namespace galley::sqlite
