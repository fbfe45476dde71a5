#include "catalog/workspace.hpp"

#include <algorithm>

#include "base/edit_distance.hpp"
#include "diag/catalogue/catalog.hpp"
#include "galley/dialect.hpp"

namespace galley {
namespace {

template <class Objects>
std::vector<std::string_view> names_of(const Objects& objects) {
  std::vector<std::string_view> names;
  for (const auto& object : objects) names.push_back(object.name);
  return names;
}

/// The nearest among the objects of a catalog's map; with the schema where the wanted one has another.
template <class Objects>
std::optional<std::string> nearest_object(const ObjectName& wanted, const Objects& objects) {
  std::vector<std::string_view> names;
  for (const auto& [name, object] : objects)
    if (name.schema == wanted.schema) names.push_back(name.name);
  if (std::optional<std::string> found = nearest(wanted.name, names)) return found;
  for (const auto& [name, object] : objects)
    if (name.name == wanted.name) return name.schema + "." + name.name;
  return std::nullopt;
}

}  // namespace

Workspace::Workspace(const Dialect& dialect, const ReplayOptions& options, Diagnostics& diagnostics)
    : dialect_(dialect), options_(options), diagnostics_(diagnostics), names_(dialect) {}

void Workspace::begin_revision(std::string id) {
  revision_ = std::move(id);
  records_.clear();
  made_here_.clear();
}

ObjectName Workspace::object_name(const QualifiedName& name) const {
  return {name.has_schema() ? name.schema.text : options_.default_schema, name.name.text};
}

std::string Workspace::shown(const ObjectName& name) const {
  return name.schema == options_.default_schema ? name.name : name.schema + "." + name.name;
}

bool Workspace::same(std::string_view a, std::string_view b) const { return a == b || dialect_.identity_of(a) == dialect_.identity_of(b); }

bool Workspace::check_length(const Name& name) {
  constexpr std::size_t longest_name = 63;
  if (name.text.size() <= longest_name) return true;
  report(name.span, diag::name_too_long, name.text, name.text.size())
      .help("PostgreSQL would cut it to 63 bytes without a word: write a shorter name");
  return false;
}

TablePointer Workspace::peek_table(const ObjectName& name) const {
  const Relation* relation = names_.find_relation(name);
  return relation && relation->kind == RelationKind::table ? catalog_.find_table(relation->table) : nullptr;
}

EnumPointer Workspace::peek_enum(const ObjectName& name) const {
  const ObjectName* own = names_.find_enum(name);
  return own ? catalog_.find_enum(*own) : nullptr;
}

const Column* Workspace::peek_column(const Table& table, std::string_view name) const {
  if (const Column* column = table.find_column(name)) return column;
  for (const Column& column : table.columns)
    if (same(column.name, name)) return &column;
  return nullptr;
}

const Constraint* Workspace::peek_constraint(const Table& table, std::string_view name) const {
  if (const Constraint* constraint = table.find_constraint(name)) return constraint;
  for (const Constraint& constraint : table.constraints)
    if (same(constraint.name, name)) return &constraint;
  return nullptr;
}

TablePointer Workspace::find_table(const ObjectName& name, Span span) {
  if (TablePointer table = peek_table(name)) return table;
  if (!is_poisoned(name)) {
    auto builder = report(span, diag::unknown_table, shown(name)).suggest(nearest_object(name, catalog_.tables()));
    if (const Relation* other = names_.find_relation(name))
      builder.note(other->span, "{} \"{}\" has this name", relation_kind_name(other->kind), other->name);
  }
  return nullptr;
}

TablePointer Workspace::find_table_of_index(const ObjectName& index, Span span) {
  const Relation* relation = names_.find_relation(index);
  if (relation && relation->kind == RelationKind::index) return catalog_.find_table(relation->table);
  if (is_poisoned(index)) return nullptr;
  std::vector<std::string_view> candidates;
  for (const auto& [name, table] : catalog_.tables())
    for (const Index& known : table->indexes) candidates.push_back(known.name);
  auto builder = report(span, diag::unknown_index, shown(index)).suggest(nearest(index.name, candidates));
  if (relation && relation->kind == RelationKind::constraint)
    builder.note(relation->span, "\"{}\" is a constraint of table \"{}\"", relation->name, shown(relation->table))
        .help("write: alter table {} drop constraint {}", shown(relation->table), relation->name);
  return nullptr;
}

EnumPointer Workspace::find_enum(const ObjectName& name, Span span) {
  if (EnumPointer enumeration = peek_enum(name)) return enumeration;
  if (!is_poisoned(name)) report(span, diag::unknown_enum, shown(name)).suggest(nearest_object(name, catalog_.enums()));
  return nullptr;
}

const Column* Workspace::find_column(const Table& table, std::string_view name, Span span) {
  if (const Column* column = peek_column(table, name)) return column;
  if (!is_poisoned(table.name, std::string(name)))
    report(span, diag::unknown_column, name, shown(table.name))
        .suggest(nearest(name, names_of(table.columns)))
        .note(table.span, "table \"{}\" is created here", shown(table.name));
  return nullptr;
}

const Constraint* Workspace::find_constraint(const Table& table, std::string_view name, Span span) {
  if (const Constraint* constraint = peek_constraint(table, name)) return constraint;
  if (is_poisoned(table.name, std::string(name))) return nullptr;
  auto builder = report(span, diag::unknown_constraint, name, shown(table.name)).suggest(nearest(name, names_of(table.constraints)));
  builder.note(table.span, "table \"{}\" is created here", shown(table.name));
  if (const Index* index = table.find_index(name))
    builder.note(index->span, "\"{}\" is an index", index->name).help("write: drop index {}", index->name);
  return nullptr;
}

bool Workspace::check_relation_free(const ObjectName& name, Span span) {
  const Relation* relation = names_.find_relation(name);
  if (!relation) return true;
  auto builder = report(span, diag::name_taken, relation_kind_name(relation->kind), relation->name);
  builder.note(relation->span, "{} \"{}\" is created here", relation_kind_name(relation->kind), relation->name);
  if (relation->name != name.name) builder.help("{} does not tell \"{}\" and \"{}\" apart", dialect_.name(), relation->name, name.name);
  return false;
}

bool Workspace::check_enum_free(const ObjectName& name, Span span) {
  const EnumPointer enumeration = peek_enum(name);
  if (!enumeration) return true;
  report(span, diag::name_taken, "enum", shown(enumeration->name))
      .note(enumeration->span, "enum \"{}\" is created here", shown(enumeration->name));
  return false;
}

// A table is a type as well, so it shares its name with no enumeration.
bool Workspace::check_table_free(const ObjectName& name, Span span) {
  return check_relation_free(name, span) && check_enum_free(name, span);
}

bool Workspace::check_column_free(const Table& table, std::string_view name, Span span) {
  const Column* column = peek_column(table, name);
  if (!column) return true;
  report(span, diag::column_exists, column->name, shown(table.name)).note(column->span, "column \"{}\" is defined here", column->name);
  return false;
}

bool Workspace::check_constraint_free(const Table& table, const Constraint& constraint, Span span) {
  if (const Constraint* other = peek_constraint(table, constraint.name)) {
    report(span, diag::constraint_exists, other->name, shown(table.name))
        .note(other->span, "constraint \"{}\" is defined here", other->name);
    return false;
  }
  if (!makes_index(constraint) || !dialect_.key_constraints_are_relations()) return true;
  return check_relation_free({table.name.schema, constraint.name}, span);
}

void Workspace::follow_made_here(const TableChange& change) {
  const bool made = !change.before || made_here_.erase(change.before->name) > 0;
  if (made && change.after) made_here_.insert(change.after->name);
}

void Workspace::commit(Operation operation, std::optional<RawSql> undo) {
  for (const TableChange& change : operation.tables) {
    if (change.before == change.after) continue;
    follow_made_here(change);
    if (!change.before) continue;
    names_.remove(*change.before);
    catalog_.remove_table(change.before->name);
  }
  for (const TableChange& change : operation.tables) {
    if (change.before == change.after || !change.after) continue;
    names_.add(*change.after);
    catalog_.put(change.after);
  }
  if (operation.enum_before != operation.enum_after) {
    if (operation.enum_before) {
      names_.remove(*operation.enum_before);
      catalog_.remove_enum(operation.enum_before->name);
    }
    if (operation.enum_after) {
      names_.add(*operation.enum_after);
      catalog_.put(operation.enum_after);
    }
  }
  records_.push_back({std::move(operation), std::move(undo)});
}

}  // namespace galley
