#include "catalog/merge_conflicts.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "catalog/changed_parts.hpp"
#include "diag/catalogue/catalog.hpp"
#include "revisions/parallel.hpp"

namespace galley {
namespace {

/// One change of a part, on the sides of a merge that have it.
struct SidedChange {
  RevisionIndex revision = 0;
  std::uint64_t sides = 0;
  Span span;
};

/// Neither side has the other's change behind it.
bool is_parallel(const SidedChange& a, const SidedChange& b) { return (a.sides & ~b.sides) != 0 && (b.sides & ~a.sides) != 0; }

class MergeConflicts {
 public:
  MergeConflicts(const RevisionGraph& graph, const std::vector<ReplayedRevision>& upgrades, std::string_view default_schema,
                 Diagnostics& diagnostics)
      : graph_(graph), default_schema_(default_schema), diagnostics_(diagnostics), changes_(graph.size()), position_(graph.size()) {
    for (const ReplayedRevision& upgrade : upgrades) changes_[upgrade.revision] = &upgrade.operations;
    std::uint32_t place = 0;
    for (const RevisionIndex revision : graph.order()) position_[revision] = place++;
  }

  void run() {
    for (const RevisionIndex revision : graph_.order())
      if (graph_.is_merge_point(revision)) report(revision);
  }

 private:
  template <class Visit>
  void for_each_change(RevisionIndex revision, const Visit& visit) const {
    if (changes_[revision] == nullptr) return;
    for (const Operation& operation : *changes_[revision])
      for (const ObjectKey& part : changed_parts(operation)) visit(part, operation.span);
  }

  void report(RevisionIndex merge) {
    std::set<ObjectKey> settled;
    for_each_change(merge, [&](const ObjectKey& part, Span) { settled.insert(part); });
    std::map<ObjectKey, std::vector<SidedChange>> changes;
    for (const revisions::OneSided& one : revisions::one_sided(graph_, merge, position_)) {
      for_each_change(one.revision, [&](const ObjectKey& part, Span span) {
        if (settled.contains(part)) return;
        // One entry for each set of sides is enough: the newest change on them.
        std::vector<SidedChange>& known = changes[part];
        const auto same = [&](const SidedChange& change) { return change.sides == one.sides; };
        if (std::none_of(known.begin(), known.end(), same)) known.push_back({one.revision, one.sides, span});
      });
    }
    for (const auto& [part, sided] : changes) report(merge, part, sided);
  }

  void report(RevisionIndex merge, const ObjectKey& part, const std::vector<SidedChange>& changes) {
    for (auto first = changes.begin(); first != changes.end(); ++first) {
      const auto other =
          std::find_if(std::next(first), changes.end(), [&](const SidedChange& change) { return is_parallel(*first, change); });
      if (other == changes.end()) continue;
      const std::string what = described(part, default_schema_);
      diagnostics_.report(graph_.revision(merge).header.id.span, diag::changed_on_both, graph_.id(merge), what)
          .note(other->span, "revision \"{}\" changes {} here", graph_.id(other->revision), what)
          .note(first->span, "revision \"{}\" changes it as well; of the two it is applied last", graph_.id(first->revision))
          .help("make sure that the result is what both meant; a change of {} in revision \"{}\" settles it", what, graph_.id(merge));
      return;
    }
  }

  const RevisionGraph& graph_;
  std::string_view default_schema_;
  Diagnostics& diagnostics_;
  std::vector<const std::vector<Operation>*> changes_;
  std::vector<std::uint32_t> position_;
};

}  // namespace

void report_merge_conflicts(const RevisionGraph& graph, const std::vector<ReplayedRevision>& upgrades, std::string_view default_schema,
                            Diagnostics& diagnostics) {
  MergeConflicts(graph, upgrades, default_schema, diagnostics).run();
}

}  // namespace galley
