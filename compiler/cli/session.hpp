// One run of the command line: the options that every command shares, the project they name, and what was said about it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/output_file.hpp"
#include "cli/exit_code.hpp"
#include "config/config.hpp"
#include "galley/compile.hpp"
#include "revisions/history_sum.hpp"

namespace galley {

/// What the command line says about how a script is written; empty: what the configuration says.
struct ScriptChoice {
  std::string strategy;
  std::string annotate;
  TransactionMode transaction = TransactionMode::per_revision;
  Runner runner = Runner::psql;
  std::vector<std::string> databases;
  std::string window_begin;
  std::string window_end;
  /// Whether it wants what only scripts of some dialects can have.
  [[nodiscard]] bool asks_for_guards() const {
    return transaction != TransactionMode::per_revision || runner != Runner::psql || !databases.empty() || !window_begin.empty();
  }
};

struct GlobalOptions {
  std::string directory;  // -C
  std::string config;     // --config; empty: galley.toml where there is one
  std::string color = "auto";
  std::string message_format = "text";
};

class Session {
 public:
  GlobalOptions options;
  std::function<ExitCode()> command;  // set by the command that was called
  ScriptChoice script_choice;         // set by it before it chooses a dialect
  bool is_silent = false;             // likewise: failures are not said
  bool ignores_record = false;        // likewise: galley.sum is not compared with the history
  bool warns_of_unrecorded = false;   // likewise: says which revisions galley.sum does not hold yet
  bool may_be_empty = false;          // set by it before it opens a project that need not have revisions

  /// Enters the folder, reads the configuration and every migration, builds the graph. `done` when the project can be used;
  /// otherwise everything has been said and the code is the process's.
  [[nodiscard]] ExitCode open();
  /// The same, with the headers of revisions alone: their bodies are read while they are compiled.
  [[nodiscard]] ExitCode open_headers() { return open(load_headers); }

  /// Enters the folder and reads these files and the migrations in these folders, or those of the project where none are named.
  /// They are not parsed.
  [[nodiscard]] ExitCode open_texts(const std::vector<std::string>& files);

  /// Enters the folder of -C.
  [[nodiscard]] ExitCode enter_folder();
  /// Where the configuration puts migrations, from where the run is.
  [[nodiscard]] std::string migrations_folder() const;
  /// Where the record of the history stands, or would stand: beside the configuration.
  [[nodiscard]] std::string sum_path() const;
  /// Reports ids that the version table of the configuration cannot hold.
  void check_ids();

  [[nodiscard]] Project& project() { return project_; }
  [[nodiscard]] const RevisionGraph& graph() const { return *project_.graph; }
  /// What galley.sum has recorded; null where there is none.
  [[nodiscard]] const HistorySum* record() const { return record_ ? &*record_ : nullptr; }
  [[nodiscard]] const Config& config() const { return config_; }
  [[nodiscard]] Diagnostics& diagnostics() { return diagnostics_; }
  [[nodiscard]] CompileOptions compile_options() const;

  /// The dialect that `-d` and `--target` ask for, or the only one of the configuration. Says what is wrong and returns
  /// nothing when there is no such choice.
  [[nodiscard]] std::unique_ptr<Dialect> choose_dialect(const std::string& dialect, const std::string& target);
  /// Those of the configuration, or the chosen one.
  [[nodiscard]] std::vector<std::unique_ptr<Dialect>> choose_dialects(const std::string& dialect, const std::string& target);

  /// What --color says; "auto" asks the environment and whether the stream is a terminal.
  [[nodiscard]] bool wants_color(int stream) const;
  /// Prints what was collected, as text at once, in other formats when the command has ended; the exit code that follows.
  ExitCode print_diagnostics();
  /// Prints what is printed once at the end.
  void finish();
  /// To standard output, or to a file that appears whole or not at all.
  [[nodiscard]] ExitCode write_output(const std::string& file, std::string_view text);
  [[nodiscard]] ExitCode write_output(const std::string& file, const ScriptText& text);
  /// "galley: ..." on standard error, or among the diagnostics of another format than text.
  ExitCode fail(ExitCode code, std::string_view message);

  /// Called when the migrations do not load, to say what can be said all the same.
  std::function<void()> when_broken;

 private:
  [[nodiscard]] ExitCode open(void (*load_project)(Project& project, Diagnostics& diagnostics));
  [[nodiscard]] ExitCode write_output(const std::string& file, const WriteText& write);
  [[nodiscard]] ExitCode read_configuration();
  [[nodiscard]] ExitCode read_migrations();
  [[nodiscard]] ExitCode read_record();
  [[nodiscard]] ExitCode read_files(const std::vector<std::string>& paths);
  [[nodiscard]] bool prints_text() const { return options.message_format == "text"; }
  [[nodiscard]] std::unique_ptr<Dialect> make(std::string_view dialect, std::string_view target);

  Project project_;
  Config config_;
  Diagnostics diagnostics_;
  std::optional<HistorySum> record_;
};

}  // namespace galley
