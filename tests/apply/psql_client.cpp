#include "psql_client.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>

namespace galley::testing {
namespace {

std::string one_line(std::string text) {
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace

PsqlClient::PsqlClient(const PostgresDatabase& database)
    : binaries_(one_line(database.query("SELECT setting FROM pg_config WHERE name = 'BINDIR'"))),
      socket_(one_line(database.query("SHOW unix_socket_directories"))),
      user_(one_line(database.query("SELECT current_user"))),
      database_(database.name()) {}

std::vector<std::pair<std::string, std::string>> PsqlClient::environment() const {
  return {{"PGHOST", socket_}, {"PGUSER", user_}, {"PGDATABASE", database_}, {"LC_ALL", "C"}};
}

RunResult PsqlClient::run(std::vector<std::string> arguments, RunOptions options) const {
  const std::string own = program("psql");
  arguments.insert(arguments.begin(), std::filesystem::exists(own) ? own : "psql");
  for (const auto& entry : environment()) options.environment.push_back(entry);
  return testing::run(arguments, options);
}

std::unique_ptr<BackgroundProcess> PsqlClient::start(std::vector<std::string> arguments, const std::string& log) const {
  const std::string own = program("psql");
  arguments.insert(arguments.begin(), std::filesystem::exists(own) ? own : "psql");
  RunOptions options;
  options.environment = environment();
  return std::make_unique<BackgroundProcess>(arguments, options, log);
}

std::unique_ptr<BackgroundProcess> hold_locks(const PostgresDatabase& database, const PsqlClient& client, const std::string& statement,
                                              double seconds, const std::string& log) {
  auto session = client.start(
      {"-X", "-c", "SET application_name = 'holder'", "-c", fmt::format("BEGIN; {}; SELECT pg_sleep({}); COMMIT", statement, seconds)},
      log);
  for (int wait = 0; wait < 500; ++wait) {
    if (database.query("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'holder' AND wait_event = 'PgSleep'") != "0\n")
      return session;
    usleep(20'000);
  }
  throw std::runtime_error("the session that holds locks did not get them");
}

}  // namespace galley::testing
