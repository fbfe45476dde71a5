#include "galley/compile.hpp"

namespace galley {
namespace {

std::optional<RevisionGraph> build_graph(const Project& project, Diagnostics& diagnostics) {
  std::vector<const ast::Revision*> revisions;
  for (const ast::File& file : project.files) {
    for (const ast::Revision& revision : file.revisions) revisions.push_back(&revision);
  }
  return RevisionGraph::build(std::move(revisions), diagnostics);
}

/// Of a file of one revision only the header; false where it is there with its body.
bool load_header(const Project& project, SourceId id, ast::File& file, Diagnostics& diagnostics) {
  if (std::optional<ast::Revision> revision = parse_header(project.sources, id)) {
    file.revisions.push_back(std::move(*revision));
    return true;
  }
  file = parse(project.sources, id, diagnostics);
  return false;
}

}  // namespace

void load(Project& project, Diagnostics& diagnostics) {
  project.graph.reset();
  project.files.clear();
  project.files.reserve(project.migrations.size());
  for (const SourceId id : project.migrations) project.files.push_back(parse(project.sources, id, diagnostics));
  project.has_bodies.assign(project.migrations.size(), true);
  // Revisions that did not parse would be missed as parents of others.
  if (!diagnostics.has_errors()) project.graph = build_graph(project, diagnostics);
}

void load_headers(Project& project, Diagnostics& diagnostics) {
  Diagnostics found;
  project.files.assign(project.migrations.size(), {});
  project.has_bodies.assign(project.migrations.size(), false);
  for (std::size_t i = 0; i < project.migrations.size() && !found.has_errors(); ++i)
    project.has_bodies[i] = !load_header(project, project.migrations[i], project.files[i], found);
  if (!found.has_errors()) project.graph = build_graph(project, found);
  // A mistake in a body may be the cause of one in the graph.
  if (found.has_errors()) return load(project, diagnostics);
  for (const Diagnostic& warning : found.all()) diagnostics.add(warning);
}

std::string_view version() { return GALLEY_VERSION; }

}  // namespace galley
