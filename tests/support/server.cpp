#include "support/server.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

#include "support/paths.hpp"
#include "support/skip.hpp"
#include "support/text.hpp"

namespace fs = std::filesystem;

namespace galley::testing {
namespace {

constexpr std::string_view superuser = "postgres";  // of the cluster; has nothing to do with the system's users

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

bool has_server(const fs::path& binaries) { return fs::exists(binaries / "initdb") && fs::exists(binaries / "postgres"); }
bool has_clients(const fs::path& binaries) { return fs::exists(binaries / "psql") && fs::exists(binaries / "pg_dump"); }

/// The first folder of the system's with what is wanted, or nothing.
std::string find_installed(bool (*is_wanted)(const fs::path&)) {
  std::vector<std::string> candidates;
  const RunResult config = run({"pg_config", "--bindir"});
  if (config.exit == 0) candidates.push_back(config.out.substr(0, config.out.find('\n')));
  for (int version = 18; version >= 12; --version) candidates.push_back(fmt::format("/usr/lib/postgresql/{}/bin", version));
  for (const std::string& candidate : candidates) {
    if (is_wanted(candidate)) return candidate;
  }
  return {};
}

/// The folder with initdb, or nothing.
const std::string& server_binaries() {
  static const std::string found = [] {
    const std::string chosen = environment("GALLEY_PG_BINDIR");
    if (chosen.empty()) return find_installed(has_server);
    return has_server(chosen) ? chosen : std::string();
  }();
  return found;
}

/// "postgres (PostgreSQL) 15.18 (Debian ...)" and the like; 0 where there is no such program.
int major_version_of(const std::string& program) {
  const RunResult result = run({program, "--version"});
  const std::size_t at = result.out.find(") ");
  return result.exit == 0 && at != std::string::npos ? std::stoi(result.out.substr(at + 2)) : 0;
}

/// PostgreSQL refuses to run as root.
std::string unprivileged_user() { return user_exists("postgres") ? "postgres" : "nobody"; }

void must_succeed(const RunResult& result, std::string_view what) {
  if (result.exit == 0) return;
  throw std::runtime_error(fmt::format("{} failed with {}:\n{}{}", what, result.exit, result.out, result.err));
}

bool is_noise(std::string_view line) {
  for (const std::string_view start : {"--", "SET ", "SELECT pg_catalog.set_config(", "\\restrict", "\\unrestrict"}) {
    if (line.starts_with(start)) return true;
  }
  return line.empty();
}

}  // namespace

PostgresServer* PostgresServer::find() {
  const std::string& binaries = server_binaries();
  if (binaries.empty()) {
    skip_for_lack_of("PostgreSQL server (GALLEY_PG_BINDIR names the folder with initdb)");
    return nullptr;
  }
  static PostgresServer server(binaries);
  return &server;
}

std::string PostgresServer::binaries() { return server_binaries(); }

int PostgresServer::major_version() {
  static const int version = server_binaries().empty() ? 0 : major_version_of(server_binaries() + "/postgres");
  return version;
}

PostgresServer::PostgresServer(std::string binaries)
    : binaries_(std::move(binaries)), clients_(has_clients(binaries_) ? binaries_ : find_installed(has_clients)), folder_("pg") {
  const std::string user = unprivileged_user();
  const std::string data = folder_ / "data";
  const std::string log = folder_ / "log";
  if (running_as_root()) must_succeed(run({"chown", user, folder_.path().string()}), "chown");
  const RunOptions options{.folder = folder_.path(), .user = user};
  must_succeed(
      run({binaries_ + "/initdb", "-D", data, "-U", std::string(superuser), "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"},
          options),
      "initdb");
  std::vector<std::string> arguments{binaries_ + "/postgres", "-D", data, "-k", folder_.path()};
  for (const std::string_view setting :
       {"listen_addresses=", "jit=off", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off",
        "shared_buffers=16MB", "max_connections=20", "timezone=UTC", "log_min_messages=fatal"}) {
    arguments.insert(arguments.end(), {"-c", std::string(setting)});
  }
  process_ = std::make_unique<BackgroundProcess>(arguments, options, log);
  wait_until_ready();
}

PostgresServer::~PostgresServer() = default;

void PostgresServer::wait_until_ready() {
  for (int wait = 0; wait < 3000 && process_->is_running(); ++wait) {
    if (client("psql", "postgres", {"-X", "-c", "SELECT 1"}).exit == 0) return;
    usleep(20'000);
  }
  throw std::runtime_error("the PostgreSQL server did not start:\n" + read_file(folder_ / "log"));
}

RunResult PostgresServer::client(const std::string& program, const std::string& database, std::vector<std::string> arguments,
                                 std::string input) const {
  arguments.insert(arguments.begin(), clients_ + "/" + program);
  const RunOptions options{
      .input = std::move(input),
      .environment = {{"PGHOST", folder_.path()}, {"PGUSER", std::string(superuser)}, {"PGDATABASE", database}, {"LC_ALL", "C"}}};
  return run(arguments, options);
}

void PostgresServer::create_database(const std::string& name) const {
  must_succeed(client("psql", "postgres", {"-X", "-c", fmt::format("CREATE DATABASE {}", name)}), "CREATE DATABASE");
}

void PostgresServer::drop_database(const std::string& name) const {
  const std::string end_sessions =
      fmt::format("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'", name);  // WITH (FORCE) from 13 on
  must_succeed(client("psql", "postgres", {"-X", "-c", end_sessions, "-c", fmt::format("DROP DATABASE {}", name)}), "DROP DATABASE");
}

namespace {

std::vector<std::string> psql_arguments(const PsqlOptions& options) {
  std::vector<std::string> arguments{"-X"};
  for (const auto& [name, value] : options.variables) arguments.insert(arguments.end(), {"-v", fmt::format("{}={}", name, value)});
  arguments.insert(arguments.end(), options.arguments.begin(), options.arguments.end());
  arguments.insert(arguments.end(), {"-f", "-"});
  return arguments;
}

}  // namespace

RunResult PostgresServer::psql(const std::string& database, std::string_view text, const PsqlOptions& options) const {
  RunResult result = client("psql", database, psql_arguments(options), std::string(text));
  wait_for_sessions_to_end(database);
  return result;
}

/// psql is gone a moment before its session: until then the session's advisory lock would refuse the next script.
void PostgresServer::wait_for_sessions_to_end(const std::string& database) const {
  constexpr std::string_view wait = R"(DO $$ BEGIN
  FOR try IN 1 .. 1000 LOOP
    EXIT WHEN NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory');
    PERFORM pg_sleep(0.01);
  END LOOP;
END $$)";
  static_cast<void>(query(database, wait));
}

std::string PostgresServer::query(const std::string& database, std::string_view sql) const {
  const RunResult result = client("psql", database, {"-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", "-"}, std::string(sql));
  must_succeed(result, sql);
  return result.out;
}

std::string PostgresServer::dump(const std::string& database, const std::vector<std::string>& arguments) const {
  const RunResult result = client("pg_dump", database, arguments);
  must_succeed(result, "pg_dump");
  return result.out;
}

bool PostgresServer::can_dump() const {
  static const bool is_new_enough = major_version_of(clients_ + "/pg_dump") >= major_version();
  return is_new_enough;
}

std::string PostgresServer::rows(const std::string& database) const {
  if (can_dump()) return dump(database, {"--data-only", "--inserts"});
  return query(database, R"(
SELECT format('SELECT %L || replace(t::text, E''\n'', ''\n'') FROM %s AS t', 'INSERT INTO ' || c.oid::regclass || ' ', c.oid::regclass)
  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' ORDER BY 1 \gexec
)");
}

std::string PostgresServer::schema(const std::string& database) const {
  if (!can_dump()) return query(database, read_file(source_folder() + "/tests/support/schema_listing.sql"));
  const std::string dumped = dump(database, {"--schema-only"});
  std::string text;
  for (const std::string_view line : lines_of(dumped)) {
    if (!is_noise(line)) text.append(line).append("\n");
  }
  return text;
}

PostgresDatabase::PostgresDatabase(const PostgresServer& server) : server_(server) {
  static int count = 0;
  name_ = fmt::format("test_{}", ++count);
  server_.create_database(name_);
}

PostgresDatabase::~PostgresDatabase() {
  try {
    server_.drop_database(name_);
  } catch (const std::exception&) {  // the server goes with its folder anyway
  }
}

}  // namespace galley::testing
