// Raw SQL: one statement each, with its semicolon, after looking for what a script's one transaction and the sqlite3 shell
// do not bear.
#include <algorithm>
#include <array>

#include "base/letter_case.hpp"
#include "diag/catalogue/sqlite.hpp"
#include "raw_statements.hpp"
#include "sqlite/raw_rules.hpp"
#include "sqlite/statements.hpp"

namespace galley::sqlite {
namespace {

/// Without effect, refused or disturbing inside a transaction (facts: "Transactions").
constexpr std::array<std::string_view, 10> pragmas_of_a_session{"FOREIGN_KEYS",   "LEGACY_ALTER_TABLE", "JOURNAL_MODE", "SYNCHRONOUS",
                                                                "PAGE_SIZE",      "AUTO_VACUUM",        "ENCODING",     "LOCKING_MODE",
                                                                "WAL_CHECKPOINT", "TEMP_STORE"};

Span place(const RawSql& raw, std::size_t offset, std::size_t length) {
  if (!raw.span.exists()) return raw.span;
  const auto begin = raw.span.begin + static_cast<std::uint32_t>(offset);
  return {raw.span.source, begin, begin + static_cast<std::uint32_t>(length)};
}

/// "PRAGMA FOREIGN_KEYS", or nothing.
std::string useless_inside(const RawStatement& statement) {
  if (statement.starts_with({"VACUUM"})) return "VACUUM";
  if (!statement.starts_with({"PRAGMA"})) return {};
  for (std::size_t i = 1; i < std::min<std::size_t>(statement.words.size(), 3); ++i) {  // a schema may stand before the name
    if (std::find(pragmas_of_a_session.begin(), pragmas_of_a_session.end(), statement.words[i]) != pragmas_of_a_session.end()) {
      return "PRAGMA " + statement.words[i];
    }
  }
  return {};
}

/// The shell ends a statement at a line that holds nothing but "/" or "go" and maybe a comment, outside quotes.
void check_lines(const RawSql& raw, const RawStatement& statement, const Context& context) {
  const std::string& text = statement.text;
  const auto is_code = [](const RawToken& token) { return token.kind != RawTokenKind::comment; };
  std::vector<RawToken> tokens = scan_raw(text, raw_rules).tokens;
  std::erase_if(tokens, [&](const RawToken& token) { return !is_code(token); });
  const auto line_break_between = [&](std::size_t begin, std::size_t end) {
    return text.substr(begin, end - begin).find('\n') != std::string::npos;
  };
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const std::string word = upper_case(std::string_view(text).substr(tokens[i].begin, tokens[i].end - tokens[i].begin));
    if (word != "GO" && word != "/") continue;
    const bool begins_line = line_break_between(tokens[i - 1].end, tokens[i].begin);
    const bool ends_line = i + 1 == tokens.size() || line_break_between(tokens[i].end, tokens[i + 1].begin);
    if (begins_line && ends_line) {
      context.diagnostics
          .report(place(raw, statement.offset + tokens[i].begin, word.size()), diag::sqlite_raw_shell_line,
                  text.substr(tokens[i].begin, word.size()))
          .help("write it on one line with what stands before it");
    }
  }
}

void check(const RawSql& raw, const RawStatement& statement, const Context& context) {
  const Span span = place(raw, statement.offset, statement.text.size());
  if (statement.text.starts_with('.') || statement.text.starts_with('#')) context.diagnostics.report(span, diag::sqlite_raw_dot_command);
  if (is_transaction_control(statement)) {
    context.diagnostics.report(span, diag::sqlite_raw_ends_transaction)
        .help("leave it out: the script begins and commits one transaction of its own");
  }
  if (const std::string what = useless_inside(statement); !what.empty()) {
    context.diagnostics.report(span, diag::sqlite_raw_useless_inside, what).help("run it by hand, before or after the script");
  }
  check_lines(raw, statement, context);
}

}  // namespace

Statements checked_statements(const RawSql& change, const Context& context) {
  const RawStatements split = split_statements(change.text, raw_rules);
  if (split.fault) context.diagnostics.report(place(change, split.fault->offset, 1), diag::sqlite_raw_unclosed, split.fault->what);
  Statements statements;
  for (const RawStatement& statement : split.statements) {
    check(change, statement, context);
    statements.push_back(statement.text + ";");
  }
  return statements;
}

Statements write(const RawSql& change, const Operation& operation, const Context& context) {
  if (change.outside_transaction) {
    context.diagnostics.report(operation.span, diag::sqlite_raw_outside).help("run it by hand, or leave out `outside transaction`");
  }
  return checked_statements(change, context);
}

}  // namespace galley::sqlite
