#include "replayed.hpp"

#include <algorithm>
#include <stdexcept>

namespace galley::testing {
namespace {

class FakeDialect final : public Dialect {
 public:
  explicit FakeDialect(bool ignores_case) : ignores_case_(ignores_case) {}

  [[nodiscard]] std::string_view name() const override { return "postgresql"; }
  [[nodiscard]] std::string target_text() const override { return "a server of the tests"; }
  [[nodiscard]] bool knows_type(std::string_view type) const override { return type == "citext"; }
  [[nodiscard]] std::string identity_of(std::string_view identifier) const override {
    std::string text(identifier);
    if (ignores_case_)
      std::transform(text.begin(), text.end(), text.begin(),
                     [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
  }
  [[nodiscard]] std::vector<Step> lower(const ReplayedRevision&, const LoweringContext&, Diagnostics&) const override { return {}; }
  [[nodiscard]] std::unique_ptr<ScriptWriter> begin_script(const Script&, const SourceSet&, std::size_t) const override { return nullptr; }
  [[nodiscard]] std::string write_schema(const std::vector<Step>&, const std::string&) const override { return {}; }
  void check_script(const Script&, Diagnostics&) const override {}

 private:
  bool ignores_case_;
};

[[noreturn]] void fail(const Diagnostics& diagnostics, const SourceSet& sources) {
  throw std::runtime_error(render_text(diagnostics, sources, {}));
}

}  // namespace

std::string Replayed::said() const {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (!text.empty()) text += ", ";
    text += diagnostic.code + " " + std::string(sources->text(diagnostic.span));
  }
  return text;
}

const Table& Replayed::table(const std::string& name) const {
  const TablePointer table = result.end.find_table({"public", name});
  if (!table) throw std::runtime_error("there is no table " + name);
  return *table;
}

Replayed replay_history(const std::string& text, const ReplayRequest& request) {
  Replayed replayed;
  replayed.sources = std::make_unique<SourceSet>();
  const SourceId id = replayed.sources->add("a.mig", text);
  replayed.file = parse(*replayed.sources, id, replayed.diagnostics);
  if (replayed.diagnostics.has_errors()) fail(replayed.diagnostics, *replayed.sources);
  std::vector<const ast::Revision*> revisions;
  for (const ast::Revision& revision : replayed.file.revisions) revisions.push_back(&revision);
  const std::optional<RevisionGraph> graph = RevisionGraph::build(revisions, replayed.diagnostics);
  if (!graph) fail(replayed.diagnostics, *replayed.sources);
  const std::optional<Plan> plan = make_plan(*graph, request.direction, request.range, replayed.diagnostics);
  if (!plan) fail(replayed.diagnostics, *replayed.sources);
  ReplayOptions options = request.options;
  options.dialects = {"postgresql", "sqlite"};
  replayed.result = replay(*graph, *plan, FakeDialect(request.ignores_case), options, replayed.diagnostics);
  replayed.diagnostics.sort_and_unique();
  return replayed;
}

Replayed replay_body(const std::string& body, const ReplayRequest& request) {
  return replay_history("revision a; upgrade { " + body + " }", request);
}

Replayed replay_down(const std::string& text) {
  ReplayRequest request;
  request.direction = Direction::downgrade;
  request.range = "b:a";
  return replay_history(text, request);
}

}  // namespace galley::testing
