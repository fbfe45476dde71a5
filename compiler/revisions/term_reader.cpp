#include "revisions/term_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/edit_distance.hpp"
#include "diag/catalogue/revisions.hpp"
#include "revisions/relative.hpp"

namespace galley::revisions {
namespace {

using Revisions = std::vector<RevisionIndex>;

bool is_word(std::string_view name) { return name == "base" || name == "head" || name == "heads" || name == "current"; }

/// Calls `found` with each label and the revision it is written at.
template <class Found>
void for_each_label(const RevisionGraph& graph, Found found) {
  for (RevisionIndex i = 0; i < graph.size(); ++i) {
    for (const Name& label : graph.revision(i).header.labels) found(std::string_view(label.text), i);
  }
}

std::optional<RevisionIndex> find_label(const RevisionGraph& graph, std::string_view wanted) {
  std::optional<RevisionIndex> at;
  for_each_label(graph, [&](std::string_view label, RevisionIndex i) {
    if (label == wanted) at = i;
  });
  return at;
}

/// Indices follow the ids, so those that begin alike are neighbours.
Revisions with_prefix(const RevisionGraph& graph, std::string_view prefix) {
  Revisions matches;
  std::uint32_t low = 0;
  for (std::uint32_t count = graph.size(); count > 0;) {
    const std::uint32_t half = count / 2;
    if (graph.id(low + half) < prefix) {
      low += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  while (low < graph.size() && graph.id(low).starts_with(prefix)) matches.push_back(low++);
  return matches;
}

}  // namespace

std::optional<Term> TermReader::read(std::string_view text) {
  text_ = text;
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) {
    auto revisions = without_branch(text);
    if (!revisions) return std::nullopt;
    return Term{std::string(text), std::move(*revisions), nullptr};
  }
  auto found = find_branch(text.substr(0, at));
  if (!found) return std::nullopt;
  const auto branch = std::make_shared<const Branch>(std::move(*found));
  auto revisions = on_branch(text.substr(at + 1), *branch);
  if (!revisions) return std::nullopt;
  return Term{std::string(text), std::move(*revisions), branch};
}

/// Words first, then what is called so exactly, then steps, then beginnings of ids.
std::optional<Revisions> TermReader::without_branch(std::string_view term) {
  if (term == "base") return Revisions{};
  if (term == "heads") return graph_.heads();
  if (term == "head") return one_of(term, graph_.heads(), "heads");
  if (term == "current" && start_ != nullptr) return start_->rows;
  if (const auto exact = exactly(term)) return Revisions{*exact};
  const auto relative = split_relative(term);
  if (relative && (relative->anchor.empty() || is_anchor(relative->anchor) || with_prefix(graph_, term).empty()))
    return walked(*relative, nullptr);
  return by_prefix(term, nullptr);
}

std::optional<Revisions> TermReader::on_branch(std::string_view place, const Branch& branch) {
  if (place == "heads") return heads_of(graph_, branch);
  if (place == "head") return one_of(text_, heads_of(graph_, branch), fmt::format("{}@heads", branch.name));
  if (place == "base") return Revisions{};
  if (const auto exact = exactly(place); exact && branch.lineage[*exact]) return Revisions{*exact};
  const auto relative = split_relative(place);
  if (relative && (relative->anchor.empty() || is_anchor(relative->anchor) || with_prefix(graph_, place).empty()))
    return walked(*relative, &branch);
  return by_prefix(place, &branch);
}

/// A label, or a revision whose line is meant.
std::optional<Branch> TermReader::find_branch(std::string_view name) {
  if (const auto label = find_label(graph_, name)) return branch_of(graph_, name, *label);
  Revisions matches;
  if (const auto exact = graph_.find(name))
    matches = {*exact};
  else if (!name.empty())
    matches = with_prefix(graph_, name);
  if (matches.size() == 1) return branch_of(graph_, name, matches.front());
  if (matches.size() > 1) {
    diagnostics_.report({}, diag::ambiguous_prefix, name, matches.size(), list_text(graph_, matches)).help("write more of the id");
    return std::nullopt;
  }
  std::vector<std::string_view> labels;
  for_each_label(graph_, [&](std::string_view known, RevisionIndex) { labels.push_back(known); });
  auto report = diagnostics_.report({}, diag::unknown_label, name, text_);
  report.suggest(nearest(name, labels));
  if (labels.empty()) report.help("no revision has a label; \"ID@head\" is the head above a revision");
  return std::nullopt;
}

std::optional<Revisions> TermReader::walked(const Relative& relative, const Branch* branch) {
  Walk walk(graph_, text_, relative, branch, diagnostics_);
  if (!relative.anchor.empty()) {
    const auto anchor = branch == nullptr ? without_branch(relative.anchor) : on_branch(relative.anchor, *branch);
    if (!anchor) return std::nullopt;
    if (anchor->size() > 1) return one_of(relative.anchor, *anchor, relative.anchor);
    return walk.from(anchor->empty() ? std::nullopt : std::optional(anchor->front()));
  }
  if (start_ != nullptr) return walk.from(*start_);
  const std::string_view branch_name = branch == nullptr ? std::string_view() : branch->name;
  const std::string counted = std::string(relative.is_up ? "+" : "-") + std::to_string(relative.steps);
  diagnostics_.report({}, diag::no_start, text_)
      .help("write \"{}{}{}{}\", or an id instead of \"{}\"", branch_name, branch_name.empty() ? "" : "@", relative.is_up ? "base" : "head",
            counted, relative.is_up ? "base" : "head");
  return std::nullopt;
}

std::optional<Revisions> TermReader::one_of(std::string_view term, Revisions heads, std::string_view all) {
  if (heads.size() == 1) return heads;
  if (heads.empty()) {
    diagnostics_.report({}, diag::no_revisions, term);
  } else if (term == all) {
    diagnostics_.report({}, diag::several_heads, term, heads.size(), list_text(graph_, heads))
        .help("steps are counted from one revision: write \"{}{}\" or the like", graph_.id(heads.front()),
              text_.substr(text_.find(term) + term.size()));
  } else {
    diagnostics_.report({}, diag::several_heads, term, heads.size(), list_text(graph_, heads))
        .help("write \"{}\" for all of them, or the id of one", all);
  }
  return std::nullopt;
}

std::optional<Revisions> TermReader::by_prefix(std::string_view prefix, const Branch* branch) {
  const Revisions all = prefix.empty() ? Revisions{} : with_prefix(graph_, prefix);
  Revisions matches = all;
  if (branch != nullptr) std::erase_if(matches, [&](RevisionIndex i) { return !branch->lineage[i]; });
  if (matches.size() == 1) return matches;
  if (matches.size() > 1) {
    diagnostics_.report({}, diag::ambiguous_prefix, prefix, matches.size(), list_text(graph_, matches)).help("write more of the id");
    return std::nullopt;
  }
  if (all.size() == 1) {
    diagnostics_.report({}, diag::not_on_branch, graph_.id(all.front()), branch->name)
        .help("write \"{}\" alone, or a revision of the branch, which ends at {}", graph_.id(all.front()),
              list_text(graph_, heads_of(graph_, *branch)));
    return std::nullopt;
  }
  return report_unknown(prefix, branch);
}

std::optional<RevisionIndex> TermReader::exactly(std::string_view name) const {
  if (const auto exact = graph_.find(name)) return exact;
  return find_label(graph_, name);
}

bool TermReader::is_anchor(std::string_view name) const { return is_word(name) || exactly(name).has_value(); }

std::nullopt_t TermReader::report_unknown(std::string_view term, const Branch* branch) {
  if (const auto trailing = split_trailing(term); trailing && (is_anchor(trailing->anchor) || trailing->anchor.empty())) {
    const std::string_view good = term.substr(0, term.size() - trailing->trailing.size());
    diagnostics_.report({}, diag::trailing_text, trailing->trailing, good).help("write \"{}\"", good);
    return std::nullopt;
  }
  if (branch != nullptr) {
    diagnostics_.report({}, diag::unknown_in_branch, term, text_)
        .help("behind the \"@\" stands head, heads, base, a revision of the branch, or steps: \"{0}@head\", \"{0}@head-1\", \"{0}@+1\"",
              branch->name);
    return std::nullopt;
  }
  if (term == "current") {
    diagnostics_.report({}, diag::no_start, term).help("what is applied is known with --from-rows alone; otherwise write its id");
    return std::nullopt;
  }
  std::vector<std::string_view> names{"base", "head", "heads"};
  for (RevisionIndex i = 0; i < graph_.size(); ++i) names.push_back(graph_.id(i));
  for_each_label(graph_, [&](std::string_view label, RevisionIndex) { names.push_back(label); });
  diagnostics_.report({}, diag::unknown_selector, term)
      .suggest(nearest(term, names))
      .help(
          "a revision is named by its id, the beginning of its id, a label, \"head\", \"heads\", \"base\" or \"label@head\", and "
          "from each of them by steps: \"head-1\"");
  return std::nullopt;
}

}  // namespace galley::revisions
