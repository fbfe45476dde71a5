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

/// What the low bound of a between takes, b_expr in PostgreSQL's grammar. `collate` and `at time zone` are no part of that, but mean
/// the same wherever they stand; the script has them in parentheses.
bool may_stand_in_bound(int level) { return level == comparison_level || level > pattern_level; }

/// Levels at which PostgreSQL does not chain: a < b < c is an error, (a < b) < c is not.
bool is_chainable(int level) { return level < is_level || level > pattern_level; }

struct Folded {
  Expression value;
  int depth = 0;
};

/// An operator whose right side is being read.
struct Pending {
  enum class Kind { prefix, binary, logical, distinct, time_zone, low_bound, high_bound, pattern, escape };
  Kind kind = Kind::binary;
  int binds = 0;
  std::string op;
  bool negated = false;
  Iterator at;
  Folded left;          // but of a prefix
  Expression middle{};  // the low bound, the pattern
};

/// PostgreSQL's grammar is one of operators on a stack, where the topmost one and the next one in the text decide between them who
/// takes what stands between: a prefix deep in an expression ends where its own level says, whatever stands to its left.
class Folder {
 public:
  Folder(FlatExpression flat, ParseState& state) : flat_(std::move(flat)), state_(state) {}

  Expression run() {
    value_ = operand();
    while (next_ < flat_.items.size()) {
      if (auto* tail = std::get_if<Tail>(&flat_.items[next_])) {
        ++next_;
        take_tail(std::move(*tail));
      } else {
        take_infix(std::get<InfixOperator>(flat_.items[next_++]));
      }
    }
    while (!pending_.empty()) reduce();
    state_.deepest = std::max(state_.deepest, value_.depth);
    return std::move(value_.value);
  }

 private:
  /// The prefixes before an operand wait for what comes behind it.
  Folded operand() {
    while (const auto* prefix = std::get_if<PrefixOperator>(&flat_.items[next_])) {
      ++next_;
      if (prefix->op == "not" && in_bound()) fail_expecting(prefix->at, "an expression");
      pending_.push_back(
          {.kind = Pending::Kind::prefix, .binds = prefix_level(prefix->op), .op = prefix->op, .at = prefix->at, .left = {}});
    }
    auto& item = std::get<Operand>(flat_.items[next_++]);
    return {std::move(item.value), item.depth};
  }

  [[nodiscard]] bool in_bound() const { return open_bounds_ != 0; }

  void take_tail(Tail tail) {
    const int binds = tail_level(tail.node);
    const bool is_quantified = std::holds_alternative<Quantified>(tail.node);
    if (in_bound() && (is_quantified || !may_stand_in_bound(binds)) && !is_document_test(tail.node)) fail_expecting(tail.at, "\"and\"");
    make_room(binds, state_.text(*tail.at), tail.at);
    value_ = attach(std::move(value_), std::move(tail));
  }
  static bool is_document_test(const Tail::Node& node) {
    const auto* test = std::get_if<IsTest>(&node);
    return test && test->what == "document";
  }

  void take_infix(const InfixOperator& op) {
    if (op.op == "and" && in_bound()) return open_high_bound();
    if (op.op == "escape") return open_escape(op);
    if (op.op == "overlaps") return take_overlaps(op);
    const int binds = infix_level(op.op);
    if (in_bound() && op.op != "is distinct from" && !may_stand_in_bound(binds)) fail_expecting(op.at, "\"and\"");
    make_room(binds, op.op, op.at);
    const Pending::Kind kind = kind_of(op.op);
    if (kind == Pending::Kind::low_bound) ++open_bounds_;
    pending_.push_back({.kind = kind, .binds = binds, .op = op.op, .negated = op.negated, .at = op.at, .left = std::move(value_)});
    value_ = operand();
  }
  static Pending::Kind kind_of(std::string_view op) {
    if (is_between(op)) return Pending::Kind::low_bound;
    if (is_pattern(op)) return Pending::Kind::pattern;
    if (is_logical(op)) return Pending::Kind::logical;
    if (op == "is distinct from") return Pending::Kind::distinct;
    return op == "at time zone" ? Pending::Kind::time_zone : Pending::Kind::binary;
  }

  /// Finishes what binds tighter than an operator of this level, or as tightly and to the left.
  void make_room(int binds, std::string_view op, Iterator at) {
    while (!pending_.empty() && pending_.back().kind != Pending::Kind::low_bound && pending_.back().binds >= binds) {
      if (pending_.back().binds == binds && !is_chainable(binds)) report_chain(op, at);
      reduce();
    }
  }

  /// between low AND high
  void open_high_bound() {
    while (pending_.back().kind != Pending::Kind::low_bound) reduce();
    --open_bounds_;
    Pending& between = pending_.back();
    between.kind = Pending::Kind::high_bound;
    keep_middle(between);
  }
  /// like pattern ESCAPE character
  void open_escape(const InfixOperator& op) {
    while (!pending_.empty() && pending_.back().kind != Pending::Kind::pattern) {
      if (pending_.back().kind == Pending::Kind::low_bound) fail_expecting(op.at, "\"and\"");
      reduce();
    }
    if (pending_.empty()) fail_expecting(op.at, "\"like\" before \"escape\"");
    pending_.back().kind = Pending::Kind::escape;
    keep_middle(pending_.back());
  }
  void keep_middle(Pending& pending) {
    pending.left.depth = std::max(pending.left.depth, value_.depth);
    pending.middle = std::move(value_.value);
    value_ = operand();
  }

  /// Two rows side by side, tighter than anything.
  void take_overlaps(const InfixOperator& op) {
    require_period(value_.value, op.at);
    auto* right = std::get_if<Operand>(&flat_.items[next_]);
    if (!right) fail_expecting(op.at + 1, period);
    ++next_;
    require_period(right->value, op.at + 1);
    const Span span = join(value_.value.span, right->value.span);
    const int depth = std::max(value_.depth, right->depth);
    value_ = deeper({{Binary{op.op, std::move(value_.value), std::move(right->value)}, span}, depth}, op.at);
  }

  /// The topmost operator gets what has been read as its right side.
  void reduce() {
    Pending top = std::move(pending_.back());
    pending_.pop_back();
    Folded right = std::move(value_);
    const int depth = std::max(top.left.depth, right.depth);
    const bool is_prefix = top.kind == Pending::Kind::prefix;
    const Span span = join(is_prefix ? state_.span(*top.at) : top.left.value.span, right.value.span);
    const auto is_whole = [&](Expression::Node node) { value_ = deeper({{std::move(node), span}, depth}, top.at); };
    Expression& left = top.left.value;
    switch (top.kind) {
      case Pending::Kind::prefix:
        return is_whole(Unary{std::move(top.op), std::move(right.value)});
      case Pending::Kind::binary:
        return is_whole(Binary{std::move(top.op), std::move(left), std::move(right.value)});
      case Pending::Kind::logical:
        return join_logical(std::move(top), std::move(right), span);
      case Pending::Kind::distinct:
        return is_whole(IsDistinct{std::move(left), top.negated, std::move(right.value)});
      case Pending::Kind::time_zone:
        return is_whole(AtTimeZone{std::move(left), ExpressionBox(std::move(right.value))});
      case Pending::Kind::low_bound:
        fail_expecting(here(), "\"and\"");
      case Pending::Kind::high_bound:
        return is_whole(Between{std::move(left), top.negated, top.op != "between", std::move(top.middle), std::move(right.value)});
      case Pending::Kind::pattern:
        return is_whole(PatternMatch{std::move(left), top.negated, std::move(top.op), std::move(right.value), std::nullopt});
      case Pending::Kind::escape:
        return is_whole(
            PatternMatch{std::move(left), top.negated, std::move(top.op), std::move(top.middle), ExpressionBox(std::move(right.value))});
    }
  }

  /// a and b and c is one list, (a and b) and c too.
  void join_logical(Pending top, Folded right, Span span) {
    const auto parts_of = [&](Expression& side) {
      auto* same = std::get_if<Logical>(&side.node);
      return same && same->op == top.op ? same : nullptr;
    };
    const int left_depth = parts_of(top.left.value) ? top.left.depth - 1 : top.left.depth;
    const int right_depth = parts_of(right.value) ? right.depth - 1 : right.depth;
    Logical logical{top.op, {}};
    if (Logical* same = parts_of(top.left.value)) {
      logical.operands = std::move(same->operands);
    } else {
      logical.operands.push_back(std::move(top.left.value));
    }
    if (Logical* same = parts_of(right.value)) {
      for (Expression& item : same->operands) logical.operands.push_back(std::move(item));
    } else {
      logical.operands.push_back(std::move(right.value));
    }
    value_ = deeper({{std::move(logical), span}, std::max(left_depth, right_depth)}, top.at);
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

  static constexpr const char* period = "a period on either side: (start, end) overlaps (start, end)";
  static void require_period(const Expression& side, Iterator at) {
    const auto* row = std::get_if<RowValue>(&side.node);
    if (!row || row->items.size() != 2) fail_expecting(at, period);
  }

  /// The token of the next item, which is no operand.
  [[nodiscard]] Iterator here() const {
    if (next_ == flat_.items.size()) return flat_.end;
    if (const auto* infix = std::get_if<InfixOperator>(&flat_.items[next_])) return infix->at;
    return std::get<Tail>(flat_.items[next_]).at;
  }
  void report_chain(std::string_view op, Iterator at) {
    if (!state_.may_report(at)) return;
    auto error = state_.diagnostics().report(state_.span(*at), diag::chained_operator, op);
    const std::string_view joined = foreign_conjunction(at);
    if (joined.empty())
      error.help("put the part that is meant to come first in parentheses");
    else
      error.help("\"{}\" does not join conditions; write: {}", joined, joined == "&&" ? "and" : "or");
  }

  /// a = 1 && b = 2: what stands between the two comparisons.
  [[nodiscard]] std::string_view foreign_conjunction(Iterator at) const {
    constexpr int reach = 12;
    for (int i = 1; i < reach && at - i > state_.first_token; ++i) {
      const Token& before = *(at - i);
      if (before.kind != TokenKind::op) continue;
      const std::string_view text = state_.text(before);
      if (text == "&&" || text == "||") return text;
      if (text == "=") return {};
    }
    return {};
  }

  FlatExpression flat_;
  ParseState& state_;
  std::size_t next_ = 0;
  std::vector<Pending> pending_;
  int open_bounds_ = 0;  // low bounds of between that wait for their `and`
  Folded value_;         // the operand behind the topmost operator
};

}  // namespace

Expression fold_precedence(FlatExpression flat, ParseState& state) {
  GALLEY_ASSERT(!flat.items.empty());
  return Folder(std::move(flat), state).run();
}

}  // namespace galley::syntax
