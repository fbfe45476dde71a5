#include "listing.hpp"

#include <fmt/format.h>

#include <iterator>

namespace galley::testing {
namespace {

std::string rows_text(const std::vector<std::string>& rows) { return rows.empty() ? "(none)" : fmt::format("{}", fmt::join(rows, " ")); }

std::string change_text(const VersionRowChange& change) {
  std::string text;
  for (const std::string& id : change.deletes) text += fmt::format("delete {}; ", id);
  if (change.update) text += fmt::format("update {} to {}; ", change.update->first, change.update->second);
  for (const std::string& id : change.inserts) text += fmt::format("insert {}; ", id);
  return text;
}

void append_step(std::string& text, const Step& step) {
  const auto add = [&](std::string_view what, std::string_view value) {
    if (!value.empty()) fmt::format_to(std::back_inserter(text), "  -- {}: {}\n", what, value);
  };
  text.append(step.sql).append("\n");
  for (const Lock& lock : step.locks) add(lock_mode_name(lock.mode), lock.relation);
  if (step.rewrites_table) add("rewrites", "the table");
  if (step.scans_table) add("scans", "the table");
  if (step.repetition == Repetition::unsafe) add("repetition", "unsafe");
  add("before", step.prepare);
  add("proof", step.proof);
  add("loss", step.loss);
  for (const std::string& note : step.notes) add("note", note);
}

std::string place_text(const Section& section, const RevisionGraph& graph) {
  std::string text = graph.id(section.revision);
  if (section.is_split()) text += fmt::format(", part {} of {}", section.part, section.parts);
  if (!section.transactional) text += ", outside a transaction";
  return text;
}

}  // namespace

std::string list_order(const RevisionGraph& graph) {
  std::string text;
  for (const RevisionIndex index : graph.order()) text += graph.id(index) + "\n";
  return text;
}

std::string list_rows(const RevisionGraph& graph, const Plan& plan) {
  std::string text = fmt::format("start: {}\n", rows_text(plan.start_rows));
  for (const PlannedRevision& step : plan.steps) {
    text += fmt::format("{}: {}rows {}\n", graph.id(step.revision), change_text(*step.change), rows_text(step.rows_after));
  }
  return text;
}

std::string list_statements(const RevisionGraph& graph, const Script& script) {
  std::string text;
  for (const Section& section : script.sections) {
    text += fmt::format("-- {}\n", place_text(section, graph));
    for (const Step& step : section.steps) append_step(text, step);
  }
  return text;
}

}  // namespace galley::testing
