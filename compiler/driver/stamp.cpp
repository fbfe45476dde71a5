#include "driver/stamp.hpp"

#include "base/append.hpp"
#include "base/sha256.hpp"
#include "revisions/stamp_plan.hpp"
#include "script/stamp.hpp"

namespace galley {
namespace {

/// Of what a stamp depends on: no body of a revision is part of it.
std::string input_digest(const StampPlan& plan, const Dialect& dialect, const CompileOptions& options) {
  Sha256 digest;
  const auto add = [&](std::string_view part) { digest.add(concatenated(part.size(), ':', part, '\n')); };
  add(version()), add(dialect.name()), add(dialect.target_text()), add(options.project_name), add("stamp");
  if (const std::string settings = dialect.settings_text(); !settings.empty()) add(settings);
  for (const std::string& row : plan.start_rows) add(row);
  add("then");
  for (const std::string& row : plan.end_rows) add(row);
  return digest.finish_hex();
}

}  // namespace

std::optional<ScriptText> stamp_text(const Project& project, const Dialect& dialect, const CompileOptions& options, bool purge,
                                     Diagnostics& diagnostics) {
  if (!project.graph || diagnostics.has_errors()) return std::nullopt;
  std::optional<StampPlan> plan = make_stamp_plan(*project.graph, options.range, purge, diagnostics);
  if (!plan) return std::nullopt;
  Script script = make_stamp(plan->start_rows, plan->end_rows, plan->change);
  script.project = options.project_name;
  script.input_digest = input_digest(*plan, dialect, options);
  dialect.check_script(script, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  const std::unique_ptr<ScriptWriter> writer = dialect.begin_script(script, project.sources, 1);
  for (const Section& section : script.sections) writer->add(section);
  return writer->finish();
}

}  // namespace galley
