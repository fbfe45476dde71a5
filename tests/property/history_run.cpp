#include "property/history_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "driver/lowering.hpp"
#include "driver/schema.hpp"
#include "property/portable.hpp"
#include "property/survivors.hpp"
#include "support/fake_project.hpp"
#include "support/server.hpp"
#include "support/text.hpp"

namespace galley::testing {
namespace {

std::string selector(const std::vector<std::string>& rows) { return rows.empty() ? "base" : fmt::format("{}", fmt::join(rows, ",")); }

/// The history has something that came with a later version than the target.
struct NotForTarget {};

/// A failure on its way out.
struct Failed {
  std::string what;
};
[[noreturn]] void fail(std::string_view property, const std::string& seen) {
  for (const std::string_view too_new : {"E0418", "E0454", "E0491"})
    if (seen.find(too_new) != std::string::npos) throw NotForTarget{};
  throw Failed{fmt::format("{}\n{}", property, seen)};
}

std::string shown(const std::vector<SchemaDifference>& differences) {
  std::string text;
  for (const SchemaDifference& each : differences) text += fmt::format("{}\n  - {}\n  + {}\n", each.object, each.wanted, each.found);
  return text;
}

/// SQL alone for SQLite, which no shell runs here. GALLEY_SQLITE_TARGET is for a library of another version.
DialectOptions options_for(std::string_view dialect, const HistorySettings& settings) {
  if (dialect != "sqlite") return {.target = fmt::format("{}", PostgresServer::major_version())};
  const char* target = std::getenv("GALLEY_SQLITE_TARGET");
  return {.target = target == nullptr ? "" : target, .foreign_keys = settings.foreign_keys, .script = {.runner = Runner::plain}};
}

class Run {
 public:
  Run(const std::string& text, HistoryDatabase& database, const HistorySettings& settings)
      : database_(database),
        fake_(make_project({{"a.mig", text}})),
        dialect_(dialect_named(database.dialect(), options_for(database.dialect(), settings))) {}

  HistoryRun take() {
    try {
      run();
    } catch (const NotForTarget&) { result_ = {.is_for_later_versions = true}; } catch (const Failed& failed) {
      result_.failure = fmt::format("{}: {}", database_.dialect(), failed.what);
    }
    return std::move(result_);
  }

 private:
  void run() {
    if (!fake_->project.graph) fail("the history is read", fake_->rendered());
    const std::optional<Plan> plan = make_plan(*fake_->project.graph, Direction::upgrade, "heads", fake_->diagnostics);
    std::vector<std::string> rows;
    for (const PlannedRevision& step : plan->steps) {
      go_up(rows, step);
      rows = step.rows_after;
    }
    const SchemaListing reached = database_.schema();
    const std::string down = script(Direction::downgrade, selector(rows) + ":base");
    apply("the whole history goes down", down);
    if (const SchemaListing left = without_schemas(database_.schema()); !left.empty())
      fail("down to base leaves nothing", shown(differences({}, left)));
    apply("the whole history goes up again", script(Direction::upgrade, "base:" + selector(rows)));
    expect_schema("up again is what it was", reached, ColumnOrder::does_not_count);
  }

  void go_up(const std::vector<std::string>& rows, const PlannedRevision& step) {
    const std::string before = selector(rows);
    const std::string after = selector(step.rows_after);
    const Replay replayed = replay_to(before + ":" + after);
    const std::vector<Operation>& operations = replayed.steps.front().operations;
    const std::map<std::string, std::string> kept = survivors_before(replayed.start, operations);
    const std::string up = script(Direction::upgrade, before + ":" + after);
    apply("the revision " + after + " is applied", up);
    compare_survivors(replayed.start, operations, kept);
    expect_schema("the schema is the catalog's at " + after, wanted_at(after), order_);
    if (can_be_repeated(operations) && leads_back(after + ":" + before, rows)) {
      const std::string down = script(Direction::downgrade, after + ":" + before);
      apply("the revision " + after + " is taken back", down);
      expect_schema("the schema is the catalog's again at " + before, wanted_at(before), ColumnOrder::does_not_count);
      apply("the revision " + after + " is applied again", up);
      expect_schema("the schema is the catalog's once more at " + after, wanted_at(after), ColumnOrder::does_not_count);
      if (!differences(wanted_at(after), database_.schema()).empty()) order_ = ColumnOrder::does_not_count;  // from here on
      ++result_.steps_back;
    }
    ++result_.revisions;
    work_with(replayed.end);
  }

  /// Going down to a branch point takes all of its branches away.
  bool leads_back(const std::string& range, const std::vector<std::string>& rows) {
    Diagnostics nowhere_to_go;  // what another revision depends on is no row any more
    const std::optional<Plan> plan = make_plan(*fake_->project.graph, Direction::downgrade, range, nowhere_to_go);
    return plan && plan->steps.size() == 1 && plan->end_rows() == rows;
  }

  Replay replay_to(const std::string& range) {
    const std::optional<Plan> plan = make_plan(*fake_->project.graph, Direction::upgrade, range, fake_->diagnostics);
    if (!plan) fail("a plan is made", fake_->rendered());
    const CompileOptions options;
    Replay replayed = replay(*fake_->project.graph, *plan, *dialect_, replay_options_of(options), fake_->diagnostics);
    if (fake_->diagnostics.has_errors()) fail("the history compiles", fake_->rendered());
    return replayed;
  }

  std::string script(Direction direction, const std::string& range) {
    CompileOptions options;
    options.direction = direction;
    options.range = range;
    options.accept_data_loss = true;
    const std::optional<std::string> text = compile(fake_->project, *dialect_, options, fake_->diagnostics);
    if (!text) fail("the history compiles", range + "\n" + fake_->rendered());
    return *text;
  }

  void apply(const std::string& property, const std::string& text) {
    if (const std::string error = database_.run(text); !error.empty())
      fail(property, error + "\n" + text.substr(std::min(text.size(), text.find("== preflight"))));
  }

  SchemaListing wanted_at(const std::string& place) {
    if (place == "base") return {};
    const auto known = wanted_.find(place);
    if (known != wanted_.end()) return known->second;
    const std::optional<std::string> ddl = schema_text(fake_->project, *dialect_, {}, place, fake_->diagnostics);
    if (!ddl) fail("the schema compiles", fake_->rendered());
    std::string error;
    SchemaListing listing = database_.schema_of(*ddl, error);
    if (!error.empty()) fail("the schema is made by itself", error + "\n" + *ddl);
    return wanted_.emplace(place, std::move(listing)).first->second;
  }

  void expect_schema(const std::string& property, const SchemaListing& wanted, ColumnOrder order) {
    const auto differing = differences(without_schemas(wanted), without_schemas(database_.schema()), order);
    if (!differing.empty()) fail(property, shown(differing));
  }

  /// What every database has: an empty one lists it as well.
  static SchemaListing without_schemas(SchemaListing listing) {
    listing.erase("schema public");
    listing.erase("extension plpgsql");
    return listing;
  }

  std::string rows_query(const std::string& table, const std::vector<std::string>& columns) {
    std::string list;
    for (const std::string& column : columns) list += (list.empty() ? "" : ", ") + quoted(column);
    return fmt::format("SELECT {} FROM {} ORDER BY {};", list.empty() ? "1" : list, quoted(table), quoted("id"));
  }

  /// The rows of each table, in the columns that stay.
  std::map<std::string, std::string> survivors_before(const Catalog& catalog, const std::vector<Operation>& operations) {
    std::map<std::string, std::string> kept;
    for (const auto& [name, table] : survivors(catalog, operations)) {
      if (table.may_lose_rows || !table.columns.contains("id")) continue;
      std::vector<std::string> columns;
      for (const auto& [before, after] : table.columns) columns.push_back(before);
      kept.emplace(name, database_.query(rows_query(name, columns)));
    }
    return kept;
  }

  void compare_survivors(const Catalog& catalog, const std::vector<Operation>& operations, const std::map<std::string, std::string>& kept) {
    for (const auto& [name, table] : survivors(catalog, operations)) {
      const auto before = kept.find(name);
      if (before == kept.end()) continue;
      std::vector<std::string> columns;
      for (const auto& [was, is] : table.columns) columns.push_back(is);
      const std::string now = database_.query(rows_query(table.name, columns));
      const auto lines = lines_of(now);
      for (const std::string_view line : lines_of(before->second))
        if (std::find(lines.begin(), lines.end(), line) == lines.end())
          fail("rows survive", fmt::format("table {}, now {}: no more\n{}\nbut\n{}", name, table.name, line, now));
    }
  }

  /// Rows of an application in tables that have none of it yet; then what both dialects must answer alike.
  void work_with(const Catalog& catalog) {
    std::string answers;
    const std::vector<TablePointer> tables = keyed_tables(catalog);
    for (const TablePointer& table : tables) {
      const std::string present =
          database_.query(fmt::format("SELECT count(*) FROM {} WHERE id > 1000 AND id < 1010;", quoted(table->name.name)));
      if (present != "0\n") continue;
      for (int number = 1; number <= 3; ++number) {
        const std::string said = database_.query(insert_row(*table, number));
        answers += fmt::format("{} {} {}\n", table->name.name, number, said.starts_with("error") ? "refused" : "accepted");
      }
    }
    for (const TablePointer& table : tables) answers += fmt::format("{}\n{}", table->name.name, database_.query(all_rows(*table)));
    result_.answers.push_back(std::move(answers));
  }

  HistoryDatabase& database_;
  std::unique_ptr<FakeProject> fake_;
  std::unique_ptr<Dialect> dialect_;
  std::map<std::string, SchemaListing> wanted_;
  ColumnOrder order_ = ColumnOrder::counts;
  HistoryRun result_;
};

}  // namespace

HistoryRun run_history(const std::string& text, HistoryDatabase& database, const HistorySettings& settings) {
  return Run(text, database, settings).take();
}

}  // namespace galley::testing
