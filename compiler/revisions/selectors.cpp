#include "revisions/selectors.hpp"

#include <algorithm>

#include "base/edit_distance.hpp"
#include "diag/catalogue/revisions.hpp"

namespace galley::revisions {
namespace {

using Revisions = std::vector<RevisionIndex>;

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

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

class TermReader {
 public:
  TermReader(const RevisionGraph& graph, Diagnostics& diagnostics) : graph_(graph), diagnostics_(diagnostics) {}

  std::optional<Revisions> read(std::string_view term) {
    if (term == "base") return Revisions{};
    if (term == "heads") return graph_.heads();
    if (term == "head") return single_head(term, graph_.heads(), "heads");
    if (const std::size_t at = term.find('@'); at != std::string_view::npos)
      return in_branch(term, term.substr(0, at), term.substr(at + 1));
    if (const auto exact = graph_.find(term)) return Revisions{*exact};
    if (const auto labelled = find_label(graph_, term)) return Revisions{*labelled};
    return by_prefix(term);
  }

 private:
  std::optional<Revisions> single_head(std::string_view term, Revisions heads, std::string_view all) {
    if (heads.size() == 1) return heads;
    if (heads.empty()) {
      diagnostics_.report({}, diag::no_revisions, term);
    } else {
      diagnostics_.report({}, diag::several_heads, term, heads.size(), list_text(graph_, heads))
          .help("write \"{}\" for all of them, or the id of one", all);
    }
    return std::nullopt;
  }

  std::optional<Revisions> in_branch(std::string_view term, std::string_view label, std::string_view place) {
    if (!find_label(graph_, label)) {
      std::vector<std::string_view> labels;
      for_each_label(graph_, [&](std::string_view known, RevisionIndex) { labels.push_back(known); });
      diagnostics_.report({}, diag::unknown_label, label, term).suggest(nearest(label, labels));
      return std::nullopt;
    }
    Revisions heads = graph_.heads();
    std::erase_if(heads, [&](RevisionIndex head) {
      const auto& labels = graph_.labels(head);
      return !std::binary_search(labels.begin(), labels.end(), label);
    });
    if (place == "heads") return heads;
    if (place == "head") return single_head(term, std::move(heads), fmt::format("{}@heads", label));
    diagnostics_.report({}, diag::unknown_in_branch, place, term)
        .help("write \"{0}@head\", or \"{0}@heads\" where the branch has several", label);
    return std::nullopt;
  }

  std::optional<Revisions> by_prefix(std::string_view prefix) {
    Revisions matches = with_prefix(graph_, prefix);
    if (matches.size() == 1) return matches;
    if (matches.empty()) {
      report_unknown(prefix);
    } else {
      diagnostics_.report({}, diag::ambiguous_prefix, prefix, matches.size(), list_text(graph_, matches)).help("write more of the id");
    }
    return std::nullopt;
  }

  void report_unknown(std::string_view term) {
    std::vector<std::string_view> names{"base", "head", "heads"};
    for (RevisionIndex i = 0; i < graph_.size(); ++i) names.push_back(graph_.id(i));
    for_each_label(graph_, [&](std::string_view label, RevisionIndex) { names.push_back(label); });
    diagnostics_.report({}, diag::unknown_selector, term)
        .suggest(nearest(term, names))
        .help("a revision is named by its id, the beginning of its id, a label, \"head\", \"heads\", \"base\" or \"label@head\"");
  }

  const RevisionGraph& graph_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::string list_text(const RevisionGraph& graph, const Revisions& revisions) {
  constexpr std::size_t most = 8;
  std::string text;
  for (std::size_t i = 0; i < std::min(revisions.size(), most); ++i) {
    text += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", graph.id(revisions[i]));
  }
  if (revisions.size() > most) text += fmt::format(" and {} more", revisions.size() - most);
  return text;
}

std::optional<std::vector<Term>> select_terms(const RevisionGraph& graph, std::string_view selector, Diagnostics& diagnostics) {
  TermReader reader(graph, diagnostics);
  std::vector<Term> terms;
  for (std::size_t begin = 0; begin <= selector.size();) {
    const std::size_t end = std::min(selector.find(',', begin), selector.size());
    const std::string_view text = trim(selector.substr(begin, end - begin));
    begin = end + 1;
    if (text.empty()) {
      diagnostics.report({}, diag::empty_selector, selector).help("write a revision, \"heads\" or \"base\"");
      return std::nullopt;
    }
    auto revisions = reader.read(text);
    if (!revisions) return std::nullopt;
    terms.push_back({std::string(text), std::move(*revisions)});
  }
  if (terms.size() > 1 && std::any_of(terms.begin(), terms.end(), [](const Term& term) { return term.text == "base"; })) {
    diagnostics.report({}, diag::base_in_list, selector).help("\"base\" means that nothing is applied, so it stands alone");
    return std::nullopt;
  }
  return terms;
}

Revisions revisions_of(const std::vector<Term>& terms) {
  Revisions all;
  for (const Term& term : terms) all.insert(all.end(), term.revisions.begin(), term.revisions.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace galley::revisions

namespace galley {

std::optional<std::vector<RevisionIndex>> select_revisions(const RevisionGraph& graph, std::string_view selector,
                                                           Diagnostics& diagnostics) {
  const auto terms = revisions::select_terms(graph, selector, diagnostics);
  if (!terms) return std::nullopt;
  return revisions::revisions_of(*terms);
}

}  // namespace galley
