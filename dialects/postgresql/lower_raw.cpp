// Raw SQL: one step a statement.
#include <fmt/format.h>

#include <algorithm>

#include "postgresql/lowering.hpp"
#include "postgresql/raw_sql.hpp"
#include "postgresql/read_raw.hpp"
#include "postgresql/sql_parser.hpp"

namespace galley::postgresql {
namespace {

/// "raw SQL: create view v"
std::string reason_of(const RawStatement& statement) {
  constexpr std::size_t shown = 3;
  std::string words;
  for (std::size_t i = 0; i < std::min(shown, statement.words.size()); ++i) words += (i == 0 ? "" : " ") + statement.words[i];
  for (char& c : words) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return "raw SQL: " + words;
}

/// As PostgreSQL's parser sees it; what it cannot read runs in the transaction unless the author says otherwise.
bool refuses_transaction(const std::string& text) {
  const ParsedSql parsed = parse_sql(text);
  return parsed.statements.size() == 1 && parsed.statements.front().tree && refuses_transaction(*parsed.statements.front().tree);
}

}  // namespace

void Lowering::operator()(const RawSql& change) {
  for (const RawStatement& statement : checked_statements(change, diagnostics_)) {
    Step& step = add(statement.text + ";", reason_of(statement));
    const std::uint32_t begin = change.span.begin + static_cast<std::uint32_t>(statement.offset);
    step.span = {change.span.source, begin, begin + 1};
    step.raw = true;
    step.notes.push_back("raw SQL: what it locks is not known");
    if (!change.outside_transaction && !refuses_transaction(statement.text)) {
      raw_writes_ = true;
      continue;
    }
    step.placement = Placement::outside;
    step.repetition = is_repeatable(statement) ? Repetition::safe : Repetition::unsafe;
  }
}

}  // namespace galley::postgresql
