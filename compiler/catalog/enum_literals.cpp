#include "catalog/enum_literals.hpp"

#include <algorithm>
#include <array>

#include "catalog/expressions_of.hpp"
#include "catalog/object_parts.hpp"

namespace galley {
namespace {

constexpr std::array<std::string_view, 6> comparisons{"=", "<>", "<", "<=", ">", ">="};

/// The type of a plain column that is an enumeration.
const Type* enum_of(const Expression& expression, const Table* table) {
  const auto* reference = std::get_if<ColumnReference>(&expression.node);
  if (!reference || !table) return nullptr;
  const std::string* qualifier = reference->parts.size() > 1 ? &reference->parts[reference->parts.size() - 2].text : nullptr;
  constexpr std::array<std::string_view, 3> rows_of_it{"excluded", "new", "old"};
  const bool is_own = !qualifier || *qualifier == table->name.name || std::ranges::find(rows_of_it, *qualifier) != rows_of_it.end();
  if (!is_own) return nullptr;
  const Column* column = table->find_column(reference->parts.back().text);
  const bool is_enum = column && column->type.kind == TypeKind::enumeration && column->type.array_dimensions == 0;
  return is_enum ? &column->type : nullptr;
}

Literal* string_literal(Expression& expression) {
  auto* literal = std::get_if<Literal>(&expression.node);
  return literal && literal->kind == LiteralKind::string ? literal : nullptr;
}

class Finder {
 public:
  Finder(const Table* table, const VisitEnumLiteral& visit) : table_(table), visit_(visit) {}

  void look_at(Expression& expression) const {
    if (auto* cast = std::get_if<Cast>(&expression.node); cast && cast->type && cast->type->kind == TypeKind::enumeration) {
      if (cast->type->array_dimensions == 0) found(*cast->type, *cast->operand);
    } else if (auto* binary = std::get_if<Binary>(&expression.node);
               binary && std::ranges::find(comparisons, binary->op) != comparisons.end()) {
      pair(*binary->left, *binary->right);
    } else if (auto* distinct = std::get_if<IsDistinct>(&expression.node)) {
      pair(*distinct->left, *distinct->right);
    } else if (auto* list = std::get_if<InList>(&expression.node)) {
      if (const Type* type = enum_of(*list->operand, table_))
        for (Expression& item : list->items) found(*type, item);
    }
  }

 private:
  void found(const Type& type, Expression& expression) const {
    if (Literal* literal = string_literal(expression)) visit_(type, *literal, expression.span);
  }
  void pair(Expression& left, Expression& right) const {
    if (const Type* type = enum_of(left, table_)) found(*type, right);
    if (const Type* type = enum_of(right, table_)) found(*type, left);
  }

  const Table* table_;
  const VisitEnumLiteral& visit_;
};

}  // namespace

Literal* enum_literal(const Type& type, Expression& value) {
  const bool is_enum = type.kind == TypeKind::enumeration && type.array_dimensions == 0;
  return is_enum ? string_literal(value) : nullptr;
}

void for_each_enum_literal(Expression& root, const Table* table, const VisitEnumLiteral& visit) {
  const Finder finder(table, visit);
  for_each_expression(root, [&](Expression& part) { finder.look_at(part); });
}

void for_each_enum_literal(Table& table, const VisitEnumLiteral& visit) {
  const auto has_default = [](const Column& column) {
    return column.type.kind == TypeKind::enumeration && column.default_value.has_value();
  };
  edit_where(table.columns, has_default, [&](Column& column) {
    if (Literal* literal = enum_literal(column.type, *column.default_value)) visit(column.type, *literal, column.default_value->span);
  });
  for_each_expression_of(table, [&](Expression& root) { for_each_enum_literal(root, &table, visit); });
}

void for_each_enum_literal(SchemaObject& object, const Table* table, const VisitEnumLiteral& visit) {
  const auto look_at_default = [&](const Type& type, std::optional<Expression>& value) {
    if (Literal* literal = value ? enum_literal(type, *value) : nullptr) visit(type, *literal, value->span);
  };
  Table checked;  // the checks of a domain name its value like a column
  if (auto* domain = std::get_if<DomainDefinition>(&object.definition)) {
    look_at_default(domain->type, domain->default_value);
    Column value;
    value.name = "value";
    value.type = domain->type;
    checked.columns.push_back(std::move(value));
    table = &checked;
  } else if (auto* routine = std::get_if<RoutineDefinition>(&object.definition)) {
    for (RoutineParameter& parameter : routine->parameters) look_at_default(parameter.type, parameter.default_value);
  }
  for_each_expression_of(object, [&](Expression& root) { for_each_enum_literal(root, table, visit); });
}

}  // namespace galley
