#include <fmt/format.h>

#include "catalog/resolve.hpp"
#include "catalog/types.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

std::string_view attribute_text(const ast::ColumnAttribute& attribute) {
  return match(
      attribute.what, [](const ast::NotNullAttribute&) { return std::string_view("not null"); },
      [](const ast::NullAttribute&) { return std::string_view("null"); },
      [](const ast::DefaultAttribute&) { return std::string_view("a default"); },
      [](const ast::PrimaryKeyAttribute&) { return std::string_view("a primary key"); },
      [](const ast::UniqueAttribute&) { return std::string_view("a unique constraint"); },
      [](const ast::ReferencesAttribute&) { return std::string_view("a foreign key"); },
      [](const ast::CheckAttribute&) { return std::string_view("a check"); },
      [](const ast::IdentityAttribute&) { return std::string_view("an identity"); },
      [](const ast::GeneratedAttribute&) { return std::string_view("a generation expression"); },
      [](const ast::CollateAttribute&) { return std::string_view("a collation"); },
      [](const ast::CommentAttribute&) { return std::string_view("a comment"); });
}

template <class A>
const ast::ColumnAttribute* find_attribute(const ast::ColumnDefinition& written) {
  for (const ast::ColumnAttribute& attribute : written.attributes)
    if (std::holds_alternative<A>(attribute.what)) return &attribute;
  return nullptr;
}

bool may_stand_twice(const ast::ColumnAttribute& attribute) {
  return std::holds_alternative<ast::CheckAttribute>(attribute.what) || std::holds_alternative<ast::ReferencesAttribute>(attribute.what) ||
         std::holds_alternative<ast::UniqueAttribute>(attribute.what);
}

bool check_repetitions(const ast::ColumnDefinition& written, Workspace& workspace) {
  bool ok = true;
  for (std::size_t i = 0; i < written.attributes.size(); ++i) {
    const ast::ColumnAttribute& attribute = written.attributes[i];
    for (std::size_t earlier = 0; earlier < i; ++earlier) {
      const ast::ColumnAttribute& other = written.attributes[earlier];
      if (other.what.index() != attribute.what.index() || may_stand_twice(attribute)) continue;
      workspace.report(attribute.span, diag::repeated_attribute, written.name.text, attribute_text(attribute))
          .note(other.span, "the first stands here");
      ok = false;
      break;
    }
  }
  return ok;
}

bool check_exclusive(const ast::ColumnDefinition& written, const ast::ColumnAttribute* a, const ast::ColumnAttribute* b,
                     Workspace& workspace) {
  if (!a || !b) return true;
  workspace.report(b->span, diag::conflicting_properties, written.name.text, attribute_text(*a), attribute_text(*b))
      .note(a->span, "{} stands here", attribute_text(*a));
  return false;
}

bool check_conflicts(const ast::ColumnDefinition& written, Workspace& workspace) {
  const auto* null = find_attribute<ast::NullAttribute>(written);
  const auto* default_value = find_attribute<ast::DefaultAttribute>(written);
  const auto* identity = find_attribute<ast::IdentityAttribute>(written);
  const auto* generated = find_attribute<ast::GeneratedAttribute>(written);
  bool ok = check_exclusive(written, find_attribute<ast::NotNullAttribute>(written), null, workspace);
  ok = check_exclusive(written, find_attribute<ast::PrimaryKeyAttribute>(written), null, workspace) && ok;
  ok = check_exclusive(written, identity, null, workspace) && ok;
  ok = check_exclusive(written, identity, default_value, workspace) && ok;
  ok = check_exclusive(written, generated, default_value, workspace) && ok;
  return check_exclusive(written, generated, identity, workspace) && ok;
}

bool is_constraint(const ast::ColumnAttribute& attribute) {
  return may_stand_twice(attribute) || std::holds_alternative<ast::PrimaryKeyAttribute>(attribute.what);
}

bool check_plain_property(const ast::ColumnAttribute& attribute, Workspace& workspace) {
  if (attribute.constraint_name) {
    workspace.report(attribute.constraint_name->span, diag::attribute_without_name, attribute_text(attribute));
    return false;
  }
  if (attribute.deferral != Deferral::not_deferrable) {
    workspace.report(attribute.span, diag::not_deferrable, attribute_text(attribute));
    return false;
  }
  return true;
}

WrittenConstraint table_constraint(const ast::ColumnDefinition& written, const ast::ColumnAttribute& attribute) {
  WrittenConstraint result{.constraint = {.name = attribute.constraint_name,
                                          .what = {},
                                          .deferral = attribute.deferral,
                                          .not_valid = false,
                                          .span = attribute.span},
                           .column = written.name.text};
  const Name column{written.name.text, attribute.span};
  if (std::holds_alternative<ast::PrimaryKeyAttribute>(attribute.what)) result.constraint.what = ast::PrimaryKeyConstraint{{column}, {}};
  if (const auto* unique = std::get_if<ast::UniqueAttribute>(&attribute.what))
    result.constraint.what = ast::UniqueConstraint{unique->nulls_not_distinct, {column}, {}};
  if (const auto* references = std::get_if<ast::ReferencesAttribute>(&attribute.what))
    result.constraint.what = ast::ForeignKeyConstraint{{column}, references->references};
  if (const auto* check = std::get_if<ast::CheckAttribute>(&attribute.what))
    result.constraint.what = ast::CheckConstraint{check->condition, check->no_inherit};
  return result;
}

void set_property(Column& column, const ast::ColumnAttribute& attribute) {
  if (std::holds_alternative<ast::NotNullAttribute>(attribute.what) || std::holds_alternative<ast::PrimaryKeyAttribute>(attribute.what))
    column.not_null = true;
  if (const auto* identity = std::get_if<ast::IdentityAttribute>(&attribute.what)) {
    column.identity = Identity{identity->always, identity->options};
    column.not_null = true;
  }
  if (const auto* collate = std::get_if<ast::CollateAttribute>(&attribute.what)) column.collation = dotted(collate->collation);
  if (const auto* comment = std::get_if<ast::CommentAttribute>(&attribute.what)) column.comment = comment->text.value;
}

bool check_identity(const ast::ColumnDefinition& written, const Column& column, Workspace& workspace) {
  const auto* identity = find_attribute<ast::IdentityAttribute>(written);
  if (!identity) return true;
  if (!check_sequence_options(std::get<ast::IdentityAttribute>(identity->what).options, identity->span, workspace)) return false;
  if (!check_counting_type(std::get<ast::IdentityAttribute>(identity->what).options, column, identity->span, workspace)) return false;
  if (is_integer(column.type) || column.type.kind == TypeKind::unknown) return true;
  workspace.report(written.type.span, diag::identity_type, column.name, type_text(column.type))
      .note(identity->span, "the identity stands here")
      .help("an identity is smallint, int or bigint");
  return false;
}

}  // namespace

bool check_counting_type(const SequenceOptions& options, const Column& column, Span span, Workspace& workspace) {
  if (!options.type || column.type.kind == TypeKind::unknown) return true;
  const Type counted = resolve_type(*options.type, workspace);
  if (counted.kind == column.type.kind || counted.kind == TypeKind::unknown) return counted.kind != TypeKind::unknown;
  workspace
      .report(options.type->span.exists() ? options.type->span : span, diag::conflicting_properties, column.name,
              "type " + type_text(column.type), "an identity that counts in " + type_text(counted))
      .note(column.span, "the column is defined here")
      .help("leave \"as {}\" out: the numbers are of the column's type", type_text(counted));
  return false;
}

ResolvedColumn resolve_column(const ast::ColumnDefinition& written, Workspace& workspace) {
  ResolvedColumn result;
  result.column.name = written.name.text;
  result.column.type = resolve_type(written.type, workspace);
  result.column.span = written.span;
  if (const TypeMapping* mapping = find_type_mapping(written.type, workspace); mapping && mapping->collation)
    result.column.collation = dotted(*mapping->collation);
  result.ok = workspace.check_length(written.name);
  result.ok = check_repetitions(written, workspace) && result.ok;
  result.ok = check_conflicts(written, workspace) && result.ok;
  for (const ast::ColumnAttribute& attribute : written.attributes) {
    set_property(result.column, attribute);
    if (is_constraint(attribute))
      result.constraints.push_back(table_constraint(written, attribute));
    else
      result.ok = check_plain_property(attribute, workspace) && result.ok;
  }
  result.ok = check_identity(written, result.column, workspace) && result.ok;
  return result;
}

std::optional<Expression> resolve_default(const Expression& written, const Column& column, Workspace& workspace) {
  std::optional<Expression> value = resolve_expression(written, {.table = nullptr, .keeper = "a default"}, workspace);
  if (value && !check_enum_literal(column.type, *value, workspace)) return std::nullopt;
  return value;
}

bool resolve_column_values(const ast::ColumnDefinition& written, const Table& table, Column& column, Workspace& workspace) {
  bool ok = true;
  if (const auto* attribute = find_attribute<ast::DefaultAttribute>(written)) {
    column.default_value = resolve_default(std::get<ast::DefaultAttribute>(attribute->what).value, column, workspace);
    ok = column.default_value.has_value();
  }
  if (const auto* attribute = find_attribute<ast::GeneratedAttribute>(written)) {
    const auto& generated = std::get<ast::GeneratedAttribute>(attribute->what);
    std::optional<Expression> value = resolve_expression(generated.value, {.table = &table, .keeper = "a generated column"}, workspace);
    if (value) column.generated = Generated{std::move(*value), generated.stored};
    ok = value.has_value() && ok;
  }
  return ok;
}

std::optional<std::vector<std::string>> resolve_columns(const std::vector<Name>& names, const Table& table, Workspace& workspace) {
  std::vector<std::string> columns;
  bool ok = true;
  for (const Name& name : names) {
    const Column* column = workspace.find_column(table, name.text, name.span);
    if (!column) {
      ok = false;
    } else if (std::find(columns.begin(), columns.end(), column->name) != columns.end()) {
      workspace.report(name.span, diag::repeated_column, column->name);
      ok = false;
    } else {
      columns.push_back(column->name);
    }
  }
  if (!ok) return std::nullopt;
  return columns;
}

std::string dotted(const QualifiedName& name) { return name.has_schema() ? name.schema.text + "." + name.name.text : name.name.text; }

std::optional<std::string> text_of(const std::optional<ast::StringLiteral>& literal) {
  if (!literal) return std::nullopt;
  return literal->value;
}

}  // namespace galley
