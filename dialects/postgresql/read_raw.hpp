// What the statements of raw SQL do.
#pragma once

#include <string_view>

#include "galley/dialect.hpp"
#include "postgresql/parse_node.hpp"

namespace galley::postgresql {

[[nodiscard]] RawReading read_raw(std::string_view text, Span place, const Catalog& catalog, const std::string& default_schema);

/// Measured, facts "postgresql-ddl": refused in a transaction block on 12 to 18.
[[nodiscard]] bool refuses_transaction(const ParseNode& statement);

}  // namespace galley::postgresql
