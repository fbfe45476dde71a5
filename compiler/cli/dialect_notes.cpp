#include "cli/dialect_notes.hpp"

#include <fmt/format.h>

#include <iterator>
#include <map>

#include "cli/lowering.hpp"

namespace galley {
namespace {

/// In the order in which they are made first.
class Remarks {
 public:
  void add(const Step& step) {
    for (const std::string& note : step.notes) {
      const auto [found, is_new] = places_.try_emplace(note, remarks_.size());
      if (is_new) remarks_.push_back({note, step.span});
      ++remarks_[found->second].times;
    }
  }
  [[nodiscard]] std::string text(const SourceSet& sources) const {
    std::string text;
    for (const Remark& remark : remarks_) {
      const std::string place = remark.first.exists() ? sources.place(remark.first) + ": " : std::string();
      const std::string more = remark.times > 1 ? fmt::format(" (and {} more)", remark.times - 1) : std::string();
      fmt::format_to(std::back_inserter(text), "  {}{}{}\n", place, comment_text(remark.note), more);
    }
    return text;
  }

 private:
  struct Remark {
    std::string note;
    Span first;
    std::size_t times = 0;
  };
  std::vector<Remark> remarks_;
  std::map<std::string, std::size_t, std::less<>> places_;
};

}  // namespace

std::string dialect_notes(const Project& project, const Dialect& dialect, const CompileOptions& options) {
  Diagnostics said_before;
  const std::optional<Plan> plan = project.graph ? make_plan(*project.graph, Direction::upgrade, "heads", said_before) : std::nullopt;
  if (!plan) return {};
  const Replay replayed = replay(*project.graph, *plan, dialect, replay_options_of(options), said_before);
  Remarks remarks;
  for (const ReplayedRevision& revision : replayed.steps)
    for (const Step& step : dialect.lower(revision, {}, said_before)) remarks.add(step);
  return remarks.text(project.sources);
}

}  // namespace galley
