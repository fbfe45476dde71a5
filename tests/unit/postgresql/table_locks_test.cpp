// Locks of partitions, options and identities, as they were measured on PostgreSQL 12 to 18.
#include <catch2/catch.hpp>

#include "postgresql/lock_facts.hpp"

using namespace galley;
using namespace galley::postgresql;

namespace {

const ObjectName events{"public", "events"};
const ObjectName part{"public", "events_2025"};
const ObjectName rest{"public", "events_rest"};
const ObjectName customers{"public", "customers"};

Constraint key_to_customers() {
  Constraint constraint;
  constraint.name = "ev_fk";
  constraint.what = ForeignKey{.columns = {"customer_id"}, .table = customers, .referenced_columns = {"id"}};
  return constraint;
}

struct Tables {
  TablePointer parent;
  TablePointer partition;
  TablePointer default_partition;
};
Tables tables(bool with_key = false) {
  Table parent;
  parent.name = events;
  parent.partition_by = PartitionBy{};
  if (with_key) parent.constraints.push_back(key_to_customers());
  Index index;
  index.name = "ev_kind";
  parent.indexes.push_back(index);
  Table partition;
  partition.name = part;
  partition.partition_of = PartitionOf{events, {ast::RangeBound{}, {}}};
  Table remainder;
  remainder.name = rest;
  remainder.partition_of = PartitionOf{events, {ast::DefaultBound{}, {}}};
  return {std::make_shared<Table>(parent), std::make_shared<Table>(partition), std::make_shared<Table>(remainder)};
}

std::string locks(const Operation& operation) {
  const Impact impact = impact_of(operation, 15);
  std::string out;
  for (const Lock& lock : impact.locks) out += std::string(lock_mode_name(lock.mode)) + " " + lock.relation.substr(7) + "; ";
  if (impact.rewrites_table)
    out += "rewrites";
  else if (impact.scans_table)
    out += "scans";
  return out;
}
Operation operation(Change change, std::vector<TableChange> changed) { return {std::move(change), std::move(changed), {}}; }

}  // namespace

TEST_CASE("what is done to a partitioned table locks its partitions") {
  const Tables t = tables();
  const std::vector<TableChange> changed{{t.parent, t.parent}, {t.partition, t.partition}};
  Column column;
  column.name = "c";
  CHECK(locks(operation(AddColumn{events, column, {}}, changed)) == "ACCESS EXCLUSIVE events; ACCESS EXCLUSIVE events_2025; ");
  CHECK(locks(operation(CreateIndex{events, {}}, changed)) == "SHARE events; SHARE events_2025; scans");
  CHECK(locks(operation(AddConstraint{events, key_to_customers(), {}}, changed)) ==
        "SHARE ROW EXCLUSIVE events; SHARE ROW EXCLUSIVE customers; SHARE ROW EXCLUSIVE events_2025; scans");
  CHECK(locks(operation(DropTable{events}, {{t.parent, nullptr}, {t.partition, nullptr}})) ==
        "ACCESS EXCLUSIVE events; ACCESS EXCLUSIVE events_2025; ");
}

TEST_CASE("partitions come and go") {
  const Tables t = tables(true);
  const std::vector<TableChange> beside_default{
      {t.partition, t.partition}, {t.parent, t.parent}, {t.default_partition, t.default_partition}};
  CHECK(locks(operation(CreateTable{*t.partition},
                        {{nullptr, t.partition}, {t.parent, t.parent}, {t.default_partition, t.default_partition}})) ==
        "ACCESS EXCLUSIVE events; SHARE ROW EXCLUSIVE customers; ACCESS EXCLUSIVE events_rest; scans");
  CHECK(locks(operation(AttachPartition{events, part, {}}, beside_default)) ==
        "SHARE UPDATE EXCLUSIVE events; ACCESS EXCLUSIVE events_2025; SHARE ROW EXCLUSIVE customers; ACCESS EXCLUSIVE events_rest; scans");
  CHECK(locks(operation(DetachPartition{events, part}, beside_default)) ==
        "ACCESS EXCLUSIVE events; ACCESS EXCLUSIVE events_2025; SHARE ROW EXCLUSIVE customers; ACCESS EXCLUSIVE events_rest; ");
  CHECK(locks(operation(DetachPartition{events, part, true}, {{t.partition, t.partition}})) ==
        "SHARE UPDATE EXCLUSIVE events; ACCESS EXCLUSIVE events_2025; ");
  CHECK(locks(operation(DropTable{part}, {{t.partition, nullptr}, {t.parent, t.parent}})) ==
        "ACCESS EXCLUSIVE events_2025; ACCESS EXCLUSIVE events; ");
}

TEST_CASE("options, storage and identities") {
  const Tables t = tables();
  const std::vector<TableChange> changed{{t.partition, t.partition}};
  const StorageOption fillfactor{{"fillfactor", {}}, "70"};
  const StorageOption catalog{{"user_catalog_table", {}}, "true"};
  CHECK(locks(operation(SetTableOptions{part, {fillfactor}, {}}, changed)) == "SHARE UPDATE EXCLUSIVE events_2025; ");
  CHECK(locks(operation(SetTableOptions{part, {}, {"user_catalog_table"}}, changed)) == "ACCESS EXCLUSIVE events_2025; ");
  CHECK(locks(operation(SetTableOptions{part, {catalog}, {}}, changed)) == "ACCESS EXCLUSIVE events_2025; ");
  CHECK(locks(operation(SetTablespace{part, "fast"}, changed)) == "ACCESS EXCLUSIVE events_2025; rewrites");
  CHECK(locks(operation(SetLogged{part, false}, changed)) == "ACCESS EXCLUSIVE events_2025; rewrites");
  CHECK(locks(operation(SetColumnIdentity{part, "id", Identity{}, false, {}}, changed)) == "ACCESS EXCLUSIVE events_2025; ");
  CHECK(locks(operation(SetColumnExpression{part, "id", std::nullopt}, changed)) == "ACCESS EXCLUSIVE events_2025; ");
  CHECK(locks(operation(SetColumnExpression{part, "id", Generated{}}, changed)) == "ACCESS EXCLUSIVE events_2025; rewrites");
}

TEST_CASE("building indexes anew") {
  const Tables t = tables();
  const std::vector<TableChange> changed{{t.parent, t.parent}};
  CHECK(locks(operation(Reindex{ast::ReindexTarget::index, events, "ev_kind", false}, changed)) ==
        "SHARE events; ACCESS EXCLUSIVE ev_kind; scans");
  CHECK(locks(operation(Reindex{ast::ReindexTarget::table, events, {}, true}, changed)) == "SHARE UPDATE EXCLUSIVE events; scans");
}
