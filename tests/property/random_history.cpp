#include "property/random_history.hpp"

#include <fmt/format.h>

#include <utility>

#include "property/random_statements.hpp"

namespace galley::testing {
namespace {

/// What belongs to one line belongs to the other from now on: all of it, for tables that refer to one another change together.
void give(RandomSchema& schema, int from, int to) {
  const auto hand_over = [&](int& owner) { owner = owner == from ? to : owner; };
  for (auto& [name, table] : schema.tables) hand_over(table.owner);
  for (auto& [name, type] : schema.enums) hand_over(type.owner);
  for (auto& [name, owner] : schema.domains) hand_over(owner);
  for (auto& [name, view] : schema.views) hand_over(view.owner);
}

class HistoryMaker {
 public:
  explicit HistoryMaker(std::uint64_t seed) : random_(seed) {}

  RandomHistory run() {
    std::string head = line({}, 1 + random_.below(3), 0);
    for (std::size_t forks = random_.below(3); forks > 0; --forks) {
      // A name that one line has given up is not free in the other.
      schema_.free_names.clear();
      const int other = ++lines_;
      if (random_.chance(50)) give(schema_, 0, other);
      const std::string left = line({head}, 1 + random_.below(2), 0);
      schema_.free_names.clear();
      const std::string right = line({head}, 1 + random_.below(2), other);
      schema_.free_names.clear();
      give(schema_, other, 0);
      head = line({left, right}, 1 + random_.below(2), 0);
    }
    return std::move(history_);
  }

 private:
  /// Revisions one after the other; the id of the last.
  std::string line(std::vector<std::string> parents, std::size_t count, int owner) {
    for (; count > 0; --count) {
      RandomRevision revision{.id = fmt::format("r{}", ++revisions_), .parents = std::move(parents), .statements = {}};
      RandomStatements statements(random_, counter_, schema_, owner);
      if (const auto copy = random_.chance(8) ? statements.copy_rows() : std::nullopt)
        revision.statements.push_back(*copy);
      else
        for (std::size_t i = 1 + random_.below(5); i > 0; --i) revision.statements.push_back(statements.next());
      parents = {revision.id};
      history_.revisions.push_back(std::move(revision));
    }
    return parents.front();
  }

  Random random_;
  RandomSchema schema_;
  RandomHistory history_;
  int counter_ = 0;
  int lines_ = 0;
  int revisions_ = 0;
};

}  // namespace

std::string RandomHistory::text() const {
  std::string text;
  for (const RandomRevision& revision : revisions) {
    text += fmt::format("revision {}", revision.id);
    if (!revision.parents.empty()) text += fmt::format(" revises {}", fmt::join(revision.parents, ", "));
    text += ";\n\nupgrade {\n";
    for (const std::string& statement : revision.statements) text += "    " + statement + "\n";
    text += "}\n\n";
  }
  return text;
}

std::size_t RandomHistory::statements() const {
  std::size_t count = 0;
  for (const RandomRevision& revision : revisions) count += revision.statements.size();
  return count;
}

RandomHistory random_history(std::uint64_t seed) { return HistoryMaker(seed).run(); }

}  // namespace galley::testing
