#include "revisions/version_rows.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace galley::revisions {

VersionRows::VersionRows(const RevisionGraph& graph, const RevisionSet& applied) : graph_(graph), users_(graph.size(), 0) {
  GALLEY_ASSERT(applied.size() == graph.size());
  for (RevisionIndex i = 0; i < graph.size(); ++i) {
    if (!applied[i]) continue;
    for (const RevisionIndex needed : needs_of(i)) ++users_[needed];
  }
  for (RevisionIndex i = 0; i < graph.size(); ++i) {
    if (applied[i] && users_[i] == 0) rows_.insert(i);
  }
}

VersionRowChange VersionRows::step(Direction direction, RevisionIndex revision) {
  return direction == Direction::upgrade ? upgrade(revision) : downgrade(revision);
}

std::vector<std::string> VersionRows::ids() const {
  std::vector<std::string> ids;
  ids.reserve(rows_.size());
  for (const RevisionIndex row : rows_) ids.push_back(graph_.id(row));
  return ids;
}

/// Parents and dependencies, by id.
std::vector<RevisionIndex> VersionRows::needs_of(RevisionIndex revision) const {
  std::vector<RevisionIndex> needs = graph_.parents(revision);
  needs.insert(needs.end(), graph_.dependencies(revision).begin(), graph_.dependencies(revision).end());
  std::sort(needs.begin(), needs.end());
  return needs;
}

/// The new revision implies what it needs, so rows among that go: the smallest becomes the new one, the others are deleted.
/// Where none of them is a row (a base, or all are implied by other rows) the table grows by one.
VersionRowChange VersionRows::upgrade(RevisionIndex revision) {
  VersionRowChange change;
  for (const RevisionIndex needed : needs_of(revision)) {
    ++users_[needed];
    if (rows_.erase(needed) == 0) continue;
    if (change.update) {
      change.deletes.push_back(graph_.id(needed));
    } else {
      change.update = {graph_.id(needed), graph_.id(revision)};
    }
  }
  if (!change.update) change.inserts.push_back(graph_.id(revision));
  rows_.insert(revision);
  return change;
}

/// The mirror image: what only this revision implied becomes a row again.
VersionRowChange VersionRows::downgrade(RevisionIndex revision) {
  GALLEY_ASSERT(rows_.contains(revision));  // whatever needs it has gone before
  VersionRowChange change;
  rows_.erase(revision);
  for (const RevisionIndex needed : needs_of(revision)) {
    if (--users_[needed] > 0) continue;
    rows_.insert(needed);
    if (change.update) {
      change.inserts.push_back(graph_.id(needed));
    } else {
      change.update = {graph_.id(revision), graph_.id(needed)};
    }
  }
  if (!change.update) change.deletes.push_back(graph_.id(revision));
  return change;
}

}  // namespace galley::revisions

namespace galley {

VersionRowChange version_row_change(const RevisionGraph& graph, Direction direction, RevisionIndex revision, const RevisionSet& applied) {
  return revisions::VersionRows(graph, applied).step(direction, revision);
}

}  // namespace galley
