#include "support/fake_project.hpp"

#include <stdexcept>

namespace galley::testing {

std::string FakeProject::rendered() {
  diagnostics.sort_and_unique();
  return render_text(diagnostics, project.sources, {});
}

std::unique_ptr<FakeProject> make_project(const std::vector<NamedText>& files) {
  auto made = std::make_unique<FakeProject>();
  for (const auto& [name, text] : files) made->project.migrations.push_back(made->project.sources.add(name, text));
  load(made->project, made->diagnostics);
  return made;
}

std::unique_ptr<Dialect> dialect_named(std::string_view name, const DialectOptions& options) {
  std::string error;
  std::unique_ptr<Dialect> dialect = make_dialect(name, options, error);
  if (!dialect) throw std::runtime_error(error);
  return dialect;
}

std::string compile_text(std::string_view dialect, const std::vector<NamedText>& files, const CompileOptions& options) {
  const std::unique_ptr<FakeProject> fake = make_project(files);
  const std::unique_ptr<Dialect> made = dialect_named(dialect);
  std::optional<std::string> text;
  if (!fake->diagnostics.has_errors()) text = compile(fake->project, *made, options, fake->diagnostics);
  if (!text) throw std::runtime_error(fake->rendered());
  return *text;
}

}  // namespace galley::testing
