// galley.toml: the settings of a project. Every one has a default, so the file may be missing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "galley/diagnostics.hpp"
#include "galley/operation.hpp"
#include "galley/script_settings.hpp"

namespace galley {

/// What `strategy` and `annotate` may say, here and on the command line.
[[nodiscard]] const std::vector<std::string>& strategy_names();
[[nodiscard]] const std::vector<std::string>& annotation_names();

/// Every dialect of the registry.
[[nodiscard]] std::vector<std::string> all_dialects();

struct Config {
  // [project]
  std::string project = "galley";
  std::vector<std::string> dialects = all_dialects();
  std::string migrations = "migrations";         // a folder, from where galley.toml is
  std::string version_table = "galley_version";  // one name for all dialects, so that a history means one thing everywhere
  int version_length = 0;                        // characters that its column holds; 0: what longest_id() says
  // [postgresql]
  std::string postgresql_target;  // "15"; empty: the dialect's default
  std::string default_schema = "public";
  std::string strategy;            // "direct" or "online", of revisions whose headers say nothing; may be empty
  std::string annotate = "brief";  // "none", "brief" or "full"
  ScriptSettings script;
  // [sqlite]
  std::string sqlite_target;  // "3.40"
  bool sqlite_foreign_keys = false;
  // [naming]
  NamingConventions naming;
  // [types]
  TypeMappings types;

  /// Characters of the longest id that the version table can hold: Alembic makes its column narrower than we do ours.
  [[nodiscard]] std::size_t longest_id() const;
};

/// Reads a galley.toml. Whatever is wrong is reported at its place in the file, all of it at once unless it is no TOML;
/// nothing then. Whether a target is one that the dialect knows is the dialect's to say.
[[nodiscard]] std::optional<Config> read_config(const SourceSet& sources, SourceId id, Diagnostics& diagnostics);

}  // namespace galley
