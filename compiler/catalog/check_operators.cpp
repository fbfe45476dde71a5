#include "catalog/check_operators.hpp"

#include <algorithm>
#include <array>

#include "diag/catalogue/operators.hpp"

namespace galley {
namespace {

constexpr auto comparisons = std::to_array<std::string_view>({"=", "<>", "<", ">", "<=", ">="});

bool is_comparison(const Binary& binary) { return std::find(comparisons.begin(), comparisons.end(), binary.op) != comparisons.end(); }

bool is_null(const Expression& expression) {
  const auto* literal = std::get_if<Literal>(&expression.node);
  return literal && literal->kind == LiteralKind::null;
}

class OperatorCheck {
 public:
  OperatorCheck(const ExpressionScope& scope, Workspace& workspace) : scope_(scope), workspace_(workspace) {}

  bool run(const Expression& root) {
    for_each_expression(root, [&](const Expression& part) {
      if (const auto* binary = std::get_if<Binary>(&part.node)) look_at(*binary, part.span);
      if (const auto* unary = std::get_if<Unary>(&part.node); unary && unary->op == "!")
        workspace_.report(part.span, diag::foreign_operator, "!").help("write: not CONDITION");
    });
    return ok_;
  }

 private:
  void look_at(const Binary& binary, Span span) {
    if (is_comparison(binary) && (is_null(*binary.left) || is_null(*binary.right)))
      workspace_.report(span, diag::comparison_with_null, binary.op)
          .help("write: {}, which is true or false", binary.op == "=" ? "is null" : "is not null");
    const bool left = joins(*binary.left);
    const bool right = joins(*binary.right);
    if (binary.op == "&&" && (left || right)) report_join(binary, span, "and");
    if (binary.op == "||" && left && right) report_join(binary, span, "or");
    if (binary.op == "===") workspace_.report(span, diag::foreign_operator, binary.op).help("write: =, or is not distinct from");
    if (binary.op == "!==") workspace_.report(span, diag::foreign_operator, binary.op).help("write: <>, or is distinct from");
  }
  void report_join(const Binary& binary, Span span, std::string_view word) {
    workspace_.report(span, diag::operator_on_conditions, binary.op).help("write: {}", word);
    ok_ = false;
  }

  [[nodiscard]] bool joins(const Expression& operand) const {
    const auto* column = std::get_if<ColumnReference>(&operand.node);
    if (!column) return is_condition(operand);
    const Column* found =
        scope_.table && column->parts.size() == 1 ? workspace_.peek_column(*scope_.table, column->parts[0].text) : nullptr;
    return found && found->type.kind == TypeKind::boolean && found->type.array_dimensions == 0;
  }

  const ExpressionScope& scope_;
  Workspace& workspace_;
  bool ok_ = true;
};

}  // namespace

bool is_condition(const Expression& expression) {
  return match(
      expression.node, [](const Logical&) { return true; }, [](const IsTest&) { return true; }, [](const IsDistinct&) { return true; },
      [](const Between&) { return true; }, [](const InList&) { return true; }, [](const PatternMatch&) { return true; },
      [](const Quantified&) { return true; }, [](const Unary& unary) { return unary.op == "not"; },
      [](const Binary& binary) { return is_comparison(binary); },
      [](const Literal& literal) { return literal.kind == LiteralKind::true_ || literal.kind == LiteralKind::false_; },
      [](const Subquery& query) { return query.form == Subquery::Form::exists || query.form == Subquery::Form::in; },
      [](const auto&) { return false; });
}

bool check_operators(const Expression& root, const ExpressionScope& scope, Workspace& workspace) {
  return workspace.is_undoing() || OperatorCheck(scope, workspace).run(root);
}

}  // namespace galley
