#include "support/sqlite.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "support/skip.hpp"

namespace galley::testing {

SqliteDatabase::SqliteDatabase() : folder_("sqlite") {}

bool SqliteDatabase::has_shell() {
  static const bool found = run({"sqlite3", "--version"}).exit == 0;
  if (!found) skip_for_lack_of("sqlite3 shell");
  return found;
}

RunResult SqliteDatabase::shell(std::string_view text, const std::vector<std::string>& arguments) const {
  std::vector<std::string> all{"sqlite3", "-init", "/dev/null", "-batch"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  all.push_back(path());
  return run(all, {.input = std::string(text)});
}

std::string SqliteDatabase::query(std::string_view sql) const {
  const RunResult result = shell(sql, {"-bail"});
  if (result.exit != 0) throw std::runtime_error(fmt::format("{}\nfailed:\n{}{}", sql, result.out, result.err));
  return result.out;
}

std::string SqliteDatabase::schema() const {
  return query("SELECT type, name, tbl_name, coalesce(sql, '-') FROM sqlite_master ORDER BY type, name;");
}

}  // namespace galley::testing
