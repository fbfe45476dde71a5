#include "catalog/replacement.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/dependants.hpp"
#include "catalog/types.hpp"
#include "catalog/view_types.hpp"
#include "diag/catalogue/views.hpp"

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

class DependantsInOrder {
 public:
  explicit DependantsInOrder(const Catalog& catalog) : catalog_(catalog) {}

  void visit(const ObjectKey& key) {
    for (const ObjectPointer& user : catalog_.objects_needing(key)) {
      if (std::find(seen_.begin(), seen_.end(), user) != seen_.end()) continue;
      seen_.push_back(user);
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
  std::vector<ObjectPointer> seen_;
  std::vector<ObjectPointer> order_;
};

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

}  // namespace galley
