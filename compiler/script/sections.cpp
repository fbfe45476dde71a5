// Statements into sections: what succeeds or fails together. A revision whose statements all fit one transaction is one
// section; a statement that cannot run in one, or must be committed before the next, splits it.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/assert.hpp"
#include "base/sha256.hpp"
#include "script/sections.hpp"

namespace galley {
namespace {

std::string rows_text(const std::vector<std::string>& rows) { return rows.empty() ? "base" : fmt::format("{}", fmt::join(rows, ", ")); }

/// "add column orders.status", "create table a; create index b; and 3 more statements"
std::string title_of(const Section& section, const RevisionInScript& revision) {
  if (section.parts == 1) return revision.message.empty() ? "(no message)" : std::string(revision.message);
  constexpr std::size_t shown = 2;
  std::string title;
  for (std::size_t i = 0; i < std::min(shown, section.steps.size()); ++i) { title += (i == 0 ? "" : "; ") + section.steps[i].reason; }
  if (section.steps.size() > shown) title += fmt::format("; and {}", counted(section.steps.size() - shown, "more statement"));
  return title.empty() ? "record the revision" : title;
}

RevisionInScript revision_in_script(const RevisionGraph& graph, const PlannedRevision& planned, const ReplayedRevision& replayed) {
  const ast::RevisionHeader& header = graph.revision(planned.revision).header;
  const auto text = [](const std::optional<ast::StringLiteral>& literal) {
    return literal ? std::string_view(literal->value) : std::string_view();
  };
  return {.index = planned.revision,
          .id = header.id.text,
          .message = text(header.message),
          .author = text(header.author),
          .ticket = text(header.ticket),
          .change = planned.change,
          .not_restored = replayed.not_restored};
}

}  // namespace

std::string digest_of(const Section& section) {
  Sha256 digest;
  for (const Step& step : section.steps) {
    digest.add(step.sql);
    digest.add(std::string_view("\0", 1));
  }
  return digest.finish_hex();
}

std::vector<Section> cut_into_sections(std::vector<Step> steps) {
  std::vector<Section> sections(1);
  bool may_grow = true;  // the last section takes further statements of a common transaction
  for (Step& step : steps) {
    const bool joins = step.placement == Placement::transaction && may_grow;
    if (!joins && !sections.back().steps.empty()) sections.emplace_back();
    Section& section = sections.back();
    section.transactional = step.placement != Placement::outside;
    may_grow = step.placement == Placement::transaction;
    section.steps.push_back(std::move(step));
  }
  return sections;
}

bool Script::has_split_revision() const {
  return std::any_of(sections.begin(), sections.end(), [](const Section& section) { return section.is_split(); });
}

ScriptMaker::ScriptMaker(const RevisionGraph& graph, const Plan& plan) : graph_(graph), plan_(plan) {
  script_.direction = plan.direction;
  script_.from_text = rows_text(plan.start_rows);
  script_.to_text = rows_text(plan.end_rows());
  script_.revisions.reserve(plan.steps.size());
  script_.path.reserve(plan.steps.size() + 1);
  script_.path.push_back(plan.start_rows);
  for (const PlannedRevision& step : plan.steps) script_.path.push_back(step.rows_after);
}

std::vector<Section> ScriptMaker::next(const ReplayedRevision& replayed, std::vector<Step> steps) {
  const std::size_t place = script_.revisions.size() + 1;
  const PlannedRevision& planned = plan_.steps[place - 1];
  const RevisionInScript& revision = script_.revisions.emplace_back(revision_in_script(graph_, planned, replayed));
  for (const std::string& line : revision.not_restored) script_.not_restored.push_back(line);
  for (const Step& step : steps) {
    if (!step.loss.empty() && seen_losses_.insert(step.loss).second) script_.losses.push_back(step.loss);
  }
  std::vector<Section> sections = cut_into_sections(std::move(steps));
  for (std::size_t part = 0; part < sections.size(); ++part) {
    Section& section = sections[part];
    section.revision = planned.revision;
    section.place = static_cast<int>(place);
    section.part = static_cast<int>(part) + 1;
    section.parts = static_cast<int>(sections.size());
    section.number = ++sections_;
    section.title = title_of(section, revision);
    if (section.is_split() || !section.transactional) section.digest = digest_of(section);
  }
  return sections;
}

Script make_script(const RevisionGraph& graph, const Plan& plan, const Replay& replay, std::vector<std::vector<Step>> lowered) {
  GALLEY_ASSERT(plan.steps.size() == replay.steps.size() && plan.steps.size() == lowered.size());
  ScriptMaker maker(graph, plan);
  std::vector<Section> all;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    std::vector<Section> sections = maker.next(replay.steps[i], std::move(lowered[i]));
    std::move(sections.begin(), sections.end(), std::back_inserter(all));
  }
  Script script = std::move(maker.script());
  script.sections = std::move(all);
  return script;
}

}  // namespace galley
