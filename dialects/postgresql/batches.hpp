// Changes of many rows in batches, each in its own transaction: a block that walks along the primary key.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "galley/operation.hpp"
#include "postgresql/types.hpp"

namespace galley::postgresql {

struct Batches {
  ObjectName table;
  std::optional<std::string> alias;
  std::vector<Source> sources;
  std::optional<Expression> where;
  std::uint64_t size = 0;
  /// Why a row is not changed again when the block starts from the beginning; empty where it would be.
  std::string repeats_nothing;
};

/// Why a row that was updated is not met again: "SET note makes WHERE false". Empty where that is not sure.
[[nodiscard]] std::string makes_where_false(const UpdateRows& change);

/// The block. `statement` makes the user's statement for a range of keys. Where nothing else tells which rows are done, the
/// row of the ledger that is not finished keeps the last key.
[[nodiscard]] std::string batch_block(const Batches& batches, const std::vector<std::string>& key, const ObjectName& ledger,
                                      const std::function<std::string(std::string_view range)>& statement, const Printing& printing);

/// The table that knows how far a script came.
[[nodiscard]] ObjectName ledger_table(const std::string& default_schema);

}  // namespace galley::postgresql
