#include "driver/revision_bodies.hpp"

#include <algorithm>
#include <tuple>

namespace galley {

RevisionBodies::RevisionBodies(Project& project, bool keep_line_numbers)
    : project_(project),
      graph_(*project.graph),
      keep_line_numbers_(keep_line_numbers),
      has_body_(project.sources.size()),
      was_read_(graph_.size()),
      meanings_(graph_.size()) {
  for (std::size_t i = 0; i < project.migrations.size(); ++i) has_body_[project.migrations[i].value] = project.has_bodies[i];
}

RevisionBodies::~RevisionBodies() { release(); }

void RevisionBodies::expect(std::vector<RevisionIndex> order) {
  expected_ = std::move(order);
  next_expected_ = 0;
}

const ast::Revision& RevisionBodies::read(RevisionIndex index) {
  if (next_present_ == present_.size() || present_[next_present_].revision != index) parse_next(index);
  return revision_of(present_[next_present_++]);
}

const ast::Revision& RevisionBodies::revision_of(const Body& body) const {
  static const ast::Revision nothing;
  const ast::Revision& known = graph_.revision(body.revision);
  if (has_body_[known.header.id.span.source.value]) return known;
  return body.file.revisions.size() == 1 ? body.file.revisions.front() : nothing;
}

void RevisionBodies::parse_next(RevisionIndex index) {
  release();
  if (next_expected_ < expected_.size() && expected_[next_expected_] == index) {
    const std::size_t end = std::min(expected_.size(), next_expected_ + batch_size);
    for (; next_expected_ < end; ++next_expected_) present_.push_back({expected_[next_expected_], {}});
  } else {
    present_.push_back({index, {}});
  }
  for (Body& body : present_) {
    const SourceId source = graph_.revision(body.revision).header.id.span.source;
    Diagnostics again;  // what a second look at a source finds was said at the first
    if (!has_body_[source.value]) body.file = parse(project_.sources, source, was_read_[body.revision] ? again : diagnostics_);
    const std::string& meaning = revision_of(body).meaning;
    if (meaning.size() == meanings_[body.revision].size()) std::ranges::copy(meaning, meanings_[body.revision].begin());
    was_read_[body.revision] = true;
  }
}

void RevisionBodies::read_others() {
  for (RevisionIndex i = 0; i < graph_.size(); ++i)
    if (!was_read_[i]) std::ignore = read(i);
}

void RevisionBodies::release() {
  for (const Body& body : present_) {
    const SourceId source = graph_.revision(body.revision).header.id.span.source;
    if (!has_body_[source.value]) project_.sources.release(source, keep_line_numbers_);
  }
  present_.clear();
  next_present_ = 0;
}

}  // namespace galley
