#include "sqlite/guards.hpp"

#include <fmt/format.h>

#include "base/assert.hpp"
#include "base/letter_case.hpp"
#include "galley/script.hpp"
#include "sqlite/quoting.hpp"

namespace galley::sqlite {
namespace {

constexpr std::string_view gate_message = "GAL-G11: a statement above has failed, so nothing of this script is kept";
constexpr std::string_view schema_version = "(SELECT schema_version FROM pragma_schema_version)";
constexpr std::size_t guards_in_condition = 20;  // SQLite's expressions are at most 1000 deep

}  // namespace

void Guards::add(const std::string& message, List& list) {
  if (tables_.contains(message)) return;
  std::string code = message.substr(0, message.find(':'));  // "GAL-G05" makes galley_g05, the next one galley_g05_2
  code = code.substr(code.find('-') + 1);
  code.front() = lower_case(code.front());
  const std::size_t count = ++tables_with_code_[code];
  list.push_back({message, count == 1 ? fmt::format("galley_{}", code) : fmt::format("galley_{}_{}", code, count)});
  tables_.emplace(message, list.back().table);
}

Guards::List Guards::in_order() const {
  List all = guards_;
  all.insert(all.end(), last_.begin(), last_.end());
  return all;
}

std::string Guards::create() const {
  std::string sql;
  for (const Guard& guard : in_order()) {
    sql += fmt::format("CREATE TEMP TABLE {} (ok CONSTRAINT {} CHECK (ok IS 1));\n", guard.table,
                       quoted_identifier(comment_text(guard.message)));
  }
  if (schema_changes_ > 0) {
    sql += fmt::format("CREATE TEMP TABLE galley_schema (version INTEGER PRIMARY KEY);\nINSERT INTO temp.galley_schema SELECT {};\n",
                       schema_version);
  }
  return sql + fmt::format(
                   "CREATE TEMP TABLE galley_g11 (ok);\n"
                   "CREATE TEMP TRIGGER galley_gate BEFORE INSERT ON galley_g11 WHEN new.ok IS NOT 1\n"
                   "BEGIN SELECT RAISE(ROLLBACK, {}); END;\n",
                   string_literal(gate_message));
}

std::string Guards::gate() const {
  std::string sql;
  std::string condition;
  std::size_t guards = 0;
  const auto close = [&] {
    if (!condition.empty()) sql += fmt::format("INSERT INTO temp.galley_g11 SELECT {};\n", condition);
    condition.clear();
    guards = 0;
  };
  const auto add_count = [&](std::string_view table, std::size_t count) {
    condition += fmt::format("{}(SELECT count(*) FROM temp.{}) = {}", condition.empty() ? "" : "\n  AND ", table, count);
    if (++guards == guards_in_condition) close();
  };
  for (const Guard& guard : in_order()) {
    const auto held = held_.find(guard.table);
    if (held != held_.end()) add_count(guard.table, held->second);
  }
  if (schema_changes_ > 0) add_count("galley_schema", schema_changes_ + 1);
  close();
  return sql;
}

std::string Guards::of_gate() const { return "(SELECT 1 FROM temp.galley_g11 LIMIT 1)"; }

std::string Guards::drop() const {
  std::string sql;
  for (const Guard& guard : in_order()) sql += fmt::format("DROP TABLE temp.{};\n", guard.table);
  if (schema_changes_ > 0) sql += "DROP TABLE temp.galley_schema;\n";
  return sql + "DROP TABLE temp.galley_g11;\n";
}

std::string Guards::require(const std::string& condition, const std::string& message) {
  const auto guard = tables_.find(message);
  GALLEY_ASSERT(guard != tables_.end());
  ++held_[guard->second];
  return fmt::format("INSERT INTO temp.{} SELECT {};\n", guard->second, condition);
}

std::string Guards::require_schema_change() {
  ++schema_changes_;
  return fmt::format("INSERT INTO temp.galley_schema SELECT {};\n", schema_version);
}

}  // namespace galley::sqlite
