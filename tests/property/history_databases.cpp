// The databases that random histories are applied to.
#include <fmt/format.h>

#include <filesystem>

#include "property/history_run.hpp"
#include "property/psql_session.hpp"
#include "rehearse/postgresql_schema.hpp"
#include "rehearse/sqlite_connection.hpp"
#include "support/process.hpp"
#include "support/server.hpp"
#include "support/text.hpp"

namespace galley::testing {
namespace {

class SqliteHistory final : public HistoryDatabase {
 public:
  SqliteHistory() : server_(make_sqlite_rehearsal("", {}, error_)), subject_(server_->make_subject(error_)) {}
  std::string_view dialect() const override { return "sqlite"; }
  std::string run(const std::string& script) override {
    return subject_->run(script, [](const std::string&) {}).error;
  }
  std::string query(const std::string& sql) override {
    std::string error;
    const auto rows = subject_->query(sql, error);
    if (!error.empty()) return "error: " + error + "\n";
    std::string text;
    for (const auto& row : rows) text += fmt::format("{}\n", fmt::join(row, "|"));
    return text;
  }
  SchemaListing schema() override { return subject_->schema(); }
  SchemaListing schema_of(const std::string& ddl, std::string& error) override {
    const auto made = server_->make_empty(error);
    error = made->execute(ddl).value_or("");
    return made->schema();
  }

 private:
  std::string error_;
  std::unique_ptr<RehearsalServer> server_;
  std::unique_ptr<RehearsalDatabase> subject_;
};

/// Not the one that Debian has on the path, which looks for it each time.
const std::string& psql_program() {
  static const std::string found = [] {
    const std::string config = testing::run({"pg_config", "--bindir"}).out;
    for (const std::string& folder : {PostgresServer::binaries(), config.substr(0, config.find('\n'))})
      if (!folder.empty() && std::filesystem::exists(folder + "/psql")) return folder + "/psql";
    return std::string("psql");
  }();
  return found;
}

/// psql is gone a moment before its session, whose lock would refuse the next script.
constexpr const char* until_lock_is_free = R"(DO $$ BEGIN
  FOR try IN 1 .. 1000 LOOP
    EXIT WHEN NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory');
    PERFORM pg_sleep(0.005);
  END LOOP;
END $$;)";

/// Scripts are run by a psql each, as a person runs them; what is asked in between by one that stays.
class PostgresHistory final : public HistoryDatabase {
 public:
  explicit PostgresHistory(const PostgresServer& server)
      : server_(server), database_(server), host_(host_of(database_)), session_(psql_program(), host_, database_.name()) {}
  std::string_view dialect() const override { return "postgresql"; }
  std::string run(const std::string& script) override {
    const RunResult result =
        testing::run({psql_program(), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "-"},
                     {.input = script, .environment = {{"PGHOST", host_}, {"PGUSER", "postgres"}, {"PGDATABASE", database_.name()}}});
    static_cast<void>(session_.ask(until_lock_is_free));
    return result.exit == 0 ? std::string() : result.err + " ";
  }
  std::string query(const std::string& sql) override {
    const PsqlSession::Answer answer = session_.ask(sql);
    return answer.failed ? "error: " + answer.rows : answer.rows;
  }
  SchemaListing schema() override { return listing_of(session_.ask(std::string(postgresql_schema_query) + ";").rows); }
  /// In a transaction that is taken back: a database for each schema would be most of the work.
  SchemaListing schema_of(const std::string& ddl, std::string& error) override {
    PsqlSession& empty = empty_session();
    const PsqlSession::Answer made = empty.ask("BEGIN;\n" + ddl + "\nRESET ALL;");
    const PsqlSession::Answer listed = empty.ask(std::string(postgresql_schema_query) + ";");
    static_cast<void>(empty.ask("ROLLBACK;"));
    if (made.failed || listed.failed) error = PostgresDatabase(server_).psql(ddl).err + " ";
    return listing_of(listed.rows);
  }

 private:
  static std::string host_of(const PostgresDatabase& database) {
    const std::string host = database.query("SHOW unix_socket_directories");
    return host.substr(0, host.find('\n'));
  }
  PsqlSession& empty_session() {
    static PostgresDatabase database(server_);
    static PsqlSession session(psql_program(), host_of(database), database.name());
    return session;
  }
  static SchemaListing listing_of(const std::string& rows) {
    SchemaListing listing;
    for (const std::string_view line : lines_of(rows)) {
      const std::size_t tab = line.find('\t');
      const bool is_own =
          line.find("public.galley_version") != std::string_view::npos || line.find("public.galley_step") != std::string_view::npos;
      if (tab != std::string_view::npos && !is_own)
        listing.emplace(line.substr(0, tab), listed_postgresql(line.substr(0, tab), std::string(line.substr(tab + 1))));
    }
    return listing;
  }

  const PostgresServer& server_;
  PostgresDatabase database_;
  std::string host_;
  PsqlSession session_;
};

}  // namespace

std::unique_ptr<HistoryDatabase> make_sqlite_history_database() { return std::make_unique<SqliteHistory>(); }
std::unique_ptr<HistoryDatabase> make_postgresql_history_database() {
  const PostgresServer* server = PostgresServer::find();
  return server == nullptr ? nullptr : std::make_unique<PostgresHistory>(*server);
}

}  // namespace galley::testing
