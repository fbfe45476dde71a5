#include "driver/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>

#include "base/line_difference.hpp"
#include "catalog/catalog_needs.hpp"
#include "catalog/changed_parts.hpp"
#include "catalog/recreate.hpp"
#include "driver/lowering.hpp"

namespace galley {
namespace {

std::optional<Catalog> catalog_at(const Project& project, const Dialect& dialect, const CompileOptions& options,
                                  const std::string& selector, Diagnostics& diagnostics) {
  if (!project.graph || diagnostics.has_errors()) return std::nullopt;
  if (!select_revisions(*project.graph, selector, diagnostics)) return std::nullopt;  // there is no range that steps could be counted from
  const std::optional<Plan> plan = make_plan(*project.graph, Direction::upgrade, "base:" + selector, diagnostics);
  if (!plan) return std::nullopt;
  Replay replayed = replay(*project.graph, *plan, dialect, replay_options_of(options), diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  return std::move(replayed.end);
}

std::vector<Step> lower_changes(std::vector<Operation> operations, const Dialect& dialect, Diagnostics& diagnostics) {
  ReplayedRevision made;
  made.operations = std::move(operations);
  return dialect.lower(made, {}, diagnostics);
}

/// The DDL of one object, or nothing where there is no such object.
std::vector<std::string> definition_of(const Catalog& catalog, const ObjectKey& key, const Dialect& dialect, Diagnostics& diagnostics) {
  std::string text;
  for (const Step& step : lower_changes(recreate_one(catalog, key), dialect, diagnostics))
    if (!step.sql.empty()) text += step.sql + "\n";
  return lines_of(text);
}

bool is_same(const Catalog& a, const Catalog& b, const ObjectKey& key) {
  const auto same = [](const auto& x, const auto& y) { return x == y || (x && y && *x == *y); };
  if (key.kind == ObjectKind::table) return same(a.find_table(key.name), b.find_table(key.name));
  if (key.kind == ObjectKind::enumeration) return same(a.find_enum(key.name), b.find_enum(key.name));
  return same(a.find_object(key), b.find_object(key));
}

}  // namespace

std::optional<std::string> schema_text(const Project& project, const Dialect& dialect, const CompileOptions& options,
                                       const std::string& selector, Diagnostics& diagnostics) {
  const std::optional<Catalog> catalog = catalog_at(project, dialect, options, selector, diagnostics);
  if (!catalog) return std::nullopt;
  const std::vector<Step> steps =
      lower_changes(recreate(*catalog, options.replay.default_schema, dialect.references_may_come_first()), dialect, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  return dialect.write_schema(steps, fmt::format("Schema at {} for {}.", comment_text(selector), dialect.target_text()));
}

std::optional<std::string> schema_difference(const Project& project, const Dialect& dialect, const CompileOptions& options,
                                             const std::string& from, const std::string& to, Diagnostics& diagnostics) {
  const std::optional<Catalog> before = catalog_at(project, dialect, options, from, diagnostics);
  const std::optional<Catalog> after = before ? catalog_at(project, dialect, options, to, diagnostics) : std::nullopt;
  if (!after) return std::nullopt;
  std::vector<ObjectKey> keys = all_objects(*after);
  for (ObjectKey& key : all_objects(*before)) {
    const bool is_known = key.kind == ObjectKind::table         ? after->find_table(key.name) != nullptr
                          : key.kind == ObjectKind::enumeration ? after->find_enum(key.name) != nullptr
                                                                : after->find_object(key) != nullptr;
    if (!is_known) keys.push_back(std::move(key));
  }
  std::string text;
  for (const ObjectKey& key : keys) {
    if (is_same(*before, *after, key)) continue;
    const std::vector<std::string> was = definition_of(*before, key, dialect, diagnostics);
    const std::vector<std::string> is = definition_of(*after, key, dialect, diagnostics);
    const std::string lines = line_difference(was, is);
    // Two declarations, or a change that this dialect has no words for (a comment on SQLite).
    if (lines.empty()) continue;
    const std::string_view what = was.empty() ? " (new)" : is.empty() ? " (dropped)" : "";
    text += fmt::format("{}{}{}\n{}", text.empty() ? "" : "\n", comment_text(described(key, options.replay.default_schema)), what, lines);
  }
  if (diagnostics.has_errors()) return std::nullopt;
  return text;
}

}  // namespace galley
