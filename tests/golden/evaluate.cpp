#include "evaluate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "case_options.hpp"
#include "galley/format.hpp"
#include "listing.hpp"

namespace galley::testing {
namespace {

const std::set<std::string_view> known_sections{"diagnostics",           "tree",   "format",           "order", "rows", "postgresql",
                                                "postgresql-statements", "sqlite", "sqlite-statements"};

std::vector<std::string> sections_of_a_new_case(std::string_view phase) {
  if (phase == "syntax") return {"tree"};
  if (phase == "format") return {"format"};
  if (phase == "revisions") return {"order", "rows"};
  if (phase == "diagnostics") return {};
  if (phase == "script") return {"postgresql", "sqlite"};
  return {"postgresql-statements", "sqlite-statements"};
}

std::vector<std::string> wanted_sections(std::string_view phase, const Case& each) {
  std::vector<std::string> wanted;
  for (const CaseSection& section : each.sections) {
    if (section.name != "diagnostics") wanted.push_back(section.name);
  }
  return each.sections.empty() ? sections_of_a_new_case(phase) : wanted;
}

class Evaluation {
 public:
  Evaluation(std::string_view phase, const Case& each)
      : phase_(phase), wanted_(wanted_sections(phase, each)), options_(options_of(each)), files_(files_of(each, options_)) {}

  Evaluated run() {
    for (const std::string& name : wanted_) {
      if (!known_sections.contains(name)) complain(fmt::format("there is no section \"{}\"", name));
      result_.sections.push_back({name, {}});
    }
    if (phase_ == "syntax") {
      parse_files();
    } else if (phase_ == "format") {
      format_files();
    } else {
      fake_ = make_project(files_);
      run_pipeline();
    }
    if (const std::string said = section_text(fake_->rendered()); !said.empty()) {
      result_.sections.insert(result_.sections.begin(), {"diagnostics", said});
    } else if (wanted_.empty()) {
      complain("a case without other sections must be one that is complained about");
    }
    return std::move(result_);
  }

 private:
  void complain(std::string text) { result_.complaints.push_back(std::move(text)); }

  [[nodiscard]] bool wants(std::string_view name) const { return std::find(wanted_.begin(), wanted_.end(), name) != wanted_.end(); }

  void fill(std::string_view name, std::string_view text) {
    for (CaseSection& section : result_.sections) {
      if (section.name == name) section.text = section_text(text);
    }
  }

  void parse_files() {
    fake_ = std::make_unique<FakeProject>();
    std::string tree;
    for (const auto& [name, text] : files_) {
      const SourceId id = fake_->project.sources.add(name, text);
      if (files_.size() > 1) tree += fmt::format("--- {}\n", name);
      tree += dump(parse(fake_->project.sources, id, fake_->diagnostics));
    }
    fill("tree", tree);
  }

  void format_files() {
    fake_ = std::make_unique<FakeProject>();
    std::string text;
    for (const auto& [name, written] : files_) {
      const SourceId id = fake_->project.sources.add(name, written);
      text += format_source(fake_->project.sources, id, fake_->diagnostics).value_or("");
    }
    fill("format", text);
  }

  void run_pipeline() {
    if (!fake_->project.graph || fake_->diagnostics.has_errors()) return;
    fill("order", list_order(*fake_->project.graph));
    if (wants("rows") || phase_ == "revisions") list_plan();
    if (phase_ == "revisions") return;
    for (const std::string_view name : dialect_names()) run_dialect(name);
  }

  void list_plan() {
    const RevisionGraph& graph = *fake_->project.graph;
    const std::optional<Plan> plan = make_plan(graph, options_.compile.direction, options_.compile.range, fake_->diagnostics);
    if (plan) fill("rows", list_rows(graph, *plan));
  }

  /// A case that wants no script is read for every dialect: compiled where it names a range, checked otherwise.
  void run_dialect(std::string_view name) {
    const std::string statements = fmt::format("{}-statements", name);
    const bool any_script = std::any_of(wanted_.begin(), wanted_.end(), [](const std::string& section) {
      return section.starts_with("postgresql") || section.starts_with("sqlite");
    });
    if (any_script && !wants(name) && !wants(statements)) return;
    const std::unique_ptr<Dialect> dialect = dialect_of(name, options_);
    Diagnostics diagnostics;
    if (!any_script && !options_.has_range) {
      check(fake_->project, *dialect, options_.compile, diagnostics);
    } else if (const std::optional<std::string> script = compile(fake_->project, *dialect, options_.compile, diagnostics)) {
      fill(name, *script);
      if (wants(statements)) fill(statements, statements_of(*dialect));
      prove_same_bytes(*dialect, *script);
    }
    for (const Diagnostic& diagnostic : diagnostics.all()) fake_->diagnostics.add(diagnostic);
  }

  std::string statements_of(const Dialect& dialect) {
    Diagnostics ignored;  // compile() has said it all
    const RevisionGraph& graph = *fake_->project.graph;
    const Plan plan = make_plan(graph, options_.compile.direction, options_.compile.range, ignored).value();
    const Replay replayed = replay(graph, plan, dialect, options_.compile.replay, ignored);
    std::vector<std::vector<Step>> lowered;
    for (const ReplayedRevision& revision : replayed.steps) lowered.push_back(dialect.lower(revision, {}, ignored));
    return list_statements(graph, make_script(graph, plan, replayed, std::move(lowered)));
  }

  /// A second run, and one that reads the files in the opposite order, must give the same script.
  void prove_same_bytes(const Dialect& dialect, const std::string& script) {
    std::vector<NamedText> reversed(files_.rbegin(), files_.rend());
    for (const auto& [what, files] : {std::pair{"a second run", files_}, std::pair{"reading the files in reverse order", reversed}}) {
      const std::unique_ptr<FakeProject> again = make_project(files);
      const std::optional<std::string> text = compile(again->project, dialect, options_.compile, again->diagnostics);
      if (text != script) complain(fmt::format("{} gives another {} script", what, dialect.name()));
    }
  }

  std::string phase_;
  std::vector<std::string> wanted_;
  CaseOptions options_;
  std::vector<NamedText> files_;
  std::unique_ptr<FakeProject> fake_;
  Evaluated result_;
};

}  // namespace

Evaluated evaluate(std::string_view phase, const Case& each) { return Evaluation(phase, each).run(); }

}  // namespace galley::testing
