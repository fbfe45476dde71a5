// What takes back a statement that may be done while those of its operation behind it are not. In a transaction that is exact, as the
// ledger knows whether the statement is done; outside of one it looks first what there is to take back.
#include <fmt/format.h>

#include <utility>

#include "postgresql/lock_shapes.hpp"
#include "postgresql/lowering.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

std::string regclass(const ObjectName& name) { return fmt::format("pg_catalog.to_regclass({})", string_literal(qualified(name))); }

std::string attached(const DetachPartition& change, std::string_view further) {
  return fmt::format("SELECT FROM pg_catalog.pg_inherits WHERE inhrelid = {} AND inhparent = {}{}", regclass(change.partition),
                     regclass(change.table), further);
}

}  // namespace

std::vector<Step> Lowering::aside(const std::function<void()>& write) {
  std::vector<Step> usual = std::exchange(steps_, {});
  is_aside_ = true;
  write();
  is_aside_ = false;
  std::vector<Step> written = std::exchange(steps_, std::move(usual));
  for (Step& step : written) {
    step.notes.clear();
    step.touched.clear();
    for (const TableChange& table : operation_->tables) step.touched.push_back({table.before, table.before});
  }
  return written;
}

void Lowering::undo_alone(Step& step, std::vector<Step> undo) {
  step.is_undone_alone = true;
  step.undo = std::move(undo);
}

void Lowering::undo_with(Step& step, std::string sql, std::string reason, const Impact& impact) {
  undo_alone(step, aside([&] { add(std::move(sql), std::move(reason), impact); }));
}

void Lowering::undo_by_dropping(Step& step, const ObjectName& table, const std::string& constraint,
                                const std::vector<ObjectName>& parents) {
  undo_with(step, drop_constraint({.table = table, .constraint = constraint, .if_exists = true}),
            "drop constraint " + shown(table, constraint),
            impact_on_family(table, parents.empty() ? Shape::alter_table : Shape::drop_constraint, parents));
}

void Lowering::undo_built_index(Step& step, const ObjectName& table, const std::string& index) {
  const ObjectName name = index_name(table, index);
  const std::string built = fmt::format("i.indexrelid = {} AND i.indrelid = {}", regclass(name), regclass(table));
  std::vector<Step> undo = aside([&] {
    add(fmt::format("SELECT pg_catalog.format('DROP INDEX CONCURRENTLY %s', i.indexrelid::pg_catalog.regclass)\n"
                    "  FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid\n"
                    " WHERE {}\n   AND c.relkind = 'i' \\gexec",
                    built),
        "drop index " + index, impact_on(table, Shape::drop_index_concurrently));
  });
  undo.front().placement = Placement::outside;
  undo.front().proof = fmt::format("NOT EXISTS (SELECT FROM pg_catalog.pg_index AS i WHERE {})", built);
  undo.front().proof_message = fmt::format("index {} is still there", qualified(name));
  undo_alone(step, std::move(undo));
}

void Lowering::undo_parent_index(Step& step, const ObjectName& table, const std::string& index) {
  undo_with(step, drop_index({.table = table, .index = index, .if_exists = true}), "drop index " + index,
            impact_on_family(table, Shape::alter_table, {}));
}

void Lowering::undo_dropped_index(Step& step, const DropIndex& change) {
  const Index* index = table_before() == nullptr ? nullptr : table_before()->find_index(change.index);
  if (index == nullptr || is_aside_) return;
  std::vector<Step> undo = aside([&] { add_index({.table = change.table, .index = *index, .concurrently = true}); });
  for (Step& part : undo) part.placement = Placement::outside;
  undo_alone(step, std::move(undo));
}

void Lowering::undo_detached(Step& step, const DetachPartition& change) {
  const Table* partition = nullptr;
  for (const TableChange& table : operation_->tables)
    if (table.before && table.before->name == change.partition) partition = table.before.get();
  if (partition == nullptr || !partition->partition_of || is_aside_) return;
  DetachPartition plain = change;
  plain.concurrently = false;
  std::string finalize = detach_partition(plain);
  finalize.pop_back();  // the semicolon
  std::string attach =
      attach_partition({.table = change.table, .partition = change.partition, .bound = partition->partition_of->bound}, printing_);
  attach.pop_back();
  std::vector<Step> undo = aside([&] {
    add(fmt::format("SELECT {} WHERE NOT EXISTS ({}) \\gexec", string_literal(attach), attached(change, "")),
        fmt::format("attach {} to {}", shown(change.partition), shown(change.table)), impact_on(change.table, Shape::attach_partition));
  });
  undo.front().placement = Placement::outside;
  undo.front().prepare =
      fmt::format("SELECT {} WHERE EXISTS ({}) \\gexec", string_literal(finalize + " FINALIZE"), attached(change, " AND inhdetachpending"));
  undo.front().proof = fmt::format("EXISTS ({})", attached(change, " AND NOT inhdetachpending"));
  undo.front().proof_message = fmt::format("{} is no partition of {}", qualified(change.partition), qualified(change.table));
  undo_alone(step, std::move(undo));
}

void Lowering::undo_rebuilt(Step& step, const Reindex& change) {
  std::vector<Step> undo = aside([&] {
    add(step.prepare, fmt::format("drop what is left of building anew the indexes of {}", shown(change.table)),
        impact_on(change.table, Shape::drop_index_concurrently));
  });
  undo.front().placement = Placement::outside;
  undo.front().proof = step.proof;
  undo.front().proof_message = step.proof_message;
  undo_alone(step, std::move(undo));
}

}  // namespace galley::postgresql
