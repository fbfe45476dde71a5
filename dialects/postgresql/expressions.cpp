#include "postgresql/expressions.hpp"

#include <algorithm>
#include <array>

#include "base/append.hpp"
#include "base/letter_case.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/raw_sql.hpp"
#include "raw_tokens.hpp"

namespace galley::postgresql {
namespace {

constexpr int or_and_not_level = 3;
constexpr int comparison = 5;
constexpr int pattern = 6;
constexpr int other_operator = 7;
constexpr int sign = 13;
constexpr int cast_level = 15;

bool is_operator_character(char c) { return std::string_view("+-*/<>=~!@#%^&|`?").find(c) != std::string_view::npos; }

/// Whether the node may stand where the grammar has b_expr, with every operand that is not in parentheses.
bool is_restricted(const Expression& expression) {
  return match(
      expression.node, [](const Literal&) { return true; }, [](const TypedLiteral&) { return true; },
      [](const ColumnReference&) { return true; }, [](const KeywordValue&) { return true; }, [](const Call&) { return true; },
      [](const NamedArgument&) { return true; }, [](const Extract&) { return true; },
      [](const Unary& n) { return n.op != "not" && is_restricted(*n.operand); }, [](const Logical&) { return false; },
      [](const Binary& n) { return n.op != "overlaps" && is_restricted(*n.left) && is_restricted(*n.right); },
      [](const IsTest&) { return false; }, [](const IsDistinct& n) { return is_restricted(*n.left) && is_restricted(*n.right); },
      [](const Between&) { return false; }, [](const InList&) { return false; }, [](const PatternMatch&) { return false; },
      [](const Quantified&) { return false; }, [](const Case&) { return true; }, [](const Cast& n) { return is_restricted(*n.operand); },
      [](const Collated&) { return false; }, [](const AtTimeZone&) { return false; }, [](const ArrayLiteral&) { return true; },
      [](const Subscript&) { return true; }, [](const FieldOf&) { return true; }, [](const RowValue&) { return true; },
      [](const Subquery& n) { return n.form != Subquery::Form::in; });
}

/// What the grammar takes before [ ] without parentheses.
bool is_subscriptable(const Expression& expression) {
  return std::holds_alternative<ColumnReference>(expression.node) || std::holds_alternative<Subscript>(expression.node) ||
         std::holds_alternative<FieldOf>(expression.node);
}

class Printer {
 public:
  explicit Printer(const Printing& printing) : printing_(printing) {}

  std::string text(const Expression& e) const {
    return std::visit([this](const auto& node) { return print(node); }, e.node);
  }

 private:
  /// In parentheses when it binds less tightly than `lowest`.
  std::string at_least(const Expression& e, int lowest) const { return precedence(e) >= lowest ? text(e) : "(" + text(e) + ")"; }
  /// Operand of an operator that does not associate, or the right one of a left-associative operator.
  std::string tighter_than(const Expression& e, int level) const { return at_least(e, level + 1); }

  std::string list(const std::vector<Expression>& items) const {
    std::string out;
    for (const Expression& item : items) {
      if (!out.empty()) out += ", ";
      out += text(item);
    }
    return out;
  }

  std::string print(const Literal& n) const {
    switch (n.kind) {
      case LiteralKind::null:
        return "NULL";
      case LiteralKind::true_:
        return "TRUE";
      case LiteralKind::false_:
        return "FALSE";
      case LiteralKind::number:
        return n.text;
      case LiteralKind::string:
        return string_literal(n.text);
      case LiteralKind::bits:
        return concatenated("B'", n.text, "'");
      case LiteralKind::hex:
        return concatenated("X'", n.text, "'");
    }
    return {};
  }
  std::string print(const TypedLiteral& n) const {
    constexpr std::string_view interval = "interval";
    const std::string type = type_text(n.type, printing_);
    if (!has_fields(n.type)) return concatenated(type, ' ', string_literal(n.text));
    return concatenated(interval, ' ', string_literal(n.text), type.substr(interval.size()));
  }
  std::string print(const ColumnReference& n) const {
    std::string out;
    for (const Name& part : n.parts) out += (out.empty() ? "" : ".") + identifier(part.text);
    return out;
  }
  std::string print(const KeywordValue& n) const {
    return n.precision.empty() ? upper_case(n.keyword) : concatenated(upper_case(n.keyword), '(', n.precision, ')');
  }
  std::string print(const Call& n) const {
    if (n.star) return function_text(n.function, printing_) + "(*)";
    if (const std::string worded = worded_call(n); !worded.empty()) return worded;
    std::string arguments;
    for (const Expression& argument : n.arguments) {
      if (!arguments.empty()) arguments += ", ";
      if (n.variadic && &argument == &n.arguments.back()) arguments += "VARIADIC ";
      arguments += text(argument);
    }
    return concatenated(function_text(n.function, printing_), '(', n.distinct ? "DISTINCT " : "", arguments, ')');
  }
  /// Two functions that the grammar takes with words between the arguments only (the second one before 14).
  std::string worded_call(const Call& n) const {
    if (n.function.has_schema()) return {};
    const std::vector<Expression>& arguments = n.arguments;
    if (n.function.name.text == "position" && arguments.size() == 2) {
      const std::string part = is_restricted(arguments[1]) ? text(arguments[1]) : "(" + text(arguments[1]) + ")";
      return concatenated("position(", part, " IN ", text(arguments[0]), ')');
    }
    if (n.function.name.text != "overlay" || arguments.size() < 3 || arguments.size() > 4) return {};
    const std::string length = arguments.size() == 4 ? " FOR " + text(arguments[3]) : "";
    return concatenated("overlay(", text(arguments[0]), " PLACING ", text(arguments[1]), " FROM ", text(arguments[2]), length, ')');
  }
  std::string print(const NamedArgument& n) const { return concatenated(identifier(n.name.text), " => ", text(*n.value)); }
  std::string print(const Extract& n) const { return concatenated("extract(", identifier(n.field.text), " FROM ", text(*n.operand), ')'); }

  std::string print(const Unary& n) const {
    if (n.op == "not") return "NOT " + at_least(*n.operand, or_and_not_level);
    const bool is_sign = n.op == "-" || n.op == "+";
    const std::string operand = is_sign ? at_least(*n.operand, sign) : tighter_than(*n.operand, other_operator);
    // "- -1" must not become a comment, "~ -1" not another operator
    const bool is_symbol = is_operator_character(n.op.back());
    return operator_text(n.op) + (!is_symbol || is_operator_character(operand.front()) ? " " : "") + operand;
  }
  std::string print(const Logical& n) const {
    std::string out;
    for (const Expression& operand : n.operands) {
      if (!out.empty()) out += concatenated(' ', upper_case(n.op), ' ');
      out += tighter_than(operand, binary_precedence(n.op));
    }
    return out;
  }
  /// operator(pg_catalog.+) keeps the case of its schema.
  static std::string operator_text(const std::string& op) {
    constexpr std::string_view named = "operator(";
    return op.starts_with(named) ? "OPERATOR(" + op.substr(named.size()) : upper_case(op);
  }
  std::string print(const Binary& n) const {
    const int level = binary_precedence(n.op);
    const std::string left = level == comparison ? tighter_than(*n.left, level) : at_least(*n.left, level);
    return concatenated(left, ' ', operator_text(n.op), ' ', tighter_than(*n.right, level));
  }
  std::string print(const IsTest& n) const {
    return concatenated(tighter_than(*n.operand, comparison - 1), " IS ", n.negated ? "NOT " : "", upper_case(n.what));
  }
  std::string print(const IsDistinct& n) const {
    return concatenated(tighter_than(*n.left, comparison - 1), " IS ", n.negated ? "NOT " : "", "DISTINCT FROM ",
                        tighter_than(*n.right, comparison - 1));
  }
  std::string print(const Between& n) const {
    const std::string low = is_restricted(*n.low) ? tighter_than(*n.low, pattern) : "(" + text(*n.low) + ")";
    return concatenated(tighter_than(*n.operand, pattern), ' ', n.negated ? "NOT " : "", "BETWEEN ", n.symmetric ? "SYMMETRIC " : "", low,
                        " AND ", tighter_than(*n.high, pattern));
  }
  std::string print(const InList& n) const {
    return concatenated(tighter_than(*n.operand, pattern), ' ', n.negated ? "NOT " : "", "IN (", list(n.items), ')');
  }
  std::string print(const PatternMatch& n) const {
    std::string out = concatenated(tighter_than(*n.operand, pattern), ' ', n.negated ? "NOT " : "", upper_case(n.op), ' ',
                                   tighter_than(*n.pattern, pattern));
    if (n.escape) out += " ESCAPE " + tighter_than(**n.escape, pattern);
    return out;
  }
  std::string print(const Quantified& n) const {
    const int level = binary_precedence(n.op);
    const std::string left = level > pattern ? at_least(*n.left, level) : tighter_than(*n.left, level);
    const std::string right = text(*n.right);
    const bool is_query = std::holds_alternative<Subquery>(n.right->node);
    return concatenated(left, ' ', operator_text(n.op), ' ', n.all ? "ALL" : "ANY", ' ', is_query ? right : "(" + right + ")");
  }
  std::string print(const Case& n) const {
    std::string out = "CASE";
    if (n.operand) out += " " + text(**n.operand);
    for (const WhenBranch& branch : n.branches) out += concatenated(" WHEN ", text(branch.condition), " THEN ", text(branch.result));
    if (n.otherwise) out += " ELSE " + text(**n.otherwise);
    return out + " END";
  }
  std::string print(const Cast& n) const {
    const std::string operand = is_subscriptable(*n.operand) ? text(*n.operand) : at_least(*n.operand, cast_level);
    return concatenated(operand, "::", n.type ? type_text(*n.type, printing_) : type_text(n.type_name, printing_));
  }
  std::string print(const Collated& n) const {
    return concatenated(at_least(*n.operand, precedence_of_collate), " COLLATE ", collation_text(n.collation));
  }
  std::string print(const AtTimeZone& n) const {
    const std::string operand = at_least(*n.operand, precedence_of_zone);
    return n.zone ? concatenated(operand, " AT TIME ZONE ", tighter_than(**n.zone, precedence_of_zone)) : operand + " AT LOCAL";
  }
  std::string print(const ArrayLiteral& n) const { return "ARRAY" + brackets(n); }
  /// An array of arrays needs the word only once.
  std::string brackets(const ArrayLiteral& n) const {
    const auto is_array = [](const Expression& item) { return std::holds_alternative<ArrayLiteral>(item.node); };
    if (n.items.empty() || !std::all_of(n.items.begin(), n.items.end(), is_array)) return concatenated('[', list(n.items), ']');
    std::string out;
    for (const Expression& item : n.items) out += (out.empty() ? "" : ", ") + brackets(std::get<ArrayLiteral>(item.node));
    return concatenated('[', out, ']');
  }
  std::string print(const Subscript& n) const {
    const std::string operand = is_subscriptable(*n.operand) ? text(*n.operand) : "(" + text(*n.operand) + ")";
    const auto bound = [this](const std::optional<ExpressionBox>& box) { return box ? text(**box) : std::string(); };
    if (!n.slice) return concatenated(operand, '[', bound(n.index), ']');
    return concatenated(operand, '[', bound(n.index), " : ", bound(n.upper), ']');  // psql would expand ":name"
  }
  std::string print(const FieldOf& n) const {
    const bool is_chain = is_subscriptable(*n.operand) && !std::holds_alternative<ColumnReference>(n.operand->node);
    return concatenated(is_chain ? text(*n.operand) : "(" + text(*n.operand) + ")", '.', identifier(n.field.text));
  }
  std::string print(const RowValue& n) const { return concatenated(n.items.size() < 2 ? "ROW" : "", '(', list(n.items), ')'); }
  std::string print(const Subquery& n) const {
    const std::string query = "(" + embedded_raw_text(n.text) + ")";
    switch (n.form) {
      case Subquery::Form::scalar:
        return query;
      case Subquery::Form::exists:
        return "EXISTS " + query;
      case Subquery::Form::array:
        return "ARRAY" + query;
      case Subquery::Form::in:
        break;
    }
    return concatenated(n.operand ? tighter_than(**n.operand, pattern) : "", ' ', n.negated ? "NOT " : "", "IN ", query);
  }

  static constexpr int precedence_of_zone = 11;
  static constexpr int precedence_of_collate = 12;
  const Printing& printing_;
};

}  // namespace

std::string expression_text(const Expression& expression, const Printing& printing) { return Printer(printing).text(expression); }

std::string restricted_expression_text(const Expression& expression, const Printing& printing) {
  std::string text = expression_text(expression, printing);
  return is_restricted(expression) ? text : "(" + text + ")";
}

std::string index_key_text(const Expression& expression, const Printing& printing) {
  std::string text = expression_text(expression, printing);
  const bool is_bare = std::holds_alternative<ColumnReference>(expression.node) || std::holds_alternative<Call>(expression.node);
  return is_bare ? text : "(" + text + ")";
}

}  // namespace galley::postgresql
