// A history applied to a real database, revision by revision: up, down and up again.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rehearse/rehearsal.hpp"

namespace galley::testing {

/// An empty database of one of the dialects.
class HistoryDatabase {
 public:
  virtual ~HistoryDatabase() = default;
  [[nodiscard]] virtual std::string_view dialect() const = 0;
  /// What went wrong; empty: nothing.
  virtual std::string run(const std::string& script) = 0;
  /// One row a line, columns separated by '|'; "error: ..." where it fails.
  virtual std::string query(const std::string& sql) = 0;
  [[nodiscard]] virtual SchemaListing schema() = 0;
  /// Of a fresh database in which the statements were run; `error` is filled where one failed.
  [[nodiscard]] virtual SchemaListing schema_of(const std::string& ddl, std::string& error) = 0;
};
[[nodiscard]] std::unique_ptr<HistoryDatabase> make_sqlite_history_database();
/// Nothing where there is no server.
[[nodiscard]] std::unique_ptr<HistoryDatabase> make_postgresql_history_database();

struct HistoryRun {
  std::string failure;               // what does not hold, and what was seen; its first line names the property. Empty: all holds
  std::vector<std::string> answers;  // to the portable queries after each revision, alike in all dialects
  std::size_t revisions = 0;
  std::size_t steps_back = 0;          // revisions taken back with rows in the tables and applied again
  bool is_for_later_versions = false;  // than the target: nothing was run, or not all
};

/// The schema equals the catalog after every revision, rows that were there survive, down to base leaves nothing, and up again is
/// what it was.
struct HistorySettings {
  bool foreign_keys = false;  // the application of an SQLite database has them on
};
[[nodiscard]] HistoryRun run_history(const std::string& text, HistoryDatabase& database, const HistorySettings& settings = {});

}  // namespace galley::testing
