#include <fmt/format.h>

#include <algorithm>

#include "base/edit_distance.hpp"
#include "catalog/alter_object.hpp"
#include "catalog/object_needs.hpp"
#include "diag/catalogue/objects.hpp"

namespace galley {
namespace {

using Attributes = std::vector<CompositeAttribute>;

Attributes& attributes_of(AlteredObject& altered) { return std::get<CompositeDefinition>(altered.after.definition).attributes; }

Attributes::iterator find_attribute(const std::string& name, AlteredObject& altered) {
  Attributes& attributes = attributes_of(altered);
  const auto found =
      std::find_if(attributes.begin(), attributes.end(), [&](const CompositeAttribute& attribute) { return attribute.name == name; });
  if (found != attributes.end()) return found;
  std::vector<std::string_view> names;
  for (const CompositeAttribute& attribute : attributes) names.push_back(attribute.name);
  altered.workspace.report(altered.at.part, diag::unknown_attribute, name, altered.workspace.shown(altered.before.key))
      .suggest(nearest(name, names))
      .note(altered.before.span, "type \"{}\" is created here", altered.workspace.shown(altered.before.key));
  return found;
}

bool check_free(const std::string& name, AlteredObject& altered) {
  const Attributes& attributes = attributes_of(altered);
  const bool taken =
      std::any_of(attributes.begin(), attributes.end(), [&](const CompositeAttribute& attribute) { return attribute.name == name; });
  if (taken) altered.workspace.report(altered.at.part, diag::attribute_exists, name, altered.workspace.shown(altered.before.key));
  return !taken;
}

std::string values_of(const std::string& name, const AlteredObject& altered) {
  return fmt::format("values of attribute {} of type {}", name, altered.workspace.shown(altered.before.key));
}

bool is_stored(const AlteredObject& altered) { return !altered.workspace.catalog().tables_using(altered.before.key.name).empty(); }

}  // namespace

bool alter(const AddAttribute& change, AlteredObject& altered) {
  if (!check_free(change.attribute.name, altered)) return false;
  attributes_of(altered).push_back(change.attribute);
  altered.after.needs = needs_of(altered.after);
  return true;
}

bool alter(const DropAttribute& change, AlteredObject& altered) {
  const auto found = find_attribute(change.name, altered);
  if (found == attributes_of(altered).end()) return false;
  attributes_of(altered).erase(found);
  altered.after.needs = needs_of(altered.after);
  if (is_stored(altered)) altered.loss = values_of(change.name, altered);
  return true;
}

bool alter(const RenameAttribute& change, AlteredObject& altered) {
  const auto found = find_attribute(change.from, altered);
  if (found == attributes_of(altered).end() || !check_free(change.to, altered)) return false;
  found->name = change.to;
  return true;
}

// A server refuses this while a table holds values of the type.
bool alter(const AlterAttributeType& change, AlteredObject& altered) {
  const auto found = find_attribute(change.attribute.name, altered);
  if (found == attributes_of(altered).end()) return false;
  const std::vector<TablePointer> users = altered.workspace.catalog().tables_using(altered.before.key.name);
  if (!users.empty()) {
    auto builder = altered.workspace.report(altered.at.object, diag::object_in_use, "type", altered.workspace.shown(altered.before.key));
    for (const TablePointer& user : users) builder.note(user->span, "table \"{}\" holds values of it", altered.workspace.shown(user->name));
    builder.help("add another attribute, or make a new type and change the columns to it");
    return false;
  }
  *found = change.attribute;
  altered.after.needs = needs_of(altered.after);
  return true;
}

}  // namespace galley
