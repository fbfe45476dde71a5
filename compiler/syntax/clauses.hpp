// Clauses of a few words that become one enumerator: parsers in plain code.
#pragma once

#include "syntax/grammar.hpp"

namespace galley::grammar {

/// deferrable [initially deferred|immediate], initially deferred|immediate, not deferrable
struct DeferralReader : Reader<DeferralReader, ast::Deferral> {
  bool read(Iterator& first, ParseState& state, ast::Deferral& value) const;
  [[nodiscard]] std::string describe() const { return "\"deferrable\""; }
};
inline constexpr DeferralReader deferral;

/// no action, restrict, cascade, set null, set default
struct ReferentialActionReader : Reader<ReferentialActionReader, ast::ReferentialAction> {
  bool read(Iterator& first, ParseState& state, ast::ReferentialAction& value) const;
  [[nodiscard]] std::string describe() const { return "\"cascade\", \"restrict\", \"set null\", \"set default\" or \"no action\""; }
};
inline constexpr ReferentialActionReader referential_action;

}  // namespace galley::grammar
