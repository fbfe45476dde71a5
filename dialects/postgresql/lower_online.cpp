// The strategy `online`: for tables that are in use, forms that keep nobody waiting for a scan or a rewrite. Each becomes steps in
// transactions of their own, which a second run finishes. Which forms there are depends on the target:
//   alter column c set not null       ->  CHECK (c IS NOT NULL) NOT VALID; VALIDATE; SET NOT NULL; DROP the check        (18: NOT NULL NOT
//   VALID; VALIDATE) add constraint .. check / foreign key ->  ADD .. NOT VALID;  VALIDATE CONSTRAINT add constraint .. unique / primary
//   key -> CREATE UNIQUE INDEX CONCURRENTLY;  ADD CONSTRAINT .. USING INDEX create index, drop index          ->  .. CONCURRENTLY;  on a
//   partitioned table: ON ONLY it, CONCURRENTLY on each partition, ATTACH detach partition                  ->  .. CONCURRENTLY, from 14 on
//   add column c .. default random()  ->  ADD COLUMN c; SET DEFAULT; fill it in batches; then NOT NULL and constraints as above
#include <fmt/format.h>

#include <algorithm>

#include "catalog/inherited_parts.hpp"
#include "diag/catalogue/postgresql.hpp"
#include "postgresql/column_facts.hpp"
#include "postgresql/default_names.hpp"
#include "postgresql/lock_shapes.hpp"
#include "postgresql/lowering.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/script_text.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

constexpr int not_null_not_valid_since = 18;
constexpr int key_not_valid_on_partitioned_since = 18;
constexpr int detach_concurrently_since = 14;
constexpr std::uint64_t rows_of_a_batch = 5000;

bool is_default_partition(const Table& table) {
  return table.partition_of && std::holds_alternative<ast::DefaultBound>(table.partition_of->bound.what);
}

Expression reference_to(const std::string& column) {
  Expression expression;
  expression.node = ColumnReference{{Name{column, {}}}};
  return expression;
}

Expression is_null(const std::string& column) {
  Expression expression;
  expression.node = IsTest{ExpressionBox(reference_to(column)), false, "null"};
  return expression;
}

std::string regclass(const ObjectName& name) { return fmt::format("pg_catalog.to_regclass({})", string_literal(qualified(name))); }

/// The columns that an index over them is named after; "expr" for an expression.
std::vector<std::string> named_keys(const Index& index) {
  std::vector<std::string> names;
  for (const IndexKey& key : index.keys) names.push_back(key.column() == nullptr ? "expr" : *key.column());
  names.insert(names.end(), index.include.begin(), index.include.end());
  return names;
}

bool has_relation(const Table& table, const std::string& name) {
  return table.find_index(name) != nullptr || table.find_constraint(name) != nullptr;
}

/// A constraint whose check or index takes a look at every row, even of a column just added.
bool is_slow_on_new_column(const Constraint& constraint, const Column& column) {
  return !std::holds_alternative<ForeignKey>(constraint.what) || column.default_value.has_value();
}

}  // namespace

bool Lowering::is_in_use(const ObjectName& table) const {
  const bool was_there = situation_.made_tables != nullptr && !situation_.made_tables->contains(table) && !created_.contains(table);
  return was_there && table_before() != nullptr && !table_before()->temporary;
}

bool Lowering::prefers_online(const std::string& what) {
  if (situation_.strategy == Strategy::online) return true;
  if (situation_.strategy_is_chosen) return false;
  diagnostics_.report(operation_->span, diag::direct_blocks, what)
      .help(
          "write \"strategy online\" in the revision's header, or compile with --strategy online; \"strategy direct\" says that it is "
          "meant");
  return false;
}

Impact Lowering::impact_of_part(Change change) const {
  Operation part = *operation_;
  part.change = std::move(change);
  return impact_of(part, target_.version);
}

Impact Lowering::impact_of_part(Change change, ObjectChange object) const {
  Operation part = *operation_;
  part.change = std::move(change);
  part.objects = {std::move(object)};
  return impact_of(part, target_.version);
}

bool Lowering::is_below(const Table& table, const ObjectName& above) const {
  const auto is_it = [&](const ObjectName& parent) {
    return parent == above || std::any_of(operation_->tables.begin(), operation_->tables.end(), [&](const TableChange& change) {
             return change.before && change.before->name == parent && is_below(*change.before, above);
           });
  };
  return (table.partition_of && is_it(table.partition_of->parent)) || std::any_of(table.inherits.begin(), table.inherits.end(), is_it);
}

Impact Lowering::impact_on_family(const ObjectName& table, Shape shape, const std::vector<ObjectName>& others) const {
  Impact impact = impact_on(table, shape, others);
  for (const TableChange& change : operation_->tables) {
    if (change.before && is_below(*change.before, table)) add_lock(impact, qualified(change.before->name), fact_of(shape).table);
  }
  return impact;
}

void Lowering::add_validation(const ObjectName& table, const std::string& constraint, const std::vector<ObjectName>& parents) {
  const Shape shape = parents.empty() ? Shape::validate : Shape::validate_foreign_key;
  Step& step = add(validate_constraint({.table = table, .constraint = constraint}), "validate constraint " + shown(table, constraint),
                   impact_on_family(table, shape, parents));
  step.placement = Placement::outside;
  step.proof =
      fmt::format("EXISTS (SELECT FROM pg_catalog.pg_constraint\n           WHERE conrelid = {} AND conname = {} AND convalidated)",
                  regclass(table), string_literal(constraint));
  step.proof_message = fmt::format("constraint {} of {} is missing or not valid", identifier(constraint), qualified(table));
  step.notes.emplace_back("reads every row; others may read and write meanwhile");
  undo_alone(step);
}

// ---- columns

bool Lowering::add_not_null_online(const SetColumnNotNull& change) {
  if (!change.not_null || !is_in_use(change.table) || is_proved_not_null(*table_before(), change.column)) return false;
  if (!prefers_online(fmt::format("SET NOT NULL reads every row of \"{}\"", shown(change.table)))) return false;
  require_not_null(change.table, change.column);
  return true;
}

void Lowering::require_not_null(const ObjectName& table, const std::string& column) {
  const std::string what = "require " + shown(table, column);
  const std::string native_name = make_object_name(table.name, column, "not_null");
  const bool is_native = target_.version >= not_null_not_valid_since && table_before()->find_constraint(native_name) == nullptr;
  const std::string name = is_native ? native_name : shorten_identifier(fmt::format("galley_{}_{}_not_null", table.name, column));
  const std::string condition = is_native ? "NOT NULL " + identifier(column) : fmt::format("CHECK ({} IS NOT NULL)", identifier(column));
  undo_by_dropping(add(alter_table(table, {fmt::format("ADD CONSTRAINT {} {} NOT VALID", identifier(name), condition)}),
                       what + " of rows to come", impact_on_family(table, Shape::add_constraint_not_valid, {})),
                   table, name);
  add_validation(table, name, {});
  if (is_native) return;
  Step& step =
      add(set_column_not_null({.table = table, .column = column, .not_null = true}), what, impact_on_family(table, Shape::alter_table, {}));
  step.notes.emplace_back("without a scan: the check above proves it");
  undo_with(step, set_column_not_null({.table = table, .column = column, .not_null = false}), "allow nulls in " + shown(table, column),
            impact_on_family(table, Shape::alter_table, {}));
  add(drop_constraint({.table = table, .constraint = name}), "drop constraint " + shown(table, name),
      impact_on_family(table, Shape::alter_table, {}));
}

bool Lowering::add_column_online(const AddColumn& change) {
  const Column& column = change.column;
  if (!is_in_use(change.table) || change.if_not_exists || column.identity || column.generated) return false;
  Column without_default = column;
  without_default.default_value = {};
  if (adding_rewrites(without_default)) return false;
  const bool fills = column.default_value.has_value() && adding_rewrites(column);
  const auto is_slow = [&](const Constraint& constraint) { return is_slow_on_new_column(constraint, column); };
  const bool has_slow = std::any_of(change.constraints.begin(), change.constraints.end(), is_slow);
  const bool has_online_form = !fills || (table_before()->primary_key() != nullptr && !table_before()->partition_by);
  const bool is_key = std::any_of(change.constraints.begin(), change.constraints.end(),
                                  [](const Constraint& c) { return std::holds_alternative<PrimaryKey>(c.what); });
  if ((!fills && !has_slow) || !has_online_form || is_key) return false;
  if (!prefers_online(
          fmt::format("adding column \"{}\" {} \"{}\"", column.name, fills ? "rewrites" : "reads every row of", shown(change.table))))
    return false;

  AddColumn plain = change;
  std::erase_if(plain.constraints, is_slow);
  if (fills) {
    plain.column.default_value = {};
    plain.column.not_null = false;
  }
  Step& added = add(add_column(plain, printing_), "add column " + shown(change.table, column.name), impact_of_part(plain));
  undo_with(added, drop_column({.table = change.table, .column = column.name, .if_exists = true}),
            "drop column " + shown(change.table, column.name), impact_on_family(change.table, Shape::alter_table, {}));
  if (column.comment)
    add_comment(comment_on_column(change.table, column.name, column.comment), "comment on column " + shown(change.table, column.name));
  for (const Constraint& constraint : plain.constraints) add_comments_of(change.table, constraint);
  if (fills) fill_new_column(change);
  for (const Constraint& constraint : change.constraints)
    if (is_slow(constraint)) add_constraint_in_steps({.table = change.table, .constraint = constraint});
  return true;
}

void Lowering::fill_new_column(const AddColumn& change) {
  const Column& column = change.column;
  const SetColumnDefault with_default{.table = change.table, .column = column.name, .value = *column.default_value};
  add(set_column_default(with_default, printing_), "set default of " + shown(change.table, column.name), impact_of_part(with_default));
  UpdateRows fill;
  fill.table = change.table;
  fill.assignments.push_back({column.name, *column.default_value});
  fill.where = is_null(column.name);
  fill.batch_size = rows_of_a_batch;
  const Impact impact = impact_of_part(fill);
  (*this)(fill);
  steps_.back().locks = impact.locks;
  steps_.back().scans_table = impact.scans_table;
  if (column.not_null) require_not_null(change.table, column.name);
}

void Lowering::warn_of_rewrite(const AlterColumnType& change) {
  const Column* column = table_before() == nullptr ? nullptr : table_before()->find_column(change.column);
  const bool is_meant = situation_.strategy == Strategy::direct && situation_.strategy_is_chosen;
  if (column == nullptr || is_meant || !is_in_use(change.table) || !changing_type_rewrites(*column, change)) return;
  const std::string& name = change.column;
  diagnostics_.report(operation_->span, diag::type_change_rewrites, name, shown(change.table))
      .help(
          "nobody can use the table while it is copied; where that takes too long, write revisions instead: 1. add a column \"new_{}\" of "
          "the new "
          "type, and a trigger that fills it on every insert and update; 2. \"update {} set new_{} = ... where new_{} is null in batches "
          "of 5000\"; "
          "3. build its indexes concurrently and set not null; 4. drop the trigger and \"{}\", and rename \"new_{}\" to \"{}\"",
          name, shown(change.table), name, name, name, name, name);
}

// ---- constraints

bool Lowering::add_constraint_online(const AddConstraint& change) {
  const bool is_partitioned = table_before() != nullptr && table_before()->partition_by.has_value();
  const std::string reads = fmt::format("adding constraint \"{}\" reads every row of \"{}\"", change.constraint.name, shown(change.table));
  if (!is_in_use(change.table) || !change.constraint.valid || change.using_index) return false;
  const bool has_form = match(
      change.constraint.what, [&](const Check&) { return true; },
      [&](const ForeignKey&) { return !is_partitioned || target_.version >= key_not_valid_on_partitioned_since; },
      [&](const Unique&) { return !is_partitioned; }, [&](const PrimaryKey&) { return !is_partitioned; },
      [](const Exclude&) { return false; });
  if (!has_form || !prefers_online(reads)) return false;
  add_constraint_in_steps(change);
  return true;
}

void Lowering::add_constraint_in_steps(const AddConstraint& change) {
  const Constraint& constraint = change.constraint;
  const std::string reason = "add constraint " + shown(change.table, constraint.name);
  const auto add_unchecked = [&](const std::vector<ObjectName>& parents) {
    AddConstraint unchecked = change;
    unchecked.constraint.valid = false;
    undo_by_dropping(add(add_constraint(unchecked, printing_), reason + " for rows to come", impact_of_part(unchecked)), change.table,
                     constraint.name, parents);
    if (was_dropped_for(change)) bring_back_comment(change.table, constraint.name);
    add_validation(change.table, constraint.name, parents);
  };
  const auto add_over_index = [&](const std::vector<std::string>& columns, const std::vector<std::string>& include,
                                  bool nulls_not_distinct) {
    Index index;
    index.name = constraint.name;
    index.unique = true;
    for (const std::string& column : columns) index.keys.push_back({.key = reference_to(column), .collation = {}, .operator_class = {}});
    index.include = include;
    index.nulls_not_distinct = nulls_not_distinct;
    build_concurrently({.table = change.table, .index = std::move(index)});
    AddConstraint take = change;
    take.using_index = constraint.name;
    undo_by_dropping(add(add_constraint(take, printing_), reason, impact_on(change.table, Shape::alter_table)), change.table,
                     constraint.name);
  };
  match(
      constraint.what, [&](const Check&) { add_unchecked({}); }, [&](const ForeignKey& key) { add_unchecked({key.table}); },
      [&](const Unique& key) { add_over_index(key.columns, key.include, key.nulls_not_distinct); },
      [&](const PrimaryKey& key) {
        for (const std::string& column : key.columns)
          if (!is_proved_not_null(*table_before(), column)) require_not_null(change.table, column);
        add_over_index(key.columns, key.include, false);
      },
      [&](const Exclude&) { add(add_constraint(change, printing_), reason); });
  if (!was_dropped_for(change)) add_comments_of(change.table, constraint);
}

// ---- indexes

void Lowering::build_concurrently(const CreateIndex& change) {
  CreateIndex concurrent = change;
  concurrent.concurrently = true;
  add_index(concurrent);
}

bool Lowering::create_index_online(const CreateIndex& change) {
  if (change.concurrently || !is_in_use(change.table)) return false;
  const bool is_partitioned = table_before()->partition_by.has_value();
  if (is_partitioned && partitions_of(change.table).empty()) return false;
  if (!prefers_online(fmt::format("creating index \"{}\" keeps others from changing \"{}\"", change.index.name, shown(change.table))))
    return false;
  if (is_partitioned)
    create_partitioned_index(change);
  else
    build_concurrently(change);
  return true;
}

std::vector<const Table*> Lowering::partitions_of(const ObjectName& table) const {
  std::vector<const Table*> found;
  for (const TableChange& change : operation_->tables) {
    const bool is_partition = change.before && change.before->partition_of && change.before->partition_of->parent == table;
    if (is_partition) found.push_back(change.before.get());
  }
  return found;
}

void Lowering::create_partitioned_index(const CreateIndex& change) {
  AttachedIndexes attached;
  build_below(*table_before(), change.index, change.if_not_exists, attached);
  for (const auto& [above, below] : attached) {
    Impact impact = impact_on(below, Shape::attach_index);
    add_lock(impact, qualified(above), LockMode::share_update_exclusive);
    // No server has a statement that detaches an index: all of them go with the one above.
    undo_parent_index(add(fmt::format("ALTER INDEX {} ATTACH PARTITION {};", qualified(above), qualified(below)),
                          fmt::format("attach {} to {}", shown(below), shown(above)), std::move(impact)),
                      change.table, change.index.name);
  }
  const ObjectName top = index_name(change.table, change.index.name);
  const std::string is_valid = fmt::format("EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = {} AND indisvalid)", regclass(top));
  std::string check = do_block(
      "",
      refuse_if("  ", "NOT " + is_valid, fmt::format("GAL-N01: index {} is not valid", qualified(top)),
                "The table has partitions that the history does not know: declare them, or build the index without the strategy online."));
  check.pop_back();  // a step has no line end
  add(std::move(check), fmt::format("check that every partition has its part of {}", change.index.name), Impact());
  if (change.index.comment) add_comment(comment_on_index(top, change.index.comment), "comment on index " + change.index.name);
}

/// Of this table and those below: the index of a partitioned one over nothing, those of the others concurrently.
void Lowering::build_below(const Table& table, const Index& index, bool if_not_exists, AttachedIndexes& attached) {
  const ObjectName name = index_name(table.name, index.name);
  if (!table.partition_by) {
    Index own = index;
    own.comment.reset();
    build_concurrently({.table = table.name, .index = std::move(own)});
    return;
  }
  undo_parent_index(
      add(create_index({.table = table.name, .index = index, .if_not_exists = if_not_exists}, printing_, true),
          fmt::format("create index {} on {} alone", index.name, shown(table.name)), impact_on(table.name, Shape::create_index_alone)),
      table.name, index.name);
  for (const Table* partition : partitions_of(table.name)) {
    const auto same =
        std::find_if(partition->indexes.begin(), partition->indexes.end(), [&](const Index& own) { return is_alike(index, own); });
    Index own = index;
    if (same != partition->indexes.end()) {
      own.name = same->name;
    } else {
      const std::string columns = joined_columns(named_keys(index));
      own.name = make_object_name(partition->name.name, columns, "idx");
      for (int number = 1; has_relation(*partition, own.name); ++number)
        own.name = make_object_name(partition->name.name, columns, fmt::format("idx{}", number));
      build_below(*partition, own, false, attached);
    }
    attached.emplace_back(name, index_name(partition->name, own.name));
  }
}

bool Lowering::drop_index_online(const DropIndex& change) {
  if (change.concurrently || change.cascade || !is_in_use(change.table) || table_before()->partition_by) return false;
  if (situation_.strategy != Strategy::online) return false;  // a moment's lock: not worth a warning
  drop_concurrently(change);
  return true;
}

// ---- partitions

bool Lowering::detach_online(const DetachPartition& change) {
  if (change.concurrently || target_.version < detach_concurrently_since || !is_in_use(change.table)) return false;
  const std::vector<const Table*> partitions = partitions_of(change.table);
  const bool beside_default = std::any_of(partitions.begin(), partitions.end(), [&](const Table* partition) {
    return is_default_partition(*partition) && partition->name != change.partition;
  });
  if (beside_default) return false;
  if (situation_.strategy != Strategy::online) return false;  // likewise
  DetachPartition concurrent = change;
  concurrent.concurrently = true;
  (*this)(concurrent);
  return true;
}

}  // namespace galley::postgresql
