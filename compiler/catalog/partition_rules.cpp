#include "catalog/partition_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "catalog/companions.hpp"
#include "catalog/inherited_parts.hpp"
#include "catalog/types.hpp"
#include "diag/catalogue/catalog.hpp"
#include "syntax/clause_words.hpp"

namespace galley {
namespace {

using Names = std::vector<std::string>;

bool contains(const Names& names, const std::string& name) { return std::find(names.begin(), names.end(), name) != names.end(); }

/// Columns by which the table is partitioned; nothing where an expression is among the keys.
std::optional<Names> partition_columns(const PartitionBy& by) {
  Names columns;
  for (const IndexKey& key : by.keys) {
    if (!key.column()) return std::nullopt;
    columns.push_back(*key.column());
  }
  return columns;
}

std::string shown_keys(const PartitionBy& by) {
  Names shown;
  for (const IndexKey& key : by.keys) shown.push_back(key.column() ? *key.column() : "an expression");
  return fmt::format("{}", fmt::join(shown, ", "));
}

struct UniqueKey {
  std::string_view kind;
  Names columns;
  Span span;
};

std::vector<UniqueKey> unique_keys(const Table& table) {
  std::vector<UniqueKey> keys;
  for (const Constraint& constraint : table.constraints) {
    if (const auto* key = std::get_if<PrimaryKey>(&constraint.what)) keys.push_back({"a primary key", key->columns, constraint.span});
    if (const auto* key = std::get_if<Unique>(&constraint.what)) keys.push_back({"a unique constraint", key->columns, constraint.span});
    const auto* exclude = std::get_if<Exclude>(&constraint.what);
    if (!exclude) continue;
    UniqueKey& key = keys.emplace_back(UniqueKey{"an exclusion constraint", {}, constraint.span});
    for (const Exclude::Element& element : exclude->elements)
      if (element.op == "=" && element.key.column()) key.columns.push_back(*element.key.column());
  }
  for (const Index& index : table.indexes) {
    if (!index.unique) continue;
    UniqueKey& key = keys.emplace_back(UniqueKey{"a unique index", {}, index.span});
    for (const IndexKey& part : index.keys)
      if (part.column()) key.columns.push_back(*part.column());
  }
  return keys;
}

bool check_keys(const Table& owner, const Table& partitioned, Workspace& workspace) {
  if (!partitioned.partition_by) return true;
  const std::optional<Names> needed = partition_columns(*partitioned.partition_by);
  bool ok = true;
  for (const UniqueKey& key : unique_keys(owner)) {
    const bool fits =
        needed && std::all_of(needed->begin(), needed->end(), [&](const std::string& column) { return contains(key.columns, column); });
    if (fits) continue;
    auto builder = workspace.report(key.span, diag::key_misses_partition, key.kind, shown_keys(*partitioned.partition_by));
    builder.note(partitioned.span, "table \"{}\" is partitioned here", workspace.shown(partitioned.name));
    if (needed) {
      builder.help("add {} to the columns of the key, or make it on each partition", fmt::join(*needed, ", "));
    } else {
      builder.help("a table that is partitioned by an expression has no such key: make it on each partition");
    }
    ok = false;
  }
  return ok;
}

std::string_view strategy_of(const ast::PartitionBound& bound) {
  return match(
      bound.what, [](const ast::RangeBound&) { return syntax::words_of(ast::PartitionStrategy::range); },
      [](const ast::ListBound&) { return syntax::words_of(ast::PartitionStrategy::list); },
      [](const ast::HashBound&) { return syntax::words_of(ast::PartitionStrategy::hash); },
      [](const ast::DefaultBound&) { return std::string_view("default"); });
}

bool check_strategy(const Table& parent, const ast::PartitionBound& bound, Span span, Workspace& workspace) {
  const bool is_default = std::holds_alternative<ast::DefaultBound>(bound.what);
  const auto strategy = parent.partition_by->strategy;
  const std::string_view wanted = syntax::words_of(strategy);
  if (is_default ? strategy != ast::PartitionStrategy::hash : strategy_of(bound) == wanted) return true;
  workspace
      .report(span, diag::wrong_bound, workspace.shown(parent.name), wanted,
              is_default ? "values that a default could be left with" : strategy_of(bound))
      .note(parent.span, "table \"{}\" is created here", workspace.shown(parent.name));
  return false;
}

bool check_count(const Table& parent, const std::vector<Expression>& values, Span span, Workspace& workspace) {
  if (values.size() == parent.partition_by->keys.size()) return true;
  workspace.report(span, diag::value_count, values.size(), values.size() == 1 ? "" : "s", parent.partition_by->keys.size())
      .note(parent.span, "table \"{}\" is partitioned by ({})", workspace.shown(parent.name), shown_keys(*parent.partition_by));
  return false;
}

std::optional<std::uint32_t> number(const std::string& text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool check_form(const Table& parent, const ast::PartitionBound& bound, Span span, Workspace& workspace) {
  return match(
      bound.what,
      [&](const ast::RangeBound& range) {
        return check_count(parent, range.from, span, workspace) && check_count(parent, range.to, span, workspace);
      },
      [](const ast::ListBound&) { return true; },
      [&](const ast::HashBound& hash) {
        const auto modulus = number(hash.modulus);
        const auto remainder = number(hash.remainder);
        if (modulus && remainder && *modulus > 0 && *remainder < *modulus) return true;
        workspace.report(span, diag::bad_sequence_option, "a remainder of modulus " + hash.modulus, hash.remainder)
            .help("a remainder is a whole number from 0 to the modulus less 1");
        return false;
      },
      [](const ast::DefaultBound&) { return true; });
}

/// Whether both take the same rows for sure; ranges that merely overlap are left to the server.
bool overlap(const ast::PartitionBound& a, const ast::PartitionBound& b) {
  if (a.what.index() != b.what.index()) return false;
  if (const auto* range = std::get_if<ast::RangeBound>(&a.what)) {
    const auto& other = std::get<ast::RangeBound>(b.what);
    return range->from == other.from || range->to == other.to;
  }
  if (const auto* list = std::get_if<ast::ListBound>(&a.what)) {
    const std::vector<Expression>& others = std::get<ast::ListBound>(b.what).values;
    return std::any_of(list->values.begin(), list->values.end(),
                       [&](const Expression& value) { return std::find(others.begin(), others.end(), value) != others.end(); });
  }
  return a == b;
}

}  // namespace

bool check_keys_of_partitions(const Table& table, Workspace& workspace) {
  bool ok = check_keys(table, table, workspace);
  if (!ok) return false;
  for (const TablePointer& below : descendants_of(table.name, workspace.catalog())) ok = check_keys(table, *below, workspace) && ok;
  const Table* child = &table;
  for (TablePointer parent; child->partition_of; child = parent.get()) {
    parent = workspace.catalog().find_table(child->partition_of->parent);
    if (!parent) break;
    ok = check_keys(*parent, table, workspace) && ok;
  }
  return ok;
}

bool check_is_no_partition(const Table& table, std::string_view do_this, Span span, Workspace& workspace) {
  if (!table.partition_of) return true;
  const std::string parent = workspace.shown(table.partition_of->parent);
  workspace.report(span, diag::not_of_partitions, workspace.shown(table.name), fmt::format("free to {}: it is a partition", do_this))
      .note(table.partition_of->bound.span, "it is a partition of \"{}\" from here on", parent)
      .help("write: alter table {} ...", parent);
  return false;
}

bool check_not_attached(const Table& table, const Constraint& constraint, Span span, Workspace& workspace) {
  if (!table.partition_of) return true;
  for (const TablePointer& above : ancestors_of(table, workspace.catalog())) {
    const auto matches = [&](const Constraint& other) { return is_alike(other, constraint); };
    if (std::any_of(above->constraints.begin(), above->constraints.end(), matches))
      return check_is_no_partition(table, fmt::format("lose constraint \"{}\"", constraint.name), span, workspace);
  }
  return true;
}

bool check_not_attached(const Table& table, const Index& index, Span span, Workspace& workspace) {
  if (!table.partition_of) return true;
  for (const TablePointer& above : ancestors_of(table, workspace.catalog())) {
    const auto matches = [&](const Index& other) { return is_alike(other, index); };
    if (std::any_of(above->indexes.begin(), above->indexes.end(), matches))
      return check_is_no_partition(table, fmt::format("lose index \"{}\"", index.name), span, workspace);
  }
  return true;
}

bool check_not_partition_key(const FoundColumn& found, const Places& at, Workspace& workspace) {
  std::vector<TablePointer> tables = descendants_of(found.table->name, workspace.catalog());
  tables.insert(tables.begin(), found.table);
  for (const TablePointer& table : tables) {
    const bool is_key =
        table->partition_by && std::any_of(table->partition_by->keys.begin(), table->partition_by->keys.end(),
                                           [&](const IndexKey& key) { return contains(columns_of(key.key), found.column->name); });
    if (!is_key) continue;
    workspace.report(at.part, diag::column_in_use, found.column->name, workspace.shown(found.table->name))
        .note(table->span, "table \"{}\" is partitioned by it", workspace.shown(table->name))
        .help("the key of a partitioned table stays as it is: make a new table and move the rows");
    return false;
  }
  return true;
}

bool check_is_partitioned(const Table& table, Span span, Workspace& workspace) {
  if (table.partition_by) return true;
  workspace.report(span, diag::not_of_partitions, workspace.shown(table.name), "partitioned")
      .note(table.span, "table \"{}\" is created here", workspace.shown(table.name));
  return false;
}

bool check_bound(const Table& parent, const ast::PartitionBound& bound, Span span, Workspace& workspace) {
  if (!check_strategy(parent, bound, span, workspace) || !check_form(parent, bound, span, workspace)) return false;
  for (const TablePointer& sibling : workspace.catalog().children_of(parent.name)) {
    if (!sibling->partition_of || !overlap(sibling->partition_of->bound, bound)) continue;
    workspace.report(span, diag::partition_mismatch, workspace.shown(parent.name), "another one takes these rows")
        .note(sibling->partition_of->bound.span, "partition \"{}\" is bound here", workspace.shown(sibling->name));
    return false;
  }
  return true;
}

bool check_can_be_partition(const Table& table, const Table& parent, const Places& at, Workspace& workspace) {
  bool ok = true;
  const auto refuse = [&](const std::string& why, Span span, std::string_view note) {
    workspace.report(at.part, diag::partition_mismatch, workspace.shown(table.name), why).note(span, "{}", note);
    ok = false;
  };
  if (table.partition_of) refuse("it is one already", table.partition_of->bound.span, "it is bound here");
  for (const Column& column : parent.columns) {
    const Column* own = table.find_column(column.name);
    if (!own) {
      refuse(fmt::format("it has no column \"{}\"", column.name), column.span, "the column is defined here");
    } else if (own->type != column.type) {
      refuse(fmt::format("column \"{}\" is {}, not {}", column.name, type_text(own->type), type_text(column.type)), own->span,
             "the column is defined here");
    } else if (column.not_null && !own->not_null) {
      refuse(fmt::format("column \"{}\" takes null", column.name), own->span, "the column is defined here");
    }
  }
  for (const Column& column : table.columns)
    if (!parent.find_column(column.name))
      refuse(fmt::format("column \"{}\" is not one of the partitioned table", column.name), column.span, "the column is defined here");
  for (const Constraint& constraint : parent.constraints) {
    const auto* check = std::get_if<Check>(&constraint.what);
    if (!check || check->no_inherit) continue;
    const Constraint* own = table.find_constraint(constraint.name);
    if (!own || own->what != constraint.what)
      refuse(fmt::format("it has no check \"{}\" as the partitioned table has it", constraint.name), constraint.span,
             "the check is defined here");
  }
  return ok;
}

}  // namespace galley
