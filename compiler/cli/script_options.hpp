// The flags that upgrade, downgrade and stamp share.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/dialect_options.hpp"
#include "cli/session.hpp"

namespace galley {

struct ScriptOptions {
  std::string range;
  std::string rows_file;
  DialectChoice choice;
  std::string output;
  bool accept_data_loss = false;
  bool purge = false;
  ScriptChoice script;
  std::string transaction = "per-revision";
  std::vector<std::string> databases;
  std::string window;
  std::string runner;
  bool idempotent = false;
};

/// RANGE, --from-rows, -d, --target and -o.
void add_range_options(CLI::App& command, ScriptOptions& options, const std::string& range_text);
/// --transaction, --runner, --database and --window.
void add_guard_options(CLI::App& command, ScriptOptions& options);

/// The project with headers alone and the dialect of the script; FROM:TO with the rows of --from-rows.
struct ScriptRequest {
  std::unique_ptr<Dialect> dialect;
  CompileOptions compile;
  ExitCode code = ExitCode::done;  // otherwise everything has been said
};
[[nodiscard]] ScriptRequest open_for_script(Session& session, const ScriptOptions& options);

}  // namespace galley
