#include "sqlite/dialect.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/letter_case.hpp"
#include "diag/catalogue/sqlite.hpp"
#include "sqlite/lower.hpp"
#include "sqlite/memory_schema.hpp"
#include "sqlite/read_query.hpp"
#include "sqlite/read_raw.hpp"
#include "sqlite/script_text.hpp"
#include "sqlite/types.hpp"

namespace galley {

std::string Sqlite::target_text() const { return fmt::format("SQLite 3.{} or newer", capabilities_.minor); }

bool Sqlite::knows_type(std::string_view type) const { return sqlite::is_native_type(type); }

/// SQLite ignores the case of ASCII letters in names, even in quotes.
std::string Sqlite::identity_of(std::string_view identifier) const { return lower_case(identifier); }

QueryReading Sqlite::read_query(std::string_view text, const Catalog& catalog) const {
  QueryReading reading = sqlite::read_query(text, catalog, options_);
  if (reading.error) reading.error->uncertain = capabilities_.minor > sqlite::parser_minor();
  return reading;
}

QueryReading Sqlite::read_body(const SchemaObject& object, const Catalog& catalog) const {
  if (object.key.kind != ObjectKind::trigger) return {};
  QueryReading reading = sqlite::read_trigger(object, catalog, options_);
  if (reading.error) reading.error->uncertain = capabilities_.minor > sqlite::parser_minor();
  return reading;
}

RawReading Sqlite::read_raw(std::string_view text, Span place, const Catalog& catalog) const {
  RawReading reading = sqlite::read_raw(text, place, catalog, options_);
  if (reading.error && capabilities_.minor > sqlite::parser_minor()) reading.error->uncertain = true;
  return reading;
}

std::vector<Step> Sqlite::lower(const ReplayedRevision& revision, const LoweringContext&, Diagnostics& diagnostics) const {
  return sqlite::lower(revision, capabilities_, options_, diagnostics);
}

std::unique_ptr<ScriptWriter> Sqlite::begin_script(const Script& script, const SourceSet& sources, std::size_t expected_sections) const {
  return sqlite::begin_script(script, sources, expected_sections, capabilities_, options_, target_text());
}

std::string Sqlite::write_schema(const std::vector<Step>& steps, const std::string& title) const {
  return fmt::format("-- {}\n\n{}", title, statements_text(steps));
}

void Sqlite::check_script(const Script& script, Diagnostics& diagnostics) const {
  if (script.direction == Direction::upgrade || script.accept_data_loss || script.losses.empty()) return;
  auto error = diagnostics.report({}, diag::sqlite_data_loss);
  for (const std::string& loss : script.losses) error.note({}, "lost: {}", loss);
  error.help("compile with --accept-data-loss when that is meant");
}

std::unique_ptr<Dialect> make_sqlite(const DialectOptions& options, std::string& error) {
  const std::optional<sqlite::Capabilities> capabilities = sqlite::capabilities_of(options.target);
  if (!capabilities) {
    error =
        fmt::format("unknown version \"{}\" of SQLite: known are 3.{} to 3.{}", options.target, sqlite::oldest_minor, sqlite::newest_minor);
    return nullptr;
  }
  return std::make_unique<Sqlite>(*capabilities, options);
}

}  // namespace galley
