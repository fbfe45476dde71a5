#include "galley/compile.hpp"

namespace galley {

void load(Project& project, Diagnostics& diagnostics) {
  project.files.clear();
  project.files.reserve(project.migrations.size());
  for (const SourceId id : project.migrations) project.files.push_back(parse(project.sources, id, diagnostics));
  // Revisions that did not parse would be missed as parents of others.
  if (diagnostics.has_errors()) return;
  std::vector<const ast::Revision*> revisions;
  for (const ast::File& file : project.files) {
    for (const ast::Revision& revision : file.revisions) revisions.push_back(&revision);
  }
  project.graph = RevisionGraph::build(std::move(revisions), diagnostics);
}

std::string_view version() { return GALLEY_VERSION; }

}  // namespace galley
