// One run of the command line: the options that every command shares, the project they name, and what was said about it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exit_code.hpp"
#include "config/config.hpp"
#include "galley/compile.hpp"

namespace galley {

struct GlobalOptions {
  std::string directory;  // -C
  std::string config;     // --config; empty: galley.toml where there is one
  std::string color = "auto";
};

class Session {
 public:
  GlobalOptions options;
  std::function<ExitCode()> command;  // set by the command that was called

  /// Enters the folder, reads the configuration and every migration, builds the graph. `done` when the project can be used;
  /// otherwise everything has been said and the code is the process's.
  [[nodiscard]] ExitCode open();

  [[nodiscard]] Project& project() { return project_; }
  [[nodiscard]] const RevisionGraph& graph() const { return *project_.graph; }
  [[nodiscard]] const Config& config() const { return config_; }
  [[nodiscard]] Diagnostics& diagnostics() { return diagnostics_; }
  [[nodiscard]] CompileOptions compile_options() const;

  /// The dialect that `-d` and `--target` ask for, or the only one of the configuration. Says what is wrong and returns
  /// nothing when there is no such choice.
  [[nodiscard]] std::unique_ptr<Dialect> choose_dialect(const std::string& dialect, const std::string& target);
  /// Those of the configuration, or the chosen one.
  [[nodiscard]] std::vector<std::unique_ptr<Dialect>> choose_dialects(const std::string& dialect, const std::string& target);

  /// Prints what was collected; the exit code that follows from it.
  ExitCode print_diagnostics();
  /// To standard output, or to a file that appears whole or not at all.
  [[nodiscard]] ExitCode write_output(const std::string& file, std::string_view text);
  /// "galley: ..." on standard error.
  static ExitCode fail(ExitCode code, std::string_view message);

 private:
  [[nodiscard]] ExitCode read_configuration();
  [[nodiscard]] ExitCode read_migrations();
  [[nodiscard]] std::unique_ptr<Dialect> make(std::string_view dialect, std::string_view target);

  Project project_;
  Config config_;
  Diagnostics diagnostics_;
};

}  // namespace galley
