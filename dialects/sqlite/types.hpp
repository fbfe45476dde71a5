// Declared types. SQLite keeps what a column holds by affinity; the declared name says what is meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sqlite/context.hpp"

namespace galley::sqlite {

/// "VARCHAR(20)". Arrays and types of other dialects are reported at `span`.
[[nodiscard]] std::string declared_type(const Type& type, Span span, const Context& context);
/// For a STRICT table, which has five types. What has no place among them is reported for the column.
[[nodiscard]] std::string strict_type(const Column& column, const Context& context);
/// Names of SQLite's own that the language has no word for ("blob", "datetime").
[[nodiscard]] bool is_native_type(std::string_view name);

/// A column of this type, made the whole primary key, is the rowid itself.
[[nodiscard]] bool is_integer(const Type& type);

/// What CAST understands: "INTEGER", "TEXT" ...
enum class Affinity { integer, real, numeric, text, blob };
[[nodiscard]] Affinity affinity_of(const Type& type);
[[nodiscard]] std::string_view affinity_name(Affinity affinity);

/// The values of an enumeration as SQL: 'a', 'b'
[[nodiscard]] std::string value_list(const EnumType& type);

}  // namespace galley::sqlite
