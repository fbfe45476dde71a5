// Expressions written by hand, as the parser would build them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "galley/expression.hpp"

namespace galley::build {

inline Expression make(Expression::Node node) { return {std::move(node), {}}; }
inline Expression column(const std::string& name) { return make(ColumnReference{{Name{name, {}}}}); }
inline Expression number(const std::string& text) { return make(Literal{LiteralKind::number, text}); }
inline Expression text(const std::string& value) { return make(Literal{LiteralKind::string, value}); }
inline Expression binary(Expression left, const std::string& op, Expression right) {
  return make(Binary{op, std::move(left), std::move(right)});
}
inline Expression logical(const std::string& op, std::vector<Expression> operands) { return make(Logical{op, std::move(operands)}); }
inline Expression unary(const std::string& op, Expression operand) { return make(Unary{op, std::move(operand)}); }
inline Expression call(const std::string& name, std::vector<Expression> arguments) {
  return make(Call{QualifiedName{{}, {name, {}}}, false, false, false, std::move(arguments)});
}
inline Expression cast(Expression operand, const std::string& type) {
  TypeName name;
  name.name = type;
  return make(Cast{std::move(operand), name, std::nullopt});
}
inline Expression is_null(Expression operand, bool negated = false) { return make(IsTest{std::move(operand), negated, "null"}); }

}  // namespace galley::build
