#include "postgresql/lock_facts.hpp"

#include <algorithm>
#include <span>

#include "postgresql/column_facts.hpp"
#include "postgresql/lock_shapes.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

using enum LockMode;

/// Tables that the foreign keys among these constraints refer to.
template <class Constraints, class Wanted>
std::vector<ObjectName> referenced_tables(const Constraints& constraints, const Wanted& wanted) {
  std::vector<ObjectName> tables;
  for (const Constraint& constraint : constraints) {
    const auto* key = std::get_if<ForeignKey>(&constraint.what);
    if (key != nullptr && wanted(constraint)) tables.push_back(key->table);
  }
  return tables;
}
bool any(const Constraint&) { return true; }
bool has_index(const Constraint& constraint) {
  return !std::holds_alternative<ForeignKey>(constraint.what) && !std::holds_alternative<Check>(constraint.what);
}

bool names_column(const Constraint& constraint, const std::string& column) {
  const std::vector<std::string> columns = columns_of(constraint);
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

bool is_null(const Expression& expression) {
  const auto* literal = std::get_if<Literal>(&expression.node);
  return literal != nullptr && literal->kind == LiteralKind::null;
}

/// Most storage parameters are changed while others write.
template <class ChangedOptions>
bool names_strong_option(const ChangedOptions& change) {
  const auto is_strong = [](const std::string& name) { return name == "user_catalog_table"; };
  return std::any_of(change.set.begin(), change.set.end(), [&](const StorageOption& option) { return is_strong(option.name.text); }) ||
         std::any_of(change.reset.begin(), change.reset.end(), is_strong);
}

struct ImpactOf {
  const Operation& operation;
  int version;

  [[nodiscard]] const Table* before() const { return operation.tables.empty() ? nullptr : operation.tables.front().before.get(); }

  /// The constraint as it was, or nullptr.
  [[nodiscard]] const Constraint* constraint_before(const std::string& name) const {
    return before() == nullptr ? nullptr : before()->find_constraint(name);
  }
  [[nodiscard]] std::vector<ObjectName> parents_of_column(const std::string& column) const {
    if (before() == nullptr) return {};
    return referenced_tables(before()->constraints, [&](const Constraint& c) { return names_column(c, column); });
  }
  /// Whether a foreign key of the other table refers to a column of the main one.
  [[nodiscard]] bool refers_to_column(const Table& other, const std::string& column) const {
    return std::any_of(other.constraints.begin(), other.constraints.end(), [&](const Constraint& constraint) {
      const auto* key = std::get_if<ForeignKey>(&constraint.what);
      return key != nullptr && before() != nullptr && key->table == before()->name &&
             std::find(key->referenced_columns.begin(), key->referenced_columns.end(), column) != key->referenced_columns.end();
    });
  }
  /// Whether a table is a partition, at any depth, of one that need not be the main one.
  [[nodiscard]] bool is_below(const Table& table, const ObjectName& above) const {
    if (!table.partition_of) return false;
    if (table.partition_of->parent == above) return true;
    return std::any_of(operation.tables.begin(), operation.tables.end(), [&](const TableChange& change) {
      return change.before && change.before->name == table.partition_of->parent && is_below(*change.before, above);
    });
  }
  /// A change of type checks again what is said about the column.
  [[nodiscard]] bool is_checked(const std::string& column) const {
    const SharedList<Constraint>& constraints = before()->constraints;
    return std::any_of(constraints.begin(), constraints.end(), [&](const Constraint& constraint) {
      return std::holds_alternative<Check>(constraint.what) && names_column(constraint, column);
    });
  }
  /// Those that a drop with CASCADE changes along.
  [[nodiscard]] std::vector<ObjectName> changed_along() const {
    std::vector<ObjectName> tables;
    for (std::size_t i = 1; i < operation.tables.size(); ++i) {
      const TableChange& change = operation.tables[i];
      if (change.before && change.before != change.after && !is_below_main(*change.before)) tables.push_back(change.before->name);
    }
    return tables;
  }
  /// A partition of the main table, or a table that inherits from it, at any depth.
  [[nodiscard]] bool is_below_main(const Table& table) const {
    if (before() == nullptr) return false;
    const auto is_below = [&](const ObjectName& parent) {
      if (parent == before()->name) return true;
      return std::any_of(operation.tables.begin() + 1, operation.tables.end(), [&](const TableChange& change) {
        return change.before && change.before->name == parent && change.before->name != table.name && is_below_main(*change.before);
      });
    };
    return (table.partition_of && is_below(table.partition_of->parent)) ||
           std::any_of(table.inherits.begin(), table.inherits.end(), is_below);
  }
  /// What is done to a table is done to those below it, in the same mode.
  void add_tables_below(Impact& impact, LockMode mode) const {
    for (const TableChange& change : operation.tables)
      if (change.before && is_below_main(*change.before)) add_lock(impact, qualified(change.before->name), mode);
  }
  [[nodiscard]] std::vector<ObjectName> with_changed_along(std::vector<ObjectName> tables) const {
    const std::vector<ObjectName> along = changed_along();
    tables.insert(tables.end(), along.begin(), along.end());
    return tables;
  }

  /// Foreign keys that a partition gets from the tables above it.
  void add_keys_from_above(Impact& impact) const {
    for (const TableChange& above : operation.tables) {
      if (above.before != above.after || !above.before->partition_by) continue;
      for (const ObjectName& parent : referenced_tables(above.before->constraints, any))
        add_lock(impact, qualified(parent), share_row_exclusive);
    }
  }
  /// Tables with foreign keys to those above a partition: the server has such a key for each partition.
  void add_keys_to_above(Impact& impact, LockMode mode) const {
    for (const TableChange& other : operation.tables)
      if (is_referencing_above(other)) add_lock(impact, qualified(other.before->name), mode);
  }
  [[nodiscard]] bool is_referencing_above(const TableChange& other) const {
    if (!other.before || other.before != other.after) return false;
    return std::any_of(other.before->constraints.begin(), other.before->constraints.end(), [&](const Constraint& constraint) {
      const auto* key = std::get_if<ForeignKey>(&constraint.what);
      return key != nullptr && std::any_of(operation.tables.begin(), operation.tables.end(), [&](const TableChange& above) {
               return above.before && above.before == above.after && above.before->partition_by && above.before->name == key->table;
             });
    });
  }
  /// The default partition beside the one at hand; it is read for rows that the other takes.
  void add_default_partition(Impact& impact, const ObjectName& partition, bool reads) const {
    for (const TableChange& other : operation.tables) {
      if (!other.before || other.before->name == partition || !other.before->partition_of) continue;
      if (!std::holds_alternative<ast::DefaultBound>(other.before->partition_of->bound.what)) continue;
      add_lock(impact, qualified(other.before->name), access_exclusive);
      impact.scans_table = impact.scans_table || reads;
    }
  }

  Impact operator()(const CreateTable& c) const {
    std::vector<ObjectName> parents = referenced_tables(c.table.constraints, any);
    std::erase(parents, c.table.name);
    Impact impact = impact_on(c.table.name, Shape::create_table, parents);
    for (const ObjectName& parent : c.table.inherits) add_lock(impact, qualified(parent), fact_of(Shape::inherits).table);
    if (!c.table.partition_of) return impact;
    add_lock(impact, qualified(c.table.partition_of->parent), access_exclusive);
    add_keys_from_above(impact);
    add_keys_to_above(impact, share_row_exclusive);
    add_default_partition(impact, c.table.name, true);
    return impact;
  }
  Impact operator()(const AttachPartition& c) const {
    Impact impact = impact_on(c.table, Shape::attach_partition, {c.partition});
    impact.scans_table = true;
    add_keys_from_above(impact);
    add_keys_to_above(impact, share_row_exclusive);
    add_default_partition(impact, c.partition, true);
    return impact;
  }
  Impact operator()(const DetachPartition& c) const {
    Impact impact = impact_on(c.table, c.concurrently ? Shape::detach_partition_concurrently : Shape::detach_partition, {c.partition});
    constexpr int stronger_since = 14;
    if (!c.concurrently && version < stronger_since) impact.locks.back().mode = share_update_exclusive;
    add_keys_from_above(impact);
    add_keys_to_above(impact, access_exclusive);
    add_default_partition(impact, c.partition, false);
    return impact;
  }
  Impact operator()(const SetTableOptions& c) const {
    return impact_on(c.table, names_strong_option(c) ? Shape::alter_table : Shape::set_options);
  }
  Impact operator()(const SetTablespace& c) const {
    return impact_on(c.table, before()->partition_by ? Shape::alter_table : Shape::set_tablespace);
  }
  Impact operator()(const SetLogged& c) const { return impact_on(c.table, Shape::set_logged); }
  Impact operator()(const SetColumnIdentity& c) const { return impact_on(c.table, Shape::alter_table); }
  Impact operator()(const SetColumnExpression& c) const {
    return impact_on(c.table, c.value && c.value->stored ? Shape::set_expression_rewriting : Shape::alter_table);
  }
  Impact operator()(const Reindex& c) const {
    std::vector<ObjectName> indexes;
    if (c.target == ast::ReindexTarget::index) indexes.push_back(index_name(c.table, c.index));
    if (c.target == ast::ReindexTarget::table && before() == nullptr) {
      const auto* view = operation.objects.empty() ? nullptr : std::get_if<ViewDefinition>(&operation.objects.front().before->definition);
      if (view != nullptr)
        for (const Index& index : view->indexes) indexes.push_back(index_name(c.table, index.name));
    } else if (c.target == ast::ReindexTarget::table && !before()->partition_by) {
      for (const Index& index : before()->indexes) indexes.push_back(index_name(c.table, index.name));
      for (const Constraint& constraint : before()->constraints)
        if (has_index(constraint)) indexes.push_back(index_name(c.table, constraint.name));
    }
    return impact_on(c.table, c.concurrently ? Shape::reindex_concurrently : Shape::reindex, indexes);
  }
  Impact operator()(const DropTable& c) const {
    std::vector<ObjectName> others = before() == nullptr ? std::vector<ObjectName>() : referenced_tables(before()->constraints, any);
    Impact impact = impact_on(c.table, Shape::drop_table, with_changed_along(std::move(others)));
    if (before() != nullptr && before()->partition_of) add_lock(impact, qualified(before()->partition_of->parent), access_exclusive);
    return impact;
  }
  Impact operator()(const RenameTable& c) const { return impact_on(c.from, Shape::alter_table); }
  Impact operator()(const SetTableComment& c) const { return impact_on(c.table, Shape::comment); }

  Impact operator()(const AddColumn& c) const {
    Impact impact = impact_on(c.table, Shape::add_column, referenced_tables(c.constraints, any));
    const bool has_keys_or_checks = std::any_of(c.constraints.begin(), c.constraints.end(), [](const Constraint& constraint) {
      return !std::holds_alternative<ForeignKey>(constraint.what);
    });
    const bool has_default = c.column.default_value.has_value() && !is_null(*c.column.default_value);
    const bool checks_default = !c.constraints.empty() && has_default;
    impact.rewrites_table = adding_rewrites(c.column);
    impact.scans_table = impact.rewrites_table || has_keys_or_checks || checks_default || (c.column.not_null && !has_default);
    return impact;
  }
  Impact operator()(const DropColumn& c) const {
    return impact_on(c.table, Shape::drop_constraint, with_changed_along(parents_of_column(c.column)));
  }
  Impact operator()(const RenameColumn& c) const { return impact_on(c.table, Shape::alter_table); }
  Impact operator()(const AlterColumnType& c) const {
    const Column* column = before() == nullptr ? nullptr : before()->find_column(c.column);
    const bool rewrites = column == nullptr || changing_type_rewrites(*column, c);
    Impact impact =
        impact_on(c.table, rewrites ? Shape::alter_type_rewriting : Shape::alter_type, with_changed_along(parents_of_column(c.column)));
    impact.scans_table =
        impact.scans_table || (column != nullptr && (is_checked(c.column) || changing_type_builds_index(*before(), *column, c)));
    for (const TableChange& other : operation.tables)
      if (other.before && refers_to_column(*other.before, c.column)) add_lock(impact, qualified(other.before->name), access_exclusive);
    return impact;
  }
  Impact operator()(const SetColumnDefault& c) const { return impact_on(c.table, Shape::alter_table); }
  Impact operator()(const SetColumnNotNull& c) const {
    const bool scans = c.not_null && (before() == nullptr || !is_proved_not_null(*before(), c.column));
    return impact_on(c.table, scans ? Shape::set_not_null : Shape::alter_table);
  }
  Impact operator()(const SetColumnComment& c) const { return impact_on(c.table, Shape::comment); }

  Impact operator()(const AddConstraint& c) const {
    const std::vector<ObjectName> parents = referenced_tables(std::span(&c.constraint, 1), any);
    if (!parents.empty()) {
      Impact impact = impact_on(c.table, c.constraint.valid ? Shape::add_foreign_key : Shape::add_foreign_key_not_valid, parents);
      for (const TableChange& other : operation.tables)
        if (other.before && is_below(*other.before, parents.front())) add_lock(impact, qualified(other.before->name), share_row_exclusive);
      return impact;
    }
    if (c.using_index) {
      const auto* key = std::get_if<PrimaryKey>(&c.constraint.what);
      const bool scans = key != nullptr && !std::all_of(key->columns.begin(), key->columns.end(),
                                                        [&](const std::string& column) { return is_proved_not_null(*before(), column); });
      Impact impact = impact_on(c.table, scans ? Shape::set_not_null : Shape::alter_table);
      add_lock(impact, qualified(index_name(c.table, *c.using_index)), share_update_exclusive);
      return impact;
    }
    return impact_on(c.table, c.constraint.valid ? Shape::add_constraint : Shape::add_constraint_not_valid);
  }
  Impact operator()(const DropConstraint& c) const {
    const Constraint* constraint = constraint_before(c.constraint);
    std::vector<ObjectName> parents = constraint == nullptr ? std::vector<ObjectName>() : referenced_tables(std::span(constraint, 1), any);
    return impact_on(c.table, Shape::drop_constraint, with_changed_along(std::move(parents)));
  }
  Impact operator()(const SetConstraintDeferral& c) const { return impact_on(c.table, Shape::alter_table); }
  Impact operator()(const RenameConstraint& c) const { return impact_on(c.table, Shape::alter_table); }
  Impact operator()(const ValidateConstraint& c) const {
    const Constraint* constraint = constraint_before(c.constraint);
    const std::vector<ObjectName> parents =
        constraint == nullptr ? std::vector<ObjectName>() : referenced_tables(std::span(constraint, 1), any);
    if (!c.valid) return impact_on(c.table, Shape::drop_constraint, parents);
    if (constraint != nullptr && constraint->valid) return impact_on(c.table, Shape::validate_again);
    return impact_on(c.table, parents.empty() ? Shape::validate : Shape::validate_foreign_key, parents);
  }
  Impact operator()(const SetConstraintComment& c) const { return impact_on(c.table, Shape::comment_constraint); }

  Impact operator()(const CreateIndex& c) const {
    return impact_on(c.table, c.concurrently ? Shape::create_index_concurrently : Shape::create_index);
  }
  Impact operator()(const DropIndex& c) const {
    return impact_on(c.table, c.concurrently ? Shape::drop_index_concurrently : Shape::alter_table, changed_along());
  }
  Impact operator()(const RenameIndex& c) const { return impact_on(index_name(c.table, c.from), Shape::rename_index); }
  Impact operator()(const SetIndexComment& c) const { return impact_on(index_name(c.table, c.index), Shape::comment); }

  Impact operator()(const CreateObject& c) const {
    if (const auto* sequence = std::get_if<SequenceDefinition>(&c.object->definition); sequence != nullptr && sequence->owned_by)
      return impact_on(sequence->owned_by->table, Shape::comment_constraint);
    if (const auto* statistics = std::get_if<StatisticsDefinition>(&c.object->definition))
      return impact_on(statistics->table, Shape::create_statistics);
    if (const auto* view = std::get_if<ViewDefinition>(&c.object->definition)) return on_view(*c.object, *view);
    if (const auto* publication = std::get_if<PublicationDefinition>(&c.object->definition)) return on_published({&publication->tables});
    const ObjectKind kind = c.object->key.kind;
    if (kind == ObjectKind::trigger) {
      Impact impact = impact_on(c.object->key.name, Shape::create_trigger);
      for (const TableChange& below : operation.tables)
        if (below.before && is_below(*below.before, c.object->key.name))
          add_lock(impact, qualified(below.before->name), share_row_exclusive);
      return impact;
    }
    return kind == ObjectKind::policy ? impact_on(c.object->key.name, Shape::alter_table) : Impact();
  }
  Impact operator()(const RefreshView& c) const {
    if (!c.with_data) return impact_on(c.view, Shape::refresh_view_empty);
    const ObjectPointer view = operation.objects.empty() ? nullptr : operation.objects.front().before;
    const std::vector<ObjectName> read = view ? relations_of(*view) : std::vector<ObjectName>();
    return impact_on(c.view, c.concurrently ? Shape::refresh_view_concurrently : Shape::refresh_view, read);
  }
  Impact operator()(const SetTriggerState& c) const { return impact_on(c.table, Shape::create_trigger); }
  Impact operator()(const SetClustering& c) const { return impact_on(c.table, Shape::set_options); }
  Impact operator()(const SetReplicaIdentity& c) const { return impact_on(c.table, Shape::alter_table); }
  Impact operator()(const SetColumnSetting& c) const {
    const bool is_storage = c.setting == ast::ColumnSetting::storage || c.setting == ast::ColumnSetting::compression;
    return impact_on(c.table, is_storage ? Shape::alter_table : Shape::set_options);
  }
  Impact operator()(const SetRowSecurity& c) const { return impact_on(c.table, Shape::alter_table); }
  Impact operator()(const ChangePrivileges& c) const {
    constexpr int locks_since = 18;
    Impact impact;
    if (version < locks_since || c.all_in_schema) return impact;
    for (const ObjectKey& object : c.objects)
      if (object.kind == ObjectKind::table || is_relation(object.kind)) add_lock(impact, qualified(object.name), access_share);
    return impact;
  }
  Impact operator()(const ChangeDefaultPrivileges&) const { return {}; }
  Impact operator()(const Declare&) const { return {}; }
  Impact operator()(const DropObject& c) const { return on_object(c.object); }
  Impact operator()(const RenameObject& c) const { return on_object(c.from); }
  Impact operator()(const SetObjectOwner& c) const {
    return c.object.kind == ObjectKind::table ? impact_on(c.object.name, Shape::alter_table) : on_object(c.object);
  }
  Impact operator()(const SetObjectComment& c) const {
    if (is_relation(c.object.kind)) return impact_on(c.object.name, Shape::comment);
    return c.object.kind == ObjectKind::trigger || c.object.kind == ObjectKind::policy ? impact_on(c.object.name, Shape::comment_constraint)
                                                                                       : Impact();
  }
  Impact operator()(const AlterObject& c) const {
    if (const auto* sequence = std::get_if<ChangeSequence>(&c.what)) {
      std::vector<ObjectName> owner;
      if (sequence->owned_by) owner.push_back(sequence->owned_by->table);
      return impact_on(c.object.name, Shape::alter_sequence, owner);
    }
    if (c.object.kind == ObjectKind::composite_type) return impact_on(c.object.name, Shape::alter_object);
    if (std::holds_alternative<ChangePolicy>(c.what)) return impact_on(c.object.name, Shape::alter_table);
    if (const auto* publication = std::get_if<ChangePublication>(&c.what)) {
      const bool replaces = publication->action == ast::PublicationAction::set;
      const auto& before = std::get<PublicationDefinition>(operation.objects.front().before->definition).tables;
      return replaces ? on_published({&publication->tables, &before}) : on_published({&publication->tables});
    }
    if (std::holds_alternative<RenameViewColumn>(c.what)) return impact_on(c.object.name, Shape::alter_object);
    if (const auto* options = std::get_if<ChangeViewOptions>(&c.what)) {
      const bool is_light = c.object.kind == ObjectKind::materialized_view && !names_strong_option(*options);
      return impact_on(c.object.name, is_light ? Shape::set_options : Shape::alter_object);
    }
    const auto* not_null = std::get_if<SetDomainNotNull>(&c.what);
    const auto* check = std::get_if<AddDomainCheck>(&c.what);
    const bool reads_values = std::holds_alternative<ValidateDomainCheck>(c.what) || (not_null != nullptr && not_null->not_null) ||
                              (check != nullptr && check->check.valid);
    return reads_values ? on_users(LockMode::share) : Impact();
  }

  Impact operator()(const InsertRows& c) const { return written(c.table, any, false); }
  Impact operator()(const UpdateRows& c) const {
    const auto writes = [&](const Constraint& constraint) {
      return std::any_of(c.assignments.begin(), c.assignments.end(),
                         [&](const Assignment& assignment) { return names_column(constraint, assignment.column); });
    };
    Impact impact = written(c.table, writes, before() == nullptr || !is_found_by_key(*before(), c.where));
    add_referencing(impact, false);
    return impact;
  }
  Impact operator()(const DeleteRows& c) const {
    Impact impact = written(
        c.table, [](const Constraint&) { return false; }, before() == nullptr || !is_found_by_key(*before(), c.where));
    add_referencing(impact, true);
    return impact;
  }

  Impact operator()(const TruncateTables& c) const {
    std::vector<ObjectName> others;
    for (std::size_t i = 1; i < operation.tables.size(); ++i) others.push_back(operation.tables[i].before->name);
    Impact impact = impact_on(c.tables.front(), Shape::truncate, others);
    constexpr int parent_is_locked_until = 13;
    if (version > parent_is_locked_until) return impact;
    for (const TableChange& emptied : operation.tables)
      if (emptied.before->partition_of) add_lock(impact, qualified(emptied.before->partition_of->parent), access_share);
    return impact;
  }

  // Types are locked against each other's changes only; no table waits for that.
  Impact operator()(const CreateEnum&) const { return {}; }
  Impact operator()(const DropEnum&) const { return {}; }
  Impact operator()(const RenameEnum&) const { return {}; }
  Impact operator()(const AddEnumValue&) const { return {}; }
  Impact operator()(const RenameEnumValue&) const { return {}; }
  Impact operator()(const DropEnumValue&) const { return {}; }  // its statements have their own, see recreate_enum
  Impact operator()(const SetEnumComment&) const { return {}; }
  Impact operator()(const Require&) const { return {}; }  // reads
  Impact operator()(const RawSql&) const { return {}; }   // unknown, and said to be
  Impact operator()(const SetTimeout&) const { return {}; }

 private:
  /// Tables and views that a query reads.
  [[nodiscard]] static std::vector<ObjectName> relations_of(const SchemaObject& object) {
    std::vector<ObjectName> names;
    for (const ObjectKey& needed : object.needs)
      if (needed.kind == ObjectKind::table || needed.kind == ObjectKind::view || needed.kind == ObjectKind::materialized_view)
        names.push_back(needed.name);
    return names;
  }
  [[nodiscard]] Impact on_view(const SchemaObject& object, const ViewDefinition& view) const {
    if (object.key.kind == ObjectKind::materialized_view)
      return impact_on(object.key.name, view.with_data ? Shape::create_materialized_view : Shape::create_view, relations_of(object));
    const bool is_new = operation.objects.empty() || !operation.objects.front().before;
    return impact_on(object.key.name, is_new ? Shape::create_view : Shape::replace_view, relations_of(object));
  }
  /// Tables that are named, or have been and are no more. Whole schemas lock none of their tables.
  [[nodiscard]] static Impact on_published(std::initializer_list<const std::vector<PublicationDefinition::Table>*> lists) {
    Impact impact;
    for (const auto* tables : lists)
      for (const PublicationDefinition::Table& published : *tables) add_lock(impact, qualified(published.table), share_update_exclusive);
    return impact;
  }
  [[nodiscard]] static bool is_relation(ObjectKind kind) {
    return kind == ObjectKind::sequence || kind == ObjectKind::view || kind == ObjectKind::materialized_view;
  }
  /// Statistics lock their table, triggers and policies that which they are on; types and schemas lock nothing that waits.
  [[nodiscard]] Impact on_object(const ObjectKey& key) const {
    if (key.kind == ObjectKind::statistics) {
      const SchemaObject& object = *operation.objects.front().before;
      return impact_on(std::get<StatisticsDefinition>(object.definition).table, Shape::create_statistics);
    }
    const bool locks = is_relation(key.kind) || key.kind == ObjectKind::trigger || key.kind == ObjectKind::policy;
    return locks ? impact_on(key.name, Shape::alter_object) : Impact();
  }
  /// Tables that hold values of the type are read in full.
  [[nodiscard]] Impact on_users(LockMode mode) const {
    Impact impact;
    for (const TableChange& user : operation.tables) add_lock(impact, qualified(user.before->name), mode);
    impact.scans_table = !impact.locks.empty();
    return impact;
  }
  /// `wanted`: the keys that are looked up. Rows that refer to the changed ones are looked up as well, or changed along.
  template <class Wanted>
  [[nodiscard]] Impact written(const ObjectName& table, const Wanted& wanted, bool scans) const {
    std::vector<ObjectName> parents = before() == nullptr ? std::vector<ObjectName>() : referenced_tables(before()->constraints, wanted);
    for (const TableChange& above : operation.tables) {
      if (before() == nullptr || !is_below(*before(), above.before->name)) continue;
      const std::vector<ObjectName> more = referenced_tables(above.before->constraints, wanted);
      parents.insert(parents.end(), more.begin(), more.end());
    }
    Impact impact = impact_on(table, Shape::write_rows, parents);
    impact.scans_table = scans;
    return impact;
  }
  void add_referencing(Impact& impact, bool deletes) const {
    for (const TableChange& other : operation.tables) {
      for (const Constraint& constraint : other.before->constraints) {
        const auto* key = std::get_if<ForeignKey>(&constraint.what);
        if (key == nullptr || before() == nullptr || key->table != before()->name) continue;
        add_lock(impact, qualified(other.before->name), is_passive(deletes ? key->on_delete : key->on_update) ? row_share : row_exclusive);
      }
    }
  }
  [[nodiscard]] static bool is_passive(ast::ReferentialAction action) {
    return action == ast::ReferentialAction::no_action || action == ast::ReferentialAction::restrict;
  }
};

/// A key over several partitions is built in each of them.
bool builds_in_partitions(const Operation& operation) {
  const auto* add = std::get_if<AddConstraint>(&operation.change);
  return add != nullptr && has_index(add->constraint) && !add->using_index;
}

}  // namespace

Impact impact_of(const Operation& operation, int version) {
  const ImpactOf impact_of_change{operation, version};
  Impact impact = std::visit(impact_of_change, operation.change);
  constexpr int keys_lock_partitions_since = 18;
  const bool only_builds = version < keys_lock_partitions_since && builds_in_partitions(operation);
  constexpr int detached_is_locked_since = 14;
  if (std::holds_alternative<DetachPartition>(operation.change) && version < detached_is_locked_since) return impact;
  if (!impact.locks.empty()) impact_of_change.add_tables_below(impact, only_builds ? LockMode::share : impact.locks.front().mode);
  return impact;
}

}  // namespace galley::postgresql
