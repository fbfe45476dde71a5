// A private PostgreSQL server for one test executable, and databases on it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/files.hpp"
#include "support/process.hpp"

namespace galley::testing {

struct PsqlOptions {
  std::vector<std::pair<std::string, std::string>> variables{{"ON_ERROR_STOP", "1"}};
  std::vector<std::string> arguments;  // further ones, "-1"
};

/// A cluster made by initdb in a folder of its own, reached by a socket there and by nothing else. It runs as a user
/// without rights and dies with the test.
class PostgresServer {
 public:
  /// The server of this executable, started when first asked for. Where there is none, the test is to be skipped: a message
  /// says so, and with CI=true the test fails. GALLEY_PG_BINDIR names the folder of another one (scripts/servers knows some);
  /// psql and pg_dump come from the system where that folder has none.
  static PostgresServer* find();
  /// Of the server that find() starts, without starting it; 0 where there is none.
  [[nodiscard]] static int major_version();
  /// The folder with its initdb; empty where there is none.
  [[nodiscard]] static std::string binaries();

  ~PostgresServer();

  void create_database(const std::string& name) const;
  void drop_database(const std::string& name) const;

  /// Runs `text` as psql runs it from standard input. Never reads a psqlrc.
  [[nodiscard]] RunResult psql(const std::string& database, std::string_view text, const PsqlOptions& options = {}) const;
  /// Rows one a line, columns separated by '|'. A failure fails the test.
  [[nodiscard]] std::string query(const std::string& database, std::string_view sql) const;
  /// Every row, one a line behind "INSERT INTO table", in the order of pg_dump.
  [[nodiscard]] std::string rows(const std::string& database) const;
  /// pg_dump --schema-only without what is no part of the schema: comments of the dump, settings, blank lines. Where pg_dump
  /// is older than the server: a listing of the catalogs that says the same.
  [[nodiscard]] std::string schema(const std::string& database) const;

 private:
  explicit PostgresServer(std::string binaries);
  [[nodiscard]] bool can_dump() const;
  [[nodiscard]] std::string dump(const std::string& database, const std::vector<std::string>& arguments) const;
  [[nodiscard]] RunResult client(const std::string& program, const std::string& database, std::vector<std::string> arguments,
                                 std::string input = {}) const;
  void wait_until_ready();
  void wait_for_sessions_to_end(const std::string& database) const;

  std::string binaries_;
  std::string clients_;  // folder of psql and pg_dump
  TemporaryFolder folder_;
  std::unique_ptr<BackgroundProcess> process_;
};

/// A fresh database, dropped at the end.
class PostgresDatabase {
 public:
  explicit PostgresDatabase(const PostgresServer& server);
  PostgresDatabase(const PostgresDatabase&) = delete;
  PostgresDatabase& operator=(const PostgresDatabase&) = delete;
  ~PostgresDatabase();

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] RunResult psql(std::string_view text, const PsqlOptions& options = {}) const { return server_.psql(name_, text, options); }
  [[nodiscard]] std::string query(std::string_view sql) const { return server_.query(name_, sql); }
  [[nodiscard]] std::string rows() const { return server_.rows(name_); }
  [[nodiscard]] std::string schema() const { return server_.schema(name_); }

 private:
  const PostgresServer& server_;
  std::string name_;
};

}  // namespace galley::testing
