#include "galley/dialect.hpp"

namespace galley {

std::string Dialect::write(const Script& script, const SourceSet& sources) const {
  Script reached = script;  // as far as its writer has got
  reached.revisions.clear();
  reached.sections.clear();
  const std::unique_ptr<ScriptWriter> writer = begin_script(reached, sources, script.sections.size());
  for (const Section& section : script.sections) {
    const auto place = static_cast<std::size_t>(section.place);
    while (reached.revisions.size() < place) reached.revisions.push_back(script.revisions[reached.revisions.size()]);
    writer->add(section);
  }
  return writer->finish().whole();
}

}  // namespace galley
