// The operators of expressions and the names of types: parsers of several tokens in plain code.
#pragma once

#include "syntax/flat_expression.hpp"
#include "syntax/grammar.hpp"

namespace galley::grammar {

/// `restricted`: only what a DEFAULT takes without parentheses.
struct PrefixOperatorReader : Reader<PrefixOperatorReader, syntax::PrefixOperator> {
  bool restricted;
  constexpr explicit PrefixOperatorReader(bool r) : restricted(r) {}
  bool read(Iterator& first, ParseState& state, syntax::PrefixOperator& value) const;
  [[nodiscard]] std::string describe() const { return "an operator"; }
};
struct InfixOperatorReader : Reader<InfixOperatorReader, syntax::InfixOperator> {
  bool restricted;
  constexpr explicit InfixOperatorReader(bool r) : restricted(r) {}
  bool read(Iterator& first, ParseState& state, syntax::InfixOperator& value) const;
  [[nodiscard]] std::string describe() const { return "an operator"; }
};

/// = any, not like all, before a parenthesis
struct QuantifierReader : Reader<QuantifierReader, syntax::Quantifier> {
  bool read(Iterator& first, ParseState& state, syntax::Quantifier& value) const;
  [[nodiscard]] std::string describe() const { return "an operator"; }
};
/// is [not] null | true | nfc normalized | json object with unique keys ...; isnull, notnull
struct IsTestReader : Reader<IsTestReader, IsTest> {
  bool read(Iterator& first, ParseState& state, IsTest& value) const;
  [[nodiscard]] std::string describe() const { return "\"is\""; }
};

/// day [to second [(3)]], behind interval
void read_interval_fields(Iterator& first, ParseState& state, TypeName& type);

/// [schema.]name [(arguments)] [with time zone] []...
struct TypeReader : Reader<TypeReader, TypeName> {
  bool read(Iterator& first, ParseState& state, TypeName& value) const;
  [[nodiscard]] std::string describe() const { return "a type"; }
};
inline constexpr TypeReader type_name;

}  // namespace galley::grammar
