// The canonical layout: where lines begin and what stands between the tokens on them. docs/fmt.md has the rules.
#pragma once

#include <string>

#include "format/clauses.hpp"
#include "format/paper.hpp"

namespace galley::format {

class Layout {
 public:
  /// `line_end` is "\n" or "\r\n".
  Layout(std::vector<Piece> pieces, std::string_view line_end) : pieces_(std::move(pieces)), line_end_(line_end), paper_(line_end) {}

  [[nodiscard]] std::string run();

 private:
  enum class Gap { none, blank, line };
  /// What becomes of empty lines before a piece and its notes.
  enum class Blank {
    none,          // all go
    not_at_first,  // the first thing has none before it; behind it as `kept`
    kept,          // one stays where there are some
    one            // one stands before the first thing, whatever was there
  };
  struct Place {
    std::size_t indent = 0;
    Blank blank = Blank::none;
    std::size_t note_indent = indent;  // of comments with a line of their own
  };

  // layout.cpp: single pieces
  /// All that stands between the piece before and this one: comments, and the gap (a line begins where a comment wants it).
  void begin(std::size_t i, Gap gap, const Place& place);
  void begin_line(std::size_t i, const Place& place) { begin(i, Gap::line, place); }
  void begin_beside(std::size_t i, std::size_t indent) { begin(i, pieces_[i].glued ? Gap::none : Gap::blank, {.indent = indent}); }
  void put(std::size_t i) { paper_.put(pieces_[i].text); }
  void put_note(const Note& note);
  /// The closing bracket on its line.
  void begin_close(std::size_t i, std::size_t indent) { begin_line(i, {.indent = indent, .note_indent = indent + step}); }

  // layout_expression.cpp: ranges of pieces. Each of these begins with the gap before its first piece already made.
  [[nodiscard]] bool fits(Range range, std::size_t column) const;
  [[nodiscard]] bool fits(Range range) const { return fits(range, paper_.column()); }
  /// The column that the range would begin at beside what stands there.
  [[nodiscard]] std::size_t column_beside(std::size_t i) const { return paper_.column() + (pieces_[i].glued ? 0 : 1); }
  void flat(Range range, std::size_t indent);
  /// On one line where it fits, else broken at its outermost separators; later lines begin at `continuation`.
  void one(Range range, std::size_t indent, std::size_t continuation);
  void wide(Range range, std::size_t indent, std::size_t continuation);
  void bracket(Range range, std::size_t open, std::size_t indent);
  /// Every part on a line of its own.
  void parts(const std::vector<Range>& list, std::size_t indent, std::size_t continuation);
  void clauses(const Clauses& clauses, std::size_t indent);
  void broken(Range range, std::size_t indent) { clauses(clauses_of(pieces_, range), indent); }

  [[nodiscard]] std::size_t partner(std::size_t open) const;
  /// At commas outside of brackets, each with the comma behind it.
  [[nodiscard]] std::vector<Range> items(Range range) const;
  /// Before `and` and `or`; where there are none, before the branches of a `case`.
  [[nodiscard]] std::vector<Range> conditions(Range range) const;
  [[nodiscard]] std::vector<Range> operands(Range range) const;
  /// The bracket with most in it; range.last where there is none.
  [[nodiscard]] std::size_t widest_bracket(Range range) const;

  // layout_statement.cpp
  void file();
  void header();
  void clause_of_revision();
  /// From `{` to behind `}`; at_ stands on the brace.
  void block(std::size_t indent);
  [[nodiscard]] Range next_statement() const;
  void statement(Range range, std::size_t indent);
  void table(Range range, std::size_t open, std::size_t indent);
  void element(Range range, std::size_t indent, std::size_t name_width);
  void rows(Range range, std::size_t values, std::size_t indent);
  void actions(Range range, std::size_t indent);
  [[nodiscard]] bool is_column(Range element) const;
  /// The parenthesis before the columns of a table that is made or declared; range.last otherwise.
  [[nodiscard]] std::size_t find_elements(Range range) const;
  /// `values`, where more than one row follows; range.last otherwise.
  [[nodiscard]] std::size_t find_rows(Range range) const;

  static constexpr std::size_t step = 4;
  static constexpr std::size_t line_limit = 120;

  std::vector<Piece> pieces_;
  std::string_view line_end_;
  Paper paper_;
  std::size_t at_ = 0;
};

}  // namespace galley::format
