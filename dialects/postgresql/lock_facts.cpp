#include "postgresql/lock_facts.hpp"

#include <algorithm>
#include <array>

#include "postgresql/column_facts.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

enum class Shape {
  add_column,
  alter_type,
  alter_type_rewriting,
  alter_table,
  set_not_null,
  add_constraint,
  add_constraint_not_valid,
  add_foreign_key,
  add_foreign_key_not_valid,
  drop_constraint,
  validate,
  validate_foreign_key,
  create_table,
  drop_table,
  create_index,
  create_index_concurrently,
  drop_index_concurrently,
  rename_index,
  comment,
  comment_constraint,
  write_rows
};

struct Fact {
  Shape shape;
  LockMode table;
  LockMode other;  // of the other side of a foreign key
  bool rewrites = false;
  bool scans = false;
};

using enum LockMode;
constexpr auto facts = std::to_array<Fact>({
    {Shape::add_column, access_exclusive, share_row_exclusive},
    {Shape::alter_type, access_exclusive, access_exclusive},
    {Shape::alter_type_rewriting, access_exclusive, access_exclusive, true, true},
    {Shape::alter_table, access_exclusive, none},
    {Shape::set_not_null, access_exclusive, none, false, true},
    {Shape::add_constraint, access_exclusive, none, false, true},
    {Shape::add_constraint_not_valid, access_exclusive, none},
    {Shape::add_foreign_key, share_row_exclusive, share_row_exclusive, false, true},
    {Shape::add_foreign_key_not_valid, share_row_exclusive, share_row_exclusive},
    {Shape::drop_constraint, access_exclusive, access_exclusive},
    {Shape::validate, share_update_exclusive, none, false, true},
    {Shape::validate_foreign_key, share_update_exclusive, row_share, false, true},
    {Shape::create_table, none, share_row_exclusive},
    {Shape::drop_table, access_exclusive, access_exclusive},
    {Shape::create_index, share, none, false, true},
    {Shape::create_index_concurrently, share_update_exclusive, none, false, true},
    {Shape::drop_index_concurrently, share_update_exclusive, none},
    {Shape::rename_index, share_update_exclusive, none},
    {Shape::comment, share_update_exclusive, none},
    {Shape::comment_constraint, access_share, none},
    {Shape::write_rows, row_exclusive, row_share},
});

const Fact& fact_of(Shape shape) {
  return *std::find_if(facts.begin(), facts.end(), [&](const Fact& fact) { return fact.shape == shape; });
}

void add_lock(Impact& impact, std::string relation, LockMode mode) {
  if (mode == LockMode::none) return;
  const auto same = std::find_if(impact.locks.begin(), impact.locks.end(), [&](const Lock& lock) { return lock.relation == relation; });
  if (same == impact.locks.end())
    impact.locks.push_back({std::move(relation), mode});
  else
    same->mode = std::max(same->mode, mode);
}

Impact impact_on(const ObjectName& relation, Shape shape, const std::vector<ObjectName>& others = {}) {
  const Fact& fact = fact_of(shape);
  Impact impact{{}, fact.rewrites, fact.scans};
  add_lock(impact, qualified(relation), fact.table);
  for (const ObjectName& other : others) add_lock(impact, qualified(other), fact.other);
  return impact;
}

/// Tables that the foreign keys among these constraints refer to.
template <class Wanted>
std::vector<ObjectName> referenced_tables(const std::vector<Constraint>& constraints, const Wanted& wanted) {
  std::vector<ObjectName> tables;
  for (const Constraint& constraint : constraints) {
    const auto* key = std::get_if<ForeignKey>(&constraint.what);
    if (key != nullptr && wanted(constraint)) tables.push_back(key->table);
  }
  return tables;
}
bool any(const Constraint&) { return true; }

bool names_column(const Constraint& constraint, const std::string& column) {
  const std::vector<std::string> columns = columns_of(constraint);
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

struct ImpactOf {
  const Operation& operation;

  [[nodiscard]] const Table* before() const { return operation.tables.empty() ? nullptr : operation.tables.front().before.get(); }

  /// The constraint as it was, or nullptr.
  [[nodiscard]] const Constraint* constraint_before(const std::string& name) const {
    return before() == nullptr ? nullptr : before()->find_constraint(name);
  }
  [[nodiscard]] std::vector<ObjectName> parents_of_column(const std::string& column) const {
    if (before() == nullptr) return {};
    return referenced_tables(before()->constraints, [&](const Constraint& c) { return names_column(c, column); });
  }
  /// A change of type checks again what is said about the column.
  [[nodiscard]] bool is_checked(const std::string& column) const {
    const std::vector<Constraint>& constraints = before()->constraints;
    return std::any_of(constraints.begin(), constraints.end(), [&](const Constraint& constraint) {
      return std::holds_alternative<Check>(constraint.what) && names_column(constraint, column);
    });
  }
  /// Those that a drop with CASCADE changes along.
  [[nodiscard]] std::vector<ObjectName> changed_along() const {
    std::vector<ObjectName> tables;
    for (std::size_t i = 1; i < operation.tables.size(); ++i) {
      if (operation.tables[i].before) tables.push_back(operation.tables[i].before->name);
    }
    return tables;
  }
  [[nodiscard]] std::vector<ObjectName> with_changed_along(std::vector<ObjectName> tables) const {
    const std::vector<ObjectName> along = changed_along();
    tables.insert(tables.end(), along.begin(), along.end());
    return tables;
  }

  Impact operator()(const CreateTable& c) const {
    std::vector<ObjectName> parents = referenced_tables(c.table.constraints, any);
    std::erase(parents, c.table.name);
    return impact_on(c.table.name, Shape::create_table, parents);
  }
  Impact operator()(const DropTable& c) const {
    std::vector<ObjectName> others = before() == nullptr ? std::vector<ObjectName>() : referenced_tables(before()->constraints, any);
    return impact_on(c.table, Shape::drop_table, with_changed_along(std::move(others)));
  }
  Impact operator()(const RenameTable& c) const { return impact_on(c.from, Shape::alter_table); }
  Impact operator()(const SetTableComment& c) const { return impact_on(c.table, Shape::comment); }

  Impact operator()(const AddColumn& c) const {
    Impact impact = impact_on(c.table, Shape::add_column, referenced_tables(c.constraints, any));
    const bool has_keys_or_checks = std::any_of(c.constraints.begin(), c.constraints.end(), [](const Constraint& constraint) {
      return !std::holds_alternative<ForeignKey>(constraint.what);
    });
    const bool checks_default = !c.constraints.empty() && c.column.default_value.has_value();
    impact.rewrites_table = adding_rewrites(c.column);
    impact.scans_table = impact.rewrites_table || has_keys_or_checks || checks_default || (c.column.not_null && !c.column.default_value);
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
    impact.scans_table = impact.scans_table || (column != nullptr && is_checked(c.column));
    return impact;
  }
  Impact operator()(const SetColumnDefault& c) const { return impact_on(c.table, Shape::alter_table); }
  Impact operator()(const SetColumnNotNull& c) const {
    const bool scans = c.not_null && (before() == nullptr || !is_proved_not_null(*before(), c.column));
    return impact_on(c.table, scans ? Shape::set_not_null : Shape::alter_table);
  }
  Impact operator()(const SetColumnComment& c) const { return impact_on(c.table, Shape::comment); }

  Impact operator()(const AddConstraint& c) const {
    const std::vector<ObjectName> parents = referenced_tables({c.constraint}, any);
    if (!parents.empty())
      return impact_on(c.table, c.constraint.valid ? Shape::add_foreign_key : Shape::add_foreign_key_not_valid, parents);
    return impact_on(c.table, c.constraint.valid ? Shape::add_constraint : Shape::add_constraint_not_valid);
  }
  Impact operator()(const DropConstraint& c) const {
    const Constraint* constraint = constraint_before(c.constraint);
    std::vector<ObjectName> parents = constraint == nullptr ? std::vector<ObjectName>() : referenced_tables({*constraint}, any);
    return impact_on(c.table, Shape::drop_constraint, with_changed_along(std::move(parents)));
  }
  Impact operator()(const RenameConstraint& c) const { return impact_on(c.table, Shape::alter_table); }
  Impact operator()(const ValidateConstraint& c) const {
    const Constraint* constraint = constraint_before(c.constraint);
    const std::vector<ObjectName> parents = constraint == nullptr ? std::vector<ObjectName>() : referenced_tables({*constraint}, any);
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

  Impact operator()(const InsertRows& c) const { return written(c.table, any, false); }
  Impact operator()(const UpdateRows& c) const {
    const auto writes = [&](const Constraint& constraint) {
      return std::any_of(c.assignments.begin(), c.assignments.end(),
                         [&](const Assignment& assignment) { return names_column(constraint, assignment.column); });
    };
    return written(c.table, writes, before() == nullptr || !is_found_by_key(*before(), c.where));
  }
  Impact operator()(const DeleteRows& c) const {
    return written(
        c.table, [](const Constraint&) { return false; }, before() == nullptr || !is_found_by_key(*before(), c.where));
  }

  // Types are locked against each other's changes only; no table waits for that.
  Impact operator()(const CreateEnum&) const { return {}; }
  Impact operator()(const DropEnum&) const { return {}; }
  Impact operator()(const RenameEnum&) const { return {}; }
  Impact operator()(const AddEnumValue&) const { return {}; }
  Impact operator()(const RenameEnumValue&) const { return {}; }
  Impact operator()(const DropEnumValue&) const { return {}; }  // its statements have their own, see recreate_enum
  Impact operator()(const SetEnumComment&) const { return {}; }
  Impact operator()(const RawSql&) const { return {}; }  // unknown, and said to be
  Impact operator()(const SetTimeout&) const { return {}; }

 private:
  template <class Wanted>
  [[nodiscard]] Impact written(const ObjectName& table, const Wanted& wanted, bool scans) const {
    std::vector<ObjectName> parents = before() == nullptr ? std::vector<ObjectName>() : referenced_tables(before()->constraints, wanted);
    Impact impact = impact_on(table, Shape::write_rows, parents);
    impact.scans_table = scans;
    return impact;
  }
};

}  // namespace

Impact impact_of(const Operation& operation) { return std::visit(ImpactOf{operation}, operation.change); }

}  // namespace galley::postgresql
