// Statements into sections: what succeeds or fails together. A revision whose statements all fit one transaction is one
// section; a statement that cannot run in one, or must be committed before the next, splits it.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "base/assert.hpp"
#include "base/sha256.hpp"
#include "galley/script.hpp"

namespace galley {
namespace {

std::string rows_text(const std::vector<std::string>& rows) { return rows.empty() ? "base" : fmt::format("{}", fmt::join(rows, ", ")); }

std::string digest_of(const Section& section) {
  std::string text;
  for (const Step& step : section.steps) {
    text += step.sql;
    text += '\0';
  }
  return sha256_hex(text);
}

/// "add column orders.status", "create table a; create index b; and 3 more statements"
std::string title_of(const Section& section, const RevisionInScript& revision) {
  if (section.parts == 1) return revision.message.empty() ? "(no message)" : revision.message;
  constexpr std::size_t shown = 2;
  std::string title;
  for (std::size_t i = 0; i < std::min(shown, section.steps.size()); ++i) { title += (i == 0 ? "" : "; ") + section.steps[i].reason; }
  if (section.steps.size() > shown) title += fmt::format("; and {}", counted(section.steps.size() - shown, "more statement"));
  return title.empty() ? "record the revision" : title;
}

/// The statements of one revision, cut where a transaction has to end. Never empty.
std::vector<Section> cut(std::vector<Step> steps) {
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

RevisionInScript revision_in_script(const RevisionGraph& graph, const PlannedRevision& planned, const ReplayedRevision& replayed) {
  const ast::RevisionHeader& header = graph.revision(planned.revision).header;
  const auto text = [](const std::optional<ast::StringLiteral>& literal) { return literal ? literal->value : std::string(); };
  return {.index = planned.revision,
          .id = header.id.text,
          .message = text(header.message),
          .author = text(header.author),
          .ticket = text(header.ticket),
          .change = planned.change,
          .not_restored = replayed.not_restored};
}

/// Every loss once, in the order of the script.
std::vector<std::string> losses_of(const std::vector<Section>& sections) {
  std::vector<std::string> losses;
  std::set<std::string_view> seen;
  for (const Section& section : sections) {
    for (const Step& step : section.steps) {
      if (!step.loss.empty() && seen.insert(step.loss).second) losses.push_back(step.loss);
    }
  }
  return losses;
}

}  // namespace

bool Script::has_split_revision() const {
  return std::any_of(sections.begin(), sections.end(), [](const Section& section) { return section.is_split(); });
}

Script make_script(const RevisionGraph& graph, const Plan& plan, const Replay& replay, std::vector<std::vector<Step>> lowered) {
  GALLEY_ASSERT(plan.steps.size() == replay.steps.size() && plan.steps.size() == lowered.size());
  Script script;
  script.direction = plan.direction;
  script.from_text = rows_text(plan.start_rows);
  script.to_text = rows_text(plan.end_rows());
  script.path.push_back(plan.start_rows);
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    script.path.push_back(plan.steps[i].rows_after);
    script.revisions.push_back(revision_in_script(graph, plan.steps[i], replay.steps[i]));
    for (const std::string& line : script.revisions.back().not_restored) script.not_restored.push_back(line);
    std::vector<Section> sections = cut(std::move(lowered[i]));
    for (std::size_t part = 0; part < sections.size(); ++part) {
      Section& section = sections[part];
      section.revision = plan.steps[i].revision;
      section.place = static_cast<int>(i) + 1;
      section.part = static_cast<int>(part) + 1;
      section.parts = static_cast<int>(sections.size());
      section.number = static_cast<int>(script.sections.size()) + 1;
      section.title = title_of(section, script.revisions.back());
      section.digest = digest_of(section);
      script.sections.push_back(std::move(section));
    }
  }
  script.losses = losses_of(script.sections);
  return script;
}

}  // namespace galley
