// Ranges of pieces on one line, or broken where a person would break them.
#include "format/layout.hpp"

namespace galley::format {

using syntax::TokenKind;

bool Layout::fits(Range range, std::size_t column) const {
  for (std::size_t i = range.first; i < range.last; ++i) {
    const Piece& piece = pieces_[i];
    if (i > range.first) {
      if (piece.must_begin_line()) return false;
      column += piece.glued ? 0 : 1;
      for (const Note& note : piece.notes) column += width_of(note.text) + 1;
    }
    // Of raw text that spans lines only the ends count: nobody can break it.
    const std::string_view text = piece.text;
    const std::size_t line_end = text.find('\n');
    column += width_of(text.substr(0, line_end));
    if (column > line_limit) return false;
    if (line_end != std::string_view::npos) column = width_of(text.substr(text.rfind('\n') + 1));
  }
  return true;
}

void Layout::flat(Range range, std::size_t indent) {
  for (std::size_t i = range.first; i < range.last; ++i) {
    if (i > range.first) begin_beside(i, indent + step);
    put(i);
  }
}

void Layout::one(Range range, std::size_t indent, std::size_t continuation) {
  fits(range) ? flat(range, indent) : wide(range, indent, continuation);
}

void Layout::parts(const std::vector<Range>& list, std::size_t indent, std::size_t continuation) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::size_t at = i > 0 && !pieces_[list[i].first].is("end") ? continuation : indent;
    if (i > 0) begin_line(list[i].first, {.indent = at});
    one(list[i], at, at + step);
  }
}

void Layout::wide(Range range, std::size_t indent, std::size_t continuation) {
  if (const std::vector<Range> list = items(range); list.size() > 1) return parts(list, indent, continuation);
  if (const std::vector<Range> list = conditions(range); list.size() > 1) return parts(list, indent, continuation);
  if (const std::size_t open = widest_bracket(range); open < range.last) return bracket(range, open, indent);
  if (const std::vector<Range> list = operands(range); list.size() > 1) return parts(list, indent, continuation);
  flat(range, indent);
}

// before (
//     inside,
//     inside
// ) behind
void Layout::bracket(Range range, std::size_t open, std::size_t indent) {
  const std::size_t close = partner(open);
  const std::size_t inner = indent + step;
  flat({range.first, open + 1}, indent);
  Blank blank = Blank::not_at_first;
  for (const Range item : items({open + 1, close})) {
    begin_line(item.first, {.indent = inner, .blank = blank});
    // A list has its commas to tell items apart; the parts of a lone condition stand below one another.
    one(item, inner, pieces_[item.last - 1].kind == TokenKind::comma ? inner + step : inner);
    blank = Blank::kept;
  }
  begin_close(close, indent);
  flat({close, range.last}, indent);
}

void Layout::clauses(const Clauses& clauses, std::size_t indent) {
  const std::size_t inner = indent + step;
  one(clauses.list.front(), indent, inner);
  for (std::size_t i = 1; i < clauses.list.size(); ++i) {
    const Range clause = clauses.list[i];
    const bool is_too_long = !fits(clause, inner);
    // What has to be broken in any case goes on behind what is there: constraint c check (
    const bool fills = clauses.manner == Manner::fill || pieces_[clause.first].is("values");
    const bool beside = fills && (is_too_long || fits(clause, column_beside(clause.first)));
    beside ? begin_beside(clause.first, inner) : begin_line(clause.first, {.indent = inner});
    const std::size_t at = beside && is_too_long ? indent : inner;
    one(clause, at, at + step);
  }
}

std::size_t Layout::partner(std::size_t open) const {
  int depth = 0;
  std::size_t i = open;
  do { depth += nesting(pieces_[i]); } while (depth > 0 && pieces_[i++].kind != TokenKind::end);
  return i;
}

std::vector<Range> Layout::items(Range range) const {
  std::vector<Range> list;
  int depth = 0;
  for (std::size_t i = range.first; i < range.last; ++i) {
    depth += nesting(pieces_[i]);
    const bool ends = depth == 0 && pieces_[i].kind == TokenKind::comma;
    if (!ends && i + 1 < range.last) continue;
    list.push_back({list.empty() ? range.first : list.back().last, i + 1});
  }
  return list;
}

std::vector<Range> Layout::conditions(Range range) const {
  std::vector<Range> conditions{range};
  std::vector<Range> branches{range};
  const auto split = [&](std::vector<Range>& list, std::size_t i) {
    if (i == list.back().first) return;
    list.back().last = i;
    list.push_back({i, range.last});
  };
  int depth = 0;
  int cases = 0;
  int betweens = 0;
  for (std::size_t i = range.first; i < range.last; ++i) {
    const Piece& piece = pieces_[i];
    depth += nesting(piece);
    if (depth != 0) continue;
    if (piece.is("case")) ++cases;
    if (cases == 1 && (piece.is("when") || piece.is("else") || piece.is("end"))) split(branches, i);
    if (piece.is("end")) --cases;
    if (cases > 0) continue;
    if (piece.is("between")) ++betweens;
    const bool is_or = piece.is("or") && !pieces_[i + 1].is("replace");
    if (is_or || (piece.is("and") && betweens == 0)) split(conditions, i);
    if (piece.is("and") && betweens > 0) --betweens;
  }
  return conditions.size() > 1 ? conditions : branches;
}

std::vector<Range> Layout::operands(Range range) const {
  std::vector<Range> list{range};
  int depth = 0;
  for (std::size_t i = range.first; i < range.last; ++i) {
    depth += nesting(pieces_[i]);
    const bool is_between = depth == 0 && pieces_[i].kind == TokenKind::op && i > range.first && pieces_[i].text != "=";
    if (!is_between || (i + 1 < range.last && pieces_[i + 1].glued)) continue;  // a sign belongs to what is behind it
    list.back().last = i;
    list.push_back({i, range.last});
  }
  return list;
}

std::size_t Layout::widest_bracket(Range range) const {
  std::size_t widest = range.last;
  std::size_t size = 1;
  for (std::size_t i = range.first; i < range.last; ++i) {
    if (nesting(pieces_[i]) <= 0) continue;
    const std::size_t close = partner(i);
    if (close - i > size) {
      size = close - i;
      widest = i;
    }
    i = close;
  }
  return widest;
}

}  // namespace galley::format
