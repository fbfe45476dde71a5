#include <cstdint>
#include <functional>

#include "base/background.hpp"
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

/// Calls `load_file` for every file, with its place among them; for the second half in a second thread, as no file needs another.
void load_each(const Project& project, Diagnostics& diagnostics, const std::function<void(std::size_t, Diagnostics&)>& load_file) {
  const auto load_some = [&](std::size_t begin, std::size_t end) {
    Diagnostics found;
    for (std::size_t i = begin; i < end; ++i) load_file(i, found);
    return found;
  };
  for (const Diagnostics& found : in_halves(project.migrations.size(), load_some)) diagnostics.add_all(found);
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
  project.files.assign(project.migrations.size(), {});
  load_each(project, diagnostics,
            [&](std::size_t i, Diagnostics& found) { project.files[i] = parse(project.sources, project.migrations[i], found); });
  project.has_bodies.assign(project.migrations.size(), true);
  // Revisions that did not parse would be missed as parents of others.
  if (!diagnostics.has_errors()) project.graph = build_graph(project, diagnostics);
}

void load_headers(Project& project, Diagnostics& diagnostics) {
  Diagnostics found;
  project.files.assign(project.migrations.size(), {});
  std::vector<std::uint8_t> has_body(project.migrations.size());  // no bits, which two threads could not set side by side
  load_each(project, found, [&](std::size_t i, Diagnostics& of_file) {
    if (!of_file.has_errors()) has_body[i] = !load_header(project, project.migrations[i], project.files[i], of_file);
  });
  project.has_bodies.assign(has_body.begin(), has_body.end());
  if (!found.has_errors()) project.graph = build_graph(project, found);
  // A mistake in a body may be the cause of one in the graph.
  if (found.has_errors()) return load(project, diagnostics);
  diagnostics.add_all(found);
}

std::string_view version() { return GALLEY_VERSION; }

}  // namespace galley
