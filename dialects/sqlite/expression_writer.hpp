// The walk over an expression, shared by the files that know one part of it each.
#pragma once

#include <string>
#include <string_view>

#include "galley/expression.hpp"
#include "sqlite/context.hpp"
#include "sqlite/expressions.hpp"

namespace galley::sqlite {

/// How tightly SQLite's operators bind (lang_expr.html, "Operators"); unlike PostgreSQL, || binds tighter than *.
enum class Binding { or_, and_, not_, equality, comparison, bits, sum, product, concatenation, collate, sign, atom };

struct Text {
  std::string sql;
  Binding binding = Binding::atom;
};

class ExpressionWriter {
 public:
  ExpressionWriter(Place place, const Context& context) : place_(place), context_(context) {}

  [[nodiscard]] Text write(const Expression& expression) const;
  /// In parentheses unless it binds at least as tightly.
  [[nodiscard]] std::string operand(const Expression& expression, Binding least) const;
  [[nodiscard]] std::string list(const std::vector<Expression>& items) const;
  [[nodiscard]] Text no_counterpart(Span span, std::string_view what) const;

  [[nodiscard]] Text call(const Call& call, Span span) const;
  [[nodiscard]] Text extract(const Extract& extract) const;
  [[nodiscard]] Text cast(const Cast& cast) const;
  [[nodiscard]] Text typed_literal(const TypedLiteral& literal, Span span) const;

 private:
  [[nodiscard]] Text literal(const Literal& literal, Span span) const;
  [[nodiscard]] Text column(const ColumnReference& column) const;
  [[nodiscard]] Text keyword(const KeywordValue& value, Span span) const;
  [[nodiscard]] Text unary(const Unary& unary, Span span) const;
  [[nodiscard]] Text logical(const Logical& logical) const;
  [[nodiscard]] Text quantified(const Quantified& quantified, Span span) const;
  [[nodiscard]] Text binary(const Binary& binary, Span span) const;
  [[nodiscard]] Text is_test(const IsTest& test, Span span) const;
  [[nodiscard]] Text in_list(const InList& in, Span span) const;
  [[nodiscard]] Text pattern(const PatternMatch& match, Span span) const;
  [[nodiscard]] Text case_of(const Case& branches) const;
  [[nodiscard]] Text subquery(const Subquery& query, Span span) const;
  [[nodiscard]] Text special_call(const struct Function& function, const Call& call, Span span) const;
  [[nodiscard]] Text current_timestamp(Span span) const;

  Place place_;
  const Context& context_;
};

}  // namespace galley::sqlite
