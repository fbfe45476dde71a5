// Statements that both dialects understand alike, made from a catalog.
#pragma once

#include <string>
#include <vector>

#include "galley/catalog.hpp"

namespace galley::testing {

/// In double quotes, which is right in both dialects.
[[nodiscard]] std::string quoted(const std::string& name);
/// Tables of the default schema with an integer key "id".
[[nodiscard]] std::vector<TablePointer> keyed_tables(const Catalog& catalog);
/// Every row by key, each value in one spelling.
[[nodiscard]] std::string all_rows(const Table& table);
/// What an application would write: a row with the key 1000 + number.
[[nodiscard]] std::string insert_row(const Table& table, int number);

}  // namespace galley::testing
