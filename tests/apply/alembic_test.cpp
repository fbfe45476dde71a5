// Alembic itself and Galley at work on the same databases: the same rows after every step, whoever makes it.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>

#include "galley_runs.hpp"
#include "support/files.hpp"
#include "support/server.hpp"
#include "support/skip.hpp"
#include "support/sqlite.hpp"

namespace galley::testing {
namespace {

struct OneRevision {
  std::string id;
  std::vector<std::string> parents;
  std::vector<std::string> dependencies;
  std::string label;
};

/// A fork and its merge, another base, and dependencies across the two lines.
const std::vector<OneRevision> history{{"a", {}, {}, ""},           {"b1", {"a"}, {}, "billing"}, {"b2", {"a"}, {}, ""},
                                       {"m", {"b1", "b2"}, {}, ""}, {"x", {}, {}, "stock"},       {"y", {"x"}, {"b2"}, ""},
                                       {"z", {"y"}, {"m"}, ""}};

struct Move {
  std::string command;
  std::string target;
  std::string rows;  // afterwards
};
const std::vector<Move> moves{
    {"upgrade", "a", "a"},     {"upgrade", "b1", "b1"},        {"upgrade", "b2", "b1,b2"}, {"upgrade", "stock@+1", "b1,b2,x"},
    {"upgrade", "m", "m,x"},   {"upgrade", "y", "m,y"},        {"upgrade", "heads", "z"},  {"downgrade", "y", "m,y"},
    {"downgrade", "x", "m,x"}, {"downgrade", "b1", "b1,b2,x"}, {"upgrade", "heads", "z"},  {"downgrade", "base", ""}};

bool has_alembic() {
  static const bool found = run({"alembic", "--version"}).exit == 0;
  if (!found) skip_for_lack_of("alembic (Debian packages alembic and python3-psycopg2)");
  return found;
}

std::string python_tuple(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text += fmt::format("'{}', ", id);
  return ids.empty() ? "None" : fmt::format("({})", text);
}

/// The history in both spellings, in one folder.
class BothProjects {
 public:
  explicit BothProjects(const std::string& url) {
    namespace fs = std::filesystem;
    fs::create_directories(folder_ / "migrations");
    fs::create_directories(folder_ / "alembic/versions");
    write_file(folder_ / "galley.toml", "[project]\nversion_table = \"alembic_version\"\n");
    write_file(folder_ / "alembic.ini", fmt::format("[alembic]\nscript_location = alembic\nsqlalchemy.url = {}\n", url));
    write_file(folder_ / "alembic/env.py",
               "from alembic import context\nfrom sqlalchemy import create_engine\n"
               "engine = create_engine(context.config.get_main_option('sqlalchemy.url'))\n"
               "with engine.connect() as connection:\n"
               "    context.configure(connection=connection, transaction_per_migration=True)\n"
               "    with context.begin_transaction():\n        context.run_migrations()\n");
    for (const OneRevision& revision : history) write(revision);
  }

  [[nodiscard]] RunResult alembic(const Move& move) const {
    return run({"alembic", move.command, move.target}, {.folder = folder_.path(), .environment = {{"PYTHONDONTWRITEBYTECODE", "1"}}});
  }
  /// The script from where the rows say that the database is.
  [[nodiscard]] std::string script(std::string_view dialect, const Move& move, const std::string& rows) const {
    write_file(folder_ / "rows.txt", rows);
    std::vector<std::string> arguments{move.command, "-d", std::string(dialect), "--from-rows", "rows.txt", move.target};
    if (move.command == "downgrade") arguments.emplace_back("--accept-data-loss");
    const RunResult compiled = galley(folder_.path(), arguments);
    INFO(fmt::format("{}", fmt::join(arguments, " ")) << "\n" << rows << compiled.err);
    REQUIRE(compiled.exit == 0);
    return compiled.out;
  }

 private:
  void write(const OneRevision& revision) const {
    const std::string& id = revision.id;
    write_file(folder_ / fmt::format("alembic/versions/{}.py", id),
               fmt::format("from alembic import op\nrevision = '{0}'\ndown_revision = {1}\ndepends_on = {2}\nbranch_labels = {3}\n"
                           "def upgrade():\n    op.execute('CREATE TABLE t_{0} (id integer CONSTRAINT pk_t_{0} PRIMARY KEY)')\n"
                           "def downgrade():\n    op.execute('DROP TABLE t_{0}')\n",
                           id, python_tuple(revision.parents), python_tuple(revision.dependencies),
                           revision.label.empty() ? "None" : fmt::format("('{}',)", revision.label)));
    const auto clause = [](std::string_view word, const std::vector<std::string>& ids) {
      return ids.empty() ? "" : fmt::format(" {} {}", word, fmt::join(ids, ", "));
    };
    write_file(folder_ / fmt::format("migrations/{}.mig", id),
               fmt::format("revision {0}{1}{2}{3};\nupgrade {{ create table t_{0} (id int constraint pk_t_{0} primary key); }}\n", id,
                           clause("revises", revision.parents), clause("depends on", revision.dependencies),
                           revision.label.empty() ? "" : " labels " + revision.label));
  }

  TemporaryFolder folder_{"both"};
};

/// A database that both can work on.
struct SharedDatabase {
  std::string dialect;
  std::string url;
  std::function<RunResult(const std::string&)> apply;
  std::function<std::string(const std::string&)> query;

  [[nodiscard]] std::string rows() const {
    const bool is_there = query(dialect == "sqlite" ? "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version';"
                                                    : "SELECT count(*) FROM pg_tables WHERE tablename = 'alembic_version'") == "1\n";
    return is_there ? query("SELECT version_num FROM alembic_version ORDER BY version_num;") : "";
  }
  [[nodiscard]] std::string tables() const {
    return query(dialect == "sqlite" ? "SELECT name FROM sqlite_master WHERE name LIKE 't\\_%' ESCAPE '\\' ORDER BY name;"
                                     : "SELECT tablename FROM pg_tables WHERE tablename LIKE 't\\_%' ORDER BY 1");
  }
};

enum class Worker { alembic, galley };

void make(const BothProjects& projects, const SharedDatabase& database, const Move& move, Worker worker) {
  const RunResult result =
      worker == Worker::alembic ? projects.alembic(move) : database.apply(projects.script(database.dialect, move, database.rows()));
  INFO((worker == Worker::alembic ? "alembic " : "galley ") << move.command << " " << move.target << "\n" << result.out << result.err);
  REQUIRE(result.exit == 0);
  std::string rows = database.rows();
  if (rows.ends_with('\n')) rows.pop_back();
  std::replace(rows.begin(), rows.end(), '\n', ',');
  REQUIRE(rows == move.rows);
}

using Worker_of_move = Worker (*)(std::size_t move);
constexpr Worker_of_move always_alembic = [](std::size_t) { return Worker::alembic; };
constexpr Worker_of_move always_galley = [](std::size_t) { return Worker::galley; };
constexpr Worker_of_move in_turn = [](std::size_t move) { return move % 2 == 0 ? Worker::alembic : Worker::galley; };
constexpr Worker_of_move in_other_turn = [](std::size_t move) { return move % 2 == 0 ? Worker::galley : Worker::alembic; };

/// The tables after each move.
std::vector<std::string> work_on(const SharedDatabase& database, Worker_of_move worker) {
  const BothProjects projects(database.url);
  std::vector<std::string> tables;
  for (std::size_t i = 0; i < moves.size(); ++i) {
    make(projects, database, moves[i], worker(i));
    tables.push_back(database.tables());
  }
  return tables;
}

template <class WithDatabase>
void prove(const WithDatabase& with_database) {
  std::vector<std::string> expected;
  for (const Worker_of_move worker : {always_alembic, always_galley, in_turn, in_other_turn}) {
    with_database([&](const SharedDatabase& database) {
      const std::vector<std::string> tables = work_on(database, worker);
      if (expected.empty()) expected = tables;
      CHECK(tables == expected);
    });
  }
}

}  // namespace

TEST_CASE("Alembic and Galley take turns on one SQLite database", "[alembic]") {
  if (!has_alembic() || !SqliteDatabase::has_shell()) return;
  prove([](const auto& work) {
    const SqliteDatabase file;
    work(SharedDatabase{"sqlite", "sqlite:///" + file.path(), [&](const std::string& script) { return file.shell(script, {"-bail"}); },
                        [&](const std::string& sql) { return file.query(sql); }});
  });
}

TEST_CASE("Alembic and Galley take turns on one PostgreSQL database", "[alembic]") {
  const PostgresServer* server = has_alembic() ? PostgresServer::find() : nullptr;
  if (server == nullptr) return;
  prove([&](const auto& work) {
    const PostgresDatabase database(*server);
    std::string folder = database.query("SHOW unix_socket_directories");
    folder.pop_back();
    work(SharedDatabase{"postgresql", fmt::format("postgresql+psycopg2://postgres@/{}?host={}", database.name(), folder),
                        [&](const std::string& script) { return database.psql(script); },
                        [&](const std::string& sql) { return database.query(sql); }});
  });
}

}  // namespace galley::testing
