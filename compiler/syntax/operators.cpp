#include "syntax/operators.hpp"

#include <algorithm>
#include <array>

namespace galley::grammar {
namespace {

/// Symbols that stand only between two operands.
constexpr std::array<std::string_view, 11> only_infix{"*", "/", "%", "^", "<", ">", "=", "<=", ">=", "<>", "!="};

struct WordOperator {
  std::array<Kw, 4> words;  // ended by Kw::none
  std::string_view op;
  bool negated = false;
};
constexpr WordOperator at_time_zone{{Kw::at_, Kw::time_, Kw::zone_}, "at time zone"};
constexpr std::array word_operators{WordOperator{{Kw::and_}, "and"},
                                    WordOperator{{Kw::or_}, "or"},
                                    WordOperator{{Kw::like_}, "like"},
                                    WordOperator{{Kw::not_, Kw::like_}, "like", true},
                                    WordOperator{{Kw::ilike_}, "ilike"},
                                    WordOperator{{Kw::not_, Kw::ilike_}, "ilike", true},
                                    WordOperator{{Kw::similar_, Kw::to_}, "similar to"},
                                    WordOperator{{Kw::not_, Kw::similar_, Kw::to_}, "similar to", true},
                                    WordOperator{{Kw::escape_}, "escape"},
                                    WordOperator{{Kw::between_}, "between"},
                                    WordOperator{{Kw::not_, Kw::between_}, "between", true},
                                    WordOperator{{Kw::is_, Kw::distinct_, Kw::from_}, "is distinct from"},
                                    WordOperator{{Kw::is_, Kw::not_, Kw::distinct_, Kw::from_}, "is distinct from", true}};

bool take_words(Iterator& first, ParseState& state, const WordOperator& op) {
  Iterator at = first;
  for (const Kw word : op.words) {
    if (word == Kw::none) break;
    if (!take(at, state, {word})) return false;
  }
  first = at;
  return true;
}

}  // namespace

bool PrefixOperatorReader::read(Iterator& first, ParseState& state, syntax::PrefixOperator& value) const {
  const Iterator at = first;
  if (at->kind == TokenKind::op) {
    const std::string_view op = state.text(*at);
    if (op == "=>" || std::ranges::find(only_infix, op) != only_infix.end()) return false;
    value = {op, at};
    ++first;
    return true;
  }
  if (restricted || !take(first, state, {Kw::not_})) return false;
  value = {"not", at};
  return true;
}

bool InfixOperatorReader::read(Iterator& first, ParseState& state, syntax::InfixOperator& value) const {
  const Iterator at = first;
  if (at->kind == TokenKind::op) {
    const std::string_view op = state.text(*at);
    if (op == "=>") return false;  // names an argument in PostgreSQL
    value = {op == "!=" ? "<>" : op, false, at};
    ++first;
    return true;
  }
  const auto matches = [&](const WordOperator& op) {
    if (!take_words(first, state, op)) return false;
    value = {op.op, op.negated, at};
    return true;
  };
  if (at->kind != TokenKind::word) return false;
  return matches(at_time_zone) || (!restricted && std::ranges::any_of(word_operators, matches));
}

}  // namespace galley::grammar
