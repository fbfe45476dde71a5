// The parsers of single tokens and of values in plain code, from which the grammar is made.
#pragma once

#include <boost/spirit/home/x3.hpp>

#include "galley/ast.hpp"
#include "syntax/parse_state.hpp"

namespace galley::grammar {

namespace x3 = boost::spirit::x3;

using syntax::fail_expecting;
using syntax::fail_reported;
using syntax::Iterator;
using syntax::Kw;
using syntax::ParseState;
using syntax::Token;
using syntax::TokenKind;

struct StateTag;
using Context = x3::context<StateTag, ParseState>;
/// X3 wraps the context in others at times; the state is found through all of them.
template <class C>
ParseState& state_of(const C& context) {
  return x3::get<StateTag>(context);
}

/// How a parser is called in "expected X".
template <class P>
concept Described = requires(const P& p) {
  { p.describe() } -> std::convertible_to<std::string>;
};

// ---- single tokens

/// A parser of one token without a value.
template <class Derived>
struct Mark : x3::parser<Derived> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  template <class C, class R, class A>
  bool parse(Iterator& first, const Iterator&, const C& context, R&, A&) const {
    if (!this->derived().accepts(first, state_of(context))) return false;
    ++first;
    return true;
  }
};

struct Keyword : Mark<Keyword> {
  Kw keyword;
  constexpr explicit Keyword(Kw k) : keyword(k) {}
  bool accepts(Iterator at, ParseState& state) const {
    if (at->keyword == keyword || (keyword == Kw::create_ && at == state.declared)) return true;
    state.missed(at, keyword);
    return false;
  }
  [[nodiscard]] std::string describe() const { return fmt::format("\"{}\"", spelling(keyword)); }
};

struct Punctuation : Mark<Punctuation> {
  TokenKind kind;
  std::string_view spelling;
  constexpr Punctuation(TokenKind k, std::string_view s) : kind(k), spelling(s) {}
  bool accepts(Iterator at, ParseState&) const { return at->kind == kind; }
  [[nodiscard]] std::string describe() const { return fmt::format("\"{}\"", spelling); }
};

/// One certain operator.
struct Symbol : Mark<Symbol> {
  std::string_view spelling;
  constexpr explicit Symbol(std::string_view s) : spelling(s) {}
  bool accepts(Iterator at, ParseState& state) const { return at->kind == TokenKind::op && state.text(*at) == spelling; }
  [[nodiscard]] std::string describe() const { return fmt::format("\"{}\"", spelling); }
};

/// Every keyword as a parser: kw::table_, kw::not_.
namespace kw {
#define KEYWORD(word, reserved) inline constexpr Keyword word##_{Kw::word##_};
#include "syntax/keywords.def"
#undef KEYWORD
}  // namespace kw

inline constexpr Punctuation comma{TokenKind::comma, ","};
inline constexpr Punctuation semicolon{TokenKind::semicolon, ";"};
inline constexpr Punctuation dot{TokenKind::dot, "."};
inline constexpr Punctuation left_paren{TokenKind::left_paren, "("};
inline constexpr Punctuation right_paren{TokenKind::right_paren, ")"};
inline constexpr Punctuation close_list{TokenKind::right_paren, ",\" or \")"};
inline constexpr Punctuation left_brace{TokenKind::left_brace, "{"};
inline constexpr Punctuation right_brace{TokenKind::right_brace, "}"};
inline constexpr Punctuation left_bracket{TokenKind::left_bracket, "["};
inline constexpr Punctuation right_bracket{TokenKind::right_bracket, "]"};
inline constexpr Punctuation colon{TokenKind::colon, ":"};
inline constexpr Punctuation cast_sign{TokenKind::cast, "::"};
inline constexpr Symbol equals{"="};
inline constexpr Symbol star{"*"};

/// Takes all of these keywords, or none and returns false.
inline bool take(Iterator& first, ParseState& state, std::initializer_list<Kw> words) {
  Iterator at = first;
  for (const Kw word : words) {
    if (!Keyword(word).accepts(at, state)) return false;
    ++at;
  }
  first = at;
  return true;
}

/// A parser in plain code that makes a value from tokens: `bool read(Iterator&, ParseState&, Value&) const`, which leaves
/// the iterator alone when it returns false.
template <class Derived, class Value>
struct Reader : x3::parser<Derived> {
  using attribute_type = Value;
  static constexpr bool has_attribute = true;
  template <class C, class R>
  bool parse(Iterator& first, const Iterator&, const C& context, R&, Value& value) const {
    return this->derived().read(first, state_of(context), value);
  }
  template <class C, class R>
  bool parse(Iterator& first, const Iterator& last, const C& context, R& node, x3::unused_type) const {
    Value ignored{};
    return parse(first, last, context, node, ignored);
  }
};

/// A name: any word that is not reserved, or a quoted one.
struct NameReader : Reader<NameReader, Name> {
  std::string_view what;
  constexpr explicit NameReader(std::string_view w) : what(w) {}
  bool read(Iterator& first, ParseState& state, Name& value) const;
  [[nodiscard]] std::string describe() const { return std::string(what); }
};
/// name or schema.name
struct QualifiedNameReader : Reader<QualifiedNameReader, QualifiedName> {
  std::string_view what;
  constexpr explicit QualifiedNameReader(std::string_view w) : what(w) {}
  bool read(Iterator& first, ParseState& state, QualifiedName& value) const;
  [[nodiscard]] std::string describe() const { return std::string(what); }
};
struct StringReader : Reader<StringReader, ast::StringLiteral> {
  bool read(Iterator& first, ParseState& state, ast::StringLiteral& value) const;
  [[nodiscard]] std::string describe() const { return "a string"; }
};
/// The text of a string alone.
struct StringValueReader : Reader<StringValueReader, std::string> {
  bool read(Iterator& first, ParseState& state, std::string& value) const;
  [[nodiscard]] std::string describe() const { return "a string"; }
};
struct RawTextReader : Reader<RawTextReader, ast::RawText> {
  bool read(Iterator& first, ParseState& state, ast::RawText& value) const;
  [[nodiscard]] std::string describe() const { return "raw text ($$ ... $$)"; }
};
/// One of a few keywords, as its spelling.
struct WordReader : Reader<WordReader, std::string> {
  const Kw* begin;
  const Kw* end;
  std::string_view what;
  template <std::size_t n>
  constexpr WordReader(const Kw (&words)[n], std::string_view w) : begin(words), end(words + n), what(w) {}
  bool read(Iterator& first, ParseState& state, std::string& value) const;
  [[nodiscard]] std::string describe() const { return std::string(what); }
};
/// 12, -1.5
struct NumberReader : Reader<NumberReader, std::string> {
  bool read(Iterator& first, ParseState& state, std::string& value) const;
  [[nodiscard]] std::string describe() const { return "a number"; }
};

constexpr NameReader name(std::string_view what) { return NameReader(what); }
constexpr QualifiedNameReader qualified_name(std::string_view what) { return QualifiedNameReader(what); }
inline constexpr StringReader string;
inline constexpr StringValueReader string_value;
inline constexpr RawTextReader raw_text;
inline constexpr NumberReader number;
inline constexpr NameReader column_name{"a column name"};
inline constexpr NameReader constraint_name{"a constraint name"};
inline constexpr QualifiedNameReader table_name{"a table name"};
inline constexpr QualifiedNameReader view_name{"a view name"};

/// Always fails: the last alternative, named for what all of them are.
struct Nothing : Mark<Nothing> {
  std::string_view what;
  constexpr explicit Nothing(std::string_view w) : what(w) {}
  bool accepts(Iterator, ParseState&) const { return false; }
  [[nodiscard]] std::string describe() const { return std::string(what); }
};

}  // namespace galley::grammar
