// Raw SQL: one step a statement.
#include <fmt/format.h>

#include <algorithm>

#include "postgresql/lowering.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/raw_locks.hpp"
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
  return std::string(raw_reason) + words;
}

/// What it locks, without the relations that the same text makes.
RawLocks locks_of(const ParsedSql& parsed, const Operation& operation, const std::string& default_schema) {
  if (parsed.statements.size() != 1 || !parsed.statements.front().tree) return {.impact = {}, .is_known = false};
  RawLocks locks = locks_of_raw(*parsed.statements.front().tree, default_schema);
  std::erase_if(locks.impact.locks, [&](const Lock& lock) {
    return std::any_of(operation.tables.begin(), operation.tables.end(), [&](const TableChange& table) {
      return !table.before && table.after && qualified(table.after->name) == lock.relation;
    });
  });
  return locks;
}

/// The table that the statement makes.
const ParseNode* made_table(const ParsedSql& parsed) {
  if (parsed.statements.size() != 1 || !parsed.statements.front().tree || parsed.statements.front().tree->flag("if_not_exists"))
    return nullptr;
  const ParseNode& tree = *parsed.statements.front().tree;
  if (tree.is("CreateStmt")) return tree.find("relation");
  return tree.is("CreateTableAsStmt") ? tree["into"].find("rel") : nullptr;
}

/// `locks` without those that nobody waits for.
std::string_view note_of(const RawLocks& locks) {
  if (locks.impact.locks.empty()) return locks.is_known ? "" : "raw SQL: what it locks is not known";
  return locks.is_known ? "raw SQL: locks as its text tells; triggers, foreign keys and partitions may add to them"
                        : "raw SQL: locks as its text tells; what else it locks is not known";
}

/// As PostgreSQL's parser sees it; what it cannot read runs in the transaction unless the author says otherwise.
bool refuses_transaction(const ParsedSql& parsed) {
  return parsed.statements.size() == 1 && parsed.statements.front().tree && refuses_transaction(*parsed.statements.front().tree);
}

}  // namespace

void Lowering::operator()(const RawSql& change) {
  for (const RawStatement& statement : checked_statements(change, diagnostics_)) {
    const ParsedSql parsed = parse_sql(statement.text);
    RawLocks locks = locks_of(parsed, *operation_, printing_.default_schema);
    Step& step = add(statement.text + ";", reason_of(statement), locks.impact);
    const std::uint32_t begin = change.span.begin + static_cast<std::uint32_t>(statement.offset);
    step.span = {change.span.source, begin, begin + 1};
    step.raw = true;
    locks.impact.locks = step.locks;
    if (const std::string_view note = note_of(locks); !note.empty()) step.notes.emplace_back(note);
    if (const ParseNode* made = made_table(parsed))
      created_.insert({made->has("schemaname") ? made->text("schemaname") : printing_.default_schema, made->text("relname")});
    if (!change.outside_transaction && !refuses_transaction(parsed)) {
      raw_writes_ = true;
      continue;
    }
    step.placement = Placement::outside;
    step.repetition = is_repeatable(statement) ? Repetition::safe : Repetition::unsafe;
  }
}

}  // namespace galley::postgresql
