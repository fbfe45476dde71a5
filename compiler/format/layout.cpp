#include "format/layout.hpp"

namespace galley::format {

using syntax::TokenKind;

namespace {

/// The lines of a long comment move with its first one, as far as blanks allow.
std::string shifted(std::string_view text, std::ptrdiff_t by, std::string_view line_end) {
  std::string result;
  for (;;) {
    const std::size_t end = text.find('\n');
    result += text.substr(0, end);
    if (end == std::string_view::npos) return result;
    text.remove_prefix(end + 1);
    result += line_end;
    const std::size_t blanks = std::min(text.find_first_not_of(' '), text.size());
    const bool has_text = blanks < text.size() && text[blanks] != '\n';
    if (has_text && by > 0) result += std::string(static_cast<std::size_t>(by), ' ');
    if (by < 0) text.remove_prefix(std::min(blanks, static_cast<std::size_t>(-by)));
  }
}

}  // namespace

std::string Layout::run() {
  file();
  return paper_.take();
}

void Layout::put_note(const Note& note) {
  const std::ptrdiff_t by = static_cast<std::ptrdiff_t>(paper_.column()) - static_cast<std::ptrdiff_t>(note.column);
  paper_.put(shifted(note.text, by, line_end_));
}

void Layout::begin(std::size_t i, Gap gap, const Place& place) {
  const Piece& piece = pieces_[i];
  Blank blank = place.blank;
  const auto blank_line = [&](bool written) {
    const bool wanted = blank == Blank::one || (blank == Blank::kept && written);
    if (wanted && !paper_.is_empty()) paper_.blank_line();
    if (blank != Blank::none) blank = Blank::kept;
  };
  bool line_is_full = false;  // nothing can stand behind "-- ..."
  for (const Note& note : piece.notes) {
    if (note.place == Note::Place::ahead) continue;
    gap = Gap::line;
    const bool beside = note.place == Note::Place::behind && !line_is_full;
    line_is_full = line_is_full || !beside || note.text.starts_with("--");
    if (beside) {
      paper_.put_behind(note.text);
    } else {
      blank_line(note.blank_line);
      paper_.begin_line(place.note_indent);
      put_note(note);
    }
  }
  if (piece.kind == TokenKind::end) return;
  if (gap == Gap::line) {
    blank_line(piece.blank_line);
    paper_.begin_line(place.indent);
  } else if (gap == Gap::blank) {
    paper_.put(" ");
  }
  for (const Note& note : piece.notes) {
    if (note.place != Note::Place::ahead) continue;
    // Before a comma or a closing bracket the blank stands on the other side.
    const bool is_closing = nesting(piece) < 0 || piece.kind == TokenKind::comma || piece.kind == TokenKind::semicolon;
    const bool leans_back = is_closing && gap == Gap::none;
    paper_.put(leans_back ? " " + note.text : note.text + " ");
  }
}

}  // namespace galley::format
