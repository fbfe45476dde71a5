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

/// [constraint a] primary key|unique using index b [deferrable ...]
struct KeyUsingIndexReader : Reader<KeyUsingIndexReader, ast::AddConstraint> {
  bool read(Iterator& first, ParseState& state, ast::AddConstraint& value) const;
  [[nodiscard]] std::string describe() const { return "\"using index\""; }
};
inline constexpr KeyUsingIndexReader key_using_index;
/// A role: a name, current_user, current_role, session_user.
struct RoleReader : Reader<RoleReader, Name> {
  bool read(Iterator& first, ParseState& state, Name& value) const;
  [[nodiscard]] std::string describe() const { return "a role"; }
};
inline constexpr RoleReader role_name;

}  // namespace galley::grammar
