// A select, or a list of values, in parentheses: kept as text, to the matching parenthesis.
#pragma once

#include "syntax/grammar.hpp"

namespace galley::grammar {

struct QueryReader : Reader<QueryReader, std::string> {
  bool read(Iterator& first, ParseState& state, std::string& value) const;
  [[nodiscard]] std::string describe() const { return "\"(select ...)\""; }
};
inline constexpr QueryReader query;

}  // namespace galley::grammar
