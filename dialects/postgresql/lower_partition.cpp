// Partitions. A concurrent detach takes two transactions of its own, so it runs outside one and is made safe to repeat:
//   alter table t detach partition p concurrently;
//   -> prepare: FINALIZE a detach that was cut off;  ALTER TABLE t DETACH PARTITION p CONCURRENTLY;  proof: p is detached
#include <fmt/format.h>

#include "diag/catalogue/postgresql.hpp"
#include "postgresql/lowering.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

std::string regclass(const ObjectName& name) { return fmt::format("pg_catalog.to_regclass({})", string_literal(qualified(name))); }

std::string is_partition(const DetachPartition& change, std::string_view condition) {
  return fmt::format("SELECT FROM pg_catalog.pg_inherits\n WHERE inhrelid = {}\n   AND inhparent = {}{}", regclass(change.partition),
                     regclass(change.table), condition);
}

/// What is left to do, as text for psql to run: nothing, the second half, or all of it.
std::string detach_if_attached(const DetachPartition& change) {
  DetachPartition plain = change;
  plain.concurrently = false;
  std::string statement = detach_partition(plain);
  statement.pop_back();  // the semicolon
  return fmt::format(
      "SELECT {} || CASE WHEN inhdetachpending THEN ' FINALIZE' ELSE ' CONCURRENTLY' END\n"
      "  FROM pg_catalog.pg_inherits\n"
      " WHERE inhrelid = {} AND inhparent = {} \\gexec",
      string_literal(statement), regclass(change.partition), regclass(change.table));
}

}  // namespace

void Lowering::operator()(const AttachPartition& change) {
  Step& step = add(attach_partition(change, printing_), fmt::format("attach {} to {}", shown(change.partition), shown(change.table)));
  if (step.scans_table) step.notes.emplace_back("every row of the attached table is read, unless a valid CHECK says what the bound says");
}

void Lowering::operator()(const DetachPartition& change) {
  const std::string reason = fmt::format("detach {} from {}", shown(change.partition), shown(change.table));
  if (detach_online(change)) return;
  if (!change.concurrently) {
    add(detach_partition(change), reason);
    return;
  }
  Step& step = add(detach_if_attached(change), reason);
  step.placement = Placement::outside;
  step.proof = "NOT EXISTS (" + is_partition(change, "") + ")";
  step.proof_message = fmt::format("{} is still a partition of {}", qualified(change.partition), qualified(change.table));
  step.notes.emplace_back("waits for every transaction that uses the table");
  step.notes.emplace_back("the detached table gets a CHECK that repeats its bounds");
  undo_detached(step, change);
}

}  // namespace galley::postgresql
