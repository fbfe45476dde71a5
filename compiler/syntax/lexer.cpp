#include "syntax/lexer.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.hpp"
#include "diag/catalogue/syntax.hpp"
#include "syntax/string_text.hpp"

namespace galley::syntax {
namespace {

constexpr std::size_t size_limit = std::size_t{64} * 1024 * 1024;
/// A file of noise must not turn into as many diagnostics as it has bytes.
constexpr int error_limit = 100;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
/// Letters and digits, looked up: most of a source is words.
constexpr std::array<bool, 256> make_word_bytes() {
  std::array<bool, 256> is_part{};
  for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"))
    is_part[static_cast<unsigned char>(c)] = true;
  return is_part;
}
constexpr std::array<bool, 256> word_bytes = make_word_bytes();
/// PostgreSQL's characters of operators.
bool is_operator(char c) {
  switch (c) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '<':
    case '>':
    case '=':
    case '~':
    case '!':
    case '@':
    case '#':
    case '%':
    case '^':
    case '&':
    case '|':
    case '`':
    case '?':
      return true;
    default:
      return false;
  }
}

/// Blanks and quotes that word processors put in the place of plain ones.
bool is_typographic(char32_t c) {
  return c == 0x1680 || (c >= 0x2000 && c <= 0x206F) || c == 0x3000 || c == 0xFEFF || c == 0xAB || c == 0xBB || c == 0xB4;
}
bool is_name_point(char32_t c) { return c >= 0xA1 && !is_typographic(c) && !is_deceptive(c); }

/// "12", "1e5", "0x1F" and "1_000" but not "27c6a30d7c24".
bool is_whole_number(std::string_view run) {
  const auto all_of = [](std::string_view digits, auto accepts) { return !digits.empty() && std::ranges::all_of(digits, accepts); };
  const auto decimal = [](char c) { return is_digit(c); };
  const std::size_t exponent = run.find_first_of("eE");
  if (exponent == std::string_view::npos) return all_of(run, decimal);
  return all_of(run.substr(0, exponent), decimal) && all_of(run.substr(exponent + 1), decimal);
}

class Lexer {
 public:
  Lexer(std::string_view text, SourceId source, Diagnostics& diagnostics) : text_(text), source_(source), diagnostics_(diagnostics) {}

  Tokens run() {
    if (is_text()) {
      tokens_.list.reserve(text_.size() / 6 + 1);
      at_ = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
      while (next() && errors_ < error_limit) {}
    }
    if (errors_ >= error_limit || text_.size() > size_limit) quiet_from(0);
    return finish(std::min(text_.size(), size_limit));
  }

  Tokens run_statement() {
    constexpr std::size_t usual = 32;
    tokens_.list.reserve(usual);
    at_ = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    while (next() && tokens_.list.back().kind != TokenKind::semicolon && errors_ == 0) {}
    return finish(at_);
  }

 private:
  Tokens finish(std::size_t end) {
    begin_ = at_ = end;
    push(TokenKind::end);
    diagnostics_.add_all(found_);
    return std::move(tokens_);
  }

  [[nodiscard]] char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const {
    return {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  void quiet_from(std::size_t begin) { tokens_.quiet_from = std::min(tokens_.quiet_from, static_cast<std::uint32_t>(begin)); }

  template <class... Args>
  Diagnostics::Builder report(std::size_t begin, std::size_t end, const DiagnosticDef<Args...>& def,
                              const std::type_identity_t<Args>&... args) {
    ++errors_;
    return found_.report(span(begin, end), def, args...);
  }

  void push(TokenKind kind, Kw keyword = Kw::none) {
    tokens_.list.push_back({static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(at_), keyword, kind, first_on_line_});
    first_on_line_ = false;
  }
  void take(TokenKind kind, std::size_t size) {
    at_ += size;
    push(kind);
  }

  /// What no later step should have to think of. Nothing of such a file is read.
  bool is_text() {
    if (text_.size() > size_limit) {
      report(0, 0, diag::file_too_large, text_.size());
      return false;
    }
    if (const std::size_t nul = text_.find('\0'); nul != std::string_view::npos && first_invalid_utf8(text_) == std::string_view::npos) {
      report(nul, nul + 1, diag::nul_byte);
      quiet_from(0);
      return false;
    }
    if (const std::size_t invalid = first_invalid_utf8(text_); invalid != std::string_view::npos) {
      auto error = report(invalid, invalid + 1, diag::invalid_utf8);
      if (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF")) error.help("the file looks like UTF-16; save it as UTF-8");
      quiet_from(0);
      return false;
    }
    return true;
  }

  /// One token, or false at the end.
  bool next() {
    skip_blanks_and_comments();
    begin_ = at_;
    if (at_ >= text_.size()) return false;
    const char c = peek();
    if (is_letter(c) || static_cast<unsigned char>(c) >= 0x80) {
      word();
    } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
      number();
    } else if (c == '\'') {
      quote('\'', TokenKind::string);
    } else if (c == '"') {
      quote('"', TokenKind::quoted);
    } else if (c == '$') {
      raw_text();
    } else if (is_operator(c)) {
      operator_token();
    } else {
      punctuation(c);
    }
    return true;
  }

  void skip_blanks_and_comments() {
    for (;;) {
      for (; at_ < text_.size() && is_blank(text_[at_]); ++at_) first_on_line_ |= text_[at_] == '\n' || text_[at_] == '\r';
      if (peek() == '-' && peek(1) == '-') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (peek() == '/' && peek(1) == '*') {
        block_comment();
      } else {
        return;
      }
    }
  }

  /// Block comments nest, as in PostgreSQL.
  void block_comment() {
    const std::size_t begin = at_;
    int depth = 0;
    do {
      const std::size_t mark = text_.find_first_of("*/", at_);
      if (mark == std::string_view::npos || mark + 1 >= text_.size()) {
        report(begin, begin + 2, diag::unclosed_comment);
        quiet_from(begin);
        at_ = text_.size();
        return;
      }
      const std::string_view pair = text_.substr(mark, 2);
      depth += pair == "/*" ? 1 : pair == "*/" ? -1 : 0;
      first_on_line_ |= text_.substr(at_, mark - at_).find('\n') != std::string_view::npos;
      at_ = mark + (pair == "/*" || pair == "*/" ? 2 : 1);
    } while (depth > 0);
  }

  [[nodiscard]] std::size_t name_point_size(std::size_t at) const {
    if (at >= text_.size()) return 0;
    if (static_cast<unsigned char>(text_[at]) < 0x80) return is_letter(text_[at]) || is_digit(text_[at]) ? 1 : 0;
    const CodePoint point = first_code_point(text_.substr(at));
    return is_name_point(point.value) ? point.size : 0;
  }
  void skip_name_points() {
    do {
      while (at_ < text_.size() && word_bytes[static_cast<unsigned char>(text_[at_])]) ++at_;
    } while (skip_wide_name_point());
  }
  bool skip_wide_name_point() {
    if (at_ >= text_.size() || static_cast<unsigned char>(text_[at_]) < 0x80) return false;
    const std::size_t size = name_point_size(at_);
    at_ += size;
    return size > 0;
  }

  void word() {
    skip_name_points();
    if (at_ == begin_) return unexpected_character();
    const std::string_view word = text_.substr(begin_, at_ - begin_);
    if (peek() == '\'' && word.size() == 1 && std::string_view("bBeEnNxX").find(word[0]) != std::string_view::npos) {
      return prefixed_string(word[0]);
    }
    if ((word == "u" || word == "U") && peek() == '&' && (peek(1) == '\'' || peek(1) == '"')) {
      ++at_;
      quote(peek(), peek() == '"' ? TokenKind::quoted : TokenKind::string);
      take_uescape();
      return check_escapes();
    }
    push(TokenKind::word, find_keyword(word));
  }

  void prefixed_string(char prefix) {
    switch (prefix) {
      case 'e':
      case 'E':
        quote('\'', TokenKind::string, true);
        return check_escapes();
      case 'b':
      case 'B':
        quote('\'', TokenKind::bits);
        return check_digits("01");
      case 'x':
      case 'X':
        quote('\'', TokenKind::bits);
        return check_digits("0123456789abcdefABCDEF");
      default:
        report(begin_, at_, diag::prefixed_string, text_.substr(begin_, 1)).help("leave the prefix out: every string holds Unicode");
        quote('\'', TokenKind::broken);
    }
  }

  /// uescape '!' behind U&'...'
  void take_uescape() {
    const std::size_t word = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
    if (tokens_.list.back().kind == TokenKind::broken || find_keyword(text_.substr(word, 7)) != Kw::uescape_) return;
    const std::size_t mark = text_.find_first_not_of(" \t\r\n", word + 7);
    if (mark == std::string_view::npos || mark + 2 >= text_.size() || text_[mark] != '\'' || text_[mark + 2] != '\'') return;
    at_ = mark + 3;
    tokens_.list.back().end = static_cast<std::uint32_t>(at_);
  }

  /// Of the token just pushed.
  void check_escapes() {
    Token& token = tokens_.list.back();
    if (token.kind == TokenKind::broken) return;
    const std::string_view written = text_.substr(token.begin, token.end - token.begin);
    const std::optional<StringFault> fault = string_value(written).fault;
    if (!fault) return;
    report(token.begin + fault->begin, token.begin + fault->end, diag::invalid_in_string,
           written.substr(fault->begin, fault->end - fault->begin))
        .help("characters are written as \\n, \\t, \\\\, \\u00E9 or \\U0001F600 after E, as \\00E9 or \\+01F600 after U&");
    token.kind = TokenKind::broken;
  }

  void check_digits(std::string_view digits) {
    Token& token = tokens_.list.back();
    if (token.kind == TokenKind::broken) return;
    const std::size_t wrong = text_.substr(0, token.end - 1).find_first_not_of(digits, token.begin + 2);
    if (wrong == std::string_view::npos) return;
    report(wrong, wrong + 1, diag::invalid_in_string, text_.substr(wrong, 1))
        .help("after {} stand digits of {}", text_.substr(token.begin, 1), digits.size() == 2 ? "0 and 1" : "0 to F");
    token.kind = TokenKind::broken;
  }

  void number() {
    skip_name_points();
    const std::string_view run = text_.substr(begin_, at_ - begin_);
    const bool open_exponent =
        run.size() > 1 && (run.ends_with('e') || run.ends_with('E')) && is_whole_number(run.substr(0, run.size() - 1));
    if (open_exponent && (peek() == '+' || peek() == '-') && is_digit(peek(1))) {
      skip_digits(1);
      return push(TokenKind::number);
    }
    if (!run.empty() && !is_whole_number(run)) return push(TokenKind::digit_word);
    if (peek() == '.') {
      skip_digits(1);
      skip_exponent();
    }
    push(name_point_size(at_) > 0 ? broken_number() : TokenKind::number);
  }
  void skip_digits(std::size_t first) {
    at_ += first;
    while (is_digit(peek())) ++at_;
  }
  void skip_exponent() {
    if (peek() != 'e' && peek() != 'E') return;
    const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if (is_digit(peek(1 + sign))) skip_digits(1 + sign);
  }
  /// 1.5abc: neither a number nor an id.
  TokenKind broken_number() {
    skip_name_points();
    return TokenKind::digit_word;
  }

  /// '...' or "..."; the quote inside is doubled.
  void quote(char mark, TokenKind kind, bool has_backslashes = false) {
    const std::size_t begin = at_;
    const std::size_t end = closing_quote(text_, at_ + 1, mark, has_backslashes);
    if (end == std::string_view::npos) return unclosed_quote(mark, begin);
    at_ = end + 1;
    if (kind == TokenKind::string && begin == begin_ && continues_string()) {
      tokens_.list.back().end = static_cast<std::uint32_t>(at_);
      first_on_line_ = false;
      return;
    }
    const bool has_line_end = text_.substr(begin, at_ - begin).find('\n') != std::string_view::npos;
    if (has_line_end && !many_lines_) many_lines_ = Restart{begin, tokens_.list.size(), first_on_line_};
    if (kind == TokenKind::quoted && at_ - begin == 2) {
      report(begin, at_, diag::empty_name);
      kind = TokenKind::broken;
    }
    push(kind);
  }
  /// Strings with nothing but a line end between them are one, as in PostgreSQL.
  [[nodiscard]] bool continues_string() const {
    return first_on_line_ && !tokens_.list.empty() && tokens_.list.back().kind == TokenKind::string;
  }

  /// An odd number of quotes turns the rest of the file inside out. Most likely the first quote that spans lines was left
  /// open at the end of its line: reading starts again from there, once, and what was reported since is forgotten.
  void unclosed_quote(char mark, std::size_t begin) {
    if (many_lines_ && !restarted_) {
      begin_ = begin = many_lines_->begin;
      first_on_line_ = many_lines_->first_on_line;
      tokens_.list.resize(many_lines_->token);
      mark = text_[begin];
      forget_errors_from(begin);
    }
    restarted_ = true;
    if (mark == '\'') {
      report(begin, begin + 1, diag::unclosed_string).help("close it with '; a quote inside a string is doubled: 'it''s'");
    } else {
      report(begin, begin + 1, diag::unclosed_quoted_name).help("close it with \"");
    }
    at_ = std::min(text_.find('\n', begin), text_.size());
    push(TokenKind::broken);
  }

  void forget_errors_from(std::size_t begin) {
    Diagnostics kept;
    for (const Diagnostic& error : found_.all()) {
      if (error.span.end < begin) kept.add(error);
    }
    found_ = std::move(kept);
  }

  void raw_text() {
    std::size_t end = at_ + 1;
    if (end < text_.size() && !is_digit(text_[end])) {
      while (const std::size_t size = name_point_size(end)) end += size;
    }
    if (end >= text_.size() || text_[end] != '$') return unexpected_character();
    const std::string_view tag = text_.substr(at_, end + 1 - at_);
    const std::size_t close = text_.find(tag, end + 1);
    if (close == std::string_view::npos) {
      report(begin_, end + 1, diag::unclosed_raw_text, tag);
      quiet_from(first_raw_text(tag));
      at_ = text_.size();
      return push(TokenKind::broken);
    }
    at_ = close + tag.size();
    push(TokenKind::raw);
  }
  /// With one mark of a pair missing, every text with this tag may begin where it should end.
  [[nodiscard]] std::size_t first_raw_text(std::string_view tag) const {
    for (const Token& token : tokens_.list) {
      if (token.kind == TokenKind::raw && text_.substr(token.begin).starts_with(tag)) return token.begin;
    }
    return begin_;
  }

  /// PostgreSQL's rule: as long as possible, but no comment begins inside, and only an operator with one of ~!@#%^&|`?
  /// may end in + or -.
  void operator_token() {
    std::size_t end = at_;
    while (end < text_.size() && is_operator(text_[end]) && !text_.substr(end).starts_with("--") && !text_.substr(end).starts_with("/*"))
      ++end;
    const auto may_end_in_sign = [&] { return text_.substr(at_, end - at_).find_first_of("~!@#%^&|`?") != std::string_view::npos; };
    while (end - at_ > 1 && (text_[end - 1] == '+' || text_[end - 1] == '-') && !may_end_in_sign()) --end;
    take(TokenKind::op, end - at_);
  }

  void punctuation(char c) {
    switch (c) {
      case ',':
        return take(TokenKind::comma, 1);
      case ';':
        return take(TokenKind::semicolon, 1);
      case '.':
        return take(TokenKind::dot, 1);
      case '(':
        return take(TokenKind::left_paren, 1);
      case ')':
        return take(TokenKind::right_paren, 1);
      case '{':
        return take(TokenKind::left_brace, 1);
      case '}':
        return take(TokenKind::right_brace, 1);
      case '[':
        return take(TokenKind::left_bracket, 1);
      case ']':
        return take(TokenKind::right_bracket, 1);
      case ':':
        return peek(1) == ':' ? take(TokenKind::cast, 2) : take(TokenKind::colon, 1);
      default:
        unexpected_character();
    }
  }

  void unexpected_character() {
    const CodePoint point = first_code_point(text_.substr(at_));
    const bool visible = point.value > 0x20 && point.value < 0x7F;
    const std::string shown =
        visible ? fmt::format("\"{}\"", text_[at_]) : fmt::format("U+{:04X}", static_cast<std::uint32_t>(point.value));
    at_ += point.size;
    auto error = report(begin_, at_, diag::unexpected_character, shown);
    if (is_typographic(point.value)) error.help("write plain quotes (' or \") and plain blanks");
    if (point.value == U'$') error.help("raw text stands between $$ and $$; a name with \"$\" stands in double quotes");
    push(TokenKind::broken);
  }

  struct Restart {
    std::size_t begin;
    std::size_t token;
    bool first_on_line;
  };

  std::string_view text_;
  SourceId source_;
  Diagnostics& diagnostics_;
  Diagnostics found_;
  Tokens tokens_;
  std::size_t begin_ = 0;  // of the token being read
  std::size_t at_ = 0;
  bool first_on_line_ = true;
  int errors_ = 0;
  std::optional<Restart> many_lines_;  // the first quote that spans lines
  bool restarted_ = false;
};

}  // namespace

Tokens lex(std::string_view text, SourceId source, Diagnostics& diagnostics) { return Lexer(text, source, diagnostics).run(); }
Tokens lex_statement(std::string_view text, SourceId source, Diagnostics& diagnostics) {
  return Lexer(text, source, diagnostics).run_statement();
}

}  // namespace galley::syntax
