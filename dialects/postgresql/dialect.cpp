#include "postgresql/dialect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "diag/catalogue/postgresql.hpp"
#include "postgresql/batches.hpp"
#include "postgresql/enum_uses.hpp"
#include "postgresql/guards.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/read_query.hpp"
#include "postgresql/read_raw.hpp"
#include "postgresql/script_writer.hpp"
#include "postgresql/sql_parser.hpp"
#include "postgresql/statements.hpp"

namespace galley {
namespace {

constexpr int oldest_target = 12;
constexpr int newest_target = 18;
constexpr int default_target = 15;

std::vector<std::string> columns_of(const ObjectName& relation, const Catalog& catalog) {
  std::vector<std::string> names;
  if (const TablePointer table = catalog.find_table(relation))
    for (const Column& column : table->columns) names.push_back(column.name);
  for (const ObjectKind kind : {ObjectKind::view, ObjectKind::materialized_view})
    if (const ObjectPointer view = catalog.find_object({kind, relation, {}})) names = std::get<ViewDefinition>(view->definition).output;
  return names;
}

/// Then the names in the body are not looked up where the script looks.
bool sets_search_path(const RoutineDefinition& routine) {
  return std::any_of(routine.settings.begin(), routine.settings.end(),
                     [](const StorageOption& setting) { return setting.name.text == "search_path"; });
}

}  // namespace

PostgreSql::PostgreSql(const DialectOptions& options, postgresql::Target target)
    : printing_{options.default_schema},
      target_(target),
      version_table_{options.default_schema, options.version_table},
      annotations_(options.annotations),
      strategy_(options.strategy),
      default_strategy_(options.default_strategy),
      settings_(options.script) {}

std::string PostgreSql::target_text() const { return fmt::format("PostgreSQL {} or newer", target_.version); }

bool PostgreSql::knows_type(std::string_view type) const { return postgresql::knows_type_name(type); }

QueryReading PostgreSql::read_query(std::string_view text, const Catalog& catalog) const {
  QueryReading reading = postgresql::read_query(text, [&](const postgresql::NameInTree& relation) {
    return columns_of({relation.schema.empty() ? printing_.default_schema : relation.schema, relation.name}, catalog);
  });
  if (reading.error) reading.error->uncertain = target_.version > postgresql::parser_version;
  return reading;
}

QueryReading PostgreSql::read_body(const SchemaObject& object, const Catalog&) const {
  const auto* routine = std::get_if<RoutineDefinition>(&object.definition);
  if (!routine) return {};
  QueryReading reading;
  if (routine->language == "plpgsql") {
    const auto shared = std::make_shared<SchemaObject>(object);
    const std::string statement = postgresql::create_routine({.object = shared}, printing_);
    reading.error = postgresql::find_plpgsql_error(statement, routine->body);
  } else if (routine->language == "sql") {
    reading = postgresql::read_sql_body(routine->body);
    if (reading.error) reading.error->uncertain = target_.version > postgresql::parser_version;
    if (sets_search_path(*routine)) reading.references.clear();
  }
  return reading;
}

std::string_view PostgreSql::extension_of_type(std::string_view type) const { return postgresql::extension_of_type_name(type); }
bool PostgreSql::knows_function(std::string_view function) const { return postgresql::knows_function_name(function); }
bool PostgreSql::knows_pseudo_type(std::string_view type) const { return postgresql::is_pseudo_type(type); }

RawReading PostgreSql::read_raw(std::string_view text, Span place, const Catalog& catalog) const {
  RawReading reading = postgresql::read_raw(text, place, catalog, printing_.default_schema);
  if (reading.error && target_.version > postgresql::parser_version) reading.error->uncertain = true;
  return reading;
}

std::vector<Step> PostgreSql::lower(const ReplayedRevision& revision, const LoweringContext& context, Diagnostics& diagnostics) const {
  std::optional<Strategy> chosen = strategy_;
  if (!chosen) chosen = context.strategy;
  if (!chosen) chosen = default_strategy_;
  const postgresql::Situation situation{
      .strategy = chosen.value_or(Strategy::direct), .strategy_is_chosen = chosen.has_value(), .made_tables = context.made_tables};
  std::vector<Step> steps = postgresql::lower_revision(revision, printing_, target_, situation, diagnostics);
  if (settings_.runner == Runner::plain) {
    for (const Step& step : steps)
      if (step.placement == Placement::outside)
        diagnostics.report(step.span, diag::not_in_plain_script, step.reason)
            .help("leave --runner plain out, or write the revision in a form that fits into a transaction");
  }
  if (settings_.transaction == TransactionMode::per_revision) return steps;
  if (context.added_values != nullptr) postgresql::refuse_new_values(revision, *context.added_values, diagnostics);
  for (const Step& step : steps) {
    if (step.placement == Placement::transaction) continue;
    auto report = diagnostics.report(step.span, diag::not_in_one_transaction, step.reason);
    if (step.placement == Placement::outside)
      report.help("it cannot run in a transaction: leave --transaction out, so that it gets a section of its own");
    else
      report.help("it has to be committed before the next statement: leave --transaction out, so that it gets a transaction of its own");
  }
  return steps;
}

std::string PostgreSql::settings_text() const {
  const ScriptSettings usual;
  if (settings_ == usual) return {};
  return fmt::format("{} {} {} {} {} {} role {} {} databases {} window {} {}", static_cast<int>(settings_.runner),
                     static_cast<int>(settings_.transaction), settings_.checks_shape, settings_.lock_timeout, settings_.lock_retries,
                     settings_.lock_wait, settings_.role, settings_.required_role, fmt::join(settings_.databases, ","),
                     settings_.window_begin, settings_.window_end);
}

std::unique_ptr<ScriptWriter> PostgreSql::begin_script(const Script& script, const SourceSet& sources,
                                                       std::size_t expected_sections) const {
  return postgresql::begin_script({.script = script,
                                   .sources = sources,
                                   .default_schema = printing_.default_schema,
                                   .version_table = version_table_,
                                   .ledger = postgresql::ledger_table(printing_.default_schema),
                                   .target = target_,
                                   .annotations = annotations_,
                                   .settings = settings_},
                                  expected_sections);
}

std::string PostgreSql::write_schema(const std::vector<Step>& steps, const std::string& title) const {
  const auto has = [&](const auto& wanted) { return std::any_of(steps.begin(), steps.end(), wanted); };
  std::string text = fmt::format("-- {}\n\n", title);
  if (has([](const Step& step) { return step.raw; }))
    text += fmt::format("SET search_path = {}, pg_temp;\n", postgresql::identifier(printing_.default_schema));
  // A routine may name what comes after it.
  if (has([](const Step& step) { return step.sql.starts_with("CREATE FUNCTION") || step.sql.starts_with("CREATE PROCEDURE"); }))
    text += "SET check_function_bodies = off;\n";
  if (!text.ends_with("\n\n")) text += '\n';
  return text + statements_text(steps);
}

void PostgreSql::check_script(const Script& script, Diagnostics& diagnostics) const {
  if (settings_.runner != Runner::plain || !postgresql::asks_for_acceptance(script)) return;
  auto error = diagnostics.report({}, diag::plain_downgrade_loses);
  for (const std::string& loss : script.losses) error.note({}, "lost: {}", loss);
  for (const std::string& line : script.not_restored) error.note({}, "not restored: {}", line);
  error.help("compile with --accept-data-loss when that is meant");
}

std::unique_ptr<Dialect> make_postgresql(const DialectOptions& options, std::string& error) {
  int version = default_target;
  if (!options.target.empty()) {
    const char* end = options.target.data() + options.target.size();
    const auto [stop, failed] = std::from_chars(options.target.data(), end, version);
    if (failed != std::errc() || stop != end || version < oldest_target || version > newest_target) {
      error =
          fmt::format("\"{}\" is not a version of PostgreSQL that galley knows: {} to {}", options.target, oldest_target, newest_target);
      return nullptr;
    }
  }
  return std::make_unique<PostgreSql>(options, postgresql::Target{version});
}

}  // namespace galley
