#include "target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "support/server.hpp"
#include "support/sqlite.hpp"
#include "support/text.hpp"

namespace galley::testing {
namespace {

std::string sorted_inserts(std::string_view dump) {
  std::vector<std::string_view> inserts;
  for (const std::string_view line : lines_of(dump)) {
    if (line.starts_with("INSERT ")) inserts.push_back(line);
  }
  std::sort(inserts.begin(), inserts.end());
  std::string text;
  for (const std::string_view line : inserts) text.append(line).append("\n");
  return text;
}

std::string in_one_line(std::string text) {
  if (text.ends_with('\n')) text.pop_back();
  std::replace(text.begin(), text.end(), '\n', ',');
  return text;
}

class PostgresTarget : public Target {
 public:
  explicit PostgresTarget(const PostgresServer& server) : database_(server) {}
  RunResult apply(std::string_view script) const override { return database_.psql(script); }
  int failure() const override { return 3; }
  std::string schema() const override { return database_.schema(); }
  std::string data() const override { return sorted_inserts(database_.rows()); }
  std::string query(std::string_view sql) const override { return database_.query(sql); }
  std::string version_rows() const override {
    if (query("SELECT to_regclass('public.galley_version') IS NULL") == "t\n") return {};
    return in_one_line(query("SELECT version_num FROM public.galley_version ORDER BY version_num COLLATE \"C\""));
  }

 private:
  PostgresDatabase database_;
};

class SqliteTarget : public Target {
 public:
  RunResult apply(std::string_view script) const override { return database_.shell(script, {"-bail"}); }
  int failure() const override { return 1; }
  std::string schema() const override { return database_.schema(); }
  std::string data() const override { return sorted_inserts(database_.query(".dump")); }
  std::string query(std::string_view sql) const override { return database_.query(sql); }
  std::string version_rows() const override {
    if (query("SELECT count(*) FROM sqlite_master WHERE name = 'galley_version';") == "0\n") return {};
    return in_one_line(query("SELECT version_num FROM galley_version ORDER BY version_num;"));
  }

 private:
  SqliteDatabase database_;
};

}  // namespace

std::unique_ptr<Target> fresh_target(std::string_view dialect) {
  if (dialect == "sqlite") return SqliteDatabase::has_shell() ? std::make_unique<SqliteTarget>() : nullptr;
  if (dialect != "postgresql") throw std::runtime_error("no target for this dialect");
  const PostgresServer* server = PostgresServer::find();
  return server == nullptr ? nullptr : std::make_unique<PostgresTarget>(*server);
}

void apply_well(const Target& target, std::string_view script) {
  const RunResult result = target.apply(script);
  if (result.exit != 0) throw std::runtime_error(fmt::format("{}\nended with {}:\n{}{}", script, result.exit, result.out, result.err));
}

State state_of(const Target& target) { return {target.schema(), target.data(), target.version_rows()}; }

}  // namespace galley::testing
