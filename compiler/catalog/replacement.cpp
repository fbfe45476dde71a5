#include "catalog/replacement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "catalog/dependants.hpp"
#include "catalog/types.hpp"
#include "catalog/view_types.hpp"
#include "diag/catalogue/catalog.hpp"
#include "diag/catalogue/views.hpp"
#include "galley/dialect.hpp"

namespace galley {
namespace {

bool can_replace(const ViewDefinition& before, const ViewDefinition& after) {
  const std::vector<std::string>& old_columns = before.output;
  const std::vector<std::string>& new_columns = after.output;
  return !old_columns.empty() && old_columns.size() <= new_columns.size() &&
         std::equal(old_columns.begin(), old_columns.end(), new_columns.begin());
}

bool can_replace(const RoutineDefinition& before, const RoutineDefinition& after) {
  if (before.returns != after.returns || before.returns_set != after.returns_set || before.returns_table != after.returns_table)
    return false;
  return std::equal(before.parameters.begin(), before.parameters.end(), after.parameters.begin(), after.parameters.end(),
                    [](const RoutineParameter& a, const RoutineParameter& b) {
                      const bool named_alike = a.name == b.name || a.name.empty();
                      return a.mode == b.mode && a.type == b.type && named_alike && (!a.default_value || b.default_value);
                    });
}

/// Triggers of a view go with it, and views that name it; a function or a policy is not dropped for its sake.
bool is_made_again(const SchemaObject& object) {
  using enum ObjectKind;
  return object.key.kind == view || object.key.kind == materialized_view || object.key.kind == trigger;
}

/// For the sake of a type all that keeps no rows, unless a table is made with it.
bool is_made_again_with_type(const SchemaObject& object, const Catalog& catalog) {
  using enum ObjectKind;
  const ObjectKind kind = object.key.kind;
  if (kind == function) return catalog.tables_calling(object.key.name).empty();
  return is_made_again(object) || kind == procedure || kind == policy;
}

/// The server makes statistics of columns again by itself.
bool is_kept_by_server(const SchemaObject& object, const ObjectKey& type) {
  return object.key.kind == ObjectKind::statistics && std::find(object.needs.begin(), object.needs.end(), type) == object.needs.end();
}

bool is_of(const Type& type, const EnumType& enumeration) { return type.kind == TypeKind::enumeration && type.name == enumeration.name; }

/// Whether an expression over the table goes by way of the enumeration.
bool shows(const Expression& root, const EnumType& enumeration, const Table& table) {
  bool found = false;
  for_each_expression(root, [&](const Expression& part) {
    const auto* cast = std::get_if<Cast>(&part.node);
    const auto* reference = std::get_if<ColumnReference>(&part.node);
    const Column* column = reference ? table.find_column(reference->parts.back().text) : nullptr;
    found = found || (cast && cast->type && is_of(*cast->type, enumeration)) || (column && is_of(column->type, enumeration));
  });
  return found;
}

bool is_partitioned_by(const EnumType& enumeration, const Table& table) {
  return table.partition_by && std::any_of(table.partition_by->keys.begin(), table.partition_by->keys.end(),
                                           [&](const IndexKey& key) { return shows(key.key, enumeration, table); });
}

const Column* generated_from(const EnumType& enumeration, const Table& table) {
  for (const Column& column : table.columns)
    if (column.generated && shows(column.generated->value, enumeration, table)) return &column;
  return nullptr;
}

/// What an enumeration cannot be made anew under.
struct Keepers {
  Dependants users;
  std::vector<TablePointer> partitioned;
  std::vector<std::pair<TablePointer, const Column*>> generated;
  [[nodiscard]] bool empty() const { return users.objects.empty() && partitioned.empty() && generated.empty(); }
};

Keepers keepers_of(const EnumType& enumeration, const std::vector<ObjectPointer>& objects, const Catalog& catalog) {
  Keepers keepers;
  for (const ObjectPointer& user : objects)
    if (!is_made_again_with_type(*user, catalog)) keepers.users.objects.push_back(user);
  for (const TablePointer& table : catalog.tables_using(enumeration.name)) {
    if (is_partitioned_by(enumeration, *table)) keepers.partitioned.push_back(table);
    if (const Column* column = generated_from(enumeration, *table)) keepers.generated.emplace_back(table, column);
  }
  return keepers;
}

class DependantsInOrder {
 public:
  explicit DependantsInOrder(const Catalog& catalog) : catalog_(catalog) {}

  void visit(const ObjectKey& key) {
    for (const ObjectPointer& user : catalog_.objects_needing(key)) {
      if (!seen_.insert(user).second) continue;
      visit(user->key);
      order_.push_back(user);
    }
  }
  [[nodiscard]] std::vector<ObjectPointer> take() {
    std::reverse(order_.begin(), order_.end());
    return std::move(order_);
  }

 private:
  const Catalog& catalog_;
  std::set<ObjectPointer> seen_;
  std::vector<ObjectPointer> order_;
};

/// Without what the server makes again by itself.
std::vector<ObjectPointer> holders_of(const EnumType& enumeration, const Catalog& catalog) {
  std::vector<ObjectPointer> objects = objects_showing(enumeration, catalog);
  std::erase_if(objects, [&](const ObjectPointer& user) {
    return is_kept_by_server(*user, {ObjectKind::enumeration, enumeration.name, {}});
  });
  return objects;
}

bool check_read_as_before(const std::vector<ObjectPointer>& objects, const Places& at, Workspace& workspace) {
  bool ok = true;
  for (const ObjectPointer& object : objects) ok = check_reads_as_before(*object, at, workspace) && ok;
  return ok;
}

}  // namespace

bool can_replace(const SchemaObject& before, const SchemaObject& after) {
  if (const auto* view = std::get_if<ViewDefinition>(&before.definition))
    return can_replace(*view, std::get<ViewDefinition>(after.definition));
  if (const auto* routine = std::get_if<RoutineDefinition>(&before.definition))
    return can_replace(*routine, std::get<RoutineDefinition>(after.definition));
  const auto* trigger = std::get_if<TriggerDefinition>(&before.definition);
  return trigger && !trigger->is_constraint && !std::get<TriggerDefinition>(after.definition).is_constraint;
}

std::string refusal_to_replace(const SchemaObject& before, const SchemaObject& after, Workspace& workspace) {
  const auto* old_view = std::get_if<ViewDefinition>(&before.definition);
  if (!old_view) {
    const bool is_routine = std::holds_alternative<RoutineDefinition>(before.definition);
    return is_routine && !can_replace(before, after) ? "its result, or the names of its parameters, would change" : std::string();
  }
  const std::vector<std::string>& old_columns = old_view->output;
  const std::vector<std::string>& new_columns = std::get<ViewDefinition>(after.definition).output;
  if (old_columns.empty() || new_columns.empty()) return {};
  for (std::size_t i = 0; i < std::min(old_columns.size(), new_columns.size()); ++i)
    if (old_columns[i] != new_columns[i])
      return fmt::format("its column {} is \"{}\" and would be \"{}\"", i + 1, old_columns[i], new_columns[i]);
  if (new_columns.size() < old_columns.size()) return fmt::format("its column \"{}\" would be gone", old_columns[new_columns.size()]);
  const std::optional<RetypedColumn> retyped = find_retyped_column(before, after, workspace);
  if (!retyped) return {};
  return fmt::format("its column \"{}\" is {} and would be {}", retyped->name, type_text(retyped->before), type_text(retyped->after));
}

// SQLite reads the query anew whenever it uses the view.
bool check_reads_as_before(const SchemaObject& object, const Places& at, Workspace& workspace) {
  const auto* view = std::get_if<ViewDefinition>(&object.definition);
  if (!view || view->query.empty() || view->output.empty() || !workspace.dialect().users_hold_column_types()) return true;
  std::vector<std::string> now = workspace.dialect().read_query(view->query, workspace.catalog()).output;
  for (std::size_t i = 0; i < std::min(view->columns.size(), now.size()); ++i) now[i] = view->columns[i];
  if (now.empty() || now == view->output) return true;
  workspace.report(at.object, diag::read_otherwise, object_kind_name(object.key.kind), workspace.shown(object.key))
      .note(object.span, "its query stands for ({}) now, and stood for ({}) here", fmt::join(now, ", "), fmt::join(view->output, ", "))
      .help("replace it by one that names its columns in place of \"*\"{}",
            workspace.is_undoing() ? ", or write a downgrade { } block that drops it and makes it again when those columns are gone" : "");
  return false;
}

std::optional<std::vector<ObjectPointer>> made_again_with(const SchemaObject& object, const Places& at, Workspace& workspace) {
  DependantsInOrder order(workspace.catalog());
  order.visit(object.key);
  std::vector<ObjectPointer> objects = order.take();
  Dependants blocking = dependants_of(object, workspace.catalog());
  blocking.objects = objects;
  std::erase_if(blocking.objects, [](const ObjectPointer& user) { return is_made_again(*user); });
  if (blocking.objects.empty() && blocking.tables.empty()) return objects;
  auto builder = workspace.report(at.object, diag::cannot_replace, object_kind_name(object.key.kind), workspace.shown(object.key));
  list(blocking, builder, workspace);
  builder.help("drop what uses it, replace it, and create that again");
  return std::nullopt;
}

std::vector<ObjectPointer> objects_showing(const EnumType& enumeration, const Catalog& catalog) {
  DependantsInOrder order(catalog);
  order.visit({ObjectKind::enumeration, enumeration.name, {}});
  for (const TablePointer& table : catalog.tables_using(enumeration.name))
    for (const Column& column : table->columns)
      if (is_of(column.type, enumeration)) order.visit({ObjectKind::column, table->name, column.name});
  return order.take();
}

std::optional<std::vector<ObjectPointer>> made_again_with(const EnumType& enumeration, const Places& at, Workspace& workspace) {
  std::vector<ObjectPointer> objects = holders_of(enumeration, workspace.catalog());
  const Keepers keepers = keepers_of(enumeration, objects, workspace.catalog());
  const bool read_as_before = check_read_as_before(objects, at, workspace);
  if (keepers.empty()) return read_as_before ? std::optional(std::move(objects)) : std::nullopt;
  auto builder = workspace.report(at.object, diag::enum_not_made_anew, workspace.shown(enumeration.name));
  list(keepers.users, builder, workspace);
  for (const TablePointer& table : keepers.partitioned)
    builder.note(table->span, "table \"{}\" is partitioned by it", workspace.shown(table->name));
  for (const auto& [table, column] : keepers.generated)
    builder.note(column->span, "column \"{}\" of table \"{}\" is generated from it", column->name, workspace.shown(table->name));
  builder.help("drop what uses it before, and create that again after");
  return std::nullopt;
}

bool can_be_made_anew(const EnumType& enumeration, const Catalog& catalog) {
  return keepers_of(enumeration, holders_of(enumeration, catalog), catalog).empty();
}

}  // namespace galley
