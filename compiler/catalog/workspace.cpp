#include "catalog/workspace.hpp"

#include <algorithm>
#include <iterator>

#include "base/edit_distance.hpp"
#include "catalog/object_parts.hpp"
#include "catalog/privileges.hpp"
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

/// Whether a name stands in double quotes at its place.
bool is_quoted(std::string_view name, Span span) { return span.exists() && span.end - span.begin == name.size() + 2; }

/// The nearest among the objects of a catalog's map; with the schema where the wanted one has another.
template <class Objects>
std::optional<std::string> nearest_object(const ObjectName& wanted, const Objects& objects, const Workspace& workspace) {
  std::vector<std::string_view> names;
  for (const auto& [name, object] : objects)
    if (name.schema == wanted.schema) names.push_back(name.name);
  if (std::optional<std::string> found = nearest(wanted.name, names)) return found;
  for (const auto& [name, object] : objects)
    if (name.name == wanted.name) return workspace.shown(name);
  return std::nullopt;
}

/// Whether it is the same table before and after, under the same name.
bool stays(const TableChange& change) { return change.before && change.after && change.before->name == change.after->name; }

}  // namespace

Workspace::Workspace(const Dialect& dialect, const ReplayOptions& options, Diagnostics& diagnostics)
    : dialect_(dialect), options_(options), diagnostics_(&diagnostics), names_(dialect) {
  // It is there in every database, and may be named.
  auto default_schema = std::make_shared<SchemaObject>();
  default_schema->key = {ObjectKind::schema, {{}, options.default_schema}, {}};
  default_schema->definition = SchemaDefinition{};
  default_schema->declared = true;
  default_schema->grants = grants_of_default_schema(options.default_schema);
  names_.add(*default_schema);
  catalog_.put(ObjectPointer(std::move(default_schema)));
}

void Workspace::begin_revision(std::string id) {
  revision_ = std::move(id);
  records_.clear();
  made_here_.clear();
  has_temporary_ = false;
}

ObjectName Workspace::object_name(const QualifiedName& name) const {
  if (has_temporary_ && !name.has_schema()) {
    ObjectName temporary{std::string(temporary_schema), name.name.text};
    if (names_.find_relation(temporary)) return temporary;
  }
  return {name.has_schema() ? name.schema.text : options_.default_schema, name.name.text};
}

std::string Workspace::shown(const ObjectName& name) const {
  return name.schema == options_.default_schema || name.schema == temporary_schema ? name.name : name.schema + "." + name.name;
}

bool Workspace::same(std::string_view a, std::string_view b) const { return names_.same(a, b); }

bool Workspace::check_length(const Name& name) {
  constexpr std::size_t longest_name = 63;
  if (name.text.size() <= longest_name) return true;
  report(name.span, diag::name_too_long, name.text, name.text.size())
      .help("PostgreSQL would cut it to 63 bytes without a word: write a shorter name");
  return false;
}

TablePointer Workspace::peek_table(const ObjectName& name) const {
  const Relation* relation = names_.find_relation(name);
  return relation && relation->kind == ObjectKind::table ? catalog_.find_table(relation->table) : nullptr;
}

EnumPointer Workspace::peek_enum(const ObjectName& name) const {
  const NamedType* type = names_.find_type(name);
  return type && type->kind == ObjectKind::enumeration ? catalog_.find_enum(type->name) : nullptr;
}

const Column* Workspace::peek_column(const Table& table, std::string_view name) const {
  if (const Column* column = table.find_column(name)) return column;
  if (names_.keeps_case()) return nullptr;
  for (const Column& column : table.columns)
    if (same(column.name, name)) return &column;
  return nullptr;
}

const Constraint* Workspace::peek_constraint(const Table& table, std::string_view name) const {
  if (const Constraint* constraint = table.find_constraint(name)) return constraint;
  if (names_.keeps_case()) return nullptr;
  for (const Constraint& constraint : table.constraints)
    if (same(constraint.name, name)) return &constraint;
  return nullptr;
}

TablePointer Workspace::find_table(const ObjectName& name, Span span) {
  if (TablePointer table = peek_table(name)) return table;
  if (!is_poisoned(name)) {
    auto builder = report(span, diag::unknown_table, shown(name)).suggest(nearest_object(name, catalog_.tables(), *this));
    note_unsure(builder, name);
    if (const Relation* other = names_.find_relation(name))
      point_at_other(builder, other->kind, other->name, other->span, ObjectKind::table);
  }
  return nullptr;
}

TablePointer Workspace::find_table_of_index(const ObjectName& index, Span span) {
  const Relation* relation = names_.find_relation(index);
  if (relation && relation->kind == ObjectKind::index) return catalog_.find_table(relation->table);
  if (is_poisoned(index)) return nullptr;
  std::vector<std::string_view> candidates;
  for (const auto& [name, table] : catalog_.tables())
    for (const Index& known : table->indexes) candidates.push_back(known.name);
  auto builder = report(span, diag::unknown_index, shown(index)).suggest(nearest(index.name, candidates));
  if (relation && relation->kind == ObjectKind::constraint)
    builder.note(relation->span, "\"{}\" is a constraint of table \"{}\"", relation->name, shown(relation->table))
        .help("write: alter table {} drop constraint {}", shown(relation->table), relation->name);
  return nullptr;
}

EnumPointer Workspace::find_enum(const ObjectName& name, Span span) {
  if (EnumPointer enumeration = peek_enum(name)) return enumeration;
  if (!is_poisoned(name)) {
    auto builder = report(span, diag::unknown_enum, shown(name)).suggest(nearest_object(name, catalog_.enums(), *this));
    if (const NamedType* other = names_.find_type(name))
      point_at_other(builder, other->kind, shown(other->name), other->span, ObjectKind::enumeration);
  }
  return nullptr;
}

const Column* Workspace::find_column(const Table& table, std::string_view name, Span span) {
  if (const Column* column = peek_column(table, name)) return column;
  if (is_poisoned(table.name, std::string(name))) return nullptr;
  const std::optional<std::string> meant = nearest(name, names_of(table.columns));
  auto builder = report(span, diag::unknown_column, name, shown(table.name)).suggest(meant);
  note_unsure(builder.note(table.span, "table \"{}\" is created here", shown(table.name)), table.name);
  if (!meant && is_quoted(name, span)) builder.help("double quotes are for names; a string is written '{}'", name);
  return nullptr;
}

const Constraint* Workspace::find_constraint(const Table& table, std::string_view name, Span span) {
  if (const Constraint* constraint = peek_constraint(table, name)) return constraint;
  if (is_poisoned(table.name, std::string(name))) return nullptr;
  auto builder = report(span, diag::unknown_constraint, name, shown(table.name));
  note_unsure(builder.note(table.span, "table \"{}\" is created here", shown(table.name)), table.name);
  const Index* index = table.find_index(name);
  if (!index) builder.suggest(nearest(name, names_of(table.constraints)));
  if (index) builder.note(index->span, "\"{}\" is an index", index->name).help("write: drop index {}", index->name);
  return nullptr;
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

void Workspace::note_unsure(Diagnostics::Builder& report, const ObjectName& relation) {
  const auto found = unsure_.find(relation);
  if (found == unsure_.end()) return;
  ++unsure_reports_;
  report.note(found->second, "what the raw SQL here does to \"{}\" is not known", shown(relation))
      .help("say it beside the raw SQL: declare table {} (...)", shown(relation));
}

void Workspace::doubt_table(const ObjectName& name) {
  const TablePointer table = catalog_.find_table(name);
  if (!table || table->unsure) return;
  auto doubted = std::make_shared<Table>(*table);
  doubted->unsure = true;
  catalog_.put(TablePointer(std::move(doubted)));
}

std::vector<Record> Workspace::take_records_from(std::size_t first) {
  const auto begin = records_.begin() + static_cast<std::ptrdiff_t>(first);
  std::vector<Record> taken(std::make_move_iterator(begin), std::make_move_iterator(records_.end()));
  records_.erase(begin, records_.end());
  return taken;
}

void Workspace::follow_made_here(const TableChange& change) {
  const bool made = !change.before || made_here_.erase(change.before->name) > 0;
  if (made && change.after) made_here_.insert(change.after->name);
}

namespace {

template <class T>
std::shared_ptr<const T> declared(const std::shared_ptr<const T>& made) {
  auto copy = std::make_shared<T>(*made);
  copy->declared = true;
  copy->made_by.clear();
  return copy;
}

/// What the operation makes is only made known. An index that a declared table gets belongs to the table.
void declare(Operation& operation) {
  if (operation.enum_after) {
    operation.change = Declare{{ObjectKind::enumeration, operation.enum_after->name, {}}};
    operation.enum_after = declared(operation.enum_after);
  } else if (!operation.objects.empty() && operation.objects.front().after) {
    ObjectPointer& object = operation.objects.front().after;
    operation.change = Declare{object->key};
    object = declared(object);
  } else if (const auto* index = std::get_if<CreateIndex>(&operation.change)) {
    operation.change = Declare{{ObjectKind::index, index->table, index->index.name}};
  } else if (!operation.tables.empty() && operation.tables.front().after) {
    TablePointer& table = operation.tables.front().after;
    operation.change = Declare{{ObjectKind::table, table->name, {}}};
    table = declared(table);
  }
}

template <class Changes, class Visit>
void for_each_removed(const Changes& changes, const Visit& visit) {
  for (const auto& change : changes)
    if (change.before && change.before != change.after) visit(*change.before);
}
template <class Changes, class Visit>
void for_each_added(const Changes& changes, const Visit& visit) {
  for (const auto& change : changes)
    if (change.after && change.before != change.after) visit(change.after);
}

}  // namespace

// All that goes first: what comes may take its name.
void Workspace::commit(Operation operation, std::optional<RawSql> undo) {
  if (declaring_) declare(operation);
  for (TableChange& change : operation.tables)
    if (change.before && change.after && change.before != change.after) change.triggers = triggers_of(change.before->name, catalog_);
  for (const TableChange& change : operation.tables)
    if (change.before != change.after) follow_made_here(change);
  std::vector<EnumChange> enums = operation.enums;
  if (operation.enum_before || operation.enum_after) enums.push_back({operation.enum_before, operation.enum_after});

  for (const TableChange& change : operation.tables) {
    if (change.before == change.after || !change.before) continue;
    if (stays(change)) {
      names_.remove_missing(*change.before, *change.after);
    } else {
      names_.remove(*change.before);
      catalog_.remove_table(change.before->name);
    }
  }
  for_each_removed(enums, [&](const EnumType& enumeration) { names_.remove(enumeration), catalog_.remove_enum(enumeration.name); });
  for_each_removed(operation.objects, [&](const SchemaObject& object) { names_.remove(object), catalog_.remove_object(object.key); });

  for_each_added(enums, [&](const EnumPointer& enumeration) { names_.add(*enumeration), catalog_.put(enumeration); });
  for_each_added(operation.objects, [&](const ObjectPointer& object) { names_.add(*object), catalog_.put(object); });
  for (const TableChange& change : operation.tables) {
    if (change.before == change.after || !change.after) continue;
    if (stays(change))
      names_.add_new(*change.before, *change.after);
    else
      names_.add(*change.after);
    catalog_.put(change.after);
    has_temporary_ = has_temporary_ || change.after->temporary;
  }
  if (!along_.empty()) operation.notes.push_back(along_);
  records_.push_back({std::move(operation), std::move(undo)});
}

}  // namespace galley
