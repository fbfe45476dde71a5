#include "rehearse/sqlite_connection.hpp"

#include <sqlite3.h>

#include <array>

namespace galley {
namespace {

using Statement = std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)>;

std::string text_of(sqlite3_stmt* statement, int column) {
  const unsigned char* text = sqlite3_column_text(statement, column);
  const int size = sqlite3_column_bytes(statement, column);
  return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
}

/// A path as SQLite's file: form has it: the three characters that mean something there are written as %XX.
std::string uri_of(const std::string& path, std::string_view parameter) {
  std::string uri = "file:";
  for (const char c : path) {
    if (c == '%')
      uri += "%25";
    else if (c == '?')
      uri += "%3f";
    else if (c == '#')
      uri += "%23";
    else
      uri += c;
  }
  return uri.append("?").append(parameter);
}

}  // namespace

SqliteConnection::SqliteConnection(const std::string& path, Mode mode, std::string& error) : database_(nullptr, &sqlite3_close) {
  const bool writes = mode == Mode::read_write;
  const std::string name = writes ? path : uri_of(path, mode == Mode::immutable ? "immutable=1" : "mode=ro");
  const int flags = writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &handle, flags, nullptr);
  database_.reset(handle);
  if (code != SQLITE_OK) error = handle == nullptr ? "out of memory" : sqlite3_errmsg(handle);
}

SqliteConnection::~SqliteConnection() = default;

std::optional<std::string> SqliteConnection::finish(sqlite3_stmt* statement, const Watcher& watcher) {
  const std::int64_t written = sqlite3_total_changes(database_.get());
  while (true) {
    const int code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
      watcher.on_row(text_of(statement, 0));
      continue;
    }
    if (code != SQLITE_DONE) return sqlite3_errmsg(database_.get());
    watcher.after(sqlite3_total_changes(database_.get()) - written);
    return std::nullopt;
  }
}

void SqliteConnection::keep_to_this_file() { sqlite3_limit(database_.get(), SQLITE_LIMIT_ATTACHED, 0); }

std::optional<std::string> SqliteConnection::run(std::string_view statements, const Watcher& watcher) {
  while (!statements.empty()) {
    sqlite3_stmt* handle = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v2(database_.get(), statements.data(), static_cast<int>(statements.size()), &handle, &rest);
    const Statement statement(handle, &sqlite3_finalize);
    const auto size = code == SQLITE_OK ? static_cast<std::size_t>(rest - statements.data()) : statements.size();
    watcher.before(statements.substr(0, size));
    if (code != SQLITE_OK) return sqlite3_errmsg(database_.get());
    statements.remove_prefix(size);
    if (handle == nullptr) continue;  // a comment
    if (std::optional<std::string> error = finish(handle, watcher)) return error;
  }
  return std::nullopt;
}

std::optional<std::vector<std::vector<std::string>>> SqliteConnection::query(const std::string& sql, std::string& error) {
  sqlite3_stmt* handle = nullptr;
  int code = sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &handle, nullptr);
  const Statement statement(handle, &sqlite3_finalize);
  std::vector<std::vector<std::string>> rows;
  while (code == SQLITE_OK || code == SQLITE_ROW) {
    code = sqlite3_step(handle);
    if (code != SQLITE_ROW) break;
    std::vector<std::string>& row = rows.emplace_back();
    for (int i = 0; i < sqlite3_column_count(handle); ++i) row.push_back(text_of(handle, i));
  }
  if (code == SQLITE_DONE) return rows;
  error = sqlite3_errmsg(database_.get());
  return std::nullopt;
}

std::optional<std::string> SqliteConnection::copy_to(SqliteConnection& other) {
  constexpr int wait = 5000;  // ms, where a writer is busy
  sqlite3_busy_timeout(database_.get(), wait);
  sqlite3_backup* backup = sqlite3_backup_init(other.database_.get(), "main", database_.get(), "main");
  if (backup == nullptr) return sqlite3_errmsg(other.database_.get());
  int code = SQLITE_OK;
  for (int waited = 0; (code = sqlite3_backup_step(backup, -1)) == SQLITE_BUSY && waited < wait; waited += 10) sqlite3_sleep(10);
  sqlite3_backup_finish(backup);
  return code == SQLITE_DONE ? std::nullopt : std::optional<std::string>(sqlite3_errstr(code));
}

}  // namespace galley
