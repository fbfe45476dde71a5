// A database in memory with what is needed of the replayed schema, where SQLite itself reads and runs a user's text.
// Nothing else names the library.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "galley/dialect.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace galley::sqlite {

/// The release 3.N that the library is.
[[nodiscard]] int parser_minor();

/// A column that a statement reads, as SQLite resolves it.
struct Access {
  std::string column;  // empty where a row is read, but none of its columns
  std::string within;  // the view, or the query of WITH, that reads it; empty: the statement itself
};

struct PreparedStatement {
  std::optional<RawError> error;
  std::size_t end = 0;  // where the next statement begins
  bool empty = false;   // only blanks and comments
  bool is_query = false;
  std::vector<Access> reads;
  std::vector<std::string> output;  // names of a query's columns
};

class MemorySchema {
 public:
  /// Relations of the catalog are made when a statement asks for them.
  MemorySchema(const Catalog& catalog, const DialectOptions& options);
  ~MemorySchema();
  MemorySchema(const MemorySchema&) = delete;
  MemorySchema& operator=(const MemorySchema&) = delete;

  /// The first statement of the text, which is not run.
  [[nodiscard]] PreparedStatement prepare(std::string_view text);
  /// Runs one statement.
  bool execute(const std::string& sql);
  /// The same; run, where it makes, alters or drops something.
  [[nodiscard]] PreparedStatement run_definition(const std::string& text);
  /// Tables and views of the catalog that statements have asked for so far, or views that they asked for.
  [[nodiscard]] const std::vector<std::string>& made() const { return made_; }

 private:
  [[nodiscard]] PreparedStatement prepare_once(std::string_view text);
  /// Whether a relation of the catalog was made of which there was none yet.
  bool make_relation(std::string_view name);
  /// A trigger of this name, to be dropped: what it does is of no account.
  bool make_trigger(std::string_view name);

  const Catalog& catalog_;
  const DialectOptions& options_;
  std::unique_ptr<sqlite3, int (*)(sqlite3*)> database_;
  std::set<std::string> asked_;  // in upper case
  std::vector<std::string> made_;
};

/// The name in "no such table: main.t", or nothing when the message is another one.
[[nodiscard]] std::optional<std::string> missing_relation(std::string_view message);
/// Where the text has the name that a message ends in: "no such column: new.b".
[[nodiscard]] std::optional<std::size_t> offset_of_name(std::string_view message, std::string_view text);
[[nodiscard]] std::optional<std::string> missing_function(std::string_view message);

}  // namespace galley::sqlite
