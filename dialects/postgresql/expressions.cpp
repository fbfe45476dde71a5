#include "postgresql/expressions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "postgresql/quoting.hpp"
#include "postgresql/raw_sql.hpp"

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
      [](const Extract&) { return true; }, [](const Unary& n) { return n.op != "not" && is_restricted(*n.operand); },
      [](const Binary& n) { return n.op != "and" && n.op != "or" && is_restricted(*n.left) && is_restricted(*n.right); },
      [](const IsTest&) { return false; }, [](const IsDistinct& n) { return is_restricted(*n.left) && is_restricted(*n.right); },
      [](const Between&) { return false; }, [](const InList&) { return false; }, [](const PatternMatch&) { return false; },
      [](const Case&) { return true; }, [](const Cast& n) { return is_restricted(*n.operand); }, [](const Collated&) { return false; },
      [](const AtTimeZone&) { return false; }, [](const ArrayLiteral&) { return true; }, [](const Subscript&) { return true; },
      [](const RowValue&) { return true; }, [](const Subquery& n) { return n.form != Subquery::Form::in; });
}

/// What the grammar takes before [ ] without parentheses.
bool is_subscriptable(const Expression& expression) {
  return std::holds_alternative<ColumnReference>(expression.node) || std::holds_alternative<Subscript>(expression.node);
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
    }
    return {};
  }
  std::string print(const TypedLiteral& n) const { return fmt::format("{} {}", type_text(n.type, printing_), string_literal(n.text)); }
  std::string print(const ColumnReference& n) const {
    std::string out;
    for (const Name& part : n.parts) out += (out.empty() ? "" : ".") + identifier(part.text);
    return out;
  }
  std::string print(const KeywordValue& n) const { return upper_case(n.keyword); }
  std::string print(const Call& n) const {
    const std::string function = function_text(n.function, printing_);
    if (n.star) return function + "(*)";
    return fmt::format("{}({}{})", function, n.distinct ? "DISTINCT " : "", list(n.arguments));
  }
  std::string print(const Extract& n) const { return fmt::format("extract({} FROM {})", identifier(n.field.text), text(*n.operand)); }

  std::string print(const Unary& n) const {
    if (n.op == "not") return "NOT " + at_least(*n.operand, or_and_not_level);
    const bool is_sign = n.op == "-" || n.op == "+";
    const std::string operand = is_sign ? at_least(*n.operand, sign) : tighter_than(*n.operand, other_operator);
    // "- -1" must not become a comment, "~ -1" not another operator
    return n.op + (is_operator_character(operand.front()) ? " " : "") + operand;
  }
  std::string print(const Binary& n) const {
    const int level = binary_precedence(n.op);
    const std::string left = level == comparison ? tighter_than(*n.left, level) : at_least(*n.left, level);
    return fmt::format("{} {} {}", left, upper_case(n.op), tighter_than(*n.right, level));
  }
  std::string print(const IsTest& n) const {
    return fmt::format("{} IS {}{}", tighter_than(*n.operand, comparison - 1), n.negated ? "NOT " : "", upper_case(n.what));
  }
  std::string print(const IsDistinct& n) const {
    return fmt::format("{} IS {}DISTINCT FROM {}", tighter_than(*n.left, comparison - 1), n.negated ? "NOT " : "",
                       tighter_than(*n.right, comparison - 1));
  }
  std::string print(const Between& n) const {
    const std::string low = is_restricted(*n.low) ? tighter_than(*n.low, pattern) : "(" + text(*n.low) + ")";
    return fmt::format("{} {}BETWEEN {} AND {}", tighter_than(*n.operand, pattern), n.negated ? "NOT " : "", low,
                       tighter_than(*n.high, pattern));
  }
  std::string print(const InList& n) const {
    return fmt::format("{} {}IN ({})", tighter_than(*n.operand, pattern), n.negated ? "NOT " : "", list(n.items));
  }
  std::string print(const PatternMatch& n) const {
    std::string out = fmt::format("{} {}{} {}", tighter_than(*n.operand, pattern), n.negated ? "NOT " : "", upper_case(n.op),
                                  tighter_than(*n.pattern, pattern));
    if (n.escape) out += " ESCAPE " + tighter_than(**n.escape, pattern);
    return out;
  }
  std::string print(const Case& n) const {
    std::string out = "CASE";
    if (n.operand) out += " " + text(**n.operand);
    for (const WhenBranch& branch : n.branches) out += fmt::format(" WHEN {} THEN {}", text(branch.condition), text(branch.result));
    if (n.otherwise) out += " ELSE " + text(**n.otherwise);
    return out + " END";
  }
  std::string print(const Cast& n) const {
    const std::string operand = is_subscriptable(*n.operand) ? text(*n.operand) : at_least(*n.operand, cast_level);
    return fmt::format("{}::{}", operand, n.type ? type_text(*n.type, printing_) : type_text(n.type_name, printing_));
  }
  std::string print(const Collated& n) const {
    return fmt::format("{} COLLATE {}", at_least(*n.operand, precedence_of_collate), collation_text(n.collation));
  }
  std::string print(const AtTimeZone& n) const {
    return fmt::format("{} AT TIME ZONE {}", at_least(*n.operand, precedence_of_zone), tighter_than(*n.zone, precedence_of_zone));
  }
  std::string print(const ArrayLiteral& n) const { return fmt::format("ARRAY[{}]", list(n.items)); }
  std::string print(const Subscript& n) const {
    const std::string operand = is_subscriptable(*n.operand) ? text(*n.operand) : "(" + text(*n.operand) + ")";
    const auto bound = [this](const std::optional<ExpressionBox>& box) { return box ? text(**box) : std::string(); };
    if (!n.slice) return fmt::format("{}[{}]", operand, bound(n.index));
    return fmt::format("{}[{} : {}]", operand, bound(n.index), bound(n.upper));  // psql would expand ":name"
  }
  std::string print(const RowValue& n) const { return fmt::format("{}({})", n.items.size() < 2 ? "ROW" : "", list(n.items)); }
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
    return fmt::format("{} {}IN {}", n.operand ? tighter_than(**n.operand, pattern) : "", n.negated ? "NOT " : "", query);
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
