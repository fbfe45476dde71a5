// Clauses that SQL and the language write alike, as a script has them.
#pragma once

#include <string>

#include "base/letter_case.hpp"
#include "raw_tokens.hpp"
#include "syntax/clause_words.hpp"

namespace galley {

/// "SET NULL"
template <class Clause>
std::string clause_text(Clause clause) {
  return upper_case(syntax::words_of(clause));
}
/// The same behind a blank; nothing where the clause has no words.
template <class Clause>
std::string clause_behind(Clause clause) {
  const std::string text = clause_text(clause);
  return text.empty() ? text : " " + text;
}

}  // namespace galley
