// Rehearsals on SQLite, in memory or on a copy of a file.
#include <fmt/format.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "raw_tokens.hpp"
#include "rehearse/rehearsal.hpp"
#include "rehearse/sqlite_connection.hpp"
#include "rehearse/step_clock.hpp"
#include "sqlite/quoting.hpp"
#include "sqlite/raw_rules.hpp"

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

/// The comment "-- [a1.2] ..." before a statement, without its dashes; empty where there is none.
std::string_view label_of(std::string_view statement, std::string_view version_table) {
  const std::size_t begin = code_begin(statement);
  const std::string_view code = statement.substr(begin);
  const std::string_view head = code.substr(0, code.find_first_of("(;"));
  const bool is_own = head.starts_with("PRAGMA") || head.find("temp.galley_") != std::string_view::npos ||
                      head.find(version_table) != std::string_view::npos;
  const std::size_t at = statement.substr(0, begin).find("-- [");
  if (is_own || at == std::string_view::npos) return {};
  constexpr std::size_t dashes = 3;
  return statement.substr(at + dashes, statement.find('\n', at) - at - dashes);
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

/// Words in lower case and names without quotes: SQLite keeps the text of whoever made an object, and quotes what it edits.
std::vector<std::string> words_of(std::string_view sql) {
  std::vector<std::string> words;
  for (const RawToken& token : scan_raw(sql, sqlite::raw_rules).tokens) {
    const std::string_view text = sql.substr(token.begin, token.end - token.begin);
    if (token.kind == RawTokenKind::string)
      words.emplace_back(text);
    else if (token.kind == RawTokenKind::quoted_name)
      words.push_back(lower_case(text.substr(1, text.size() - 2)));
    else if (token.kind != RawTokenKind::comment)
      words.push_back(lower_case(text));
  }
  return words;
}

/// What a trigger says beside its body without words that mean nothing.
void drop_optional_words(std::vector<std::string>& words) {
  const auto body = std::find(words.begin(), words.end(), "begin");
  constexpr std::array<std::string_view, 5> optional{"for", "each", "row", "(", ")"};
  words.erase(std::remove_if(words.begin(), body,
                             [&](const std::string& word) { return std::find(optional.begin(), optional.end(), word) != optional.end(); }),
              body);
}

/// NOT NULL behind everything else that is said of its column: ALTER TABLE puts it there.
void move_not_null(std::vector<std::string>& words) {
  std::vector<std::string> moved;
  bool is_not_null = false;
  int depth = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == ")") --depth;
    if (depth == 1 && words[i] == "not" && i + 1 < words.size() && words[i + 1] == "null") {
      is_not_null = true;
      ++i;
      continue;
    }
    const bool ends_part = (depth == 1 && words[i] == ",") || (depth == 0 && words[i] == ")");
    if (ends_part && is_not_null) moved.insert(moved.end(), {"not", "null"});
    if (ends_part) is_not_null = false;
    if (words[i] == "(") ++depth;
    moved.push_back(words[i]);
  }
  words = std::move(moved);
}

/// The check of an enumeration keeps the name of a column that has another one since, until the table is rebuilt.
void rename_enumeration_checks(std::vector<std::string>& words) {
  constexpr std::string_view end = "_values";
  for (std::size_t i = 1; i + 1 < words.size(); ++i)
    if (words[i - 1] == "constraint" && words[i].ends_with(end) && words[i + 1] == "check") words[i] = end;
}

/// The conditions of all checks, sorted.
std::vector<std::string> checks_of(const std::vector<std::string>& words) {
  std::vector<std::string> checks;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] != "check" || words[i + 1] != "(") continue;
    std::string text;
    int depth = 0;
    for (++i; i < words.size(); ++i) {
      depth += words[i] == "(" ? 1 : words[i] == ")" ? -1 : 0;
      text += words[i] + " ";
      if (depth == 0) break;
    }
    checks.push_back(std::move(text));
  }
  std::sort(checks.begin(), checks.end());
  return checks;
}

/// With the parts between the outermost parentheses sorted.
std::string unordered(const std::vector<std::string>& words) {
  std::vector<std::string> parts(1);
  std::string around;
  int depth = 0;
  for (const std::string& word : words) {
    if (word == ")") --depth;
    if (depth == 0)
      around += word + " ";
    else if (depth == 1 && word == ",")
      parts.emplace_back();
    else
      parts.back() += word + " ";
    if (word == "(") ++depth;
  }
  std::sort(parts.begin(), parts.end());
  return fmt::format("{}{}", around, fmt::join(parts, ", "));
}

bool has_unnamed_constraint(const std::vector<std::string>& words) {
  constexpr std::array<std::string_view, 4> kinds{"primary", "unique", "check", "references"};
  std::ptrdiff_t constraints = 0;
  for (const std::string_view kind : kinds) constraints += std::count(words.begin(), words.end(), kind);
  return constraints > std::count(words.begin(), words.end(), "constraint");
}

class SqliteSubject final : public RehearsalDatabase {
 public:
  SqliteSubject(const std::string& path, const RehearsalOptions& options, std::string& error)
      : options_(options), connection_(path, SqliteConnection::Mode::read_write, error) {}

  [[nodiscard]] SqliteConnection& connection() { return connection_; }

  RehearsedScript run(const std::string& script, const OnStep& on_step) override {
    StepClock clock(on_step);
    const auto error =
        connection_.run(script, {.before = [&](std::string_view text) { clock.begin_statement(label_of(text, options_.version_table)); },
                                 .on_row = [&](std::string_view value) { clock.read_line(value); },
                                 .after = [&](std::int64_t rows) { clock.end_statement(rows); }});
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
    for (const std::vector<std::string>& row : rows)
      listing.emplace(fmt::format("{} {}", row[0], lower_case(row[1])), listed(row[0], row[1], row[3]));
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
    std::vector<std::string> words = words_of(sql);
    if (type == "table") move_not_null(words);
    rename_enumeration_checks(words);
    if (type == "trigger") drop_optional_words(words);
    if (type == "index") std::erase(words, "asc");
    ListedObject object{fmt::format("{}", fmt::join(words, " "))};
    if (type == "table") {
      object.unordered = unordered(words);
      object.meaning = meaning_of(name, words);
      object.leaves_names_to_us = has_unnamed_constraint(words);
    }
    return object;
  }
  /// Columns, keys, references and checks, whatever they are called.
  std::string meaning_of(const std::string& table, const std::vector<std::string>& words) {
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
    return text + fmt::format("{}", fmt::join(checks_of(words), "\n"));
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
