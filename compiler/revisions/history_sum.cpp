#include "revisions/history_sum.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/append.hpp"
#include "base/sha256.hpp"
#include "diag/catalogue/revisions.hpp"

namespace galley {
namespace {

constexpr std::string_view version_mark = "g1:";
constexpr std::size_t digest_digits = 64;

bool is_digest(std::string_view text) {
  return text.starts_with(version_mark) && text.size() == version_mark.size() + digest_digits &&
         text.find_first_not_of("0123456789abcdef", version_mark.size()) == std::string_view::npos;
}

/// `digest_of` gives that of a parent or dependency.
template <class DigestOf>
std::string digest(const RevisionGraph& graph, RevisionIndex revision, std::string_view meaning, DigestOf digest_of) {
  std::vector<RevisionIndex> needs = graph.parents(revision);
  needs.insert(needs.end(), graph.dependencies(revision).begin(), graph.dependencies(revision).end());
  std::sort(needs.begin(), needs.end());
  std::string text = concatenated("galley.sum ", version_mark, '\n', graph.id(revision), '\n', meaning, '\n');
  for (const RevisionIndex needed : needs) append(text, graph.id(needed), ' ', digest_of(needed), '\n');
  return concatenated(version_mark, sha256_hex(text));
}

class SumReader {
 public:
  SumReader(const SourceSet& sources, SourceId id, Diagnostics& diagnostics)
      : text_(sources[id].text()), id_(id), diagnostics_(diagnostics) {}

  std::optional<HistorySum> read() {
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      std::string_view line = text_.substr(begin, end - begin);
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (!line.empty()) read_line(line, {id_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + line.size())});
      begin = end + 1;
    }
    std::stable_sort(sum_.begin(), sum_.end(), [](const SumLine& a, const SumLine& b) { return a.id < b.id; });
    drop_repeated();
    if (is_wrong_) return std::nullopt;
    return std::move(sum_);
  }

 private:
  void read_line(std::string_view line, Span span) {
    const std::size_t blank = line.find(' ');
    if (blank != std::string_view::npos && blank > 0 && is_digest(line.substr(blank + 1))) {
      sum_.push_back({std::string(line.substr(0, blank)), std::string(line.substr(blank + 1)), span});
    } else if (!is_wrong_) {  // of a merge conflict one line is enough
      is_wrong_ = true;
      diagnostics_.report(span, diag::malformed_sum).help("a line holds an id and its digest; galley hash writes the file anew");
    }
  }

  void drop_repeated() {
    const auto same_id = [](const SumLine& a, const SumLine& b) { return a.id == b.id; };
    for (auto it = std::adjacent_find(sum_.begin(), sum_.end(), same_id); it != sum_.end();
         it = std::adjacent_find(it + 1, sum_.end(), same_id)) {
      if (it->digest == std::next(it)->digest) continue;
      is_wrong_ = true;
      diagnostics_.report(std::next(it)->span, diag::contradictory_sum, it->id)
          .note(it->span, "the other line stands here")
          .help("two branches have changed it; galley hash writes the file anew");
    }
    sum_.erase(std::unique(sum_.begin(), sum_.end(), same_id), sum_.end());
  }

  std::string_view text_;
  SourceId id_;
  Diagnostics& diagnostics_;
  HistorySum sum_;
  bool is_wrong_ = false;
};

std::optional<std::size_t> find_line(const HistorySum& sum, std::string_view id) {
  const auto it =
      std::lower_bound(sum.begin(), sum.end(), id, [](const SumLine& line, std::string_view wanted) { return line.id < wanted; });
  if (it == sum.end() || it->id != id) return std::nullopt;
  return static_cast<std::size_t>(it - sum.begin());
}

}  // namespace

std::optional<HistorySum> read_sum(const SourceSet& sources, SourceId id, Diagnostics& diagnostics) {
  return SumReader(sources, id, diagnostics).read();
}

std::vector<std::string> sum_digests(const RevisionGraph& graph, const MeaningOf& meaning) {
  std::vector<std::string> digests(graph.size());
  for (const RevisionIndex i : graph.order())
    digests[i] = digest(graph, i, meaning(i), [&](RevisionIndex needed) -> const std::string& { return digests[needed]; });
  return digests;
}

std::string sum_text(const RevisionGraph& graph, const std::vector<std::string>& digests) {
  std::string text;
  for (RevisionIndex i = 0; i < graph.size(); ++i) append(text, graph.id(i), ' ', digests[i], '\n');
  return text;
}

SumDifference compare(const RevisionGraph& graph, const MeaningOf& meaning, const HistorySum& sum) {
  SumDifference difference;
  difference.line_of.resize(graph.size());
  std::vector<RevisionIndex> recorded;
  for (RevisionIndex i = 0; i < graph.size(); ++i) {
    difference.line_of[i] = find_line(sum, graph.id(i));
    if (difference.line_of[i]) recorded.push_back(i);
  }
  const std::vector<std::string> digests = sum_digests(graph, meaning);
  const RevisionSet below = graph.with_ancestors(recorded);
  for (RevisionIndex i = 0; i < graph.size(); ++i) {
    if (!difference.line_of[i]) {
      (below[i] ? difference.inserted : difference.unrecorded).push_back(i);
      continue;
    }
    // With what is recorded of its parents, so that one edit is one mistake and not one in each descendant.
    const std::string found = digest(graph, i, meaning(i), [&](RevisionIndex needed) -> const std::string& {
      return difference.line_of[needed] ? sum[*difference.line_of[needed]].digest : digests[needed];
    });
    if (found != sum[*difference.line_of[i]].digest) difference.changed.push_back(i);
  }
  for (const SumLine& line : sum)
    if (!graph.find(line.id)) difference.missing.push_back(&line);
  return difference;
}

void check_sum(const RevisionGraph& graph, const MeaningOf& meaning, const HistorySum& sum, bool also_unrecorded,
               Diagnostics& diagnostics) {
  const SumDifference difference = compare(graph, meaning, sum);
  constexpr std::string_view accept = "if no database has it yet and this is what is wanted: galley hash";
  for (const RevisionIndex i : difference.changed)
    diagnostics.report(graph.revision(i).header.id.span, diag::changed_revision, graph.id(i))
        .note(sum[*difference.line_of[i]].span, "recorded here")
        .help("put it back as it was, and make the change in a new revision")
        .help("{}", accept);
  for (const RevisionIndex i : difference.inserted)
    diagnostics.report(graph.revision(i).header.id.span, diag::inserted_revision, graph.id(i))
        .help("a database that has what follows would never run it: let it revise a head instead")
        .help("{}", accept);
  for (const SumLine* line : difference.missing)
    diagnostics.report(line->span, diag::missing_recorded_revision, line->id).help("bring its file back; {}", accept);
  if (!also_unrecorded) return;
  for (const RevisionIndex i : difference.unrecorded)
    diagnostics.report(graph.revision(i).header.id.span, diag::unrecorded_revision, graph.id(i))
        .help("once it is as it shall stay: galley hash");
}

}  // namespace galley
