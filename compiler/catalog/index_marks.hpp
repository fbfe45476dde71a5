// Marks that one index of a table has at most: it identifies rows to replicas, it is the order of CLUSTER. A key has them for its index.
#pragma once

#include <string>

#include "catalog/table_edits.hpp"
#include "catalog/workspace.hpp"

namespace galley {

/// An index of a table, or a key that has one.
struct IndexOrKey {
  const Index* index = nullptr;
  const Constraint* key = nullptr;
  [[nodiscard]] const std::string& name() const { return index ? index->name : key->name; }
  [[nodiscard]] Span span() const { return index ? index->span : key->span; }
  explicit operator bool() const { return index || key; }
};
/// Reports a name that neither has. A constraint without an index is found as well.
[[nodiscard]] IndexOrKey find_index_or_key(const Table& table, const std::string& name, Span span, Workspace& workspace);

template <bool Index::*of_index, bool Constraint::*of_key>
struct IndexMark {
  /// The one that has the mark; empty where none has.
  static std::string name_in(const Table& table) {
    for (const Index& index : table.indexes)
      if (index.*of_index) return index.name;
    for (const Constraint& key : table.constraints)
      if (key.*of_key) return key.name;
    return {};
  }
  /// Gives it to this one alone; to none where the name is empty.
  static void move_to(const std::string& name, Table& table) {
    edit_where(
        table.indexes, [&](const Index& index) { return index.*of_index != (index.name == name); },
        [&](Index& index) { index.*of_index = index.name == name; });
    const bool is_index = table.find_index(name) != nullptr;
    const auto is_meant = [&](const Constraint& key) { return !is_index && key.name == name; };
    edit_where(
        table.constraints, [&](const Constraint& key) { return key.*of_key != is_meant(key); },
        [&](Constraint& key) { key.*of_key = is_meant(key); });
  }
};

}  // namespace galley
