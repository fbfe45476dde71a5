// Indexes. A concurrent one runs outside a transaction, so it is made safe to repeat:
//   create index concurrently ix on t (a);
//   -> prepare: drop ix if an earlier try left it invalid;  CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ...;  proof: ix is valid
#include <fmt/format.h>

#include <algorithm>

#include "postgresql/lowering.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

std::string regclass(const ObjectName& name) { return fmt::format("pg_catalog.to_regclass({})", string_literal(qualified(name))); }

/// IF NOT EXISTS would keep an invalid index, and relkind leaves alone those of partitioned tables, invalid by design.
std::string drop_if_invalid(const ObjectName& index, const ObjectName& table) {
  return fmt::format(
      "SELECT pg_catalog.format('DROP INDEX CONCURRENTLY %s', i.indexrelid::pg_catalog.regclass)\n"
      "  FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid\n"
      " WHERE i.indexrelid = {} AND i.indrelid = {}\n"
      "   AND c.relkind = 'i' AND NOT i.indisvalid \\gexec",
      regclass(index), regclass(table));
}

/// What can be compared at no cost with the index that was to be built.
std::string index_is_valid(const ObjectName& name, const ObjectName& table, const Index& index) {
  return fmt::format(
      "EXISTS (SELECT FROM pg_catalog.pg_index\n"
      "           WHERE indexrelid = {} AND indrelid = {}\n"
      "             AND indisvalid AND {}indisunique AND indnkeyatts = {} AND indpred IS {}NULL)",
      regclass(name), regclass(table), index.unique ? "" : "NOT ", index.keys.size(), index.where ? "NOT " : "");
}

/// A REINDEX that was cut off leaves the copy that it was building.
std::string drop_copies(const ObjectName& table) {
  return fmt::format(
      "SELECT pg_catalog.format('DROP INDEX CONCURRENTLY %s', i.indexrelid::pg_catalog.regclass)\n"
      "  FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid\n"
      " WHERE i.indrelid = {} AND NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$' \\gexec",
      regclass(table));
}

std::string no_invalid_index(const ObjectName& table) {
  return fmt::format("NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indrelid = {} AND NOT indisvalid)", regclass(table));
}

}  // namespace

void Lowering::add_index(const CreateIndex& change) {
  const ObjectName name = index_name(change.table, change.index.name);
  const std::string reason = fmt::format("create index {} on {}", change.index.name, shown(change.table));
  if (!change.concurrently) {
    add(create_index(change, printing_), reason);
  } else {
    CreateIndex repeatable = change;
    repeatable.if_not_exists = true;
    const bool is_main = table_before() == nullptr || table_before()->name == change.table;
    Step& step = add(create_index(repeatable, printing_), reason,
                     is_main ? impact_of_part(repeatable) : impact_on(change.table, Shape::create_index_concurrently));
    step.placement = Placement::outside;
    step.prepare = drop_if_invalid(name, change.table);
    step.proof = index_is_valid(name, change.table, change.index);
    step.proof_message = fmt::format("index {} is missing, invalid or not the one wanted", qualified(name));
    step.notes.push_back("scans the table twice and waits for every transaction that was open when it started");
    if (!is_aside_) undo_built_index(step, change.table, change.index.name);
  }
  if (change.index.comment) add_comment(comment_on_index(name, change.index.comment), "comment on index " + change.index.name);
  if (change.index.replica_identity) add_replica_identity(change.table, ast::ReplicaIdentity::index, change.index.name);
  if (change.index.clusters) add_clustering(change.table, change.index.name);
}

void Lowering::operator()(const CreateIndex& change) {
  if (!create_index_online(change)) add_index(change);
  const auto is_expression = [](const IndexKey& key) { return key.column() == nullptr; };
  if (table_before() == nullptr || created_.contains(change.table) ||
      !std::any_of(change.index.keys.begin(), change.index.keys.end(), is_expression))
    return;
  const Placement placement = steps_.back().placement;
  refresh_statistics(change.table).placement = placement;  // the server has none for an expression until then
}

void Lowering::operator()(const DropIndex& change) {
  if (change.concurrently)
    drop_concurrently(change);
  else if (!drop_index_online(change))
    add(drop_index(change), "drop index " + change.index);
}

void Lowering::drop_concurrently(const DropIndex& change) {
  DropIndex repeatable = change;
  repeatable.concurrently = true;
  repeatable.if_exists = true;
  const ObjectName name = index_name(change.table, change.index);
  Step& step = add(drop_index(repeatable), "drop index " + change.index, impact_of_part(repeatable));
  step.placement = Placement::outside;
  step.proof = regclass(name) + " IS NULL";
  step.proof_message = fmt::format("index {} is still there", qualified(name));
  step.notes.push_back("waits for every transaction that uses the table");
  undo_dropped_index(step, change);
}

void Lowering::operator()(const Reindex& change) {
  const bool is_index = change.target == ast::ReindexTarget::index;
  const std::string name = is_index ? change.index : shown(change.table);
  Step& step = add(reindex(change), fmt::format("build {} {} anew", is_index ? "index" : "the indexes of", name));
  const bool is_partitioned = table_before() != nullptr && table_before()->partition_by.has_value();
  if (!change.concurrently && !is_partitioned) return;
  step.placement = Placement::outside;
  if (!change.concurrently) return;
  step.proof = no_invalid_index(change.table);
  step.proof_message = fmt::format("an index of {} is invalid", qualified(change.table));
  step.prepare = drop_copies(change.table);
  undo_rebuilt(step, change);
  step.notes.push_back("scans the table twice and waits for every transaction that was open when it started");
}

}  // namespace galley::postgresql
