#include "syntax/fold_precedence.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "diag/catalogue/syntax.hpp"

namespace galley::syntax {
namespace {

// As galley::precedence has them; the operators below are more than one binary node.
constexpr int not_level = 3;
constexpr int is_level = 4;
constexpr int comparison_level = 5;
constexpr int pattern_level = 6;
constexpr int symbol_level = 7;
constexpr int time_zone_level = 11;
constexpr int collate_level = 12;
constexpr int sign_level = 13;
constexpr int subscript_level = 14;
constexpr int cast_level = 15;

int prefix_level(std::string_view op) {
  if (op == "not") return not_level;
  return op == "-" || op == "+" ? sign_level : symbol_level;
}

bool is_between(std::string_view op) { return op == "between" || op == "between symmetric"; }
bool is_logical(std::string_view op) { return op == "and" || op == "or"; }
bool is_pattern(std::string_view op) { return op == "like" || op == "ilike" || op == "similar to"; }

int infix_level(std::string_view op) {
  if (op == "is distinct from") return is_level;
  if (is_between(op) || is_pattern(op)) return pattern_level;
  if (op == "at time zone") return time_zone_level;
  if (op == "escape") return 0;  // ends everything but a pattern, which asks for it
  return binary_precedence(op);
}

int tail_level(const Tail::Node& node) {
  return match(
      node,                                                                                                 //
      [](const IsTest&) { return is_level; },                                                               //
      [](const InList&) { return pattern_level; },                                                          //
      [](const Subquery&) { return pattern_level; },                                                        //
      [](const Quantified& n) { return binary_precedence(n.op); }, [](const Cast&) { return cast_level; },  //
      [](const Collated&) { return collate_level; },                                                        //
      [](const AtTimeZone&) { return time_zone_level; },                                                    //
      [](const Subscript&) { return subscript_level; },                                                     //
      [](const FieldOf&) { return subscript_level; });
}

/// Levels at which PostgreSQL does not chain: a < b < c is an error, (a < b) < c is not.
bool is_chainable(int level) { return level < is_level || level > pattern_level; }

struct Folded {
  Expression value;
  int depth = 0;
};

class Folder {
 public:
  Folder(FlatExpression flat, ParseState& state) : flat_(std::move(flat)), state_(state) {}

  Expression run() {
    Folded whole = climb(1, 0);
    if (next_ != flat_.items.size()) fail_expecting(here(), "\"like\" before \"escape\"");
    state_.deepest = std::max(state_.deepest, whole.depth);
    return std::move(whole.value);
  }

 private:
  /// Everything from here on that binds at least as tightly as `level`.
  Folded climb(int level, int recursion) {
    Folded left = primary(recursion);
    int open_level = -1;  // of the last operator whose right side an equally tight one could also claim
    while (next_ < flat_.items.size()) {
      if (auto* tail = std::get_if<Tail>(&flat_.items[next_])) {
        const int tail_binds = tail_level(tail->node);
        if (tail_binds < level) break;
        if (tail_binds == open_level) report_chain(state_.text(*tail->at), tail->at);
        ++next_;
        left = attach(std::move(left), std::move(*tail));
        open_level = -1;
        continue;
      }
      const InfixOperator op = std::get<InfixOperator>(flat_.items[next_]);
      const int binds = infix_level(op.op);
      if (binds < level) break;
      if (binds == open_level) report_chain(op.op, op.at);
      left = is_logical(op.op) ? chain(std::move(left), op, binds, recursion) : combine(std::move(left), op, binds, recursion);
      open_level = is_chainable(binds) ? -1 : binds;
    }
    return left;
  }

  Folded primary(int recursion) {
    if (auto* operand = std::get_if<Operand>(&flat_.items[next_])) {
      ++next_;
      return {std::move(operand->value), operand->depth};
    }
    const PrefixOperator prefix = std::get<PrefixOperator>(flat_.items[next_]);
    if (recursion >= nesting_limit) fail_too_deep(prefix.at, nesting_limit);
    ++next_;
    Folded operand = climb(prefix_level(prefix.op), recursion + 1);
    const Span span = join(state_.span(*prefix.at), operand.value.span);
    return deeper({{Unary{prefix.op, std::move(operand.value)}, span}, operand.depth}, prefix.at);
  }

  /// a and b and c
  Folded chain(Folded left, const InfixOperator& op, int binds, int recursion) {
    Span span = left.value.span;
    int depth = left.depth;
    Logical logical{op.op, {}};
    add_operand(logical, std::move(left.value));
    while (take_infix(op.op)) {
      Folded operand = climb(binds + 1, recursion + 1);
      depth = std::max(depth, operand.depth);
      span = join(span, operand.value.span);
      add_operand(logical, std::move(operand.value));
    }
    return deeper({{std::move(logical), span}, depth}, op.at);
  }
  /// (a and b) and c is one list too.
  static void add_operand(Logical& logical, Expression operand) {
    auto* same = std::get_if<Logical>(&operand.node);
    if (!same || same->op != logical.op) return logical.operands.push_back(std::move(operand));
    std::vector<Expression> inner = std::move(same->operands);
    for (Expression& item : inner) logical.operands.push_back(std::move(item));
  }

  Folded combine(Folded left, const InfixOperator& op, int binds, int recursion) {
    ++next_;
    const Span begin = left.value.span;
    int depth = left.depth;
    const auto side = [&](int level) {
      Folded folded = climb(level, recursion + 1);
      depth = std::max(depth, folded.depth);
      end_ = folded.value.span;
      return ExpressionBox(std::move(folded.value));
    };
    Expression::Node node;
    if (is_between(op.op)) {
      ExpressionBox low = side(symbol_level);
      take_and();
      node = Between{std::move(left.value), op.negated, op.op != "between", std::move(low), side(symbol_level)};
    } else if (is_pattern(op.op)) {
      PatternMatch pattern{std::move(left.value), op.negated, op.op, side(symbol_level), std::nullopt};
      if (take_infix("escape")) pattern.escape = side(symbol_level);
      node = std::move(pattern);
    } else if (op.op == "is distinct from") {
      node = IsDistinct{std::move(left.value), op.negated, side(comparison_level)};
    } else if (op.op == "at time zone") {
      node = AtTimeZone{std::move(left.value), side(time_zone_level + 1)};
    } else if (op.op == "overlaps") {
      require_period(left.value, op.at);
      ExpressionBox right = side(binds + 1);
      require_period(*right, op.at + 1);
      node = Binary{op.op, std::move(left.value), std::move(right)};
    } else {
      node = Binary{op.op, std::move(left.value), side(binds + 1)};
    }
    return deeper({{std::move(node), join(begin, end_)}, depth}, op.at);
  }

  Folded attach(Folded operand, Tail tail) {
    const Span span = join(operand.value.span, tail.span);
    const Iterator at = tail.at;
    Expression::Node node = match(std::move(tail.node), [&](auto&& whole) -> Expression::Node {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(whole)>, Quantified>)
        whole.left = ExpressionBox(std::move(operand.value));
      else
        whole.operand = ExpressionBox(std::move(operand.value));
      return std::forward<decltype(whole)>(whole);
    });
    return deeper({{std::move(node), span}, std::max(operand.depth, tail.depth)}, at);
  }

  Folded deeper(Folded folded, Iterator at) {
    if (++folded.depth > expression_depth_limit) fail_too_deep(at, expression_depth_limit);
    return folded;
  }
  [[noreturn]] void fail_too_deep(Iterator at, int limit) { state_.fail_too_deep(at, "operators", limit); }

  static void require_period(const Expression& side, Iterator at) {
    const auto* row = std::get_if<RowValue>(&side.node);
    if (!row || row->items.size() != 2) fail_expecting(at, "a period on either side: (start, end) overlaps (start, end)");
  }

  bool take_infix(std::string_view op) {
    if (next_ == flat_.items.size()) return false;
    const auto* infix = std::get_if<InfixOperator>(&flat_.items[next_]);
    if (!infix || infix->op != op) return false;
    ++next_;
    return true;
  }
  void take_and() {
    if (!take_infix("and")) fail_expecting(here(), "\"and\"");
  }
  /// The token of the next item, which is no operand.
  [[nodiscard]] Iterator here() const {
    if (next_ == flat_.items.size()) return flat_.end;
    if (const auto* infix = std::get_if<InfixOperator>(&flat_.items[next_])) return infix->at;
    return std::get<Tail>(flat_.items[next_]).at;
  }
  void report_chain(std::string_view op, Iterator at) {
    if (!state_.may_report(at)) return;
    state_.diagnostics()
        .report(state_.span(*at), diag::chained_operator, op)
        .help("put the part that is meant to come first in parentheses");
  }

  FlatExpression flat_;
  ParseState& state_;
  std::size_t next_ = 0;
  Span end_;
};

}  // namespace

Expression fold_precedence(FlatExpression flat, ParseState& state) {
  GALLEY_ASSERT(!flat.items.empty());
  return Folder(std::move(flat), state).run();
}

}  // namespace galley::syntax
