#include "postgresql/raw_sql.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "diag/catalogue/postgresql.hpp"

namespace galley::postgresql {
namespace {

bool is_variable_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80 || c == '_' ||
         c == '\'' || c == '"' || c == '{';
}

bool has_word(const RawStatement& statement, std::string_view word) {
  return std::find(statement.words.begin(), statement.words.end(), word) != statement.words.end();
}

bool is_create_index(const RawStatement& s) { return s.starts_with({"CREATE", "INDEX"}) || s.starts_with({"CREATE", "UNIQUE", "INDEX"}); }

std::string leading_words(const RawStatement& s, std::size_t count) {
  return fmt::format("{}", fmt::join(s.words.begin(), s.words.begin() + static_cast<std::ptrdiff_t>(std::min(count, s.words.size())), " "));
}

Span place_of(const RawSql& raw, std::size_t offset, std::size_t size) {
  const std::uint32_t begin = raw.span.begin + static_cast<std::uint32_t>(offset);
  return {raw.span.source, begin, begin + static_cast<std::uint32_t>(size)};
}

void check_statement(const RawSql& raw, const RawStatement& s, Diagnostics& diagnostics) {
  const Span place = place_of(raw, s.offset, s.text.size());
  if (is_transaction_control(s)) {
    diagnostics.report(place, diag::raw_sql_ends_transaction, leading_words(s, 2)).help("remove it; the script makes the transactions");
  } else if (s.starts_with({"COPY"}) && has_word(s, "STDIN")) {
    diagnostics.report(place, diag::raw_sql_copy).help("psql would read the rest of the script as rows; write an insert statement");
  } else if (s.starts_with({"DISCARD", "ALL"})) {
    diagnostics.report(place, diag::raw_sql_discard);
  }
}

}  // namespace

const RawRules& raw_rules() {
  static constexpr RawRules rules{.dollar_quotes = true, .nested_comments = true, .escape_strings = true, .routine_bodies = true};
  return rules;
}

std::optional<std::size_t> find_bare_backslash(std::string_view text) {
  for (const RawToken& token : scan_raw(text, raw_rules()).tokens) {
    if (token.kind == RawTokenKind::other && text[token.begin] == '\\') return token.begin;
  }
  return std::nullopt;
}

std::string without_psql_variables(std::string_view text) {
  std::string out;
  std::size_t copied = 0;
  std::size_t handled = 0;  // a colon before this offset is the second of "::"
  for (const RawToken& token : scan_raw(text, raw_rules()).tokens) {
    if (token.kind != RawTokenKind::other || text[token.begin] != ':' || token.begin < handled) continue;
    const char next = token.end < text.size() ? text[token.end] : ' ';
    if (next == ':' || next == '=') {
      handled = token.end + 1;
    } else if (is_variable_start(next)) {
      out += text.substr(copied, token.end - copied);
      out += ' ';
      copied = token.end;
    }
  }
  out += text.substr(copied);
  return out;
}

std::string embedded_raw_text(std::string_view text) {
  const RawTokens scanned = scan_raw(text, raw_rules());
  const bool ends_in_comment = !scanned.tokens.empty() && scanned.tokens.back().kind == RawTokenKind::comment;
  return without_psql_variables(text) + (ends_in_comment ? "\n" : "");
}

std::vector<RawStatement> checked_statements(const RawSql& raw, Diagnostics& diagnostics) {
  if (raw.text.find('\0') != std::string::npos) {
    diagnostics.report(raw.span, diag::null_character);
    return {};
  }
  RawStatements split = split_statements(raw.text, raw_rules());
  if (split.fault) {
    diagnostics.report(place_of(raw, split.fault->offset, 1), diag::raw_sql_unclosed, split.fault->what);
    return {};
  }
  if (split.statements.empty()) diagnostics.report(raw.span, diag::raw_sql_empty);
  if (const std::optional<std::size_t> backslash = find_bare_backslash(raw.text)) {
    diagnostics.report(place_of(raw, *backslash, 1), diag::raw_sql_backslash).help("psql would take it for a command of its own");
  }
  for (RawStatement& statement : split.statements) {
    check_statement(raw, statement, diagnostics);
    statement.text = without_psql_variables(statement.text);
  }
  return std::move(split.statements);
}

void check_embedded(std::string_view text, Span place, Diagnostics& diagnostics) {
  const RawStatements split = split_statements(text, raw_rules());
  if (split.fault)
    diagnostics.report(place, diag::raw_sql_unclosed, split.fault->what);
  else if (find_bare_backslash(text))
    diagnostics.report(place, diag::raw_sql_backslash).help("psql would take it for a command of its own");
}

bool is_repeatable(const RawStatement& s) {
  constexpr auto harmless =
      std::to_array<std::string_view>({"VACUUM", "ANALYZE", "REINDEX", "CLUSTER", "CHECKPOINT", "REFRESH", "SET", "RESET"});
  if (s.words.empty()) return false;
  if (std::find(harmless.begin(), harmless.end(), s.words.front()) != harmless.end() || s.starts_with({"ALTER", "SYSTEM"})) return true;
  // IF [NOT] EXISTS of an index does not see that an earlier try left it invalid; that of ALTER TABLE is about the table.
  if (is_create_index(s) || s.starts_with({"ALTER", "TABLE"})) return false;
  constexpr std::ptrdiff_t near = 6;
  const auto end = s.words.begin() + std::min(near, std::ssize(s.words));
  const auto condition = std::find(s.words.begin(), end, "IF");
  return condition != end && condition + 1 != s.words.end() && (condition[1] == "EXISTS" || condition[1] == "NOT");
}

}  // namespace galley::postgresql
