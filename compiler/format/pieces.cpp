#include "format/pieces.hpp"

#include <array>

#include "base/letter_case.hpp"
#include "syntax/comments.hpp"
#include "syntax/folding.hpp"
#include "syntax/query_text.hpp"

namespace galley::format {
namespace {

using syntax::Kw;
using syntax::Token;
using syntax::TokenKind;

constexpr std::string_view sign_characters = "+-*/<>=~!@#%^&|`?";

std::string_view without_blanks_behind(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t\r\v\f");
  return line.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

std::string tidy(std::string_view comment) {
  std::string text;
  for (;;) {
    const std::size_t end = comment.find('\n');
    text += without_blanks_behind(comment.substr(0, end));
    if (end == std::string_view::npos) return text;
    text += '\n';
    comment.remove_prefix(end + 1);
  }
}

class PieceMaker {
 public:
  PieceMaker(std::string_view source, const syntax::Tokens& tokens, const Marks& marks)
      : source_(source), at_(tokens.list.data()), marks_(marks) {}

  std::vector<Piece> run() {
    for (;; ++at_) {
      pieces_.push_back(piece());
      if (at_->kind == TokenKind::end) return std::move(pieces_);
    }
  }

 private:
  [[nodiscard]] std::string_view written(std::uint32_t begin, std::uint32_t end) const { return source_.substr(begin, end - begin); }
  [[nodiscard]] bool has_line_end(std::uint32_t begin, std::uint32_t end) const {
    return written(begin, end).find('\n') != std::string_view::npos;
  }
  [[nodiscard]] bool has_blank_line(std::uint32_t begin, std::uint32_t end) const {
    const std::string_view between = written(begin, end);
    const std::size_t first = between.find('\n');
    return first != std::string_view::npos && between.find('\n', first + 1) != std::string_view::npos;
  }

  Piece piece() {
    Piece made{.kind = at_->kind};
    read_notes(made);
    follow_header();
    made.glued = is_glued();
    if (begins_query()) {
      made.kind = TokenKind::raw;
      made.text = query();
    } else {
      made.text = text();
    }
    end_ = at_->end;
    previous_ = at_;
    return made;
  }

  /// What stands between the token before and this one.
  void read_notes(Piece& made) {
    std::uint32_t end = end_;
    const std::size_t line_end = written(end_, at_->begin).rfind('\n');
    const std::size_t line_of_this = line_end == std::string_view::npos ? end_ : end_ + line_end + 1;
    bool on_line_of_token = !pieces_.empty();
    for (const syntax::Comment& comment : syntax::comments_between(source_, end_, at_->begin)) {
      Note note{.text = tidy(written(comment.begin, comment.end)), .blank_line = has_blank_line(end, comment.begin)};
      on_line_of_token = on_line_of_token && !has_line_end(end, comment.begin);
      const bool is_long = has_line_end(comment.begin, comment.end);
      if (is_long) {
        note.column = column_of(comment.begin);
      } else if (at_->kind != TokenKind::end && comment.begin >= line_of_this) {
        note.place = Note::Place::ahead;
      } else if (on_line_of_token) {
        note.place = Note::Place::behind;
      }
      on_line_of_token = on_line_of_token && !is_long;
      end = comment.end;
      made.notes.push_back(std::move(note));
    }
    made.blank_line = has_blank_line(end, at_->begin);
    take_notes_before_separator(made);
  }

  /// A comment before a comma or a semicolon stands behind it: it is about what was before.
  void take_notes_before_separator(Piece& made) {
    if (at_->kind == TokenKind::comma || at_->kind == TokenKind::semicolon) {
      const auto is_ahead = [](const Note& note) { return note.place == Note::Place::ahead; };
      for (Note& note : made.notes) {
        if (!is_ahead(note)) waiting_.push_back(std::move(note));
      }
      std::erase_if(made.notes, [&](const Note& note) { return !is_ahead(note); });
    } else if (!waiting_.empty()) {
      made.notes.insert(made.notes.begin(), std::make_move_iterator(waiting_.begin()), std::make_move_iterator(waiting_.end()));
      waiting_.clear();
    }
  }

  [[nodiscard]] std::uint32_t column_of(std::uint32_t at) const {
    const std::size_t line_end = source_.substr(0, at).rfind('\n');
    return at - (line_end == std::string_view::npos ? 0 : static_cast<std::uint32_t>(line_end) + 1);
  }

  /// Ids of revisions and labels keep their case, even where they are words that mean something elsewhere.
  void follow_header() {
    const bool begins = depth_ == 0 && at_->keyword == Kw::revision_ && !in_header_;
    if (begins) {
      in_header_ = true;
      expects_id_ = true;
      is_id_ = false;
      return;
    }
    if (at_->kind == TokenKind::left_brace) ++depth_;
    if (at_->kind == TokenKind::right_brace) --depth_;
    is_id_ = in_header_ && expects_id_;
    expects_id_ = false;
    if (!in_header_) return;
    if (at_->kind == TokenKind::semicolon) {
      in_header_ = false;
    } else if (at_->kind == TokenKind::comma) {
      expects_id_ = true;
      is_id_ = false;
    } else if (!is_id_) {
      const bool behind_depends = at_->keyword == Kw::on_;
      expects_id_ = at_->keyword == Kw::revises_ || at_->keyword == Kw::labels_ || behind_depends;
    }
  }

  /// No text without errors begins with an operator: there is a token before.
  [[nodiscard]] bool is_prefix(const Token& token) const {
    if (token.kind != TokenKind::op) return false;
    const Token& before = (&token)[-1];
    // What stands first in parentheses has the place of the parentheses in the tree.
    const bool begins = before.kind == TokenKind::left_paren || before.kind == TokenKind::left_bracket || before.kind == TokenKind::comma ||
                        before.kind == TokenKind::op;
    if (begins || marks_.begins_sign(token.begin)) return true;
    // Numbers with a sign outside of expressions: increment by -1.
    return written(token.begin, token.end) == "-" && before.kind == TokenKind::word && (&token)[1].kind == TokenKind::number &&
           is_number_word(before.keyword, written(before.begin, before.end));
  }
  [[nodiscard]] static bool is_number_word(Kw keyword, std::string_view word) {
    const std::string lower = lower_case(word);
    return keyword == Kw::with_ || keyword == Kw::by_ || lower == "minvalue" || lower == "maxvalue" || lower == "start" ||
           lower == "restart" || lower == "increment";
  }

  [[nodiscard]] bool is_glued() {
    if (!previous_) return true;
    const TokenKind before = previous_->kind;
    switch (at_->kind) {
      case TokenKind::comma:
      case TokenKind::semicolon:
      case TokenKind::right_paren:
      case TokenKind::right_bracket:
      case TokenKind::dot:
      case TokenKind::cast:
        return true;
      case TokenKind::left_bracket:
        if (before != TokenKind::comma) return true;
        break;
      case TokenKind::colon:
        return !is_assignment(*at_);
      case TokenKind::left_paren:
        if (opens_arguments()) return true;
        break;
      case TokenKind::end:
      case TokenKind::word:
      case TokenKind::quoted:
      case TokenKind::digit_word:
      case TokenKind::number:
      case TokenKind::string:
      case TokenKind::bits:
      case TokenKind::raw:
      case TokenKind::op:
      case TokenKind::left_brace:
      case TokenKind::right_brace:
      case TokenKind::broken:
        break;
    }
    if (before == TokenKind::left_paren || before == TokenKind::left_bracket || before == TokenKind::dot || before == TokenKind::cast ||
        before == TokenKind::colon)
      return true;
    if (before == TokenKind::comma) return marks_.is_in_type(previous_->begin);
    // Two signs side by side would be one operator or a comment.
    return is_prefix(*previous_) && sign_characters.find(source_[at_->begin]) == std::string_view::npos;
  }

  /// a := 1, among the arguments of a call
  [[nodiscard]] bool is_assignment(const Token& colon) const {
    const Token& behind = (&colon)[1];
    return behind.kind == TokenKind::op && written(behind.begin, behind.end) == "=";
  }

  [[nodiscard]] bool opens_arguments() const {
    if (marks_.ends_call(previous_->end) || marks_.is_in_type(at_->begin)) return true;
    // What is written like a call and is none, or is one by another name.
    constexpr std::array words{"cast",         "extract",           "array",     "row",           "trim",
                               "substring",    "position",          "overlay",   "operator",      "normalize",
                               "current_time", "current_timestamp", "localtime", "localtimestamp"};
    return previous_->kind == TokenKind::word &&
           std::ranges::find(words, lower_case(written(previous_->begin, previous_->end))) != words.end();
  }

  [[nodiscard]] bool begins_query() const { return previous_ && previous_->kind == TokenKind::left_paren && syntax::begins_query(at_); }

  [[nodiscard]] std::string text() const {
    const std::string_view as_written = written(at_->begin, at_->end);
    if (at_->kind != TokenKind::word) return std::string(as_written);
    return is_id_ || is_argument_of_type() ? std::string(as_written) : lower_case(as_written);
  }

  /// As the parser keeps it: byte for byte, comments and all.
  std::string query() {
    const std::uint32_t begin = at_->begin;
    for (int depth = 1;; ++at_) {
      if (at_[1].kind == TokenKind::left_paren) ++depth;
      if (at_[1].kind == TokenKind::right_paren && --depth == 0) break;
    }
    return std::string(written(begin, at_->end));
  }

  /// geometry(Point,4326)
  [[nodiscard]] bool is_argument_of_type() const {
    if (!previous_ || !marks_.is_in_type(at_->begin)) return false;
    return previous_->kind == TokenKind::left_paren || previous_->kind == TokenKind::comma;
  }

  std::string_view source_;
  const Token* at_;
  const Token* previous_ = nullptr;
  const Marks& marks_;
  std::vector<Piece> pieces_;
  std::vector<Note> waiting_;
  std::uint32_t end_ = 0;  // of what is read
  int depth_ = 0;
  bool in_header_ = false;
  bool expects_id_ = false;
  bool is_id_ = false;
};

}  // namespace

bool Piece::must_begin_line() const {
  return std::ranges::any_of(notes, [](const Note& note) { return note.place != Note::Place::ahead; });
}

std::vector<Piece> pieces_of(std::string_view source, const syntax::Tokens& tokens, const Marks& marks) {
  std::vector<Piece> pieces = PieceMaker(source, tokens, marks).run();
  for (Piece& piece : pieces) {
    if (piece.kind == TokenKind::word) piece.word = piece.text;
  }
  return pieces;
}

}  // namespace galley::format
