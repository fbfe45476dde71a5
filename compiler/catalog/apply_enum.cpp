#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/edit_distance.hpp"
#include "catalog/apply.hpp"
#include "catalog/default_privileges.hpp"
#include "catalog/dependants.hpp"
#include "catalog/enum_literals.hpp"
#include "catalog/object_edits.hpp"
#include "catalog/replacement.hpp"
#include "diag/catalogue/catalog.hpp"
#include "diag/catalogue/objects.hpp"
#include "galley/dialect.hpp"

namespace galley {
namespace {

using Values = std::vector<EnumValue>;

Values::iterator find_value(Values& values, const std::string& text) {
  return std::find_if(values.begin(), values.end(), [&](const EnumValue& value) { return value.text == text; });
}

bool check_value_exists(const EnumType& enumeration, const std::string& value, Span span, Workspace& workspace) {
  if (enumeration.has_value(value)) return true;
  std::vector<std::string_view> candidates;
  for (const EnumValue& known : enumeration.values) candidates.push_back(known.text);
  workspace.report(span, diag::unknown_enum_value, value, workspace.shown(enumeration.name))
      .suggest(nearest(value, candidates))
      .note(enumeration.span, "enum \"{}\" is created here", workspace.shown(enumeration.name));
  return false;
}

bool check_value_free(const EnumType& enumeration, const std::string& value, Span span, Workspace& workspace) {
  for (const EnumValue& known : enumeration.values) {
    if (known.text != value) continue;
    workspace.report(span, diag::enum_value_exists, workspace.shown(enumeration.name), value).note(known.span, "it is listed here");
    return false;
  }
  return true;
}

/// The new value of the enumeration, with all that shows it.
class EnumEdit {
 public:
  EnumEdit(const EnumPointer& before, const Catalog& catalog)
      : after_(std::make_shared<EnumType>(*before)), users_(catalog.tables_using(before->name)), edits_(catalog) {
    edits_.replace(before, after_);
  }

  EnumType& value() { return *after_; }
  template <class Edit>
  void for_each_user(const Edit& edit) {
    for (const TablePointer& user : users_) edit(edits_.tables.edit(user));
  }

  ObjectEdits& objects() { return edits_.objects; }

  /// `made_again`: objects that go and come back with the type, each behind what it needs.
  void commit(Change change, const Places& at, Workspace& workspace, std::string loss = {},
              const std::vector<ObjectPointer>& made_again = {}) {
    Operation operation = make_operation(std::move(change), {}, at);
    edits_.store_enum_in(operation);
    if (!made_again.empty()) put_in_order(made_again, operation.objects);
    operation.loss = std::move(loss);
    workspace.commit(std::move(operation));
  }

 private:
  static void put_in_order(const std::vector<ObjectPointer>& wanted, std::vector<ObjectChange>& objects) {
    std::map<ObjectPointer, ObjectPointer> changed;
    for (const ObjectChange& object : objects) changed.emplace(object.before, object.after);
    objects.clear();
    for (const ObjectPointer& object : wanted) {
      const auto found = changed.find(object);
      objects.push_back({object, found == changed.end() ? object : found->second});
    }
  }

  std::shared_ptr<EnumType> after_;
  std::vector<TablePointer> users_;
  Edits edits_;
};

/// What a literal of an object may be compared with.
const Table* table_under(const SchemaObject& object, const Catalog& catalog) {
  const bool is_on_table = object.key.kind == ObjectKind::trigger || object.key.kind == ObjectKind::policy;
  return is_on_table ? catalog.find_table(object.key.name).get() : nullptr;
}

bool names_value(const SchemaObject& object, const ObjectName& enumeration, const std::string& value, const Catalog& catalog) {
  bool found = false;
  SchemaObject copy = object;
  for_each_enum_literal(copy, table_under(object, catalog), [&](const Type& type, const Literal& literal, Span) {
    found = found || (type.name == enumeration && literal.text == value);
  });
  return found;
}

std::string described(const SchemaObject& object, const Workspace& workspace) {
  return fmt::format("{} \"{}\"", object_kind_name(object.key.kind), workspace.shown(object.key));
}

bool check_value_unused(const EnumType& enumeration, const std::string& value, Span span, Workspace& workspace) {
  bool used = false;
  const auto look_for = [&](const std::string& user) {
    return [&, user](const Type& type, const Literal& literal, Span place) {
      if (type.name != enumeration.name || literal.text != value || used) return;
      used = true;
      workspace.report(span, diag::enum_value_in_use, value, workspace.shown(enumeration.name))
          .note(place, "{} names it here", user)
          .help("change the default, check, index or condition that names it first");
    };
  };
  for (const TablePointer& user : workspace.catalog().tables_using(enumeration.name)) {
    Table copy = *user;
    for_each_enum_literal(copy, look_for(fmt::format("table \"{}\"", workspace.shown(user->name))));
  }
  const std::vector<ObjectPointer> objects = objects_showing(enumeration, workspace.catalog());
  for (const ObjectPointer& user : objects) {
    SchemaObject copy = *user;
    for_each_enum_literal(copy, table_under(copy, workspace.catalog()), look_for(described(copy, workspace)));
  }
  for (const ObjectPointer& user : objects_with_literal(objects, value)) {
    if (std::exchange(used, true)) break;
    workspace.report(span, diag::enum_value_in_use, value, workspace.shown(enumeration.name))
        .note(user->span, "{} has it in its text", described(*user, workspace))
        .help("drop {} {} before, and create it again without the value after", object_kind_name(user->key.kind),
              workspace.shown(user->key));
  }
  return !used;
}

/// Whether the value has no other name in text that nobody edits. Lists what has.
bool check_value_not_in_raw_text(const std::string& value, const std::vector<ObjectPointer>& objects, Span span, Workspace& workspace) {
  const std::vector<ObjectPointer> users = objects_with_literal(objects, value);
  if (users.empty()) return true;
  auto builder = workspace.report(span, diag::named_in_raw_text, "value", value);
  for (const ObjectPointer& user : users) builder.note(user->span, "{} names it", described(*user, workspace));
  const SchemaObject& first = *users.front();
  builder.help("drop {} before, and create it again with the new value after",
               users.size() == 1 ? fmt::format("{} {}", object_kind_name(first.key.kind), workspace.shown(first.key)) : "these");
  return false;
}

/// The literal for the value in the bound of a partition, where the key is a column of the enumeration.
void rename_in_bound(Table& partition, const Table& parent, const RenameEnumValue& change) {
  const auto rename = [&](std::size_t key, Expression& value) {
    const auto* reference = std::get_if<ColumnReference>(&parent.partition_by->keys[key].key.node);
    const Column* column = reference ? parent.find_column(reference->parts.back().text) : nullptr;
    if (!column || column->type.name != change.name) return;
    if (Literal* literal = enum_literal(column->type, value); literal && literal->text == change.from) literal->text = change.to;
  };
  ast::PartitionBound& bound = partition.partition_of->bound;
  if (auto* list = std::get_if<ast::ListBound>(&bound.what))
    for (Expression& value : list->values) rename(0, value);
  if (auto* range = std::get_if<ast::RangeBound>(&bound.what)) {
    for (std::size_t key = 0; key < range->from.size(); ++key) rename(key, range->from[key]);
    for (std::size_t key = 0; key < range->to.size(); ++key) rename(key, range->to[key]);
  }
}

}  // namespace

bool apply(const CreateEnum& change, const Places& at, Workspace& workspace) {
  if (!workspace.check_name_free(ObjectKind::enumeration, change.type.name, at.object)) return false;
  CreateEnum done = change;
  done.type.made_by = workspace.revision();
  AccessOfNew access(done.type.name.schema, std::nullopt, workspace);
  access.give(ObjectKind::enumeration, done.type.grants);
  Operation operation = make_operation(done, {}, at);
  access.store_in(operation);
  operation.enum_after = std::make_shared<const EnumType>(std::move(done.type));
  workspace.commit(std::move(operation));
  return true;
}

bool apply(const DropEnum& change, const Places& at, Workspace& workspace) {
  const EnumPointer enumeration = workspace.find_enum(change.name, at.object);
  if (!enumeration) return false;
  const Dependants users{.objects = workspace.catalog().objects_needing({ObjectKind::enumeration, enumeration->name, {}}),
                         .tables = workspace.catalog().tables_using(enumeration->name),
                         .enums = {}};
  if (!users.empty() && !change.cascade) {
    auto builder = workspace.report(at.object, diag::enum_in_use, workspace.shown(enumeration->name));
    list(users, builder, workspace);
    builder.help("drop what uses it first, or write: drop enum {} cascade", workspace.shown(enumeration->name));
    return false;
  }
  if (!take_along(users, {ObjectKind::enumeration, enumeration->name, {}}, at, workspace)) return false;
  DropEnum done = change;
  done.name = enumeration->name;
  Operation operation = make_operation(std::move(done), {}, at);
  operation.enum_before = enumeration;
  workspace.commit(std::move(operation));
  return true;
}

bool apply(const RenameEnum& change, const Places& at, Workspace& workspace) {
  const EnumPointer enumeration = workspace.find_enum(change.from, at.object);
  if (!enumeration) return false;
  if (!workspace.same(change.from.name, change.to.name) && !workspace.check_name_free(ObjectKind::enumeration, change.to, at.part))
    return false;
  Edits edits(workspace.catalog());
  edits.rename(enumeration, change.to);
  Operation operation = make_operation(RenameEnum{enumeration->name, change.to}, {}, at);
  edits.store_enum_in(operation);
  workspace.commit(std::move(operation));
  return true;
}

bool apply(const AddEnumValue& change, const Places& at, Workspace& workspace) {
  const EnumPointer enumeration = workspace.find_enum(change.name, at.object);
  if (!enumeration || !check_value_free(*enumeration, change.value, at.part, workspace)) return false;
  const bool placed = change.position != ast::ValuePosition::last;
  if (placed && !check_value_exists(*enumeration, change.neighbour, at.part, workspace)) return false;
  EnumEdit edit(enumeration, workspace.catalog());
  Values& values = edit.value().values;
  auto place = placed ? find_value(values, change.neighbour) : values.end();
  if (change.position == ast::ValuePosition::after) ++place;
  values.insert(place, EnumValue{change.value, at.part});
  AddEnumValue done = change;
  done.name = enumeration->name;
  edit.commit(std::move(done), at, workspace);
  return true;
}

bool apply(const RenameEnumValue& change, const Places& at, Workspace& workspace) {
  const EnumPointer enumeration = workspace.find_enum(change.name, at.object);
  if (!enumeration || !check_value_exists(*enumeration, change.from, at.part, workspace) ||
      !check_value_free(*enumeration, change.to, at.part, workspace))
    return false;
  const std::vector<ObjectPointer> objects = objects_showing(*enumeration, workspace.catalog());
  if (!check_value_not_in_raw_text(change.from, objects, at.object, workspace)) return false;
  const RenameEnumValue done{enumeration->name, change.from, change.to};
  const auto rename = [&](const Type& type, Literal& literal, Span) {
    if (type.name == done.name && literal.text == done.from) literal.text = done.to;
  };
  EnumEdit edit(enumeration, workspace.catalog());
  find_value(edit.value().values, change.from)->text = change.to;
  edit.for_each_user([&](Table& table) {
    for_each_enum_literal(table, rename);
    const TablePointer parent = table.partition_of ? workspace.catalog().find_table(table.partition_of->parent) : nullptr;
    if (parent) rename_in_bound(table, *parent, done);
  });
  for (const ObjectPointer& object : objects)
    if (names_value(*object, done.name, done.from, workspace.catalog()))
      for_each_enum_literal(*edit.objects().edit(object), table_under(*object, workspace.catalog()), rename);
  edit.commit(done, at, workspace);
  return true;
}

bool apply(const DropEnumValue& change, const Places& at, Workspace& workspace) {
  const EnumPointer enumeration = workspace.find_enum(change.name, at.object);
  if (!enumeration || !check_value_exists(*enumeration, change.value, at.part, workspace)) return false;
  if (change.replacement == change.value) {
    workspace.report(at.part, diag::replaced_by_itself, change.value);
    return false;
  }
  if (change.replacement && !check_value_exists(*enumeration, *change.replacement, at.part, workspace)) return false;
  if (!check_value_unused(*enumeration, change.value, at.part, workspace)) return false;
  std::optional<std::vector<ObjectPointer>> made_again{std::in_place};
  if (workspace.dialect().users_hold_column_types()) made_again = made_again_with(*enumeration, at, workspace);
  if (!made_again) return false;
  EnumEdit edit(enumeration, workspace.catalog());
  Values& values = edit.value().values;
  values.erase(find_value(values, change.value));
  DropEnumValue done = change;
  done.name = enumeration->name;
  std::string loss;
  if (change.replacement)
    loss = fmt::format("which rows had the value '{}' of enum {}: they take '{}'", change.value, workspace.shown(enumeration->name),
                       *change.replacement);
  edit.commit(std::move(done), at, workspace, std::move(loss), *made_again);
  return true;
}

bool apply(const SetEnumComment& change, const Places& at, Workspace& workspace) {
  const EnumPointer enumeration = workspace.find_enum(change.name, at.object);
  if (!enumeration) return false;
  EnumEdit edit(enumeration, workspace.catalog());
  edit.value().comment = change.text;
  edit.commit(SetEnumComment{enumeration->name, change.text}, at, workspace);
  return true;
}

}  // namespace galley
