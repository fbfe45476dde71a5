#include "postgresql/annotations.hpp"

#include "base/append.hpp"
#include "postgresql/raw_locks.hpp"

namespace galley::postgresql {
namespace {

/// "ACCESS EXCLUSIVE on public.orders, no rewrite, no scan"
std::string impact_text(const Step& step) {
  if (step.locks.empty()) return {};
  std::string out;
  for (const Lock& lock : step.locks) append(out, out.empty() ? "" : ", ", lock_mode_name(lock.mode), " on ", lock.relation);
  if (step.reason.starts_with(raw_reason)) return step.scans_table ? out + ", scans it" : out;
  if (step.rewrites_table) return out + ", rewrites it";
  const bool blocks_writers = step.locks.front().mode >= LockMode::share;
  if (step.scans_table) return out + (blocks_writers ? ", no rewrite, scans it" : ", scans it");
  return blocks_writers ? out + ", no rewrite, no scan" : out;
}

std::string_view undo_text(const Step& step) {
  switch (step.reversibility) {
    case Reversibility::lossless:
      return "by the downgrade";
    case Reversibility::lossy:
      return "by the downgrade, which loses data";
    case Reversibility::impossible:
      return "not possible";
  }
  return {};
}

std::string_view resume_text(const Section& section, const Step& step) {
  if (section.transactional) return "comes whole with its transaction or not at all";
  switch (step.repetition) {
    case Repetition::safe:
      return "a second run repeats it, or finds it done";
    case Repetition::resumes:
      return "a second run goes on where it stopped";
    case Repetition::unsafe:
      return "a second run stops here until somebody has looked";
  }
  return {};
}

}  // namespace

std::string annotation(const ScriptContext& context, const Section& section, const Step& step, std::size_t number) {
  if (context.annotations == Annotations::none) return {};
  std::string first = concatenated('[', revision_of(context.script, section).id, '.', number, ']');
  if (step.span.exists()) append(first, ' ', context.sources.place(step.span));
  if (const std::string impact = impact_text(step); !impact.empty()) append(first, "  ", impact);
  std::string out;
  const auto line = [&](const auto&... parts) { append(out, "-- ", parts..., '\n'); };
  line(comment_text(first));
  if (context.annotations == Annotations::full) line("  what for: ", comment_text(step.reason));
  if (!step.loss.empty()) line("  loses: ", comment_text(step.loss));
  for (const std::string& note : step.notes) line("  ", comment_text(note));
  if (context.annotations != Annotations::full) return out;
  if (context.script.direction == Direction::upgrade) line("  undone: ", undo_text(step));
  line("  if the script is cut off: ", resume_text(section, step));
  return out;
}

}  // namespace galley::postgresql
