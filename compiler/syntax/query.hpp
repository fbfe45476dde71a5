// A select, or a list of values, in parentheses: kept as text, to the matching parenthesis.
#pragma once

#include "syntax/grammar.hpp"

namespace galley::grammar {

struct QueryText {
  std::string text;
  Span span;
};
struct QueryReader : Reader<QueryReader, QueryText> {
  bool read(Iterator& first, ParseState& state, QueryText& value) const;
  [[nodiscard]] std::string describe() const { return "\"(select ...)\""; }
};
inline constexpr QueryReader query;

/// Parses a query into two members of the rule's node: its text and where that stands.
template <auto text, auto place>
struct QueryInto : x3::parser<QueryInto<text, place>> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  static constexpr bool has_action = true;

  template <class C, class Node, class A>
  bool parse(Iterator& first, const Iterator&, const C& context, Node& node, A&) const {
    QueryText value;
    if (!query.read(first, state_of(context), value)) return false;
    node.*text = std::move(value.text);
    node.*place = value.span;
    return true;
  }
  [[nodiscard]] std::string describe() const { return query.describe(); }
};
template <auto text, auto place>
inline constexpr QueryInto<text, place> query_into;

}  // namespace galley::grammar
