#include "catalog/partition_bounds.hpp"

#include <algorithm>
#include <set>

namespace galley {
namespace {

using Conditions = std::vector<Expression>;

Expression with_node(Expression::Node node) {
  Expression expression;
  expression.node = std::move(node);
  return expression;
}

Expression joined(const char* op, Conditions conditions) {
  return conditions.size() == 1 ? std::move(conditions.front()) : with_node(Logical{op, std::move(conditions)});
}

Expression null_test(const Expression& key, bool negated) { return with_node(IsTest{ExpressionBox(key), negated, "null"}); }

Expression compared(const Expression& key, const char* op, Expression value) {
  return with_node(Binary{op, ExpressionBox(key), ExpressionBox(std::move(value))});
}

bool is_null(const Expression& value) {
  const auto* literal = std::get_if<Literal>(&value.node);
  return literal != nullptr && literal->kind == LiteralKind::null;
}

/// The text of a value that is the same in every session; nothing for one that has to be worked out.
std::optional<std::string> plain_text(const Expression& value) {
  if (const auto* cast = std::get_if<Cast>(&value.node)) return plain_text(*cast->operand);
  if (const auto* typed = std::get_if<TypedLiteral>(&value.node)) return typed->text;
  if (const auto* sign = std::get_if<Unary>(&value.node); sign != nullptr && sign->op == "-") {
    const auto* number = std::get_if<Literal>(&sign->operand->node);
    return number != nullptr && number->kind == LiteralKind::number ? std::optional("-" + number->text) : std::nullopt;
  }
  const auto* literal = std::get_if<Literal>(&value.node);
  if (literal == nullptr || literal->kind == LiteralKind::bits || literal->kind == LiteralKind::hex) return std::nullopt;
  if (literal->kind == LiteralKind::true_) return "true";
  if (literal->kind == LiteralKind::false_) return "false";
  return literal->text;
}

std::string array_text(const std::vector<std::string>& items) {
  std::string text = "{";
  for (const std::string& item : items) {
    text += text.size() == 1 ? "\"" : ",\"";
    for (const char c : item) {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
    text += '"';
  }
  return text + "}";
}

/// One level: the bounds of a partition in terms of the table right above it.
class LevelBounds {
 public:
  explicit LevelBounds(const Table& parent) : parent_(parent), keys_(parent.partition_by->keys) {}

  /// False where the bounds cannot be written as a condition.
  bool add_to(Conditions& conditions, const ast::PartitionBound& bound) {
    const bool is_plain = std::none_of(keys_.begin(), keys_.end(), [](const IndexKey& key) { return key.collation.has_value(); });
    if (!is_plain) return false;
    if (const auto* list = std::get_if<ast::ListBound>(&bound.what)) return add_list(conditions, *list);
    const auto* range = std::get_if<ast::RangeBound>(&bound.what);
    return range != nullptr && range->from.size() == keys_.size() && range->to.size() == keys_.size() && add_range(conditions, *range);
  }

 private:
  [[nodiscard]] const Column* column_of(std::size_t key) const {
    return keys_[key].column() == nullptr ? nullptr : parent_.find_column(*keys_[key].column());
  }

  /// As the server keeps it: of the type of its column.
  std::optional<Expression> value_of(std::size_t key, const Expression& written) const {
    const std::optional<std::string> text = plain_text(written);
    if (!text) return std::nullopt;
    const Column* column = column_of(key);
    return column == nullptr ? written : typed(*text, column->type);
  }
  static Expression typed(const std::string& text, Type type) {
    type.arguments.clear();
    return with_node(Cast{ExpressionBox(with_node(Literal{LiteralKind::string, text})), {}, std::move(type)});
  }

  bool add_list(Conditions& conditions, const ast::ListBound& list) const {
    const Expression& key = keys_.front().key;
    Conditions values;
    std::vector<std::string> texts;
    bool has_null = false;
    for (const Expression& item : list.values) {
      if (is_null(item)) {
        has_null = true;
        continue;
      }
      std::optional<Expression> value = value_of(0, item);
      if (!value) return false;
      texts.push_back(*plain_text(item));
      values.push_back(std::move(*value));
    }
    const Column* column = column_of(0);
    if (values.size() > 1 && (column == nullptr || column->type.array_dimensions > 0)) return false;
    Conditions parts{null_test(key, !has_null)};
    if (values.size() == 1) parts.push_back(compared(key, "=", std::move(values.front())));
    if (values.size() > 1) {
      Type type = column->type;
      type.array_dimensions = 1;
      parts.push_back(with_node(Quantified{ExpressionBox(key), "=", false, ExpressionBox(typed(array_text(texts), std::move(type)))}));
    }
    if (has_null)
      conditions.push_back(joined("or", std::move(parts)));
    else
      for (Expression& part : parts) conditions.push_back(std::move(part));
    return true;
  }

  /// from (a, b) to (c, d): (x > a or (x = a and y >= b)) and (x < c or (x = c and y < d)). What is equal on both sides comes first.
  bool add_range(Conditions& conditions, const ast::RangeBound& range) const {
    const bool is_known =
        std::all_of(range.from.begin(), range.from.end(), is_bound) && std::all_of(range.to.begin(), range.to.end(), is_bound);
    if (!is_known) return false;
    for (const IndexKey& key : keys_) conditions.push_back(null_test(key.key, true));
    std::size_t first = 0;
    for (; first < keys_.size() && !is_unbounded(range.from[first]) && range.from[first] == range.to[first]; ++first)
      conditions.push_back(compared(keys_[first].key, "=", *value_of(first, range.from[first])));
    for (const bool lower : {true, false})
      if (Conditions arms = arms_of(lower ? range.from : range.to, lower, first); !arms.empty())
        conditions.push_back(joined("or", std::move(arms)));
    return true;
  }

  static bool is_unbounded(const Expression& value) { return std::holds_alternative<KeywordValue>(value.node); }
  static bool is_bound(const Expression& value) {
    const auto* keyword = std::get_if<KeywordValue>(&value.node);
    return keyword != nullptr ? keyword->keyword == "minvalue" || keyword->keyword == "maxvalue" : plain_text(value).has_value();
  }

  [[nodiscard]] Conditions arms_of(const std::vector<Expression>& values, bool lower, std::size_t first) const {
    Conditions arms;
    for (std::size_t last = first; last < keys_.size() && !is_unbounded(values[last]); ++last) {
      Conditions arm;
      for (std::size_t key = first; key < last; ++key) arm.push_back(compared(keys_[key].key, "=", *value_of(key, values[key])));
      arm.push_back(compared(keys_[last].key, operator_of(values, lower, last), *value_of(last, values[last])));
      arms.push_back(joined("and", std::move(arm)));
    }
    return arms;
  }

  /// A bound from which on everything counts, or none, takes its value in.
  static const char* operator_of(const std::vector<Expression>& values, bool lower, std::size_t key) {
    const bool is_last = key + 1 == values.size();
    const auto* next = is_last ? nullptr : std::get_if<KeywordValue>(&values[key + 1].node);
    if (lower) return is_last || (next != nullptr && next->keyword == "minvalue") ? ">=" : ">";
    return next != nullptr && next->keyword == "maxvalue" ? "<=" : "<";
  }

  const Table& parent_;
  const std::vector<IndexKey>& keys_;
};

std::set<std::string> columns_in(const Expression& root) {
  std::set<std::string> columns;
  for_each_expression(root, [&](const Expression& part) {
    if (const auto* column = std::get_if<ColumnReference>(&part.node)) columns.insert(column->parts.back().text);
  });
  return columns;
}

/// What the table's own rules say, each by itself.
Conditions known_conditions(const Table& table) {
  Conditions known;
  for (const Constraint& constraint : table.constraints) {
    const auto* check = std::get_if<Check>(&constraint.what);
    if (check == nullptr || !constraint.valid) continue;
    const auto* all = std::get_if<Logical>(&check->condition.node);
    if (all != nullptr && all->op == "and")
      known.insert(known.end(), all->operands.begin(), all->operands.end());
    else
      known.push_back(check->condition);
  }
  return known;
}

/// `column is not null` of a column that has no nulls anyway.
bool is_not_null_anyway(const Expression& condition, const Table& table) {
  const auto* test = std::get_if<IsTest>(&condition.node);
  const auto* reference = test == nullptr || !test->negated ? nullptr : std::get_if<ColumnReference>(&test->operand->node);
  const Column* column = reference == nullptr ? nullptr : table.find_column(reference->parts.back().text);
  return column != nullptr && column->not_null;
}

enum class Implied { yes, no, unknown };

Implied is_implied(const Conditions& conditions, const Table& table) {
  const Conditions known = known_conditions(table);
  bool all = true;
  bool may_follow = false;
  for (const Expression& condition : conditions) {
    if (is_not_null_anyway(condition, table) || std::find(known.begin(), known.end(), condition) != known.end()) continue;
    all = false;
    const std::set<std::string> columns = columns_in(condition);
    for (const Expression& other : known) {
      const std::set<std::string> others = columns_in(other);
      may_follow = may_follow || std::any_of(others.begin(), others.end(), [&](const std::string& name) { return columns.contains(name); });
    }
  }
  if (all) return Implied::yes;
  return may_follow ? Implied::unknown : Implied::no;
}

std::set<std::string> key_columns(const TablesAbove& above) {
  std::set<std::string> columns;
  for (const TablePointer& parent : above)
    for (const IndexKey& key : parent->partition_by->keys) columns.merge(columns_in(key.key));
  return columns;
}

std::string name_of(const Table& table, const std::set<std::string>& columns) {
  const std::string column = columns.size() == 1 ? *columns.begin() : std::string();
  std::string name = server_name(table.name.name, column, "check");
  for (int number = 1; table.find_constraint(name) != nullptr; ++number)
    name = server_name(table.name.name, column, "check" + std::to_string(number));
  return name;
}

}  // namespace

BoundCheck check_of_bounds(const Table& detached, const TablesAbove& above) {
  BoundCheck check;
  const bool is_known = !above.empty() && detached.partition_of && std::all_of(above.begin(), above.end(), [](const TablePointer& parent) {
    return parent->partition_by.has_value();
  });
  if (!is_known || above.front()->partition_by->strategy == ast::PartitionStrategy::hash) return check;
  Conditions conditions;
  for (std::size_t level = above.size(); level-- > 0 && check.is_certain;) {
    const Table& below = level == 0 ? detached : *above[level - 1];
    check.is_certain = below.partition_of && LevelBounds(*above[level]).add_to(conditions, below.partition_of->bound);
  }
  std::set<std::string> columns;
  for (const Expression& condition : conditions) columns.merge(columns_in(condition));
  check.name = name_of(detached, check.is_certain ? columns : key_columns(above));
  if (!check.is_certain) return check;
  const Implied implied = is_implied(conditions, detached);
  check.is_certain = implied != Implied::unknown;
  if (implied != Implied::no) return check;
  Constraint made;
  made.name = check.name;
  made.what = Check{joined("and", std::move(conditions))};
  check.made = std::move(made);
  return check;
}

}  // namespace galley
