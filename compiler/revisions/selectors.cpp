#include "revisions/selectors.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "diag/catalogue/revisions.hpp"
#include "revisions/term_reader.hpp"

namespace galley::revisions {
namespace {

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

}  // namespace

std::string list_text(const RevisionGraph& graph, const std::vector<RevisionIndex>& revisions) {
  constexpr std::size_t most = 8;
  std::string text;
  for (std::size_t i = 0; i < std::min(revisions.size(), most); ++i) {
    text += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", graph.id(revisions[i]));
  }
  if (revisions.size() > most) text += fmt::format(" and {} more", revisions.size() - most);
  return text;
}

std::optional<std::vector<Term>> select_terms(const RevisionGraph& graph, std::string_view selector, Diagnostics& diagnostics,
                                              const Start* start) {
  TermReader reader(graph, diagnostics, start);
  std::vector<Term> terms;
  for (std::size_t begin = 0; begin <= selector.size();) {
    const std::size_t end = std::min(selector.find(',', begin), selector.size());
    const std::string_view text = trim(selector.substr(begin, end - begin));
    begin = end + 1;
    if (text.empty()) {
      diagnostics.report({}, diag::empty_selector, selector).help("write a revision, \"heads\" or \"base\"");
      return std::nullopt;
    }
    auto term = reader.read(text);
    if (!term) return std::nullopt;
    terms.push_back(std::move(*term));
  }
  if (terms.size() > 1 && std::any_of(terms.begin(), terms.end(), [](const Term& term) { return term.text == "base"; })) {
    diagnostics.report({}, diag::base_in_list, selector).help("\"base\" means that nothing is applied, so it stands alone");
    return std::nullopt;
  }
  return terms;
}

std::vector<RevisionIndex> revisions_of(const std::vector<Term>& terms) {
  std::vector<RevisionIndex> all;
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
