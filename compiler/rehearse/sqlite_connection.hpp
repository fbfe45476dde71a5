// A connection of libsqlite3, closed with this object.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace galley {

class SqliteConnection {
 public:
  enum class Mode { read_write, read_only, immutable };
  /// `error` is filled when the database cannot be opened. ":memory:" makes one in memory.
  SqliteConnection(const std::string& path, Mode mode, std::string& error);
  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  /// No statement opens another database: ATTACH fails from here on.
  void keep_to_this_file();

  /// Runs the statements one after the other and stops at the first that fails. Returns what went wrong, or nothing.
  /// `before` sees the text of each statement; `on_row` the first column of each row; `after` the number of rows written.
  struct Watcher {
    std::function<void(std::string_view text)> before = [](std::string_view) {};
    std::function<void(std::string_view value)> on_row = [](std::string_view) {};
    std::function<void(std::int64_t rows)> after = [](std::int64_t) {};
  };
  [[nodiscard]] std::optional<std::string> run(std::string_view statements, const Watcher& watcher);
  /// The rows of one query as text; nothing with `error` filled. NULL is "".
  [[nodiscard]] std::optional<std::vector<std::vector<std::string>>> query(const std::string& sql, std::string& error);
  /// Copies everything to an empty database. Returns what went wrong, or nothing.
  [[nodiscard]] std::optional<std::string> copy_to(SqliteConnection& other);

 private:
  [[nodiscard]] std::optional<std::string> finish(sqlite3_stmt* statement, const Watcher& watcher);
  std::unique_ptr<sqlite3, int (*)(sqlite3*)> database_;
};

}  // namespace galley
