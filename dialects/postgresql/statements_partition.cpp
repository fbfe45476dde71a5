#include <fmt/format.h>

#include "clause_text.hpp"
#include "postgresql/expressions.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

std::string value_list(const std::vector<Expression>& values, const Printing& printing) {
  std::string out;
  for (const Expression& value : values) out += (out.empty() ? "" : ", ") + expression_text(value, printing);
  return "(" + out + ")";
}

}  // namespace

std::string partition_by(const PartitionBy& by, const Printing& printing) {
  std::string keys;
  for (const IndexKey& key : by.keys) keys += (keys.empty() ? "" : ", ") + index_key(key, printing);
  return fmt::format("PARTITION BY {} ({})", clause_text(by.strategy), keys);
}

std::string partition_bound(const ast::PartitionBound& bound, const Printing& printing) {
  return match(
      bound.what,
      [&](const ast::RangeBound& range) {
        return fmt::format("FOR VALUES FROM {} TO {}", value_list(range.from, printing), value_list(range.to, printing));
      },
      [&](const ast::ListBound& list) { return fmt::format("FOR VALUES IN {}", value_list(list.values, printing)); },
      [](const ast::HashBound& hash) { return fmt::format("FOR VALUES WITH (MODULUS {}, REMAINDER {})", hash.modulus, hash.remainder); },
      [](const ast::DefaultBound&) { return std::string("DEFAULT"); });
}

std::string attach_partition(const AttachPartition& change, const Printing& printing) {
  return alter_table(change.table,
                     {fmt::format("ATTACH PARTITION {} {}", qualified(change.partition), partition_bound(change.bound, printing))});
}

std::string detach_partition(const DetachPartition& change) {
  return alter_table(change.table,
                     {fmt::format("DETACH PARTITION {}{}", qualified(change.partition), change.concurrently ? " CONCURRENTLY" : "")});
}

}  // namespace galley::postgresql
