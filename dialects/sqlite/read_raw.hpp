// What the statements of raw SQL do, as SQLite reads them over the replayed schema.
#pragma once

#include <string_view>

#include "galley/dialect.hpp"

namespace galley::sqlite {

[[nodiscard]] RawReading read_raw(std::string_view text, Span place, const Catalog& catalog, const DialectOptions& options);

}  // namespace galley::sqlite
