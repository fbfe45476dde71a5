// Files, revisions, blocks and the statements in them.
#include <algorithm>
#include <array>

#include "format/layout.hpp"

namespace galley::format {

using syntax::TokenKind;

namespace {

bool is_one_of(const Piece& piece, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, piece.word) != words.end();
}

}  // namespace

void Layout::file() {
  while (pieces_[at_].kind != TokenKind::end) {
    begin_line(at_, {.blank = Blank::one});
    pieces_[at_].is("revision") ? header() : clause_of_revision();
  }
  begin_line(at_, {.blank = Blank::kept});
}

// revision ID 'message'
//     revises a, b
//     author 'c' ticket 'd';
void Layout::header() {
  const auto begins_part = [&](std::size_t i) {
    const Piece& before = pieces_[i - 1];
    if (before.kind == TokenKind::comma || is_one_of(before, {"revision", "revises", "labels", "on"})) return false;
    return is_one_of(pieces_[i], {"revises", "depends", "labels", "strategy", "created", "author", "ticket"});
  };
  put(at_++);
  bool behind_author = false;
  for (;; ++at_) {
    const Piece& piece = pieces_[at_];
    if (begins_part(at_)) {
      const bool beside = behind_author && piece.is("ticket") && fits({at_, at_ + 3}, column_beside(at_));
      begin(at_, beside ? Gap::blank : Gap::line, {.indent = step});
      behind_author = piece.is("author");
    } else {
      begin_beside(at_, step);
    }
    put(at_);
    if (piece.kind == TokenKind::semicolon) break;
  }
  ++at_;
}

// upgrade { ... } · downgrade auto;
void Layout::clause_of_revision() {
  put(at_++);
  if (pieces_[at_].kind == TokenKind::left_brace) block(0);
  while (pieces_[at_].kind != TokenKind::end && !is_one_of(pieces_[at_], {"revision", "upgrade", "downgrade"})) {
    begin_beside(at_, step);
    put(at_++);
  }
}

void Layout::block(std::size_t indent) {
  begin_beside(at_, indent);
  put(at_++);
  const Piece& first = pieces_[at_];
  if (first.kind == TokenKind::right_brace && !first.must_begin_line()) {
    begin(at_, Gap::blank, {.indent = indent});
    put(at_++);
    return;
  }
  Blank blank = Blank::not_at_first;
  while (pieces_[at_].kind != TokenKind::right_brace) {
    const Range range = next_statement();
    begin_line(range.first, {.indent = indent + step, .blank = blank});
    statement(range, indent + step);
    at_ = range.last;
    blank = Blank::kept;
  }
  begin_line(at_, {.indent = indent, .blank = blank, .note_indent = indent + step});
  put(at_++);
}

Range Layout::next_statement() const {
  int depth = 0;
  std::size_t i = at_;
  for (;; ++i) {
    depth += nesting(pieces_[i]);
    if (depth == 0 && (pieces_[i].kind == TokenKind::semicolon || pieces_[i].kind == TokenKind::right_brace)) break;
  }
  // A semicolon too many stays where it is.
  do { ++i; } while (pieces_[i].kind == TokenKind::semicolon);
  return {at_, i};
}

void Layout::statement(Range range, std::size_t indent) {
  const auto begin = pieces_.begin();
  const auto end = begin + static_cast<std::ptrdiff_t>(range.last);
  const auto brace = std::find_if(begin + static_cast<std::ptrdiff_t>(range.first), end,
                                  [](const Piece& piece) { return piece.kind == TokenKind::left_brace; });
  if (brace != end) {
    at_ = static_cast<std::size_t>(brace - begin);
    flat({range.first, at_}, indent);
    block(indent);
    for (; at_ < range.last; ++at_) begin_beside(at_, indent), put(at_);
  } else if (const std::size_t open = find_elements(range); open < range.last) {
    table(range, open, indent);
  } else if (const std::size_t values = find_rows(range); values < range.last) {
    rows(range, values, indent);
  } else if (fits(range)) {
    flat(range, indent);
  } else if (pieces_[range.first].is("alter") && pieces_[range.first + 1].is("table") && items(range).size() > 1) {
    actions(range, indent);
  } else {
    broken(range, indent);
  }
}

std::size_t Layout::find_elements(Range range) const {
  std::size_t i = range.first;
  if (!is_one_of(pieces_[i++], {"create", "declare"})) return range.last;
  if (is_one_of(pieces_[i], {"unlogged", "temporary", "temp"})) ++i;
  if (!pieces_[i++].is("table")) return range.last;
  if (pieces_[i].is("if")) i += 3;
  const auto skip_name = [&] { i += pieces_[i + 1].kind == TokenKind::dot ? 3 : 1; };
  skip_name();
  if (pieces_[i].is("partition") && pieces_[i + 1].is("of")) {
    i += 2;
    skip_name();
  }
  return i < range.last && pieces_[i].kind == TokenKind::left_paren ? i : range.last;
}

bool Layout::is_column(Range element) const {
  const Piece& first = pieces_[element.first];
  if (first.is("exclude")) return !pieces_[element.first + 1].is("using");
  return !is_one_of(first, {"constraint", "primary", "unique", "foreign", "check", "like"});
}

// create table t (
//     id     int primary key,
//     email  text
// ) comment 'x';
void Layout::table(Range range, std::size_t open, std::size_t indent) {
  const std::size_t close = partner(open);
  const std::vector<Range> elements = items({open + 1, close});
  if (elements.size() < 2 && fits(range)) return flat(range, indent);
  std::size_t name_width = 0;
  for (const Range element : elements) {
    if (is_column(element)) name_width = std::max(name_width, width_of(pieces_[element.first].text));
  }
  flat({range.first, open + 1}, indent);
  Blank blank = Blank::not_at_first;
  for (const Range each : elements) {
    begin_line(each.first, {.indent = indent + step, .blank = blank});
    element(each, indent + step, name_width);
    blank = Blank::kept;
  }
  begin_close(close, indent);
  put(close);
  const Range tail{close + 1, range.last};
  if (tail.is_empty()) return;
  begin_beside(tail.first, indent);
  fits(tail) ? flat(tail, indent) : clauses(clauses_of_rest(pieces_, range, tail.first), indent);
}

void Layout::element(Range range, std::size_t indent, std::size_t name_width) {
  if (!is_column(range) || range.size() < 2) return fits(range) ? flat(range, indent) : broken(range, indent);
  constexpr std::size_t gap = 2;
  const Range definition{range.first + 1, range.last};
  put(range.first);
  if (!pieces_[definition.first].must_begin_line()) paper_.pad_to(std::max(indent + name_width + gap, paper_.column() + 1));
  begin(definition.first, Gap::none, {.indent = indent + step});
  if (fits(definition)) return flat(definition, indent);
  Clauses broken_up = clauses_of(pieces_, range);
  broken_up.list.front().first = definition.first;
  clauses(broken_up, indent);
}

std::size_t Layout::find_rows(Range range) const {
  if (!pieces_[range.first].is("insert")) return range.last;
  int depth = 0;
  for (std::size_t i = range.first; i < range.last; ++i) {
    depth += nesting(pieces_[i]);
    if (depth != 0 || !pieces_[i].is("values") || pieces_[i + 1].kind != TokenKind::left_paren) continue;
    return pieces_[partner(i + 1) + 1].kind == TokenKind::comma ? i : range.last;
  }
  return range.last;
}

// insert into t (a) values
//     (1),
//     (2)
//     on conflict do nothing;
void Layout::rows(Range range, std::size_t values, std::size_t indent) {
  const std::size_t inner = indent + step;
  one({range.first, values + 1}, indent, inner);
  std::size_t i = values + 1;
  Blank blank = Blank::not_at_first;
  while (i < range.last && pieces_[i].kind == TokenKind::left_paren) {
    Range row{i, partner(i) + 1};
    while (row.last < range.last && (pieces_[row.last].kind == TokenKind::comma || pieces_[row.last].kind == TokenKind::semicolon))
      ++row.last;
    begin_line(row.first, {.indent = inner, .blank = blank});
    one(row, inner, inner + step);
    i = row.last;
    blank = Blank::kept;
  }
  if (i == range.last) return;
  const Range rest{i, range.last};
  begin_line(i, {.indent = inner});
  fits(rest) ? flat(rest, inner) : parts(clauses_of_rest(pieces_, range, i).list, inner, inner);
}

// alter table t
//     add column a int,
//     drop column b;
void Layout::actions(Range range, std::size_t indent) {
  const std::size_t name = pieces_[range.first + 3].kind == TokenKind::dot ? 5 : 3;
  const std::size_t first = range.first + name;
  flat({range.first, first}, indent);
  for (const Range action : items({first, range.last})) {
    begin_line(action.first, {.indent = indent + step});
    fits(action) ? flat(action, indent + step) : broken(action, indent + step);
  }
}

}  // namespace galley::format
