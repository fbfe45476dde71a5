// The databases that random histories are applied to.
#include <fmt/format.h>

#include "property/history_run.hpp"
#include "rehearse/postgresql_schema.hpp"
#include "rehearse/sqlite_connection.hpp"
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

class PostgresHistory final : public HistoryDatabase {
 public:
  explicit PostgresHistory(const PostgresServer& server) : server_(server), database_(server) {}
  std::string_view dialect() const override { return "postgresql"; }
  std::string run(const std::string& script) override {
    const RunResult result = database_.psql(script);
    return result.exit == 0 ? std::string() : result.err + " ";
  }
  std::string query(const std::string& sql) override {
    const RunResult result = database_.psql(sql, {.arguments = {"-q", "-A", "-t"}});
    return result.exit == 0 ? result.out : "error: " + result.err;
  }
  SchemaListing schema() override { return schema_of(database_); }
  SchemaListing schema_of(const std::string& ddl, std::string& error) override {
    const PostgresDatabase fresh(server_);
    const RunResult result = fresh.psql(ddl);
    if (result.exit != 0) error = result.err;
    return schema_of(fresh);
  }

 private:
  static SchemaListing schema_of(const PostgresDatabase& database) {
    SchemaListing listing;
    const std::string rows = database.psql(postgresql_schema_query, {.arguments = {"-q", "-A", "-t"}}).out;
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
};

}  // namespace

std::unique_ptr<HistoryDatabase> make_sqlite_history_database() { return std::make_unique<SqliteHistory>(); }
std::unique_ptr<HistoryDatabase> make_postgresql_history_database() {
  const PostgresServer* server = PostgresServer::find();
  return server == nullptr ? nullptr : std::make_unique<PostgresHistory>(*server);
}

}  // namespace galley::testing
