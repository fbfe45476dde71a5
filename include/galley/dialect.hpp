// What a dialect is to the rest of the compiler. A new dialect is a folder under dialects/ and a line in the registry.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/diagnostics.hpp"
#include "galley/operation.hpp"
#include "galley/script.hpp"

namespace galley {

/// Settings of the configuration and the command line that a dialect reads.
struct DialectOptions {
  std::string target;  // "15", "3.40"; empty: the dialect's default
  std::string default_schema = "public";
  std::string version_table = "galley_version";  // in the default schema
  bool foreign_keys = false;                     // SQLite: the application runs with foreign_keys = ON
};

class Dialect {
 public:
  virtual ~Dialect() = default;

  [[nodiscard]] virtual std::string_view name() const = 0;          // "postgresql"
  [[nodiscard]] virtual std::string target_text() const = 0;        // "PostgreSQL 15 or newer"
  /// Whether a type of this name exists here without a declaration ("citext"), given in lower case without arguments.
  [[nodiscard]] virtual bool knows_type(std::string_view type) const = 0;
  /// The form under which two identifiers of one kind are the same: as it is, or in lower case.
  [[nodiscard]] virtual std::string identity_of(std::string_view identifier) const = 0;
  /// Whether a primary key, unique or exclusion constraint takes a name among tables and indexes.
  [[nodiscard]] virtual bool key_constraints_are_relations() const { return true; }

  /// The statements of one revision, in order. What the dialect cannot express is reported at its place.
  [[nodiscard]] virtual std::vector<Step> lower(const ReplayedRevision& revision, Diagnostics& diagnostics) const = 0;
  /// The whole text. Cannot fail: what cannot be written was refused in lower() or check_script().
  [[nodiscard]] virtual std::string write(const Script& script, const SourceSet& sources) const = 0;
  /// What makes a script as a whole impossible here (a lossy downgrade that nobody accepted, where there are no variables).
  virtual void check_script(const Script& script, Diagnostics& diagnostics) const = 0;
};

/// Names of all dialects, in the order of the registry.
[[nodiscard]] std::vector<std::string_view> dialect_names();
/// Nothing, with `error` filled, when the name is unknown or the target is not one the dialect knows.
[[nodiscard]] std::unique_ptr<Dialect> make_dialect(std::string_view name, const DialectOptions& options, std::string& error);

}  // namespace galley
