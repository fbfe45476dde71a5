// A script run on a database that nobody minds: what each of its steps did, how long it took, and what the schema is afterwards.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace galley {

using Duration = std::chrono::microseconds;

/// A statement of the history, as the comment before it in the script names it.
struct RehearsedStatement {
  std::string what;  // "[a1.2] migrations/a.mig:5   add column orders.status"
  Duration time{};
  std::int64_t rows = 0;  // written
};
/// What the script announces by a line that begins with "== ".
struct RehearsedStep {
  std::string title;  // "1/3  a1  customers"
  Duration time{};
  std::vector<RehearsedStatement> statements;  // empty where the server does not tell them apart
};
struct RehearsedScript {
  std::vector<RehearsedStep> steps;
  std::string error;  // what the server said; empty: it ran to its end
};
/// Called when a step begins.
using OnStep = std::function<void(const std::string& title)>;

struct ListedObject {
  std::string definition;           // in one spelling
  std::string unordered = {};       // whatever the order of a table's columns and constraints; empty: as the definition
  std::string meaning = {};         // besides, without the names of constraints
  bool leaves_names_to_us = false;  // raw SQL has made it, with constraints that have no name: only `meaning` counts
  friend bool operator==(const ListedObject&, const ListedObject&) = default;
};
/// Every object by kind and name.
using SchemaListing = std::map<std::string, ListedObject>;

class RehearsalDatabase {
 public:
  virtual ~RehearsalDatabase() = default;
  [[nodiscard]] virtual RehearsedScript run(const std::string& script, const OnStep& on_step) = 0;
  /// Statements without steps. Returns what went wrong, or nothing.
  [[nodiscard]] virtual std::optional<std::string> execute(const std::string& sql) = 0;
  /// The rows of a query, as text.
  [[nodiscard]] virtual std::vector<std::vector<std::string>> query(const std::string& sql, std::string& error) = 0;
  /// Without the version table and what else belongs to Galley.
  [[nodiscard]] virtual SchemaListing schema() = 0;
  /// Of the version table, sorted; none where there is no such table.
  [[nodiscard]] virtual std::vector<std::string> version_rows() = 0;
};

/// Where databases for rehearsals come from. Everything is gone with this object.
class RehearsalServer {
 public:
  virtual ~RehearsalServer() = default;
  [[nodiscard]] virtual std::string description() const = 0;  // "SQLite 3.40.1, in memory"
  /// The one to rehearse on: empty, or a copy. Nothing, with `error` filled, where it cannot be made.
  [[nodiscard]] virtual std::unique_ptr<RehearsalDatabase> make_subject(std::string& error) = 0;
  /// An empty one.
  [[nodiscard]] virtual std::unique_ptr<RehearsalDatabase> make_empty(std::string& error) = 0;
};

struct RehearsalOptions {
  std::string version_table = "galley_version";
  std::string default_schema = "public";
  std::string database = "rehearsal";  // the name of the first one, where names matter: a script may be bound to one
};

/// SQLite as it is linked. `file`: the database whose copy is the subject, which is never written; empty: one in memory.
[[nodiscard]] std::unique_ptr<RehearsalServer> make_sqlite_rehearsal(const std::string& file, const RehearsalOptions& options,
                                                                     std::string& error);
/// PostgreSQL from the folder that holds initdb: a cluster of its own, reached by a socket in its folder and by nothing else.
[[nodiscard]] std::unique_ptr<RehearsalServer> make_postgresql_rehearsal(const std::string& binaries, const RehearsalOptions& options,
                                                                         std::string& error);

/// How the schema that was reached differs from the one wanted.
struct SchemaDifference {
  std::string object;  // "table orders"
  std::string wanted;  // empty: there should be no such object
  std::string found;   // empty: it is missing
};
/// A column that a downgrade brings back stands behind the others.
enum class ColumnOrder { counts, does_not_count };
[[nodiscard]] std::vector<SchemaDifference> differences(const SchemaListing& wanted, const SchemaListing& found,
                                                        ColumnOrder order = ColumnOrder::counts);

}  // namespace galley
