#include "raw_tokens.hpp"

#include <algorithm>

namespace galley {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_line_end(char c) { return c == '\n' || c == '\r'; }

class Scanner {
 public:
  Scanner(std::string_view text, const RawRules& rules) : text_(text), rules_(rules) {}

  RawTokens run() {
    while (at_ < text_.size() && !result_.fault) {
      if (is_blank(text_[at_])) {
        ++at_;
        continue;
      }
      const std::size_t begin = at_;
      const RawTokenKind kind = next();
      result_.tokens.push_back({kind, begin, at_});
    }
    return std::move(result_);
  }

 private:
  RawTokenKind next() {
    const char c = text_[at_];
    if (is_letter(c)) return word();
    if (is_digit(c)) return number();
    if (starts("--")) return line_comment();
    if (starts("/*")) return block_comment();
    if (c == '\'') return quoted('\'', RawTokenKind::string, "string");
    if (c == '"') return quoted('"', RawTokenKind::quoted_name, "quoted name");
    if (c == '`' && rules_.backtick_identifiers) return quoted('`', RawTokenKind::quoted_name, "quoted name");
    if (c == '[' && rules_.bracket_identifiers) return bracketed();
    if (c == '$' && rules_.dollar_quotes) {
      if (const std::string_view tag = dollar_tag(); !tag.empty()) return dollar_quoted(tag);
    }
    ++at_;
    if (c == ';') return RawTokenKind::semicolon;
    if (c == '(') return RawTokenKind::open;
    if (c == ')') return RawTokenKind::close;
    return RawTokenKind::other;
  }

  RawTokenKind word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]) || text_[at_] == '$')) ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (rules_.escape_strings && (word == "E" || word == "e") && starts("'")) return escape_string(begin);
    return RawTokenKind::word;
  }

  RawTokenKind number() {
    while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]) || text_[at_] == '.')) ++at_;
    return RawTokenKind::number;
  }

  RawTokenKind line_comment() {
    while (at_ < text_.size() && !is_line_end(text_[at_])) ++at_;
    return RawTokenKind::comment;
  }

  RawTokenKind block_comment() {
    const std::size_t begin = at_;
    int depth = 0;
    while (at_ < text_.size()) {
      if (starts("/*") && (depth == 0 || rules_.nested_comments)) {
        ++depth;
        at_ += 2;
      } else if (starts("*/")) {
        at_ += 2;
        if (--depth == 0) return RawTokenKind::comment;
      } else {
        ++at_;
      }
    }
    return unclosed("comment", begin, RawTokenKind::comment);
  }

  /// A doubled quote reads as two quoted pieces side by side, which is the same for whoever only looks for the end.
  RawTokenKind quoted(char quote, RawTokenKind kind, std::string_view what) {
    const std::size_t begin = at_;
    do {
      const std::size_t end = text_.find(quote, at_ + 1);
      if (end == std::string_view::npos) return unclosed(what, begin, kind);
      at_ = end + 1;
    } while (at_ < text_.size() && text_[at_] == quote);
    return kind;
  }

  /// E'...': backslashes escape, also in a piece that continues the string on a later line.
  RawTokenKind escape_string(std::size_t begin) {
    ++at_;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '\\') {
        ++at_;
      } else if (c == '\'') {
        if (starts("'")) {
          ++at_;
        } else if (const std::size_t next = continuation(); next != 0) {
          at_ = next;
        } else {
          return RawTokenKind::string;
        }
      }
    }
    at_ = text_.size();
    return unclosed("string", begin, RawTokenKind::string);
  }

  /// The offset behind the quote that continues a string after a line end, or 0.
  [[nodiscard]] std::size_t continuation() const {
    bool line_ended = false;
    for (std::size_t i = at_; i < text_.size(); ++i) {
      if (is_line_end(text_[i])) line_ended = true;
      if (!is_blank(text_[i])) return line_ended && text_[i] == '\'' ? i + 1 : 0;
    }
    return 0;
  }

  RawTokenKind bracketed() {
    const std::size_t begin = at_;
    const std::size_t end = text_.find(']', at_);
    if (end == std::string_view::npos) return unclosed("quoted name", begin, RawTokenKind::quoted_name);
    at_ = end + 1;
    return RawTokenKind::quoted_name;
  }

  /// "$tag$" where one stands here, else nothing.
  [[nodiscard]] std::string_view dollar_tag() const {
    std::size_t i = at_ + 1;
    while (i < text_.size() && (is_letter(text_[i]) || (i > at_ + 1 && is_digit(text_[i])))) ++i;
    return i < text_.size() && text_[i] == '$' ? text_.substr(at_, i + 1 - at_) : std::string_view();
  }

  RawTokenKind dollar_quoted(std::string_view tag) {
    const std::size_t begin = at_;
    const std::size_t end = text_.find(tag, at_ + tag.size());
    if (end == std::string_view::npos) return unclosed("string", begin, RawTokenKind::string);
    at_ = end + tag.size();
    return RawTokenKind::string;
  }

  RawTokenKind unclosed(std::string_view what, std::size_t begin, RawTokenKind kind) {
    result_.fault = RawFault{what, begin};
    at_ = text_.size();
    return kind;
  }

  [[nodiscard]] bool starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  std::string_view text_;
  const RawRules& rules_;
  std::size_t at_ = 0;
  RawTokens result_;
};

}  // namespace

RawTokens scan_raw(std::string_view text, const RawRules& rules) { return Scanner(text, rules).run(); }

std::size_t token_size_at(std::string_view text, std::size_t offset, const RawRules& rules) {
  for (const RawToken& token : scan_raw(text, rules).tokens)
    if (token.end > offset) return token.end - std::max(token.begin, offset);
  return 0;
}

}  // namespace galley
