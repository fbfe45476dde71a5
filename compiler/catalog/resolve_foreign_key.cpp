#include <fmt/format.h>

#include "catalog/companions.hpp"
#include "catalog/inherited_parts.hpp"
#include "catalog/keys.hpp"
#include "catalog/resolve.hpp"
#include "catalog/types.hpp"
#include "diag/catalogue/catalog.hpp"
#include "galley/dialect.hpp"

namespace galley {
namespace {

bool check_types(const ForeignKey& key, const Table& own, const Table& referenced, const ForeignKeyPlaces& places, Workspace& workspace) {
  bool ok = true;
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    const Column* column = workspace.find_column(own, key.columns[i], places.columns);
    const Column* target = workspace.find_column(referenced, key.referenced_columns[i], places.referenced);
    if (!column || !target) return false;
    if (are_comparable(column->type, target->type)) continue;
    workspace.report(places.columns, diag::key_type_mismatch, column->name, type_text(column->type), target->name, type_text(target->type))
        .note(target->span, "column \"{}\" is defined here", target->name);
    ok = false;
  }
  return ok;
}

}  // namespace

bool check_foreign_key(const ForeignKey& key, const Table& own, const ForeignKeyPlaces& places, Workspace& workspace) {
  TablePointer other;
  const Table* referenced = &own;
  if (key.table != own.name) {
    other = workspace.find_table(key.table, places.table);
    referenced = other.get();
  }
  if (!referenced) return false;
  if (key.columns.size() != key.referenced_columns.size()) {
    workspace.report(places.referenced, diag::key_column_count, key.columns.size(), key.referenced_columns.size());
    return false;
  }
  if (!check_types(key, own, *referenced, places, workspace)) return false;
  if (!own.unlogged && !own.temporary && !own.declared && referenced->unlogged && workspace.dialect().tells_unlogged()) {
    workspace
        .report(places.table, diag::key_to_unlogged, fmt::format("({})", fmt::join(key.columns, ", ")), workspace.shown(referenced->name))
        .note(referenced->span, "table \"{}\" is created here", workspace.shown(referenced->name))
        .help("after a crash its rows are gone: make the other table unlogged too, or this one logged");
    return false;
  }
  if (key_on(*referenced, key.referenced_columns).exists()) return true;
  // A partition has the keys of the table that it is a part of.
  if (referenced->partition_of) {
    Table whole = *referenced;
    keep_inherited_parts(whole, ancestors_of(*referenced, workspace.catalog()), workspace);
    if (key_on(whole, key.referenced_columns).exists()) return true;
  }
  // A table that lacks a key because of an earlier error was never made, or is poisoned; so this is news.
  workspace
      .report(places.referenced, diag::no_unique_key, workspace.shown(referenced->name),
              fmt::format("{}", fmt::join(key.referenced_columns, ", ")))
      .note(referenced->span, "table \"{}\" is created here", workspace.shown(referenced->name))
      .help("a foreign key refers to a primary key, a unique constraint or a unique index on exactly these columns");
  return false;
}

}  // namespace galley
