#include "unit/revisions/graph_fixture.hpp"
#include "support/paths.hpp"

#include <fmt/ranges.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

namespace galley::test {
namespace {

constexpr std::string_view delimiters = " ,;<|#";

void build(History& history) {
  std::vector<const ast::Revision*> revisions;
  for (const auto& revision : history.revisions) revisions.push_back(revision.get());
  history.graph = RevisionGraph::build(std::move(revisions), history.diagnostics);
}

std::vector<Name> unplaced(const std::vector<std::string>& texts) {
  std::vector<Name> names;
  for (const std::string& text : texts) names.push_back({text, {}});
  return names;
}

/// Where the next name goes: to the id, or to the list that the last sign opened.
std::vector<Name>* list_of(ast::RevisionHeader& header, char sign) {
  switch (sign) {
    case '<':
      return &header.parents;
    case '|':
      return &header.dependencies;
    case '#':
      return &header.labels;
    default:
      return nullptr;
  }
}

}  // namespace

const RevisionGraph& History::operator*() const {
  INFO(fmt::format("{}", fmt::join(errors(), "\n")));
  REQUIRE(graph.has_value());
  return *graph;
}

RevisionIndex History::index(std::string_view id) const {
  const auto found = (**this).find(id);
  REQUIRE(found.has_value());
  return *found;
}

std::vector<RevisionIndex> History::indices(const std::vector<std::string>& ids) const {
  std::vector<RevisionIndex> found;
  for (const std::string& id : ids) found.push_back(index(id));
  return found;
}

std::vector<std::string> History::ids(const std::vector<RevisionIndex>& indices) const {
  std::vector<std::string> found;
  for (const RevisionIndex i : indices) found.push_back((**this).id(i));
  return found;
}

std::vector<std::string> History::errors() const {
  std::vector<std::string> texts;
  for (const Diagnostic& d : diagnostics.all()) {
    texts.push_back(fmt::format("{} {}: {}", d.code, d.span.exists() ? sources.text(d.span) : "", d.text));
  }
  return texts;
}

std::unique_ptr<History> history_of(std::string_view line) {
  auto history = std::make_unique<History>();
  const SourceId source = history->sources.add("line.mig", std::string(line));
  char sign = ';';
  for (std::size_t at = 0; at < line.size();) {
    if (delimiters.find(line[at]) != std::string_view::npos) {
      if (line[at] != ' ' && line[at] != ',') sign = line[at];
      ++at;
      continue;
    }
    const std::size_t end = std::min(line.find_first_of(delimiters, at), line.size());
    Name name{std::string(line.substr(at, end - at)), {source, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}};
    if (sign == ';') history->revisions.push_back(std::make_unique<ast::Revision>());
    ast::RevisionHeader& header = history->revisions.back()->header;
    if (std::vector<Name>* list = list_of(header, sign)) {
      list->push_back(std::move(name));
    } else {
      header.id = std::move(name);
    }
    at = end;
  }
  build(*history);
  return history;
}

std::unique_ptr<History> history_of(const std::vector<RevisionText>& revisions) {
  auto history = std::make_unique<History>();
  for (const RevisionText& text : revisions) {
    ast::RevisionHeader& header = history->revisions.emplace_back(std::make_unique<ast::Revision>())->header;
    header.id.text = text.id;
    header.parents = unplaced(text.parents);
    header.dependencies = unplaced(text.dependencies);
    header.labels = unplaced(text.labels);
  }
  build(*history);
  return history;
}

std::unique_ptr<History> public_history(std::string_view name) {
  std::ifstream file(fmt::format("{}/tests/data/dags/{}.json", testing::source_folder(), name));
  REQUIRE(file.good());
  std::vector<RevisionText> revisions;
  const nlohmann::json dag = nlohmann::json::parse(file);
  for (const auto& revision : dag.at("revisions")) {
    revisions.push_back({revision.at("id"), revision.at("down"), revision.at("depends_on"), revision.at("labels")});
  }
  return history_of(revisions);
}

std::vector<RevisionText> line_of(int length) {
  std::vector<RevisionText> revisions;
  for (int i = 0; i < length; ++i) {
    revisions.push_back({fmt::format("a{:06}", i), {}, {}, {}});
    if (i > 0) revisions.back().parents.push_back(fmt::format("a{:06}", i - 1));
  }
  return revisions;
}

std::string text_of(const VersionRowChange& change) {
  std::vector<std::string> statements;
  for (const std::string& id : change.deletes) statements.push_back("D " + id);
  if (change.update) statements.push_back(fmt::format("U {}>{}", change.update->first, change.update->second));
  for (const std::string& id : change.inserts) statements.push_back("I " + id);
  return fmt::format("{}", fmt::join(statements, ", "));
}

std::string plan_text(History& history, Direction direction, std::string_view range) {
  const RevisionGraph& graph = *history;
  const auto plan = make_plan(graph, direction, range, history.diagnostics);
  if (!plan) return fmt::format("error{}", fmt::join(history.errors(), " | "));
  std::vector<std::string> steps;
  for (const PlannedRevision& step : plan->steps) steps.push_back(text_of(*step.change));
  return fmt::format("{}", fmt::join(steps, "; "));
}

}  // namespace galley::test
