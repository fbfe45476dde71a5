// Rehearsals on PostgreSQL, in a cluster that is made for them.
#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <set>
#include <system_error>

#include "base/output_file.hpp"
#include "postgresql/quoting.hpp"
#include "rehearse/child_process.hpp"
#include "rehearse/postgresql_schema.hpp"
#include "rehearse/rehearsal.hpp"
#include "rehearse/step_clock.hpp"

namespace galley {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view superuser = "postgres";  // of the cluster; has nothing to do with the system's users

void ignore_line(std::string_view) {}

/// The folder of the cluster, its socket and its logs.
struct Cluster {
  std::string folder;
  std::string psql;
  [[nodiscard]] std::string errors() const { return folder + "/errors"; }
  [[nodiscard]] std::string said() const {
    std::string error;
    std::string text = read_whole_file(errors(), error).value_or(error);
    while (text.ends_with('\n')) text.pop_back();
    return text;
  }
  [[nodiscard]] int run_psql(const std::string& database, std::vector<std::string> arguments,
                             const std::function<void(std::string_view)>& on_line) const {
    arguments.insert(arguments.begin(), {psql, "-X", "-v", "ON_ERROR_STOP=1"});
    return run_program(
        arguments,
        {{"PGHOST", folder}, {"PGUSER", std::string(superuser)}, {"PGDATABASE", database}, {"LC_ALL", "C"}, {"PGCLIENTENCODING", "UTF8"}},
        errors(), on_line);
  }
};

/// Roles belong to the server: the migrations name some that a new cluster does not have.
std::optional<std::string> missing_role(std::string_view message) {
  constexpr std::string_view start = "role \"";
  constexpr std::string_view rest = "\" does not exist";
  const std::size_t end = message.find(rest);
  const std::size_t begin = end == std::string_view::npos ? end : message.rfind(start, end);
  if (begin == std::string_view::npos) return std::nullopt;
  return std::string(message.substr(begin + start.size(), end - begin - start.size()));
}

class PostgresSubject final : public RehearsalDatabase {
 public:
  PostgresSubject(const Cluster& cluster, std::string name, const RehearsalOptions& options)
      : cluster_(cluster), name_(std::move(name)), options_(options) {}

  RehearsedScript run(const std::string& script, const OnStep& on_step) override {
    StepClock clock(on_step);
    const std::optional<std::string> error = run_file(script, [&](std::string_view line) { clock.read_line(line); });
    return clock.finish(error.value_or(""));
  }
  std::optional<std::string> execute(const std::string& sql) override { return run_file(sql, ignore_line); }

  std::vector<std::vector<std::string>> query(const std::string& sql, std::string& error) override {
    std::vector<std::vector<std::string>> rows;
    const auto add = [&](std::string_view line) { rows.push_back({std::string(line)}); };
    if (cluster_.run_psql(name_, {"-A", "-t", "-q", "-c", sql}, add) != 0) error = cluster_.said();
    return rows;
  }

  SchemaListing schema() override {
    SchemaListing listing;
    const std::string own = fmt::format("{}.{}", options_.default_schema, options_.version_table);
    const std::string ledger = options_.default_schema + ".galley_step";
    for (const std::string& line : rows_of(std::string(postgresql_schema_query))) {
      const std::size_t tab = line.find('\t');
      const std::string object = line.substr(0, tab);
      const bool is_own = object.find(own) != std::string::npos || object.find(ledger) != std::string::npos;
      if (tab != std::string::npos && !is_own) listing.emplace(object, listed_postgresql(object, line.substr(tab + 1)));
    }
    return listing;
  }

  std::vector<std::string> version_rows() override {
    return rows_of(fmt::format("SELECT version_num FROM {}.{} ORDER BY version_num COLLATE \"C\"",
                               postgresql::identifier(options_.default_schema), postgresql::identifier(options_.version_table)));
  }

 private:
  std::optional<std::string> run_file(const std::string& text, const std::function<void(std::string_view)>& on_line) {
    const std::string file = cluster_.folder + "/script.sql";
    if (std::optional<std::string> error = write_whole_file(file, text)) return error;
    while (cluster_.run_psql(name_, {"-f", file}, on_line) != 0) {
      const std::string said = cluster_.said();
      const std::optional<std::string> role = missing_role(said);
      if (!role || !made_roles_.insert(*role).second) return said;
      const std::string create = fmt::format("CREATE ROLE {} SUPERUSER", postgresql::identifier(*role));
      if (cluster_.run_psql(name_, {"-q", "-c", create}, ignore_line) != 0) return said;
    }
    return std::nullopt;
  }
  std::vector<std::string> rows_of(const std::string& query) {
    std::vector<std::string> rows;
    std::ignore = cluster_.run_psql(name_, {"-A", "-t", "-q", "-c", query}, [&](std::string_view line) { rows.emplace_back(line); });
    return rows;
  }

  const Cluster& cluster_;
  std::string name_;
  const RehearsalOptions& options_;
  std::set<std::string> made_roles_;
};

class PostgresServer final : public RehearsalServer {
 public:
  PostgresServer(std::string binaries, RehearsalOptions options) : binaries_(std::move(binaries)), options_(std::move(options)) {}
  ~PostgresServer() override {
    process_.reset();
    std::error_code code;
    if (!cluster_.folder.empty()) fs::remove_all(cluster_.folder, code);
  }
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  /// Returns what went wrong, or nothing.
  std::optional<std::string> start() {
    std::error_code code;
    std::string pattern = (fs::temp_directory_path(code) / "galley-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) return "cannot make a temporary folder: " + std::generic_category().message(errno);
    cluster_ = {pattern, fs::exists(binaries_ + "/psql", code) ? binaries_ + "/psql" : "psql"};
    const std::string data = cluster_.folder + "/data";
    const std::vector<std::string> init{binaries_ + "/initdb", "-D",       data, "-U", std::string(superuser), "-A", "trust", "-E", "UTF8",
                                        "--locale=C",          "--no-sync"};
    if (run_program(init, {}, cluster_.errors(), ignore_line) != 0) return "initdb: " + cluster_.said();
    std::vector<std::string> arguments{binaries_ + "/postgres", "-D", data, "-k", cluster_.folder};
    for (const std::string_view setting : {"listen_addresses=", "jit=off", "fsync=off", "synchronous_commit=off", "full_page_writes=off",
                                           "autovacuum=off", "timezone=UTC", "log_min_messages=fatal"})
      arguments.insert(arguments.end(), {"-c", std::string(setting)});
    process_ = std::make_unique<BackgroundProgram>(arguments, cluster_.folder + "/log");
    return wait_until_ready();
  }

  std::string description() const override { return fmt::format("PostgreSQL {}, a cluster of its own", version_); }
  std::unique_ptr<RehearsalDatabase> make_subject(std::string& error) override { return make_empty(error); }
  std::unique_ptr<RehearsalDatabase> make_empty(std::string& error) override {
    std::string name = ++made_ == 1 ? options_.database : fmt::format("rehearsal_{}", made_);
    if (cluster_.run_psql("postgres", {"-q", "-c", "CREATE DATABASE " + postgresql::identifier(name)}, ignore_line) != 0) {
      error = cluster_.said();
      return nullptr;
    }
    return std::make_unique<PostgresSubject>(cluster_, std::move(name), options_);
  }

 private:
  std::optional<std::string> wait_until_ready() {
    constexpr int tries = 1500;
    constexpr useconds_t pause = 20'000;
    for (int i = 0; i < tries && process_->is_running(); ++i) {
      const auto note_version = [&](std::string_view line) { version_ = line; };
      if (cluster_.run_psql("postgres", {"-A", "-t", "-q", "-c", "SHOW server_version"}, note_version) == 0) return std::nullopt;
      ::usleep(pause);
    }
    std::string error;
    return "the server did not start: " + read_whole_file(cluster_.folder + "/log", error).value_or(error);
  }

  std::string binaries_;
  RehearsalOptions options_;
  Cluster cluster_;
  std::unique_ptr<BackgroundProgram> process_;
  std::string version_;
  int made_ = 0;
};

}  // namespace

std::unique_ptr<RehearsalServer> make_postgresql_rehearsal(const std::string& binaries, const RehearsalOptions& options,
                                                           std::string& error) {
  std::error_code code;
  if (!fs::exists(binaries + "/initdb", code)) {
    error = fmt::format("there is no initdb in \"{}\"", binaries);
    return nullptr;
  }
  auto server = std::make_unique<PostgresServer>(binaries, options);
  if (const std::optional<std::string> failed = server->start()) {
    error = *failed;
    return nullptr;
  }
  return server;
}

}  // namespace galley
