// What a query mentions, from the tree of PostgreSQL's parser.
#pragma once

#include <string_view>

#include "galley/dialect.hpp"
#include "postgresql/output_names.hpp"
#include "postgresql/parse_node.hpp"

namespace galley::postgresql {

[[nodiscard]] QueryReading read_query(std::string_view text, const ColumnsOf& columns_of);

/// The body of a function in SQL: its mistakes, and the relations that have to be there when it is made.
[[nodiscard]] QueryReading read_sql_body(std::string_view body);

/// What a tree mentions. `base` is added to every offset.
void collect_references(const ParseNode& tree, std::size_t base, QueryReading& reading);

}  // namespace galley::postgresql
