#include "postgresql/dialect.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "postgresql/script_writer.hpp"

namespace galley {
namespace {

constexpr int oldest_target = 12;
constexpr int newest_target = 18;
constexpr int default_target = 15;

}  // namespace

PostgreSql::PostgreSql(const DialectOptions& options, postgresql::Target target)
    : printing_{options.default_schema}, target_(target), version_table_{options.default_schema, options.version_table} {}

std::string PostgreSql::target_text() const { return fmt::format("PostgreSQL {} or newer", target_.version); }

bool PostgreSql::knows_type(std::string_view type) const { return postgresql::knows_type_name(type); }

std::vector<Step> PostgreSql::lower(const ReplayedRevision& revision, Diagnostics& diagnostics) const {
  return postgresql::lower_revision(revision, printing_, target_, diagnostics);
}

std::string PostgreSql::write(const Script& script, const SourceSet& sources) const {
  return postgresql::script_text({.script = script,
                                  .sources = sources,
                                  .default_schema = printing_.default_schema,
                                  .version_table = version_table_,
                                  .ledger = {printing_.default_schema, "galley_step"},
                                  .target = target_});
}

void PostgreSql::check_script(const Script&, Diagnostics&) const {}

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
