// Reachability for many questions at once. A search for each merge would cost the square of the history where long lines
// merge again and again; here 64 asked-for ancestors share one pass, a bit each, and a pass covers only the levels between
// them and those who ask. boost::transitive_reduction would ask about every pair of revisions.
#include "revisions/implied.hpp"

#include <algorithm>
#include <cstdint>

namespace galley::revisions {
namespace {

constexpr std::size_t bits = 64;

class ImpliedSearch {
 public:
  ImpliedSearch(const Needs& needs, const std::vector<RevisionIndex>& order, const std::vector<Question>& questions)
      : needs_(needs),
        questions_(questions),
        level_(needs.size(), 0),
        by_level_(order),
        position_(needs.size()),
        bit_(needs.size(), 0),
        above_(needs.size(), 0),
        answers_(questions.size()) {
    for (const RevisionIndex revision : order) {
      for (const RevisionIndex needed : needs[revision]) level_[revision] = std::max(level_[revision], level_[needed] + 1);
    }
    std::stable_sort(by_level_.begin(), by_level_.end(), [&](RevisionIndex a, RevisionIndex b) { return level_[a] < level_[b]; });
    for (std::size_t i = 0; i < by_level_.size(); ++i) position_[by_level_[i]] = i;
  }

  std::vector<std::optional<RevisionIndex>> answer() {
    const std::vector<std::size_t> open = open_questions();
    for (auto first = open.begin(); first != open.end();) first = answer_some(first, open.end());
    return std::move(answers_);
  }

 private:
  using Iterator = std::vector<std::size_t>::const_iterator;

  /// An ancestor stands on a lower level, which settles most questions. The rest by position of the asked-for ancestor.
  std::vector<std::size_t> open_questions() const {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < questions_.size(); ++i) {
      const RevisionIndex needed = questions_[i].needed;
      const auto& others = needs_[questions_[i].revision];
      if (std::any_of(others.begin(), others.end(), [&](RevisionIndex other) { return level_[other] > level_[needed]; })) open.push_back(i);
    }
    std::stable_sort(open.begin(), open.end(),
                     [&](std::size_t a, std::size_t b) { return position_[questions_[a].needed] < position_[questions_[b].needed]; });
    return open;
  }

  /// Answers the questions about the next 64 ancestors; returns the first that is left.
  Iterator answer_some(Iterator first, Iterator end) {
    const std::size_t begin_position = position_[questions_[*first].needed];
    std::size_t end_position = begin_position;
    std::size_t used = 0;
    Iterator last = first;
    for (; last != end; ++last) {
      const auto [revision, needed] = questions_[*last];
      if (bit_[needed] == 0) {
        if (used == bits) break;
        bit_[needed] = std::uint64_t{1} << used++;
      }
      end_position = std::max(end_position, position_[revision]);
    }
    collect(begin_position, end_position);
    for (Iterator it = first; it != last; ++it) answers_[*it] = implying(questions_[*it]);
    for (Iterator it = first; it != last; ++it) bit_[questions_[*it].needed] = 0;
    std::for_each(by_level_.begin() + static_cast<std::ptrdiff_t>(begin_position),
                  by_level_.begin() + static_cast<std::ptrdiff_t>(end_position), [&](RevisionIndex i) { above_[i] = 0; });
    return last;
  }

  /// `above_` of each revision in these positions: the bits of its ancestors, without its own.
  void collect(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const RevisionIndex revision = by_level_[i];
      for (const RevisionIndex needed : needs_[revision]) above_[revision] |= above_[needed] | bit_[needed];
    }
  }

  std::optional<RevisionIndex> implying(Question question) const {
    for (const RevisionIndex other : needs_[question.revision]) {
      if ((above_[other] & bit_[question.needed]) != 0) return other;
    }
    return std::nullopt;
  }

  const Needs& needs_;
  const std::vector<Question>& questions_;
  std::vector<std::uint32_t> level_;  // length of the longest way to a base
  std::vector<RevisionIndex> by_level_;
  std::vector<std::size_t> position_;  // in by_level_
  std::vector<std::uint64_t> bit_;     // of the ancestors now asked for
  std::vector<std::uint64_t> above_;
  std::vector<std::optional<RevisionIndex>> answers_;
};

}  // namespace

std::vector<std::optional<RevisionIndex>> find_implying(const Needs& needs, const std::vector<RevisionIndex>& order,
                                                        const std::vector<Question>& questions) {
  return ImpliedSearch(needs, order, questions).answer();
}

}  // namespace galley::revisions
