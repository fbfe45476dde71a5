// PostgreSQL 12 to 18, scripts for psql.
#pragma once

#include <memory>
#include <string>

#include "galley/dialect.hpp"
#include "postgresql/lowering.hpp"

namespace galley {

class PostgreSql final : public Dialect {
 public:
  PostgreSql(const DialectOptions& options, postgresql::Target target);

  [[nodiscard]] std::string_view name() const override { return "postgresql"; }
  [[nodiscard]] std::string target_text() const override;
  [[nodiscard]] bool knows_type(std::string_view type) const override;
  [[nodiscard]] std::string identity_of(std::string_view identifier) const override { return std::string(identifier); }
  [[nodiscard]] QueryReading read_query(std::string_view text, const Catalog& catalog) const override;
  [[nodiscard]] QueryReading read_body(const SchemaObject& object, const Catalog& catalog) const override;
  [[nodiscard]] bool knows_function(std::string_view function) const override;
  [[nodiscard]] bool knows_pseudo_type(std::string_view type) const override;
  [[nodiscard]] bool users_hold_column_types() const override { return true; }
  [[nodiscard]] std::string_view extension_of_type(std::string_view type) const override;
  [[nodiscard]] bool tells_unlogged() const override { return true; }
  [[nodiscard]] RawReading read_raw(std::string_view text, Span place, const Catalog& catalog) const override;
  [[nodiscard]] std::vector<Step> lower(const ReplayedRevision& revision, const LoweringContext& context,
                                        Diagnostics& diagnostics) const override;
  [[nodiscard]] std::unique_ptr<ScriptWriter> begin_script(const Script& script, const SourceSet& sources,
                                                           std::size_t expected_sections) const override;
  [[nodiscard]] bool heeds_script_settings() const override { return true; }
  [[nodiscard]] std::string settings_text() const override;
  /// Nothing is impossible for psql: a lossy downgrade asks for a variable.
  [[nodiscard]] std::string write_schema(const std::vector<Step>& steps, const std::string& title) const override;
  void check_script(const Script& script, Diagnostics& diagnostics) const override;

 private:
  postgresql::Printing printing_;
  postgresql::Target target_;
  ObjectName version_table_;
  Annotations annotations_;
  std::optional<Strategy> strategy_;
  std::optional<Strategy> default_strategy_;
  ScriptSettings settings_;
};

/// Nothing, with `error` filled, when the target is not one of the known versions.
[[nodiscard]] std::unique_ptr<Dialect> make_postgresql(const DialectOptions& options, std::string& error);

}  // namespace galley
