#include "statement_ends.hpp"

#include <cctype>

namespace galley::testing {
namespace {

/// The opening of a dollar quote at the beginning of `text` ("$$", "$galley$"), or nothing.
std::string_view dollar_quote_at(std::string_view text) {
  if (!text.starts_with('$')) return {};
  std::size_t end = 1;
  while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_')) ++end;
  const bool is_parameter = end > 1 && std::isdigit(static_cast<unsigned char>(text[1])) != 0;
  return end < text.size() && text[end] == '$' && !is_parameter ? text.substr(0, end + 1) : std::string_view();
}

/// The offset behind `mark`, searched from `from` on, or the end of the text.
std::size_t behind(std::string_view text, std::string_view mark, std::size_t from) {
  const std::size_t found = text.find(mark, from);
  return found == std::string_view::npos ? text.size() : found + mark.size();
}

/// The offset behind a quoted thing or a comment at `at`; `at` itself where there is none.
std::size_t skip_quoted(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.starts_with('\'')) return behind(text, "'", at + 1);  // a doubled quote is two strings side by side
  if (rest.starts_with('"')) return behind(text, "\"", at + 1);
  if (rest.starts_with("/*")) return behind(text, "*/", at + 2);
  if (rest.starts_with("--")) {
    const std::size_t end = text.find('\n', at);
    return end == std::string_view::npos ? text.size() : end;
  }
  const std::string_view quote = dollar_quote_at(rest);
  return quote.empty() ? at : behind(text, quote, at + quote.size());
}

}  // namespace

std::vector<std::size_t> statement_ends(std::string_view script) {
  std::vector<std::size_t> ends;
  char last = ';';          // the last character outside quotes, comments and blanks
  bool is_command = false;  // the line has a command of the client
  bool line_is_empty = true;
  for (std::size_t at = 0; at < script.size();) {
    const char c = script[at];
    if (c == '\n') {
      if (!line_is_empty && (last == ';' || is_command)) ends.push_back(at + 1);
      if (is_command) last = ';';
      is_command = false;
      line_is_empty = true;
      ++at;
      continue;
    }
    const std::size_t next = skip_quoted(script, at);
    if (next != at) {
      if (!script.substr(at).starts_with("--") && !script.substr(at).starts_with("/*")) {
        last = c;
        line_is_empty = false;
      }
      at = next;
      continue;
    }
    if (c == '\\' || (c == '.' && line_is_empty && last == ';')) is_command = true;
    if (c != ' ' && c != '\t' && c != '\r') {
      last = c;
      line_is_empty = false;
    }
    ++at;
  }
  return ends;
}

}  // namespace galley::testing
