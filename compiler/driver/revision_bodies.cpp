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

RevisionBodies::~RevisionBodies() { release_text(); }

const ast::Revision& RevisionBodies::read(RevisionIndex index) {
  const ast::Revision& known = graph_.revision(index);
  const ast::Revision& revision = has_body_[known.header.id.span.source.value] ? known : parse_again(index);
  if (revision.meaning.size() == meanings_[index].size()) std::ranges::copy(revision.meaning, meanings_[index].begin());
  was_read_[index] = true;
  return revision;
}

void RevisionBodies::read_others() {
  for (RevisionIndex i = 0; i < graph_.size(); ++i)
    if (!was_read_[i]) std::ignore = read(i);
}

const ast::Revision& RevisionBodies::parse_again(RevisionIndex index) {
  static const ast::Revision nothing;
  release_text();
  source_ = graph_.revision(index).header.id.span.source;
  Diagnostics again;  // what a second look at a source finds was said at the first
  file_ = parse(project_.sources, *source_, was_read_[index] ? again : diagnostics_);
  return file_.revisions.size() == 1 ? file_.revisions.front() : nothing;
}

void RevisionBodies::release_text() {
  if (source_) project_.sources.release(*source_, keep_line_numbers_);
  source_.reset();
}

}  // namespace galley
