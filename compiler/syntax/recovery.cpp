#include "syntax/recovery.hpp"

#include <algorithm>

namespace galley::grammar {
namespace {

bool is_id(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::digit_word || token.kind == TokenKind::number ||
         token.kind == TokenKind::quoted;
}

bool is_one_of(Kw keyword, std::initializer_list<Kw> words) { return std::ranges::find(words, keyword) != words.end(); }

/// A statement whose first word does not also continue one. Asked only where a semicolon is missing.
bool begins_statement(Iterator at) {
  return at->first_on_line &&
         is_one_of(at->keyword, {Kw::create_, Kw::drop_, Kw::alter_, Kw::rename_, Kw::comment_, Kw::insert_, Kw::update_, Kw::delete_,
                                 Kw::truncate_, Kw::sql_, Kw::grant_, Kw::revoke_, Kw::refresh_});
}

/// A string that is left open takes the rest of its line with it, perhaps with the semicolon.
bool swallowed_semicolon(const Token& token, const ParseState& state) {
  return token.kind == TokenKind::broken && state.text(token).find(';') != std::string_view::npos;
}

}  // namespace

bool begins_revision(Iterator at) {
  if (!at->first_on_line || at->keyword != Kw::revision_ || !is_id(at[1])) return false;
  const Token& behind = at[2];
  return behind.kind == TokenKind::string || behind.kind == TokenKind::semicolon ||
         is_one_of(behind.keyword, {Kw::revises_, Kw::depends_, Kw::labels_, Kw::strategy_, Kw::created_, Kw::author_, Kw::ticket_});
}

bool begins_clause(Iterator at) {
  if (begins_revision(at)) return true;
  if (!at->first_on_line || !is_one_of(at->keyword, {Kw::upgrade_, Kw::downgrade_})) return false;
  return at[1].kind == TokenKind::left_brace || is_one_of(at[1].keyword, {Kw::auto_, Kw::irreversible_});
}

Iterator recover(Iterator start, const x3::expectation_failure<Iterator>& error, ParseState& state) {
  const std::string expected = error.which();
  if (!expected.empty()) state.report_expected(error.where(), expected);
  if (expected == end_of_statement.describe() && begins_statement(error.where())) return error.where();
  int depth = 0;
  for (Iterator at = start;; ++at) {
    const bool reached = at >= error.where();
    if (at->kind == TokenKind::end) return at;
    if (state.has_given_up()) continue;
    if (reached && at != start && begins_clause(at)) return at;
    if (reached && depth == 0 && at->kind == TokenKind::right_brace) return at;
    if (at->kind == TokenKind::left_brace) ++depth;
    if (at->kind == TokenKind::right_brace) --depth;
    const bool ends_here = at->kind == TokenKind::semicolon || at->kind == TokenKind::right_brace || swallowed_semicolon(*at, state);
    if (reached && depth == 0 && ends_here) return at + 1;
  }
}

}  // namespace galley::grammar
