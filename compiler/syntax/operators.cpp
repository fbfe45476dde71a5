#include "syntax/operators.hpp"

#include <algorithm>
#include <array>

#include "syntax/spelling.hpp"

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
                                    WordOperator{{Kw::between_, Kw::symmetric_}, "between symmetric"},
                                    WordOperator{{Kw::not_, Kw::between_, Kw::symmetric_}, "between symmetric", true},
                                    WordOperator{{Kw::between_}, "between"},
                                    WordOperator{{Kw::not_, Kw::between_}, "between", true},
                                    WordOperator{{Kw::overlaps_}, "overlaps"},
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

/// operator(pg_catalog.+)
bool take_named_operator(Iterator& first, ParseState& state, std::string& op) {
  if (first->keyword != Kw::operator_ || first[1].kind != TokenKind::left_paren) return false;
  Iterator at = first + 2;
  Name schema;
  if (!name("a schema").read(at, state, schema)) fail_expecting(at, "a schema, as in operator(pg_catalog.+)");
  if (at->kind != TokenKind::dot) fail_expecting(at, "\".\"");
  if ((++at)->kind != TokenKind::op) fail_expecting(at, "an operator");
  op = fmt::format("operator({}.{})", syntax::spell_name(schema.text), state.text(*at));
  if ((++at)->kind != TokenKind::right_paren) fail_expecting(at, "\")\"");
  first = at + 1;
  return true;
}

/// What may stand before any, all and some.
bool take_quantifiable(Iterator& first, ParseState& state, std::string& op) {
  if (first->kind == TokenKind::op) {
    op = state.text(*first++);
    if (op == "!=") op = "<>";
    return true;
  }
  Iterator at = first;
  const bool negated = take(at, state, {Kw::not_});
  if (!take(at, state, {Kw::like_}) && !take(at, state, {Kw::ilike_})) return !negated && take_named_operator(first, state, op);
  op = fmt::format("{}{}", negated ? "not " : "", spelling((at - 1)->keyword));
  first = at;
  return true;
}

}  // namespace

bool QuantifierReader::read(Iterator& first, ParseState& state, syntax::Quantifier& value) const {
  if (first->kind != TokenKind::op && first->kind != TokenKind::word) return false;
  // Looked at first, as nearly every operator has none of them behind it.
  const auto is_quantifier = [](Kw keyword) { return keyword == Kw::any_ || keyword == Kw::all_ || keyword == Kw::some_; };
  const bool is_word = first->kind == TokenKind::word;
  if (!is_word && !is_quantifier(first[1].keyword)) return false;
  if (is_word && first->keyword != Kw::like_ && first->keyword != Kw::ilike_ && first->keyword != Kw::not_ &&
      first->keyword != Kw::operator_)
    return false;
  Iterator at = first;
  std::string op;
  if (!take_quantifiable(at, state, op) || !is_quantifier(at->keyword) || at[1].kind != TokenKind::left_paren) return false;
  value = {std::move(op), at->keyword == Kw::all_};
  first = at + 1;
  return true;
}

bool IsTestReader::read(Iterator& first, ParseState& state, IsTest& value) const {
  const auto short_form = [&](Kw word, bool negated) {
    if (!take(first, state, {word})) return false;
    value.negated = negated;
    value.what = "null";
    return true;
  };
  if (short_form(Kw::isnull_, false) || short_form(Kw::notnull_, true)) return true;
  if (!take(first, state, {Kw::is_})) return false;
  value.negated = take(first, state, {Kw::not_});
  constexpr std::array plain{Kw::null_, Kw::true_, Kw::false_, Kw::unknown_, Kw::document_, Kw::normalized_};
  constexpr std::array forms{Kw::nfc_, Kw::nfd_, Kw::nfkc_, Kw::nfkd_};
  constexpr std::array kinds{Kw::value_, Kw::array_, Kw::object_, Kw::scalar_};
  const auto take_one_of = [&](const auto& words) {
    return std::ranges::any_of(words, [&](Kw word) { return take(first, state, {word}); });
  };
  const auto append = [&] { value.what += (value.what.empty() ? "" : " ") + std::string(spelling((first - 1)->keyword)); };
  if (take_one_of(plain)) {
    append();
  } else if (take_one_of(forms)) {
    append();
    if (!take(first, state, {Kw::normalized_})) fail_expecting(first, "\"normalized\"");
    append();
  } else if (take(first, state, {Kw::json_})) {
    append();
    if (take_one_of(kinds)) append();
    const bool unique = take(first, state, {Kw::with_, Kw::unique_});
    if (unique || take(first, state, {Kw::without_, Kw::unique_})) take(first, state, {Kw::keys_});
    if (unique) value.what += " with unique keys";
  } else {
    fail_expecting(first, "\"null\", \"true\", \"false\", \"unknown\" or \"distinct from\"");
  }
  return true;
}

bool PrefixOperatorReader::read(Iterator& first, ParseState& state, syntax::PrefixOperator& value) const {
  const Iterator at = first;
  if (std::string named; take_named_operator(first, state, named)) {
    value = {std::move(named), at};
    return true;
  }
  if (at->kind == TokenKind::op) {
    const std::string_view op = state.text(*at);
    if (op == "=>" || std::ranges::find(only_infix, op) != only_infix.end()) return false;
    value = {std::string(op), at};
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
    if (op == "==") fail_expecting(at, "\"=\"");
    value = {std::string(op == "!=" ? "<>" : op), false, at};
    ++first;
    return true;
  }
  const auto matches = [&](const WordOperator& op) {
    if (!take_words(first, state, op)) return false;
    value = {std::string(op.op), op.negated, at};
    return true;
  };
  if (at->kind != TokenKind::word) return false;
  if (std::string named; take_named_operator(first, state, named)) {
    value = {std::move(named), false, at};
    return true;
  }
  return matches(at_time_zone) || (!restricted && std::ranges::any_of(word_operators, matches));
}

}  // namespace galley::grammar
