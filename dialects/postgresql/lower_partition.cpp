// Partitions. A concurrent detach takes two transactions of its own, so it runs outside one and is made safe to repeat:
//   alter table t detach partition p concurrently;
//   -> prepare: FINALIZE a detach that was cut off;  ALTER TABLE t DETACH PARTITION p CONCURRENTLY;  proof: p is detached
// The server leaves a CHECK with the bounds. Where the history does not have it (the strategy online has made the detach concurrent, or
// nobody can tell whether the table's own checks make it needless), it is dropped.
#include <fmt/format.h>

#include <algorithm>

#include "catalog/partition_bounds.hpp"
#include "diag/catalogue/postgresql.hpp"
#include "postgresql/lock_shapes.hpp"
#include "postgresql/lowering.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/script_text.hpp"
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

TablePointer table_named(const Operation& operation, const ObjectName& name) {
  const auto found = std::find_if(operation.tables.begin(), operation.tables.end(),
                                  [&](const TableChange& table) { return table.before && table.before->name == name; });
  return found == operation.tables.end() ? nullptr : found->before;
}

/// The check that the server leaves, or may leave.
struct LeftCheck {
  std::string name;
  bool is_known = false;  // the history has it
};
std::optional<LeftCheck> left_check(const Operation& operation, const DetachPartition& change) {
  const TablePointer partition = table_named(operation, change.partition);
  const TablePointer after = operation.tables.front().after;
  if (!partition || !after) return std::nullopt;
  TablesAbove above;
  for (TablePointer below = partition; below && below->partition_of;) {
    below = table_named(operation, below->partition_of->parent);
    if (below) above.push_back(below);
  }
  Table detached = *after;
  detached.partition_of = partition->partition_of;
  const BoundCheck check = check_of_bounds(detached, above);
  if (!check.is_certain || check.made) return LeftCheck{check.name};
  for (const Constraint& constraint : after->constraints) {
    const auto has_it = [&](const TablePointer& table) { return table->find_constraint(constraint.name) != nullptr; };
    const bool is_new = !has_it(partition) && std::none_of(above.begin(), above.end(), has_it);
    if (is_new && std::holds_alternative<Check>(constraint.what)) return LeftCheck{constraint.name, true};
  }
  return std::nullopt;
}

/// Checks that were there before, so that none of them is taken for the server's. Only while nothing has been done yet.
std::string remember_checks(const DetachPartition& change) {
  const std::string body = fmt::format(
      "  PERFORM pg_catalog.set_config('galley.checks', ARRAY(\n"
      "      SELECT conname FROM pg_catalog.pg_constraint WHERE conrelid = inhrelid AND contype = 'c')::text, false)\n"
      "    FROM pg_catalog.pg_inherits WHERE inhrelid = {}\n"
      "     AND inhparent = {} AND NOT inhdetachpending;\n",
      regclass(change.partition), regclass(change.table));
  std::string block = do_block("", "  PERFORM pg_catalog.set_config('galley.checks', '', false);\n" + body);
  block.pop_back();
  return block;
}

std::string drop_new_checks(const DetachPartition& change, const std::string& name) {
  const std::string body = fmt::format(
      "  checks := nullif(pg_catalog.current_setting('galley.checks', true), '');\n"
      "  FOR added IN SELECT conname FROM pg_catalog.pg_constraint\n"
      "     WHERE conrelid = {} AND contype = 'c'\n"
      "       AND CASE WHEN checks IS NOT NULL THEN conname <> ALL (checks)\n"
      "                ELSE conname = {} AND pg_catalog.pg_get_constraintdef(oid) LIKE '% NULL)%' END LOOP\n"
      "    EXECUTE {} || pg_catalog.quote_ident(added);\n"
      "  END LOOP;\n",
      regclass(change.partition), string_literal(name),
      string_literal(fmt::format("ALTER TABLE {} DROP CONSTRAINT ", qualified(change.partition))));
  std::string block = do_block("  checks name[];\n  added name;\n", body);
  block.pop_back();
  return block;
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
  const std::optional<LeftCheck> left = left_check(*operation_, change);
  undo_detached(step, change);
  if (left && !step.undo.empty()) {
    for (Step& undo : aside([&] {
           add(drop_constraint({.table = change.partition, .constraint = left->name, .if_exists = true}),
               "drop the check of its bounds from " + shown(change.partition), impact_on(change.partition, Shape::alter_table));
         })) {
      undo.placement = Placement::outside;
      step.undo.push_back(std::move(undo));
    }
  }
  if (left && !left->is_known) {
    step.prepare = remember_checks(change);
    Step& dropped = add(drop_new_checks(change, left->name), "drop the check of its bounds from " + shown(change.partition),
                        impact_on(change.partition, Shape::alter_table));
    dropped.notes.emplace_back("a concurrent detach may leave it, and the history does not have it");
  } else if (left) {
    step.notes.emplace_back("the detached table keeps its bounds as a CHECK");
  }
}

}  // namespace galley::postgresql
