#include "sqlite/script_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "base/letter_case.hpp"
#include "sqlite/guards.hpp"
#include "sqlite/header.hpp"
#include "sqlite/quoting.hpp"
#include "sqlite/raw_rules.hpp"

namespace galley::sqlite {
namespace {

constexpr std::string_view one_row_message = "GAL-G02: the version rows are not what they were when the script began";
constexpr std::string_view leftover_message = "GAL-G03: a table galley_new_... is left over from something else: look at it and drop it";
constexpr std::string_view broken_keys_message = "GAL-G04: rows would refer to rows that do not exist; see PRAGMA foreign_key_check";

std::string rows_text(const std::vector<std::string>& rows) { return rows.empty() ? "base" : fmt::format("{}", fmt::join(rows, ", ")); }

constexpr std::string_view inside_message = "GAL-P00: started inside a transaction";
constexpr std::string_view busy_message = "GAL-P18: another writer has the database, or it cannot be written";

/// Outside the temporary database, and not something that may leave everything as it is.
bool changes_schema(std::string_view sql) {
  constexpr std::size_t words = 5;
  const std::vector<RawToken> tokens = scan_raw(sql.substr(0, sql.find('(')), raw_rules).tokens;
  std::vector<std::string> first;
  for (const RawToken& token : tokens)
    if (token.kind != RawTokenKind::comment && first.size() < words)
      first.push_back(upper_case(sql.substr(token.begin, token.end - token.begin)));
  if (first.empty() || (first.front() != "CREATE" && first.front() != "ALTER" && first.front() != "DROP")) return false;
  return std::none_of(first.begin(), first.end(),
                      [](const std::string& word) { return word == "TEMP" || word == "TEMPORARY" || word == "IF"; });
}

bool needs_foreign_keys_off(const Section& section) {
  return std::any_of(section.steps.begin(), section.steps.end(), [](const Step& step) { return !step.prepare.empty(); });
}

class SqliteWriter final : public ScriptWriter {
 public:
  SqliteWriter(const Script& script, const SourceSet& sources, std::size_t expected_sections, int minor, const DialectOptions& options,
               std::string target_text)
      : script_(script),
        sources_(sources),
        options_(options),
        target_text_(std::move(target_text)),
        minor_(minor),
        version_table_(identifier(options.version_table)),
        body_(expected_sections) {
    if (!options_.foreign_keys) prepare_guards();
  }

  /// Where the application runs with foreign keys on, what the guards look like depends on all sections.
  void add(const Section& section) override {
    const RevisionInScript& revision = script_.revisions.back();
    if (guards_)
      write(section, revision);
    else
      waiting_.emplace_back(section, revision);
  }

  ScriptText finish() override {
    if (!guards_) {
      keys_on_ = std::none_of(waiting_.begin(), waiting_.end(), [](const auto& each) { return needs_foreign_keys_off(each.first); });
      prepare_guards();
      for (const auto& [section, revision] : waiting_) write(section, revision);
    }
    text_ = write_header(script_, rebuilds_, target_text_, is_plain());
    begin();
    preflight();
    ScriptText result{std::move(text_), body_.take(sections_)};
    text_.clear();
    end();
    result.body.append(text_);
    return result;
  }

 private:
  template <class... Args>
  void put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
  }
  /// What the operator sees. A plain SELECT prints one line in the shell and does no harm in any other client.
  void say(const std::string& text) { put("SELECT {};\n", string_literal(comment_text(text))); }
  void require(const std::string& condition, const std::string& message) { text_ += guards_->require(condition, message); }

  [[nodiscard]] std::string too_old_message() const { return fmt::format("GAL-P02: compiled for {}", target_text_); }
  [[nodiscard]] std::string no_table_message() const {
    return fmt::format("GAL-P03: the database has no table {}", options_.version_table);
  }
  [[nodiscard]] std::string keys_message() const {
    return fmt::format("GAL-P05: foreign_keys cannot be switched {} here", keys_on_ ? "on" : "off");
  }
  [[nodiscard]] std::string start_message() const {
    return fmt::format("GAL-G01: the database is not at {}", rows_text(script_.path.front()));
  }
  [[nodiscard]] bool starts_from_base() const { return script_.path.front().empty(); }

  /// Those of statements follow one by one.
  void prepare_guards() {
    guards_.emplace();
    if (is_plain()) guards_->add(std::string(inside_message));
    guards_->add(too_old_message());
    guards_->add(keys_message());
    if (!starts_from_base()) guards_->add(no_table_message());
    if (is_plain()) guards_->add(std::string(busy_message));
    guards_->add(start_message());
    guards_->add(std::string(leftover_message));
    guards_->add_last(std::string(one_row_message));
    if (!keys_on_) guards_->add_last(std::string(broken_keys_message));
  }

  [[nodiscard]] bool is_plain() const { return options_.script.runner == Runner::plain; }

  void begin() {
    const std::string_view wanted = keys_on_ ? "ON" : "OFF";
    if (is_plain()) {
      put("PRAGMA busy_timeout = 10000;\n");
      // Inside a transaction the switch does nothing.
      put("DROP TABLE IF EXISTS temp.galley_begin;\nPRAGMA foreign_keys = {};\n", keys_on_ ? "OFF" : "ON");
      put("CREATE TEMP TABLE galley_begin AS SELECT foreign_keys FROM pragma_foreign_keys;\n");
    } else {
      put(".bail on\n.timeout 10000\n");
    }
    put("PRAGMA foreign_keys = {};\nPRAGMA legacy_alter_table = OFF;\n", wanted);
    // A plain BEGIN does not fail while another writer is at work: a client that goes on would write outside a transaction.
    put("{}\n", is_plain() ? "BEGIN;" : "BEGIN IMMEDIATE;");
    text_ += guards_->create();
  }

  /// The writer's lock, where BEGIN has not taken it.
  void take_lock() {
    put("INSERT INTO {} (version_num) VALUES ('');\n", version_table_);
    require("changes() = 1", std::string(busy_message));
    put("DELETE FROM {} WHERE version_num = '';\n", version_table_);
  }

  void preflight() {
    put("\n");
    say("== preflight");
    if (is_plain())
      require(fmt::format("(SELECT foreign_keys FROM temp.galley_begin) = {}", keys_on_ ? 0 : 1), std::string(inside_message));
    require(fmt::format("CAST(substr(sqlite_version(), 3) AS INTEGER) >= {}", minor_), too_old_message());
    require(fmt::format("(SELECT foreign_keys FROM pragma_foreign_keys) = {}", keys_on_ ? 1 : 0), keys_message());
    if (starts_from_base()) {
      put("CREATE TABLE IF NOT EXISTS {} (version_num TEXT NOT NULL, CONSTRAINT {} PRIMARY KEY (version_num));\n", version_table_,
          identifier("pk_" + options_.version_table));
    } else {
      require(fmt::format("EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name COLLATE NOCASE = {})",
                          string_literal(options_.version_table)),
              no_table_message());
    }
    if (is_plain()) take_lock();
    require(is_at(script_.path.front()), start_message());
    require("NOT EXISTS (SELECT 1 FROM sqlite_master WHERE name LIKE 'galley\\_new\\_%' ESCAPE '\\')", std::string(leftover_message));
    if (!keys_on_) put("CREATE TEMP TABLE galley_before AS SELECT count(*) AS broken FROM pragma_foreign_key_check;\n");
  }

  /// As a set: the order of the rows does not matter.
  [[nodiscard]] std::string is_at(const std::vector<std::string>& rows) const {
    if (rows.empty()) return fmt::format("NOT EXISTS (SELECT 1 FROM {})", version_table_);
    std::string list;
    for (const std::string& row : rows) list += (list.empty() ? "" : ", ") + string_literal(row);
    return fmt::format("(SELECT count(*) = {0} AND total(version_num IN ({1})) = {0} FROM {2})", rows.size(), list, version_table_);
  }

  void write(const Section& section, const RevisionInScript& revision) {
    ++sections_;
    text_ = "\n";
    const std::size_t total_at = text_.size() + fmt::formatted_size("SELECT '== {}/", section.number);
    say(fmt::format("== {}/{}  {}  {}", section.number, body_.expected(), revision.id, section.title));
    std::size_t number = 0;
    for (const Step& step : section.steps) write(step, fmt::format("{}.{}", revision.id, ++number));
    move_rows(*revision.change);
    body_.append(text_, total_at);
  }

  void write(const Step& step, const std::string& label) {
    if (options_.annotations != Annotations::none) annotate(step, label);
    if (step.rewrites_table) ++rebuilds_;
    if (!step.proof.empty()) guards_->add(step.proof_message);
    if (!step.sql.empty()) put("{}\n", step.sql);
    if (is_plain() && changes_schema(step.sql)) text_ += guards_->require_schema_change();
    if (!step.proof.empty()) require(step.proof, step.proof_message);
  }

  void annotate(const Step& step, const std::string& label) {
    const bool is_new_place = step.span.exists() && !same_place(step.span, last_place_);  // a rebuild has many statements of one place
    last_place_ = step.span;
    put("-- {}\n",
        comment_text(fmt::format("[{}] {}{}", label, is_new_place ? sources_.place(step.span) + "   " : std::string(), step.reason)));
    if (!step.loss.empty()) put("--    loses {}\n", comment_text(step.loss));
    for (const std::string& note : step.notes) put("--    {}\n", comment_text(note));
  }

  void move_rows(const VersionRowChange& change) {
    const auto checked = [&](const std::string& sql) {
      put("{}\n", sql);
      require("changes() = 1", std::string(one_row_message));
    };
    for (const std::string& row : change.deletes)
      checked(fmt::format("DELETE FROM {} WHERE version_num = {};", version_table_, string_literal(row)));
    if (change.update) {
      checked(fmt::format("UPDATE {} SET version_num = {} WHERE version_num = {};", version_table_, string_literal(change.update->second),
                          string_literal(change.update->first)));
    }
    for (const std::string& row : change.inserts)
      checked(fmt::format("INSERT INTO {} (version_num) VALUES ({});", version_table_, string_literal(row)));
  }

  void end() {
    put("\n");
    if (!keys_on_) {
      require("(SELECT count(*) FROM pragma_foreign_key_check) <= (SELECT broken FROM temp.galley_before)",
              std::string(broken_keys_message));
    }
    text_ += guards_->gate();
    put("COMMIT;\n");
    put("SELECT {} FROM {};\n", string_literal(comment_text(fmt::format("== done: {}", rows_text(script_.path.back())))),
        guards_->of_gate());
    text_ += guards_->drop();
    if (!keys_on_) put("DROP TABLE temp.galley_before;\n");
    if (is_plain()) put("DROP TABLE temp.galley_begin;\n");
    if (options_.foreign_keys && !keys_on_) put("PRAGMA foreign_keys = ON;\n");
  }

  const Script& script_;
  const SourceSet& sources_;
  const DialectOptions& options_;
  std::string target_text_;
  int minor_;
  bool keys_on_ = false;
  std::string version_table_;
  std::optional<Guards> guards_;  // once it is known what they look like
  std::vector<std::pair<Section, RevisionInScript>> waiting_;
  Span last_place_;
  std::string text_;  // what is being written
  SectionsText body_;
  std::size_t sections_ = 0;
  std::size_t rebuilds_ = 0;
};

}  // namespace

std::unique_ptr<ScriptWriter> begin_script(const Script& script, const SourceSet& sources, std::size_t expected_sections,
                                           const Capabilities& capabilities, const DialectOptions& options, std::string target_text) {
  return std::make_unique<SqliteWriter>(script, sources, expected_sections, capabilities.minor, options, std::move(target_text));
}

}  // namespace galley::sqlite
