// The parts of a simple query that say where its columns come from: SELECT list FROM tables. No tree is made of the rest.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/expression.hpp"

namespace galley {

struct SelectItem {
  /// t.* and *; `value` is then nothing.
  bool star = false;
  std::string qualifier;
  /// Nothing where the language has no such expression.
  std::optional<Expression> value;
};
struct SelectSource {
  QualifiedName relation;
  std::string name;  // the alias, or that of the relation
};
struct SelectList {
  std::vector<SelectItem> items;
  std::vector<SelectSource> sources;
};

/// Nothing for a query of another shape: with WITH, UNION and the like, or with a query, a function or renamed columns in FROM.
[[nodiscard]] std::optional<SelectList> read_select_list(std::string_view query, Span place);

}  // namespace galley
