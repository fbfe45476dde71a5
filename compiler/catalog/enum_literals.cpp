#include "catalog/enum_literals.hpp"

#include <algorithm>
#include <array>

#include "base/letter_case.hpp"
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

std::string element_text(std::string_view value) {
  std::string text = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + '"';
}

/// One element of the text of an array, quoted or not, from `at` on, which is put behind it.
std::string take_element(std::string_view text, std::size_t& at) {
  std::string value;
  if (text[at] == '"') {
    for (++at; at < text.size() && text[at] != '"'; ++at) {
      if (text[at] == '\\' && at + 1 < text.size()) ++at;
      value += text[at];
    }
    at = std::min(at + 1, text.size());
    return value;
  }
  value = text.substr(at, text.find_first_of(",}", at) - at);
  value.erase(value.find_last_not_of(' ') + 1);
  at += value.size();
  return value;
}

/// The values in {new,"it's over",null}; the text is written anew where `visit` changes one.
void visit_elements(const Type& type, Literal& array, Span span, const VisitEnumLiteral& visit) {
  std::string text;
  for (std::size_t at = 0; at < array.text.size();) {
    const std::size_t begin = at;
    if (std::string_view("{}, \t\n").find(array.text[at]) != std::string_view::npos) {
      text += array.text[at++];
      continue;
    }
    Literal value{LiteralKind::string, take_element(array.text, at)};
    const std::string was = value.text;
    if (array.text[begin] == '"' || lower_case(was) != "null") visit(type, value, span);
    text += value.text == was ? array.text.substr(begin, at - begin) : element_text(value.text);
  }
  array.text = std::move(text);
}

/// A literal where one of the type is expected.
void visit_value(const Type& type, Expression& value, const VisitEnumLiteral& visit) {
  if (type.kind != TypeKind::enumeration) return;
  if (auto* array = std::get_if<ArrayLiteral>(&value.node)) {
    for (Expression& item : array->items)
      if (Literal* literal = string_literal(item)) visit(type, *literal, item.span);
  }
  Literal* literal = string_literal(value);  // what is behind a cast is looked at with that
  if (!literal) return;
  if (type.array_dimensions == 0)
    visit(type, *literal, value.span);
  else
    visit_elements(type, *literal, value.span, visit);
}

class Finder {
 public:
  Finder(const Table* table, const VisitEnumLiteral& visit) : table_(table), visit_(visit) {}

  void look_at(Expression& expression) const {
    if (auto* cast = std::get_if<Cast>(&expression.node); cast && cast->type && cast->type->kind == TypeKind::enumeration) {
      visit_value(*cast->type, *cast->operand, visit_);
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
  edit_where(table.columns, has_default, [&](Column& column) { visit_value(column.type, *column.default_value, visit); });
  for_each_expression_of(table, [&](Expression& root) { for_each_enum_literal(root, &table, visit); });
}

void for_each_enum_literal(SchemaObject& object, const Table* table, const VisitEnumLiteral& visit) {
  const auto look_at_default = [&](const Type& type, std::optional<Expression>& value) {
    if (value) visit_value(type, *value, visit);
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
