// What a query mentions, as SQLite itself reads it over the replayed schema.
#pragma once

#include <string_view>

#include "galley/dialect.hpp"

namespace galley::sqlite {

[[nodiscard]] QueryReading read_query(std::string_view text, const Catalog& catalog, const DialectOptions& options);
/// The statements of a trigger that has a body.
[[nodiscard]] QueryReading read_trigger(const SchemaObject& trigger, const Catalog& catalog, const DialectOptions& options);

}  // namespace galley::sqlite
