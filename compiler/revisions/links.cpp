// From written parents and dependencies to edges; loops and redundancy among them.
#include <algorithm>
#include <map>

#include "base/edit_distance.hpp"
#include "diag/catalogue/revisions.hpp"
#include "revisions/graph_data.hpp"
#include "revisions/implied.hpp"

namespace galley::revisions {
namespace {

using Revisions = std::vector<const ast::Revision*>;

/// Comparing a name with every other takes long in a large history; whoever has more mistakes than this sees the pattern.
constexpr int most_suggestions = 20;
/// Of a longer loop only the beginning is shown.
constexpr std::size_t most_shown = 20;

class LinkResolver {
 public:
  LinkResolver(const Revisions& revisions, Diagnostics& diagnostics) : revisions_(revisions), diagnostics_(diagnostics) {
    for (RevisionIndex i = 0; i < revisions.size(); ++i) {
      ids_.push_back(revisions[i]->header.id.text);
      for (const Name& label : revisions[i]->header.labels) labels_.emplace(label.text, i);
    }
  }

  std::vector<Edge> resolve() {
    for (RevisionIndex i = 0; i < revisions_.size(); ++i) {
      linked_.clear();
      parents_of(i);
      dependencies_of(i);
    }
    return std::move(edges_);
  }

 private:
  std::optional<RevisionIndex> find(std::string_view id) const {
    const auto it = std::lower_bound(ids_.begin(), ids_.end(), id);
    if (it == ids_.end() || *it != id) return std::nullopt;
    return static_cast<RevisionIndex>(it - ids_.begin());
  }
  std::optional<std::string> suggestion(std::string_view id) {
    if (suggestions_++ >= most_suggestions) return std::nullopt;
    constexpr std::size_t shortest_beginning = 4;
    const auto longer = std::lower_bound(ids_.begin(), ids_.end(), id);
    const bool is_beginning = id.size() >= shortest_beginning && longer != ids_.end() && longer->starts_with(id) &&
                              (std::next(longer) == ids_.end() || !std::next(longer)->starts_with(id));
    return is_beginning ? std::string(*longer) : nearest(id, ids_);
  }

  void parents_of(RevisionIndex revision) {
    const ast::RevisionHeader& header = revisions_[revision]->header;
    for (const Name& name : header.parents) {
      const auto parent = find(name.text);
      if (!parent) {
        report_unknown_parent(header, name);
      } else if (*parent == revision) {
        diagnostics_.report(name.span, diag::revises_itself, name.text)
            .help("write the id of the revision before it, or leave \"revises\" out where it is the first");
      } else if (const auto [first, is_new] = linked_.emplace(*parent, &name); !is_new) {
        diagnostics_.report(name.span, diag::repeated_parent, name.text).note(first->second->span, "first named here").help("leave it out");
      } else {
        edges_.push_back({revision, *parent, EdgeKind::parent, &name});
      }
    }
  }

  void suggest_or_explain(Diagnostics::Builder& report, std::string_view id) {
    if (const std::optional<std::string> near = suggestion(id)) {
      report.suggest(near);
    } else {
      report.help("write the id of a revision of this history (galley heads lists the newest), or bring the missing file back");
    }
  }

  void report_unknown_parent(const ast::RevisionHeader& header, const Name& name) {
    auto report = diagnostics_.report(name.span, diag::unknown_parent, name.text, header.id.text);
    const auto label = labels_.find(name.text);
    if (label == labels_.end()) {
      suggest_or_explain(report, name.text);
    } else {
      report.help("\"{}\" is a label; parents are written as ids: \"{}\" has it", name.text, ids_[label->second]);
    }
  }

  /// A dependency may name a label: it means the revision that the label is written at. One on a parent, or the same one
  /// again, adds nothing.
  void dependencies_of(RevisionIndex revision) {
    const ast::RevisionHeader& header = revisions_[revision]->header;
    for (const Name& name : header.dependencies) {
      auto needed = find(name.text);
      if (const auto label = labels_.find(name.text); !needed && label != labels_.end()) needed = label->second;
      if (!needed) {
        auto report = diagnostics_.report(name.span, diag::unknown_dependency, name.text, header.id.text);
        suggest_or_explain(report, name.text);
      } else if (*needed == revision) {
        diagnostics_.report(name.span, diag::depends_on_itself, header.id.text).help("leave \"depends on {}\" out", name.text);
      } else if (linked_.emplace(*needed, &name).second) {
        edges_.push_back({revision, *needed, EdgeKind::dependency, &name});
      }
    }
  }

  const Revisions& revisions_;
  Diagnostics& diagnostics_;
  std::vector<std::string_view> ids_;
  std::map<std::string_view, RevisionIndex> labels_;
  std::vector<Edge> edges_;
  std::map<RevisionIndex, const Name*> linked_;  // from the revision at hand
  int suggestions_ = 0;
};

/// "a" -> "b" -> "a"; the middle of a very long one is left out.
std::string loop_text(const Revisions& revisions, const std::vector<Edge>& loop) {
  std::string text;
  for (std::size_t i = 0; i < loop.size(); ++i) {
    if (i == most_shown) {
      text += fmt::format("{} more -> ", loop.size() - most_shown);
      break;
    }
    text += fmt::format("\"{}\" -> ", revisions[loop[i].revision]->header.id.text);
  }
  return text + fmt::format("\"{}\"", revisions[loop.front().revision]->header.id.text);
}

void report_loop(const Revisions& revisions, const std::vector<Edge>& loop, Diagnostics& diagnostics) {
  auto report = diagnostics.report(loop.front().name->span, diag::revision_loop, loop_text(revisions, loop));
  for (std::size_t i = 0; i < std::min(loop.size(), most_shown); ++i) {
    const Edge& edge = loop[i];
    report.note(edge.name->span, "\"{}\" {} \"{}\" here", revisions[edge.revision]->header.id.text,
                edge.kind == EdgeKind::parent ? "revises" : "depends on", revisions[edge.needed]->header.id.text);
  }
  report.help("take one of these links out: the revision that was written first comes before the others");
}

/// For each edge of that kind, whether the revision needs its end by way of another need as well: by which. Only parents
/// count for parents, as merging two branches of which one depends on the other is sound.
std::vector<std::optional<RevisionIndex>> find_redundant(const std::vector<RevisionIndex>& order, const std::vector<Edge>& edges,
                                                         EdgeKind kind) {
  Needs needs(order.size());
  for (const Edge& edge : edges) {
    if (kind == EdgeKind::dependency || edge.kind == EdgeKind::parent) needs[edge.revision].push_back(edge.needed);
  }
  std::vector<Question> questions;
  std::vector<std::size_t> asked;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (edges[i].kind != kind || needs[edges[i].revision].size() < 2) continue;
    questions.push_back({edges[i].revision, edges[i].needed});
    asked.push_back(i);
  }
  const auto answers = find_implying(needs, order, questions);
  std::vector<std::optional<RevisionIndex>> redundant(edges.size());
  for (std::size_t i = 0; i < asked.size(); ++i) redundant[asked[i]] = answers[i];
  return redundant;
}

}  // namespace

std::vector<Edge> resolve_links(const Revisions& revisions, Diagnostics& diagnostics) {
  return LinkResolver(revisions, diagnostics).resolve();
}

void remove_loops(const Revisions& revisions, std::vector<Edge>& edges, Diagnostics& diagnostics) {
  const Loops loops = find_loops(static_cast<std::uint32_t>(revisions.size()), edges);
  for (const std::vector<Edge>& loop : loops.shown) report_loop(revisions, loop, diagnostics);
  std::erase_if(edges, [&](const Edge& edge) { return loops.group[edge.revision] == loops.group[edge.needed]; });
}

void reduce(const Revisions& revisions, const std::vector<RevisionIndex>& order, std::vector<Edge>& edges, Diagnostics& diagnostics) {
  const auto redundant_parents = find_redundant(order, edges, EdgeKind::parent);
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (!redundant_parents[i]) continue;
    const Name& parent = *edges[i].name;
    diagnostics.report(parent.span, diag::redundant_parent, parent.text, revisions[*redundant_parents[i]]->header.id.text)
        .help("leave \"{}\" out", parent.text);
  }
  const auto redundant_dependencies = find_redundant(order, edges, EdgeKind::dependency);
  std::vector<Edge> kept;
  kept.reserve(edges.size());
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (!redundant_dependencies[i]) kept.push_back(edges[i]);
  }
  edges = std::move(kept);
}

}  // namespace galley::revisions
