// SQLite from 3.25 on: one transaction a script, native ALTER TABLE where the target can, a rebuild of the table elsewhere.
#pragma once

#include <memory>
#include <string>

#include "galley/dialect.hpp"
#include "sqlite/capabilities.hpp"

namespace galley {

class Sqlite : public Dialect {
 public:
  Sqlite(const sqlite::Capabilities& capabilities, DialectOptions options) : capabilities_(capabilities), options_(std::move(options)) {}

  [[nodiscard]] std::string_view name() const override { return "sqlite"; }
  [[nodiscard]] std::string target_text() const override;
  [[nodiscard]] bool knows_type(std::string_view type) const override;
  [[nodiscard]] std::string identity_of(std::string_view identifier) const override;
  [[nodiscard]] QueryReading read_query(std::string_view text, const Catalog& catalog) const override;
  [[nodiscard]] QueryReading read_body(const SchemaObject& object, const Catalog& catalog) const override;
  [[nodiscard]] RawReading read_raw(std::string_view text, Span place, const Catalog& catalog) const override;
  [[nodiscard]] std::vector<Step> lower(const ReplayedRevision& revision, const LoweringContext&, Diagnostics& diagnostics) const override;
  [[nodiscard]] std::unique_ptr<ScriptWriter> begin_script(const Script& script, const SourceSet& sources,
                                                           std::size_t expected_sections) const override;
  [[nodiscard]] std::string write_schema(const std::vector<Step>& steps, const std::string& title) const override;
  [[nodiscard]] std::string settings_text() const override { return options_.script.runner == Runner::plain ? "plain" : ""; }
  [[nodiscard]] bool references_may_come_first() const override { return true; }
  void check_script(const Script& script, Diagnostics& diagnostics) const override;

 private:
  sqlite::Capabilities capabilities_;
  DialectOptions options_;
};

/// Nothing, with `error` filled, when the target is not known.
[[nodiscard]] std::unique_ptr<Dialect> make_sqlite(const DialectOptions& options, std::string& error);

}  // namespace galley
