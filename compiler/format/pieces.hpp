// What a text is laid out from: its tokens as they will be printed, each with the comments before it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "format/marks.hpp"
#include "galley/source.hpp"
#include "syntax/token.hpp"

namespace galley::format {

struct Note {
  enum class Place {
    behind,    // on the line of the token before it
    own_line,  // with a line to itself
    ahead      // /* ... */ on the line of the token behind it
  };
  std::string text;  // without blanks at the ends of its lines
  Place place = Place::own_line;
  bool blank_line = false;   // an empty line stands before it
  std::uint32_t column = 0;  // where it began, for the lines of a long one
};

struct Piece {
  syntax::TokenKind kind = syntax::TokenKind::end;
  std::string text;
  std::string_view word;    // the text of a word, for asking which one it is; otherwise empty
  bool glued = false;       // no blank before it when it stands on a line with the piece before
  bool blank_line = false;  // an empty line stands before it, behind its notes
  std::vector<Note> notes;

  [[nodiscard]] bool is(std::string_view w) const { return word == w; }
  /// Whether it begins a line whatever the width, because of what stands before it.
  [[nodiscard]] bool must_begin_line() const;
};

/// The pieces of a source without errors; the last one is of kind `end`.
/// Words are in lower case where case means nothing. A select in parentheses is one piece.
[[nodiscard]] std::vector<Piece> pieces_of(std::string_view source, const syntax::Tokens& tokens, const Marks& marks);

}  // namespace galley::format
