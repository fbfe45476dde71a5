#include "driver/sound_part.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "driver/lowering.hpp"

namespace galley {
namespace {

std::uint32_t end_of_body(const ast::Revision& revision) {
  return revision.upgrade.empty() ? revision.header.span.end : revision.upgrade.back().span.end;
}

/// Files with the statements that stand before the first mistake of their revision.
class SoundFiles {
 public:
  SoundFiles(const Project& project, Diagnostics& diagnostics) {
    for (const SourceId id : project.migrations) {
      Diagnostics found;
      files_.push_back(parse(project.sources, id, found));
      diagnostics.add_all(found);
      if (found.has_errors()) cut(files_.back(), found);
    }
  }

  [[nodiscard]] bool is_whole() const { return is_whole_; }

  /// Whose header is known.
  [[nodiscard]] std::vector<const ast::Revision*> revisions() const {
    std::vector<const ast::Revision*> all;
    for (const ast::File& file : files_)
      for (const ast::Revision& revision : file.revisions)
        if (!lost_.contains(&revision)) all.push_back(&revision);
    return all;
  }
  /// Whether what comes after it cannot be known.
  [[nodiscard]] bool is_cut(const ast::Revision& revision) const { return cut_.contains(&revision); }

 private:
  void cut(ast::File& file, const Diagnostics& found) {
    is_whole_ = false;
    std::vector<std::uint32_t> places;
    for (const Diagnostic& diagnostic : found.all())
      if (diagnostic.severity == Severity::error) places.push_back(diagnostic.span.begin);
    std::sort(places.begin(), places.end());
    for (std::size_t i = 0; i < file.revisions.size(); ++i) {
      const auto first = std::lower_bound(places.begin(), places.end(), file.revisions[i].header.id.span.begin);
      const bool is_last = i + 1 == file.revisions.size();
      if (first != places.end() && (is_last || *first < file.revisions[i + 1].header.id.span.begin)) cut(file.revisions[i], *first);
    }
  }

  void cut(ast::Revision& revision, std::uint32_t place) {
    const bool in_downgrade = revision.downgrade_span.exists() && revision.downgrade_span.begin <= place;
    if (in_downgrade && end_of_body(revision) < revision.downgrade_span.begin) return;
    std::vector<ast::Statement>& body = revision.upgrade;
    // Before the first statement it is the header that is not understood, or what stands between it and the body.
    const bool in_header = body.empty() || place < body.front().span.begin;
    if (in_header) lost_.insert(&revision);
    cut_.insert(&revision);
    std::erase_if(body, [&](const ast::Statement& statement) { return statement.span.end > place; });
  }

  std::vector<ast::File> files_;
  bool is_whole_ = true;
  std::set<const ast::Revision*> cut_;
  std::set<const ast::Revision*> lost_;
};

/// Those revisions that come after none that was cut, nor after one that is not known.
class SoundLines {
 public:
  explicit SoundLines(const SoundFiles& files) : files_(files), revisions_(files.revisions()) {
    for (std::size_t i = 0; i < revisions_.size(); ++i) {
      by_name_.emplace(revisions_[i]->header.id.text, i);
      for (const Name& label : revisions_[i]->header.labels) by_name_.emplace(label.text, i);
    }
  }

  std::vector<const ast::Revision*> find() {
    std::vector<std::vector<std::size_t>> after(revisions_.size());
    std::vector<std::size_t> waiting;
    for (std::size_t i = 0; i < revisions_.size(); ++i) {
      const ast::RevisionHeader& header = revisions_[i]->header;
      for (const std::vector<Name>* needed : {&header.parents, &header.dependencies}) {
        for (const Name& name : *needed) {
          const auto known = by_name_.find(name.text);
          if (known == by_name_.end() || files_.is_cut(*revisions_[known->second]))
            waiting.push_back(i);
          else
            after[known->second].push_back(i);
        }
      }
    }
    std::vector<bool> is_doubtful(revisions_.size());
    while (!waiting.empty()) {
      const std::size_t doubtful = waiting.back();
      waiting.pop_back();
      if (is_doubtful[doubtful]) continue;
      is_doubtful[doubtful] = true;
      waiting.insert(waiting.end(), after[doubtful].begin(), after[doubtful].end());
    }
    std::vector<const ast::Revision*> sound;
    for (std::size_t i = 0; i < revisions_.size(); ++i)
      if (!is_doubtful[i]) sound.push_back(revisions_[i]);
    return sound;
  }

 private:
  const SoundFiles& files_;
  std::vector<const ast::Revision*> revisions_;
  std::map<std::string_view, std::size_t> by_name_;  // ids, and labels that dependencies may name
};

/// What was asked for, where it is among what is sound; else all of it.
std::optional<Plan> plan_of(const RevisionGraph& graph, const CompileOptions& options) {
  Diagnostics unheard;
  std::optional<Plan> plan;
  if (options.direction == Direction::upgrade) plan = make_plan(graph, Direction::upgrade, options.range, unheard);
  return plan ? std::move(plan) : make_plan(graph, Direction::upgrade, "heads", unheard);
}

void add_errors(const Diagnostics& found, Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : found.all())
    if (diagnostic.severity == Severity::error) diagnostics.add(diagnostic);
}

}  // namespace

bool check_what_parses(const Project& project, const Dialect& dialect, const CompileOptions& options, Diagnostics& diagnostics) {
  const SoundFiles files(project, diagnostics);
  if (files.is_whole()) return true;
  Diagnostics found;
  const std::optional<RevisionGraph> graph = RevisionGraph::build(SoundLines(files).find(), found);
  if (graph && !found.has_errors()) {
    const ReplayOptions replay_options = replay_options_of(options);
    const std::optional<Plan> plan = plan_of(*graph, options);
    if (plan) std::ignore = replay_and_lower(*graph, *plan, dialect, replay_options, found);
  }
  add_errors(found, diagnostics);
  return false;
}

}  // namespace galley
