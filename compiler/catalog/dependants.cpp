#include "catalog/dependants.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/object_parts.hpp"
#include "catalog/publications.hpp"
#include "catalog/sequence_calls.hpp"

namespace galley {
namespace {

/// Whether a part of a table names the object that goes.
class NamesObject {
 public:
  explicit NamesObject(const ObjectKey& object) : object_(object) {}

  [[nodiscard]] bool of(const Type& type) const { return is_named(type) && is_type(object_.kind) && type.name == object_.name; }
  [[nodiscard]] bool of(const Expression& root) const {
    bool found = false;
    for_each_expression(root, [&](const Expression& part) { found = found || names(part); });
    return found;
  }
  [[nodiscard]] bool of(const std::optional<Expression>& root) const { return root && of(*root); }
  [[nodiscard]] bool of(const Constraint& constraint) const {
    if (const auto* check = std::get_if<Check>(&constraint.what)) return of(check->condition);
    const auto* exclude = std::get_if<Exclude>(&constraint.what);
    return exclude && (of(exclude->where) || std::any_of(exclude->elements.begin(), exclude->elements.end(),
                                                         [&](const Exclude::Element& element) { return of(element.key.key); }));
  }
  [[nodiscard]] bool of(const Index& index) const {
    return of(index.where) || std::any_of(index.keys.begin(), index.keys.end(), [&](const IndexKey& key) { return of(key.key); });
  }

 private:
  [[nodiscard]] bool names(const Expression& part) const {
    if (const auto* cast = std::get_if<Cast>(&part.node); cast && cast->type && of(*cast->type)) return true;
    if (object_.kind == ObjectKind::sequence) return sequence_of(part) == object_.name;
    const auto* call = std::get_if<Call>(&part.node);
    return object_.kind == ObjectKind::function && call && call->function.name.text == object_.name.name;
  }

  const ObjectKey& object_;
};

/// The change that takes the first thing out of the table that names the object, or nothing.
std::optional<Change> next_removal(const Table& table, const NamesObject& names) {
  for (const Column& column : table.columns) {
    if (names.of(column.type) || (column.generated && names.of(column.generated->value)))
      return DropColumn{table.name, column.name, false, true};
    if (names.of(column.default_value)) return SetColumnDefault{table.name, column.name, std::nullopt};
  }
  for (const Constraint& constraint : table.constraints)
    if (names.of(constraint)) return DropConstraint{table.name, constraint.name, false, true};
  for (const Index& index : table.indexes)
    if (names.of(index)) return DropIndex{table.name, index.name, false, false, true};
  return std::nullopt;
}

bool clear_table(const ObjectName& name, const ObjectKey& object, const Places& at, Workspace& workspace) {
  const NamesObject names(object);
  for (;;) {
    const TablePointer table = workspace.catalog().find_table(name);
    const std::optional<Change> change = table ? next_removal(*table, names) : std::nullopt;
    if (!change) return true;
    if (!apply_change(*change, at, workspace)) return false;
  }
}

/// A publication stays, without the table.
Change without(const ObjectKey& object, const ObjectKey& user) {
  if (user.kind != ObjectKind::publication) return DropObject{user, false, true};
  return AlterObject{user, ChangePublication{ast::PublicationAction::drop, {{object.name, {}, {}}}, {}, {}}, false};
}

template <class Goes>
void split(const std::vector<ObjectPointer>& users, const Goes& goes, std::vector<ObjectPointer>* parts,
           std::vector<ObjectPointer>* others) {
  for (const ObjectPointer& user : users) {
    std::vector<ObjectPointer>* list = goes(*user) ? parts : others;
    if (list) list->push_back(user);
  }
}

/// A publication is left without the table or the schema that goes.
void erase_publications(std::vector<ObjectPointer>& users) {
  std::erase_if(users, [](const ObjectPointer& user) { return user->key.kind == ObjectKind::publication; });
}

/// Tables that take numbers from sequences that go with their owner.
void add_counting_tables(const std::vector<ObjectPointer>& parts, const ObjectName& owner, const Catalog& catalog, Dependants& out) {
  for (const ObjectPointer& part : parts)
    if (part->key.kind == ObjectKind::sequence)
      for (const TablePointer& table : catalog.tables_counting_with(part->key.name))
        if (table->name != owner) out.tables.push_back(table);
}

}  // namespace

std::vector<ObjectPointer> parts_of_table(const ObjectName& table, const Catalog& catalog) {
  std::vector<ObjectPointer> parts;
  split(
      catalog.objects_needing({ObjectKind::table, table, {}}), [&](const SchemaObject& user) { return goes_with_table(user, table); },
      &parts, nullptr);
  return parts;
}

std::vector<ObjectPointer> parts_of_column(const ObjectName& table, const std::string& column, const Catalog& catalog) {
  std::vector<ObjectPointer> parts;
  split(
      catalog.objects_needing({ObjectKind::column, table, column}),
      [&](const SchemaObject& user) { return goes_with_column(user, table, column); }, &parts, nullptr);
  return parts;
}

Dependants dependants_of_table(const ObjectName& table, const Catalog& catalog) {
  Dependants found;
  split(
      catalog.objects_needing({ObjectKind::table, table, {}}), [&](const SchemaObject& user) { return goes_with_table(user, table); },
      nullptr, &found.objects);
  erase_publications(found.objects);
  add_counting_tables(parts_of_table(table, catalog), table, catalog, found);
  return found;
}

Dependants dependants_of_column(const ObjectName& table, const std::string& column, const Catalog& catalog) {
  Dependants found;
  split(
      catalog.objects_needing({ObjectKind::column, table, column}),
      [&](const SchemaObject& user) { return goes_with_column(user, table, column); }, nullptr, &found.objects);
  add_counting_tables(parts_of_column(table, column, catalog), table, catalog, found);
  return found;
}

Dependants dependants_of(const SchemaObject& object, const Catalog& catalog) {
  const ObjectKey& key = object.key;
  Dependants found;
  found.objects = catalog.objects_needing(key);
  if (key.kind == ObjectKind::schema) {
    erase_publications(found.objects);
    Catalog::Contents contents = catalog.contents_of_schema(key.name.name);
    found.tables = std::move(contents.tables);
    found.enums = std::move(contents.enums);
    found.objects.insert(found.objects.end(), contents.objects.begin(), contents.objects.end());
  }
  const bool is_only_one = key.kind != ObjectKind::function || catalog.find_routines(key.name).size() == 1;
  if (is_type(key.kind)) found.tables = catalog.tables_using(key.name);
  if (key.kind == ObjectKind::sequence) found.tables = catalog.tables_counting_with(key.name);
  if (key.kind == ObjectKind::function && is_only_one) found.tables = catalog.tables_calling(key.name);
  return found;
}

void list(const Dependants& dependants, Diagnostics::Builder& builder, const Workspace& workspace) {
  for (const ObjectPointer& object : dependants.objects)
    builder.note(object->span, "{} \"{}\" uses it", object_kind_name(object->key.kind), workspace.shown(object->key));
  for (const EnumPointer& enumeration : dependants.enums)
    builder.note(enumeration->span, "enum \"{}\" uses it", workspace.shown(enumeration->name));
  for (const TablePointer& table : dependants.tables) builder.note(table->span, "table \"{}\" uses it", workspace.shown(table->name));
}

bool take_along(const Dependants& dependants, const ObjectKey& object, const Places& at, Workspace& workspace) {
  if (dependants.empty()) return true;
  const Workspace::GoingAlong note(workspace, fmt::format("goes along with {} {}", object_kind_name(object.kind), workspace.shown(object)));
  const bool all_of_it = object.kind == ObjectKind::schema;
  bool ok = true;
  // One may have gone with another before its turn.
  for (const ObjectPointer& user : dependants.objects)
    if (workspace.peek_object(user->key)) ok = apply_change(without(object, user->key), at, workspace) && ok;
  for (const TablePointer& user : dependants.tables) {
    if (!workspace.catalog().find_table(user->name)) continue;
    ok = (all_of_it ? apply(DropTable{user->name, false, true}, at, workspace) : clear_table(user->name, object, at, workspace)) && ok;
  }
  for (const EnumPointer& user : dependants.enums) ok = apply(DropEnum{user->name, false, true}, at, workspace) && ok;
  return ok;
}

}  // namespace galley
