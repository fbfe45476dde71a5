// How PostgreSQL names the columns of a query's result.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "postgresql/parse_node.hpp"

namespace galley::postgresql {

/// The columns of a relation, in order; none where they are not known.
using ColumnsOf = std::function<std::vector<std::string>(const NameInTree& relation)>;

/// Of one expression; empty where the server has no name for it.
[[nodiscard]] std::string figured_name(const ParseNode& expression);

/// The text of a SelectStmt with columns in place of each `*` of its result, as its server keeps a view; empty where it has no `*` or
/// one stands for columns that are not known.
[[nodiscard]] std::string written_out(std::string_view text, const ParseNode& select, const ColumnsOf& columns_of);

/// Of a SelectStmt, in order; none where a `*` stands for columns that are not known.
[[nodiscard]] std::vector<std::string> output_names(const ParseNode& select, const ColumnsOf& columns_of);

}  // namespace galley::postgresql
