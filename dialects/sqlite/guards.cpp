#include "sqlite/guards.hpp"

#include <fmt/format.h>

#include "base/assert.hpp"
#include "galley/script.hpp"
#include "sqlite/quoting.hpp"

namespace galley::sqlite {

const Guards::Guard* Guards::find(std::string_view message) const {
  const auto found = by_message_.find(message);
  return found == by_message_.end() ? nullptr : &guards_[found->second];
}

void Guards::add(const std::string& message) {
  if (!by_message_.emplace(message, guards_.size()).second) return;
  std::string code = message.substr(0, message.find(':'));  // "GAL-G05" makes galley_g05, the next one galley_g05_2
  code = code.substr(code.find('-') + 1);
  code.front() = static_cast<char>(code.front() - 'A' + 'a');
  const std::size_t count = ++tables_with_code_[code];
  guards_.push_back({message, count == 1 ? fmt::format("galley_{}", code) : fmt::format("galley_{}_{}", code, count)});
}

std::string Guards::create() const {
  std::string sql;
  if (poisons_commit_) {
    sql +=
        "CREATE TEMP TABLE IF NOT EXISTS galley_gate (id INTEGER PRIMARY KEY);\n"
        "CREATE TEMP TABLE IF NOT EXISTS galley_poison (gate INTEGER REFERENCES galley_gate (id) DEFERRABLE INITIALLY DEFERRED);\n";
  }
  for (const Guard& guard : guards_) {
    sql += fmt::format("CREATE TEMP TABLE {} (ok CONSTRAINT {} CHECK (ok IS 1));\n", guard.table,
                       quoted_identifier(comment_text(guard.message)));
  }
  return sql;
}

std::string Guards::drop() const {
  std::string sql;
  for (const Guard& guard : guards_) sql += fmt::format("DROP TABLE temp.{};\n", guard.table);
  return sql;
}

std::string Guards::require(const std::string& condition, const std::string& message) const {
  const Guard* guard = find(message);
  GALLEY_ASSERT(guard != nullptr);
  if (!poisons_commit_) return fmt::format("INSERT INTO temp.{} SELECT {};\n", guard->table, condition);
  return fmt::format(
      "INSERT INTO temp.galley_poison SELECT 1 WHERE ({}) IS NOT 1;\n"
      "INSERT INTO temp.{} SELECT count(*) = 0 FROM temp.galley_poison;\n",
      condition, guard->table);
}

}  // namespace galley::sqlite
