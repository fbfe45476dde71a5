// Rehearsals on SQLite, in memory or on a copy of a file.
#include <fmt/format.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "rehearse/rehearsal.hpp"
#include "rehearse/sqlite_connection.hpp"
#include "rehearse/sqlite_schema.hpp"
#include "rehearse/step_clock.hpp"
#include "sqlite/quoting.hpp"

namespace galley {
namespace {

namespace fs = std::filesystem;

/// Where the statement itself begins, behind the comments before it.
std::size_t code_begin(std::string_view statement) {
  std::size_t at = 0;
  while ((at = statement.find_first_not_of(" \n", at)) != std::string_view::npos && statement.substr(at).starts_with("--"))
    at = std::min(statement.find('\n', at), statement.size());
  return std::min(at, statement.size());
}

/// An insert of the history that stands in a trigger (see noticed_failures.hpp), and the rows that it writes beside its own.
bool runs_insert(std::string_view code) { return code.starts_with("INSERT INTO temp.galley_insert "); }
constexpr std::int64_t rows_beside_insert = 2;

/// The comment "-- [a1.2] ..." before a statement, without its dashes; empty where there is none.
std::string_view label_of(std::string_view statement, std::string_view version_table) {
  const std::size_t begin = code_begin(statement);
  const std::string_view code = statement.substr(begin);
  const std::string_view head = code.substr(0, code.find_first_of("(;"));
  const bool is_helper =
      head.starts_with("PRAGMA") || head.starts_with("CREATE TEMP ") || head.find("temp.galley_") != std::string_view::npos;
  const bool is_own = !runs_insert(head) && (is_helper || head.find(version_table) != std::string_view::npos);
  const std::size_t at = statement.substr(0, begin).find("-- [");
  if (is_own || at == std::string_view::npos) return {};
  constexpr std::size_t dashes = 3;
  return statement.substr(at + dashes, statement.find('\n', at) - at - dashes);
}

class SqliteSubject final : public RehearsalDatabase {
 public:
  SqliteSubject(const std::string& path, const RehearsalOptions& options, std::string& error)
      : options_(options), connection_(path, SqliteConnection::Mode::read_write, error) {
    if (error.empty()) connection_.keep_to_this_file();
  }

  [[nodiscard]] SqliteConnection& connection() { return connection_; }

  RehearsedScript run(const std::string& script, const OnStep& on_step) override {
    StepClock clock(on_step);
    std::int64_t beside = 0;
    const auto error = connection_.run(script, {.before =
                                                    [&](std::string_view text) {
                                                      beside = runs_insert(text.substr(code_begin(text))) ? rows_beside_insert : 0;
                                                      clock.begin_statement(label_of(text, options_.version_table));
                                                    },
                                                .on_row = [&](std::string_view value) { clock.read_line(value); },
                                                .after = [&](std::int64_t rows) { clock.end_statement(rows - beside); }});
    if (error) std::ignore = connection_.run("ROLLBACK", {});  // fails where the error has ended the transaction
    return clock.finish(error.value_or(""));
  }
  std::optional<std::string> execute(const std::string& sql) override { return connection_.run(sql, {}); }

  std::vector<std::vector<std::string>> query(const std::string& sql, std::string& error) override {
    return connection_.query(sql, error).value_or(std::vector<std::vector<std::string>>{});
  }

  SchemaListing schema() override {
    std::string error;
    SchemaListing listing;
    const auto rows = query(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE "
        "'sqlite\\_%' ESCAPE '\\' AND tbl_name COLLATE NOCASE <> " +
            sqlite::string_literal(options_.version_table),
        error);
    for (const std::vector<std::string>& row : rows) listing.emplace(sqlite_object_name(row[0], row[1]), listed(row[0], row[1], row[3]));
    return listing;
  }

  std::vector<std::string> version_rows() override {
    std::string error;
    std::vector<std::string> found;
    const auto rows = query(fmt::format("SELECT version_num FROM {} ORDER BY 1", sqlite::identifier(options_.version_table)), error);
    for (const std::vector<std::string>& row : rows) found.push_back(row[0]);
    return found;
  }

 private:
  ListedObject listed(const std::string& type, const std::string& name, const std::string& sql) {
    ListedObject object = listed_sqlite(type, sql);
    if (type == "table") object.meaning = columns_and_keys(name) + object.meaning;
    return object;
  }
  std::string columns_and_keys(const std::string& table) {
    const std::string name = sqlite::string_literal(table);
    std::string text;
    for (const std::string& question :
         {"SELECT lower(name), upper(type), \"notnull\" OR pk, dflt_value, pk, hidden FROM pragma_table_xinfo(" + name + ") ORDER BY name",
          "SELECT lower(\"table\"), lower(\"from\"), lower(\"to\"), on_update, on_delete FROM pragma_foreign_key_list(" + name +
              ") ORDER BY 1, 2, 3",
          "SELECT group_concat(lower(x.name)) FROM pragma_index_list(" + name +
              ") i, pragma_index_info(i.name) x WHERE i.origin = 'u' "
              "GROUP BY i.name ORDER BY 1"}) {
      std::string error;
      for (const auto& row : query(question, error)) text += fmt::format("{}\n", fmt::join(row, " "));
    }
    return text;
  }

  const RehearsalOptions& options_;
  SqliteConnection connection_;
};

/// Whether a reader that changes nothing, not even a lock file, sees all of the database: no connection has it open in WAL mode.
SqliteConnection::Mode reading_mode(const std::string& file) {
  constexpr std::size_t version_at = 18;  // of the file format: 2 is WAL
  std::ifstream stream(file, std::ios::binary);
  std::array<char, version_at + 1> header{};
  stream.read(header.data(), static_cast<std::streamsize>(header.size()));
  std::error_code code;
  const bool is_quiet = stream.good() && header[version_at] == 2 && !fs::exists(file + "-wal", code);
  return is_quiet ? SqliteConnection::Mode::immutable : SqliteConnection::Mode::read_only;
}

class SqliteServer final : public RehearsalServer {
 public:
  SqliteServer(std::string file, RehearsalOptions options) : file_(std::move(file)), options_(std::move(options)) {}
  ~SqliteServer() override {
    std::error_code code;
    if (!folder_.empty()) fs::remove_all(folder_, code);
  }
  SqliteServer(const SqliteServer&) = delete;
  SqliteServer& operator=(const SqliteServer&) = delete;

  std::string description() const override {
    return fmt::format("SQLite {}, {}", sqlite3_libversion(), file_.empty() ? "in memory" : "a copy of " + file_);
  }
  std::unique_ptr<RehearsalDatabase> make_empty(std::string& error) override {
    auto made = std::make_unique<SqliteSubject>(":memory:", options_, error);
    return error.empty() ? std::move(made) : nullptr;
  }
  std::unique_ptr<RehearsalDatabase> make_subject(std::string& error) override {
    if (file_.empty()) return make_empty(error);
    if (!make_folder(error)) return nullptr;
    SqliteConnection original(file_, reading_mode(file_), error);
    if (!error.empty()) return cannot_copy(error);
    auto made = std::make_unique<SqliteSubject>(folder_ + "/copy.db", options_, error);
    if (!error.empty()) return cannot_copy(error);
    if (const auto failed = original.copy_to(made->connection())) {
      error = *failed;
      return cannot_copy(error);
    }
    return made;
  }

 private:
  std::unique_ptr<RehearsalDatabase> cannot_copy(std::string& error) const {
    error = fmt::format("cannot copy \"{}\": {}", file_, error);
    return nullptr;
  }
  bool make_folder(std::string& error) {
    std::error_code code;
    std::string pattern = (fs::temp_directory_path(code) / "galley-rehearsal-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
      error = fmt::format("cannot make a temporary folder: {}", std::generic_category().message(errno));
      return false;
    }
    folder_ = pattern;
    return true;
  }

  std::string file_;
  RehearsalOptions options_;
  std::string folder_;  // of the copy
};

}  // namespace

std::unique_ptr<RehearsalServer> make_sqlite_rehearsal(const std::string& file, const RehearsalOptions& options, std::string& error) {
  std::error_code code;
  if (!file.empty() && !fs::exists(file, code)) {
    error = fmt::format("cannot read \"{}\": {}", file, std::generic_category().message(ENOENT));
    return nullptr;
  }
  return std::make_unique<SqliteServer>(file, options);
}

}  // namespace galley
