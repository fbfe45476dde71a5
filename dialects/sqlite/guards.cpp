#include "sqlite/guards.hpp"

#include <fmt/format.h>

#include "base/assert.hpp"
#include "galley/script.hpp"
#include "sqlite/quoting.hpp"

namespace galley::sqlite {

void Guards::add(const std::string& message, List& list) {
  if (tables_.contains(message)) return;
  std::string code = message.substr(0, message.find(':'));  // "GAL-G05" makes galley_g05, the next one galley_g05_2
  code = code.substr(code.find('-') + 1);
  code.front() = static_cast<char>(code.front() - 'A' + 'a');
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
  if (poisons_commit_) {
    sql +=
        "CREATE TEMP TABLE IF NOT EXISTS galley_gate (id INTEGER PRIMARY KEY);\n"
        "CREATE TEMP TABLE IF NOT EXISTS galley_poison (gate INTEGER REFERENCES galley_gate (id) DEFERRABLE INITIALLY DEFERRED);\n";
  }
  for (const Guard& guard : in_order()) {
    sql += fmt::format("CREATE TEMP TABLE {} (ok CONSTRAINT {} CHECK (ok IS 1));\n", guard.table,
                       quoted_identifier(comment_text(guard.message)));
  }
  return sql;
}

std::string Guards::drop() const {
  std::string sql;
  for (const Guard& guard : in_order()) sql += fmt::format("DROP TABLE temp.{};\n", guard.table);
  return sql;
}

std::string Guards::require(const std::string& condition, const std::string& message) const {
  const auto guard = tables_.find(message);
  GALLEY_ASSERT(guard != tables_.end());
  const std::string& table = guard->second;
  if (!poisons_commit_) return fmt::format("INSERT INTO temp.{} SELECT {};\n", table, condition);
  return fmt::format(
      "INSERT INTO temp.galley_poison SELECT 1 WHERE ({}) IS NOT 1;\n"
      "INSERT INTO temp.{} SELECT count(*) = 0 FROM temp.galley_poison;\n",
      condition, table);
}

}  // namespace galley::sqlite
