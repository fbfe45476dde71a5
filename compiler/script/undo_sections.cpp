#include "script/undo_sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "script/sections.hpp"

namespace galley {
namespace {

struct Extent {  // of an operation: its first and its last part
  std::size_t first = 0;
  std::size_t last = 0;
  bool by_steps = false;  // its statements are undone one by one
};

class UndoSections {
 public:
  UndoSections(const std::vector<Step>& upgrade, const std::vector<LoweredInverse>& inverses)
      : parts_(cut_into_sections(upgrade)), inverses_(inverses), extents_(inverses.size()), taken_(inverses.size()) {
    std::vector<bool> seen(inverses.size());
    for (std::size_t part = 0; part < parts_.size(); ++part)
      for (const Step& step : parts_[part].steps) {
        Extent& extent = extents_.at(step.operation);
        if (!seen[step.operation]) extent.first = part;
        seen[step.operation] = true;
        extent.last = part;
        extent.by_steps = extent.by_steps || step.is_undone_alone;
      }
  }

  std::vector<Section> make() {
    std::vector<Section> result;
    for (std::size_t part = parts_.size(); part-- > 0;) {
      // The last part and the version rows are one transaction.
      if (part + 1 < parts_.size() || !parts_[part].transactional) result.push_back(section_of(part));
    }
    return result;
  }

 private:
  Section section_of(std::size_t part) {
    const Section& done = parts_[part];
    Section section;
    section.undoes = static_cast<int>(part) + 1;
    section.parts = static_cast<int>(parts_.size());
    const bool leaves_row = parts_.size() > 1 || std::any_of(done.steps.begin(), done.steps.end(),
                                                             [](const Step& s) { return s.repetition != Repetition::safe; });
    if (leaves_row) section.digest = digest_of(done);
    section.undoes_transaction = done.transactional;
    section.title = done.steps.empty() ? std::string() : done.steps.front().reason;
    for (auto step = done.steps.rbegin(); step != done.steps.rend(); ++step) take_back(*step, part, section);
    const auto is_outside = [](const Step& step) { return step.placement == Placement::outside; };
    const auto outside = std::count_if(section.steps.begin(), section.steps.end(), is_outside);
    section.transactional = outside == 0;
    const bool is_mixed = outside > 0 && (done.transactional || static_cast<std::size_t>(outside) < section.steps.size());
    const bool is_unsafe =
        std::any_of(section.steps.begin(), section.steps.end(), [](const Step& step) { return step.repetition == Repetition::unsafe; });
    if ((is_mixed || is_unsafe) && section.no_undo.empty()) section.no_undo = done.steps.front().reason;
    return section;
  }

  void take_back(const Step& step, std::size_t part, Section& section) {
    const Extent& extent = extents_[step.operation];
    const auto add = [&](const std::vector<Step>& steps) { section.steps.insert(section.steps.end(), steps.begin(), steps.end()); };
    if (extent.by_steps) {
      add(step.undo);
      return;
    }
    const LoweredInverse& inverse = inverses_[step.operation];
    if (inverse.impossible && section.no_undo.empty()) section.no_undo = step.reason;
    // Of raw SQL nobody knows what takes back some of its statements.
    if (extent.first < extent.last && step.raw && !inverse.steps.empty()) section.no_undo = step.reason;
    if (part != extent.first || taken_[step.operation]) return;
    taken_[step.operation] = true;
    add(inverse.steps);
  }

  std::vector<Section> parts_;
  const std::vector<LoweredInverse>& inverses_;
  std::vector<Extent> extents_;
  std::vector<bool> taken_;
};

}  // namespace

bool may_stop_half_way(const std::vector<Step>& upgrade) {
  const std::vector<Section> parts = cut_into_sections(upgrade);
  return parts.size() > 1 || !parts.front().transactional;
}

std::vector<Section> undo_sections(const std::vector<Step>& upgrade, const std::vector<LoweredInverse>& inverses) {
  return UndoSections(upgrade, inverses).make();
}

}  // namespace galley
