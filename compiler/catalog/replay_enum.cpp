#include "catalog/apply.hpp"
#include "catalog/resolve.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

/// A value is a name to PostgreSQL.
bool check_value_length(const ast::StringLiteral& value, Workspace& workspace) { return workspace.check_length({value.value, value.span}); }

std::optional<std::vector<EnumValue>> define_values(const ast::CreateEnum& statement, Workspace& workspace) {
  std::vector<EnumValue> values;
  bool ok = true;
  for (const ast::StringLiteral& written : statement.values) {
    ok = check_value_length(written, workspace) && ok;
    for (const EnumValue& known : values) {
      if (known.text != written.value) continue;
      workspace.report(written.span, diag::enum_value_exists, statement.name.name.text, written.value)
          .note(known.span, "it is listed here");
      ok = false;
      break;
    }
    values.push_back({written.value, written.span});
  }
  if (!ok) return std::nullopt;
  return values;
}

}  // namespace

void run(const ast::CreateEnum& statement, Span span, Workspace& workspace) {
  EnumType type;
  type.name = workspace.object_name(statement.name);
  type.span = statement.name.span();
  const bool length_ok = workspace.check_length(statement.name.name);
  std::optional<std::vector<EnumValue>> values = define_values(statement, workspace);
  if (values) type.values = std::move(*values);
  const ObjectName name = type.name;
  const bool done =
      length_ok && values && apply(CreateEnum{std::move(type)}, {span, statement.name.span(), statement.name.span()}, workspace);
  if (!done) workspace.poison(name);
}

void run(const ast::DropEnum& statement, Span span, Workspace& workspace) {
  const ObjectName name = workspace.object_name(statement.name);
  if (statement.if_exists && !workspace.peek_enum(name)) {
    if (!workspace.is_poisoned(name)) workspace.report(statement.name.span(), diag::missing_already, "enum", workspace.shown(name));
    return;
  }
  apply(DropEnum{name, statement.if_exists, statement.cascade}, {span, statement.name.span(), statement.name.span()}, workspace);
}

void run(const ast::RenameEnum& statement, Span span, Workspace& workspace) {
  const ObjectName from = workspace.object_name(statement.from);
  const ObjectName to{from.schema, statement.to.text};
  const bool done =
      workspace.check_length(statement.to) && apply(RenameEnum{from, to}, {span, statement.from.span(), statement.to.span}, workspace);
  if (!done) workspace.poison(to);
}

void run(const ast::AddEnumValue& statement, Span span, Workspace& workspace) {
  if (!check_value_length(statement.value, workspace)) return;
  const ObjectName name = workspace.object_name(statement.name);
  const EnumPointer enumeration = workspace.find_enum(name, statement.name.span());
  if (!enumeration) return;
  if (statement.neighbour && !enumeration->has_value(statement.neighbour->value)) {
    const Type type{TypeKind::enumeration, enumeration->name, {}, 0, enumeration};
    const Expression neighbour{Literal{LiteralKind::string, statement.neighbour->value}, statement.neighbour->span};
    check_enum_literal(type, neighbour, workspace);
    return;
  }
  AddEnumValue change{name, statement.value.value, statement.position, {}};
  if (statement.neighbour) change.neighbour = statement.neighbour->value;
  apply(change, {span, statement.name.span(), statement.value.span}, workspace);
}

void run(const ast::RenameEnumValue& statement, Span span, Workspace& workspace) {
  const ObjectName name = workspace.object_name(statement.name);
  const EnumPointer enumeration = workspace.find_enum(name, statement.name.span());
  if (!enumeration || !check_value_length(statement.to, workspace)) return;
  const Span place = enumeration->has_value(statement.from.value) ? statement.to.span : statement.from.span;
  apply(RenameEnumValue{name, statement.from.value, statement.to.value}, {span, statement.name.span(), place}, workspace);
}

void run(const ast::DropEnumValue& statement, Span span, Workspace& workspace) {
  const ObjectName name = workspace.object_name(statement.name);
  const EnumPointer enumeration = workspace.find_enum(name, statement.name.span());
  if (!enumeration) return;
  const bool replaced =
      statement.replacement && enumeration->has_value(statement.value.value) && !enumeration->has_value(statement.replacement->value);
  const Span place = replaced ? statement.replacement->span : statement.value.span;
  apply(DropEnumValue{name, statement.value.value, text_of(statement.replacement)}, {span, statement.name.span(), place}, workspace);
}

}  // namespace galley
