// SQLite databases in files, worked on with the sqlite3 shell as a DBA does it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/files.hpp"
#include "support/process.hpp"

namespace galley::testing {

/// A fresh database in a file of its own.
class SqliteDatabase {
 public:
  SqliteDatabase();

  /// False, with a message (with CI=true a failure), where there is no sqlite3 shell.
  [[nodiscard]] static bool has_shell();

  [[nodiscard]] std::string path() const { return folder_ / "test.db"; }
  /// Runs `text` as the shell runs it from standard input.
  [[nodiscard]] RunResult shell(std::string_view text, const std::vector<std::string>& arguments = {}) const;
  /// Rows one a line, columns separated by '|'. A failure fails the test.
  [[nodiscard]] std::string query(std::string_view sql) const;
  /// sqlite_master, ordered by type and name.
  [[nodiscard]] std::string schema() const;

 private:
  TemporaryFolder folder_;
};

}  // namespace galley::testing
