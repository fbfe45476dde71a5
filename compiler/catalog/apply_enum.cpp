#include <fmt/format.h>

#include <algorithm>

#include "base/edit_distance.hpp"
#include "catalog/apply.hpp"
#include "catalog/dependants.hpp"
#include "catalog/enum_literals.hpp"
#include "catalog/object_edits.hpp"
#include "diag/catalogue/catalog.hpp"

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

  void commit(Change change, const Places& at, Workspace& workspace, std::string loss = {}) {
    Operation operation = make_operation(std::move(change), {}, at);
    edits_.store_enum_in(operation);
    operation.loss = std::move(loss);
    workspace.commit(std::move(operation));
  }

 private:
  std::shared_ptr<EnumType> after_;
  std::vector<TablePointer> users_;
  Edits edits_;
};

bool check_value_unused(const EnumType& enumeration, const std::string& value, Span span, Workspace& workspace) {
  bool used = false;
  for (const TablePointer& user : workspace.catalog().tables_using(enumeration.name)) {
    Table copy = *user;
    for_each_enum_literal(copy, [&](const Type& type, const Literal& literal, Span place) {
      if (type.name != enumeration.name || literal.text != value || used) return;
      used = true;
      workspace.report(span, diag::enum_value_in_use, value, workspace.shown(enumeration.name))
          .note(place, "table \"{}\" names it here", workspace.shown(user->name))
          .help("change the default, check or index that names it first");
    });
  }
  return !used;
}

}  // namespace

bool apply(const CreateEnum& change, const Places& at, Workspace& workspace) {
  if (!workspace.check_name_free(ObjectKind::enumeration, change.type.name, at.object)) return false;
  CreateEnum done = change;
  done.type.made_by = workspace.revision();
  Operation operation = make_operation(done, {}, at);
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
  EnumEdit edit(enumeration, workspace.catalog());
  find_value(edit.value().values, change.from)->text = change.to;
  edit.for_each_user([&](Table& table) {
    for_each_enum_literal(table, [&](const Type& type, Literal& literal, Span) {
      if (type.name == enumeration->name && literal.text == change.from) literal.text = change.to;
    });
  });
  edit.commit(RenameEnumValue{enumeration->name, change.from, change.to}, at, workspace);
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
  EnumEdit edit(enumeration, workspace.catalog());
  Values& values = edit.value().values;
  values.erase(find_value(values, change.value));
  DropEnumValue done = change;
  done.name = enumeration->name;
  std::string loss;
  if (change.replacement)
    loss = fmt::format("which rows had the value '{}' of enum {}: they take '{}'", change.value, workspace.shown(enumeration->name),
                       *change.replacement);
  edit.commit(std::move(done), at, workspace, std::move(loss));
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
