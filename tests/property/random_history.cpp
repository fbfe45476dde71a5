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
  for (auto& [name, type] : schema.domains) hand_over(type.owner);
  for (auto& [name, view] : schema.views) hand_over(view.owner);
  for (RandomObject& object : schema.objects) hand_over(object.owner);
}

class HistoryMaker {
 public:
  explicit HistoryMaker(std::uint64_t seed) : random_(seed) {}

  RandomHistory run() {
    schema_.focus = random_.below(1000);
    std::string head = line({}, 1 + random_.below(3), 0);
    for (std::size_t forks = random_.below(3); forks > 0; --forks) {
      // A name that one line has given up is not free in the other.
      schema_.free_names.clear();
      const int other = ++lines_;
      const bool is_base = random_.chance(20);  // the other line begins at the very beginning
      if (!is_base && random_.chance(50)) give(schema_, 0, other);
      const std::string left = line({head}, 1 + random_.below(2), 0);
      schema_.free_names.clear();
      const std::size_t begin = history_.revisions.size();
      if (random_.chance(30)) {
        depends_on_ = random_.chance(50) ? left : label_of(left);
        if (random_.chance(70)) give(schema_, 0, other);  // what has to be there may be changed
      }
      const std::string right = line(is_base ? std::vector<std::string>{} : std::vector{head}, 1 + random_.below(2), other);
      if (random_.chance(30)) history_.revisions[begin].label = fmt::format("line{}", other);
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
      RandomRevision revision{
          .id = fmt::format("r{}", ++revisions_), .parents = std::move(parents), .online = random_.chance(5), .statements = {}};
      if (!depends_on_.empty()) revision.dependencies.push_back(std::exchange(depends_on_, {}));
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

  /// The revision gets a label, should it have none.
  std::string label_of(const std::string& id) {
    for (RandomRevision& revision : history_.revisions)
      if (revision.id == id) {
        if (revision.label.empty()) revision.label = "at_" + id;
        return revision.label;
      }
    return id;
  }

  Random random_;
  RandomSchema schema_;
  RandomHistory history_;
  int counter_ = 0;
  int lines_ = 0;
  int revisions_ = 0;
  std::string depends_on_;  // the next revision
};

}  // namespace

std::string RandomHistory::text() const {
  std::string text;
  for (const RandomRevision& revision : revisions) {
    text += fmt::format("revision {}", revision.id);
    if (!revision.parents.empty()) text += fmt::format(" revises {}", fmt::join(revision.parents, ", "));
    if (!revision.dependencies.empty()) text += fmt::format(" depends on {}", fmt::join(revision.dependencies, ", "));
    if (!revision.label.empty()) text += " labels " + revision.label;
    if (revision.online) text += " strategy online";
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
