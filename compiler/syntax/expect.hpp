// What must follow, for parsers in plain code.
#pragma once

#include "syntax/grammar.hpp"

namespace galley::grammar {

inline void expect(Iterator& first, ParseState& state, Kw word) {
  if (!take(first, state, {word})) fail_expecting(first, Keyword(word).describe());
}

template <class Parser, class Value>
void expect(const Parser& parser, Iterator& first, ParseState& state, Value& value) {
  if (!parser.read(first, state, value)) fail_expecting(first, parser.describe());
}

/// A clause that may stand once, behind its word.
template <class Parser, class Value>
void expect_once(const Parser& parser, Iterator& first, ParseState& state, std::optional<Value>& value) {
  if (value) report_given_twice(state, first - 1, fmt::format("\"{}\"", state.text(*(first - 1))));
  expect(parser, first, state, value.emplace());
}

}  // namespace galley::grammar
