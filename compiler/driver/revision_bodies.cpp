#include "driver/revision_bodies.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace galley {

RevisionBodies::RevisionBodies(Project& project, bool keep_line_numbers)
    : project_(project),
      graph_(*project.graph),
      keep_line_numbers_(keep_line_numbers),
      has_body_(project.sources.size()),
      was_read_(graph_.size()),
      meanings_(graph_.size()),
      background_(graph_.size()) {
  for (std::size_t i = 0; i < project.migrations.size(); ++i) has_body_[project.migrations[i].value] = project.has_bodies[i];
}

RevisionBodies::~RevisionBodies() {
  settle();
  release();
}

void RevisionBodies::expect(std::vector<RevisionIndex> order) {
  settle();
  release();
  expected_ = std::move(order);
  next_expected_ = 0;
  start_next();
}

const ast::Revision& RevisionBodies::read(RevisionIndex index) {
  if (!present_ || next_present_ == present_->bodies.size() || present_->bodies[next_present_].revision != index) take(index);
  return revision_of(present_->bodies[next_present_++]);
}

const ast::Revision& RevisionBodies::revision_of(const Body& body) const {
  static const ast::Revision nothing;
  const ast::Revision& known = graph_.revision(body.revision);
  if (has_body_[known.header.id.span.source.value]) return known;
  return body.file.revisions.size() == 1 ? body.file.revisions.front() : nothing;
}

void RevisionBodies::start_next() {
  next_ = std::make_unique<Batch>();
  for (; next_expected_ < expected_.size() && next_->bodies.size() < batch_size; ++next_expected_)
    next_->bodies.push_back({expected_[next_expected_], {}});
  next_->end = background_.run([this] { parse_all(*next_); });
}

void RevisionBodies::settle() const {
  if (next_) next_->end.wait();
}

void RevisionBodies::parse_all(Batch& batch) {
  for (Body& body : batch.bodies) {
    const SourceId source = graph_.revision(body.revision).header.id.span.source;
    Diagnostics again;  // what a second look at a source finds was said at the first
    if (!has_body_[source.value]) body.file = parse(project_.sources, source, was_read_[body.revision] ? again : batch.found);
    const std::string& meaning = revision_of(body).meaning;
    if (meaning.size() == meanings_[body.revision].size()) std::ranges::copy(meaning, meanings_[body.revision].begin());
  }
}

void RevisionBodies::take(RevisionIndex index) {
  settle();
  release();
  const bool is_expected = next_ && !next_->bodies.empty() && next_->bodies.front().revision == index;
  if (is_expected) {
    next_->end.get();
    present_ = std::move(next_);
  } else {
    present_ = std::make_unique<Batch>();
    present_->bodies.push_back({index, {}});
    parse_all(*present_);
  }
  for (const Body& body : present_->bodies) was_read_[body.revision] = true;
  diagnostics_.add_all(present_->found);
  if (is_expected) start_next();
}

void RevisionBodies::read_others() {
  settle();
  for (RevisionIndex i = 0; i < graph_.size(); ++i)
    if (!was_read_[i]) std::ignore = read(i);
}

void RevisionBodies::release() {
  if (!present_) return;
  for (const Body& body : present_->bodies) {
    const SourceId source = graph_.revision(body.revision).header.id.span.source;
    if (!has_body_[source.value]) project_.sources.release(source, keep_line_numbers_);
  }
  present_.reset();
  next_present_ = 0;
}

}  // namespace galley
