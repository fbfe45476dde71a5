#include "postgresql/column_facts.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "postgresql/builtin_names.hpp"

namespace galley::postgresql {
namespace {

bool is_volatile(const QualifiedName& function) {
  constexpr auto volatile_functions =
      std::to_array<std::string_view>({"clock_timestamp", "currval", "gen_random_uuid", "lastval", "nextval", "random", "random_normal",
                                       "setval", "timeofday", "uuidv4", "uuidv7"});
  if (function.has_schema() || !is_builtin_function(function.name.text)) return true;  // unknown: take the dear case
  return std::find(volatile_functions.begin(), volatile_functions.end(), function.name.text) != volatile_functions.end();
}

bool has_volatile_call(const Expression& expression) {
  constexpr auto stable_keywords = std::to_array<std::string_view>({"coalesce", "greatest", "least", "nullif"});
  bool found = false;
  for_each_expression(expression, [&](const Expression& e) {
    const auto* call = std::get_if<Call>(&e.node);
    if (call == nullptr) return;
    const bool is_keyword = std::find(stable_keywords.begin(), stable_keywords.end(), call->function.name.text) != stable_keywords.end();
    found = found || (!is_keyword && is_volatile(call->function));
  });
  return found;
}

/// Nothing where there is none, or where it is not a number.
std::optional<int> argument(const Type& type, std::size_t index) {
  if (index >= type.arguments.size()) return std::nullopt;
  const std::string& text = type.arguments[index];
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// A limit that is gone or not lower than before.
bool is_widened(std::optional<int> before, std::optional<int> after) { return !after || (before && *after >= *before); }

const DomainDefinition* domain_of(const Type& type) {
  const bool is_domain = type.kind == TypeKind::domain && type.array_dimensions == 0 && type.definition;
  return is_domain ? std::get_if<DomainDefinition>(&type.definition->definition) : nullptr;
}

/// A domain of which every value is looked at, down to the type that it is over.
bool has_rules(const DomainDefinition& domain) {
  const DomainDefinition* below = domain_of(domain.type);
  return domain.not_null || !domain.checks.empty() || (below != nullptr && has_rules(*below));
}

const Type& base_of(const Type& type) {
  const DomainDefinition* domain = domain_of(type);
  return domain == nullptr ? type : base_of(domain->type);
}

/// Text that ignores case, stored as any other text.
bool is_citext(const Type& type) { return type.kind == TypeKind::native && type.name.name == "citext" && type.array_dimensions == 0; }

/// Whether every value of one type is stored the same way in the other.
bool is_stored_alike(const Type& before, const Type& after) {
  if (before == after) return true;
  if (const DomainDefinition* domain = domain_of(after); domain != nullptr && has_rules(*domain)) return false;
  if (domain_of(before) != nullptr || domain_of(after) != nullptr) return is_stored_alike(base_of(before), base_of(after));
  const auto is_free_text = [](const Type& type) {
    return type.array_dimensions == 0 && (type.kind == TypeKind::text || type.kind == TypeKind::varchar);
  };
  if (is_citext(after)) return is_free_text(before);
  if (is_citext(before)) return is_free_text(after) && after.arguments.empty();
  if (before.array_dimensions != 0 || after.array_dimensions != 0) return false;
  const bool from_string = before.kind == TypeKind::varchar || before.kind == TypeKind::text;
  if (from_string && after.kind == TypeKind::text) return true;
  if (from_string && after.kind == TypeKind::varchar) {
    return is_widened(before.kind == TypeKind::text ? std::nullopt : argument(before, 0), argument(after, 0));
  }
  if (before.kind != after.kind) return false;
  switch (before.kind) {
    case TypeKind::numeric:
      if (after.arguments.empty()) return true;
      return is_widened(argument(before, 0), argument(after, 0)) && argument(before, 1).value_or(0) == argument(after, 1).value_or(0);
    case TypeKind::time:
    case TypeKind::timetz:
    case TypeKind::timestamp:
    case TypeKind::timestamptz: {
      constexpr int full_precision = 6;
      return argument(after, 0).value_or(full_precision) >= argument(before, 0).value_or(full_precision);
    }
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
    case TypeKind::real:
    case TypeKind::double_precision:
    case TypeKind::boolean:
    case TypeKind::character:
    case TypeKind::varchar:
    case TypeKind::text:
    case TypeKind::bytes:
    case TypeKind::date:
    case TypeKind::interval:
    case TypeKind::uuid:
    case TypeKind::json:
    case TypeKind::jsonb:
    case TypeKind::enumeration:
    case TypeKind::domain:
    case TypeKind::composite:
    case TypeKind::native:
    case TypeKind::unknown:
      return false;
  }
  return false;
}
bool is_column(const Expression& expression, const std::string& column) {
  const auto* reference = std::get_if<ColumnReference>(&expression.node);
  return reference != nullptr && !reference->parts.empty() && reference->parts.back().text == column;
}

/// USING that only casts the column to its new type changes nothing.
bool is_plain_cast(const Expression& expression, const AlterColumnType& change) {
  if (is_column(expression, change.column)) return true;
  const auto* cast = std::get_if<Cast>(&expression.node);
  return cast != nullptr && cast->type && *cast->type == change.type && is_column(*cast->operand, change.column);
}

bool proves_not_null(const Expression& condition, const std::string& column) {
  if (const auto* both = std::get_if<Logical>(&condition.node)) {
    return both->op == "and" && std::any_of(both->operands.begin(), both->operands.end(),
                                            [&](const Expression& operand) { return proves_not_null(operand, column); });
  }
  const auto* test = std::get_if<IsTest>(&condition.node);
  return test != nullptr && test->negated && test->what == "null" && is_column(*test->operand, column);
}

bool is_value(const Expression& expression) {
  if (const auto* cast = std::get_if<Cast>(&expression.node)) return is_value(*cast->operand);
  return std::holds_alternative<Literal>(expression.node) || std::holds_alternative<TypedLiteral>(expression.node);
}

bool is_leading_key(const Table& table, const Expression& expression) {
  const auto leads = [&](const std::vector<std::string>& columns) { return !columns.empty() && is_column(expression, columns.front()); };
  for (const Constraint& constraint : table.constraints) {
    if (const auto* key = std::get_if<PrimaryKey>(&constraint.what); key != nullptr && leads(key->columns)) return true;
    if (const auto* key = std::get_if<Unique>(&constraint.what); key != nullptr && leads(key->columns)) return true;
  }
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
    const std::string* column = index.keys.empty() ? nullptr : index.keys.front().column();
    return column != nullptr && !index.where && index.method == "btree" && is_column(expression, *column);
  });
}

bool finds_by_key(const Table& table, const Expression& where) {
  if (const auto* list = std::get_if<InList>(&where.node)) {
    return !list->negated && is_leading_key(table, *list->operand) && std::all_of(list->items.begin(), list->items.end(), is_value);
  }
  if (const auto* both = std::get_if<Logical>(&where.node)) {
    return both->op == "and" && std::any_of(both->operands.begin(), both->operands.end(),
                                            [&](const Expression& operand) { return finds_by_key(table, operand); });
  }
  const auto* binary = std::get_if<Binary>(&where.node);
  return binary != nullptr && binary->op == "=" && is_leading_key(table, *binary->left) && is_value(*binary->right);
}

}  // namespace

bool adding_rewrites(const Column& column) {
  if (const DomainDefinition* domain = domain_of(column.type); domain != nullptr && has_rules(*domain)) return true;
  return column.identity.has_value() || (column.generated && column.generated->stored) ||
         (column.default_value && has_volatile_call(*column.default_value));
}

bool changing_type_rewrites(const Column& column, const AlterColumnType& change) {
  if (change.using_ && !is_plain_cast(*change.using_, change)) return true;
  return !is_stored_alike(column.type, change.type);
}

bool changing_type_builds_index(const Table& table, const Column& column, const AlterColumnType& change) {
  const bool sorts_otherwise = column.collation != change.collation || is_citext(column.type) != is_citext(change.type);
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
    const auto names_it = [&](const Expression& expression) {
      bool found = false;
      for_each_expression(expression, [&](const Expression& e) { found = found || is_column(e, column.name); });
      return found;
    };
    if (index.where && names_it(*index.where)) return true;
    return std::any_of(index.keys.begin(), index.keys.end(), [&](const IndexKey& key) {
      if (key.column() != nullptr) return sorts_otherwise && *key.column() == column.name;
      return names_it(key.key);
    });
  });
}

bool is_proved_not_null(const Table& table, const std::string& column) {
  const Column* known = table.find_column(column);
  if (known != nullptr && known->not_null) return true;
  return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& constraint) {
    const auto* check = std::get_if<Check>(&constraint.what);
    return check != nullptr && constraint.valid && !check->no_inherit && proves_not_null(check->condition, column);
  });
}

bool is_found_by_key(const Table& table, const std::optional<Expression>& where) { return where && finds_by_key(table, *where); }

}  // namespace galley::postgresql
