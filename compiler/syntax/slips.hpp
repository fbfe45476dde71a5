// What somebody writes who comes from another database or another tool, and what it is called here.
#pragma once

#include <optional>
#include <string>

#include "syntax/parse_state.hpp"

namespace galley::syntax {

struct SlipAdvice {
  std::string help;
  bool is_exact = false;  // known by the very word that was found: better than the nearest keyword
};
/// What to write in place of a token that cannot stand where it stands, known from the statement around it.
[[nodiscard]] std::optional<SlipAdvice> slip_advice(const ParseState& state, Iterator at, std::string_view expected);

}  // namespace galley::syntax
