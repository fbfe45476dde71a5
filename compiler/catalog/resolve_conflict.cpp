// on conflict: the key that decides, and what happens to the row that was there.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "catalog/resolve.hpp"
#include "catalog/rows.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

using ColumnSet = std::set<std::string>;

std::optional<ColumnSet> plain_columns(const std::vector<IndexKey>& keys) {
  ColumnSet columns;
  for (const IndexKey& key : keys) {
    if (!key.column()) return std::nullopt;
    columns.insert(*key.column());
  }
  return columns;
}

/// The columns of a key that may decide: one that waits for the end of the transaction may not.
const std::vector<std::string>* key_columns(const Constraint& constraint) {
  if (constraint.deferral != Deferral::not_deferrable) return nullptr;
  if (const auto* key = std::get_if<PrimaryKey>(&constraint.what)) return &key->columns;
  if (const auto* key = std::get_if<Unique>(&constraint.what)) return &key->columns;
  return nullptr;
}

bool has_same_keys(const Index& index, const std::vector<IndexKey>& keys) {
  const auto contains = [](const std::vector<IndexKey>& list, const IndexKey& wanted) {
    return std::any_of(list.begin(), list.end(), [&](const IndexKey& key) { return key.key == wanted.key; });
  };
  return std::all_of(keys.begin(), keys.end(), [&](const IndexKey& key) { return contains(index.keys, key); }) &&
         std::all_of(index.keys.begin(), index.keys.end(), [&](const IndexKey& key) { return contains(keys, key); });
}

bool has_unique_key(const Table& table, const OnConflict& conflict) {
  const std::optional<ColumnSet> wanted = plain_columns(conflict.keys);
  const bool by_constraint = wanted && std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& constraint) {
                               const std::vector<std::string>* columns = key_columns(constraint);
                               return columns && ColumnSet(columns->begin(), columns->end()) == *wanted;
                             });
  return by_constraint || std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
           return index.unique && (!index.where || conflict.keys_where) && has_same_keys(index, conflict.keys);
         });
}

/// "(id), (a, b)"
std::string unique_keys(const Table& table) {
  std::vector<std::string> keys;
  for (const Constraint& constraint : table.constraints)
    if (const std::vector<std::string>* columns = key_columns(constraint)) keys.push_back(fmt::format("({})", fmt::join(*columns, ", ")));
  for (const Index& index : table.indexes)
    if (index.unique && plain_columns(index.keys)) keys.push_back(fmt::format("({})", fmt::join(columns_of(index), ", ")));
  return fmt::format("{}", fmt::join(keys, ", "));
}

class ConflictResolver {
 public:
  ConflictResolver(const ast::OnConflict& written, const Table& table, Workspace& workspace)
      : written_(written), table_(table), workspace_(workspace) {
    scope_ = {.table = &table, .keeper = {}, .sources = {{.name = table.name.name, .table = &table}, excluded()}};
  }

  std::optional<OnConflict> run() {
    resolve_target();
    if (ok_) resolve_action();
    if (!ok_) return std::nullopt;
    return std::move(conflict_);
  }

 private:
  [[nodiscard]] ScopeSource excluded() const { return {.name = "excluded", .table = &table_, .columns = {}, .qualified_only = true}; }

  void resolve_target() {
    for (const ast::IndexKey& key : written_.keys) {
      std::optional<IndexKey> resolved = resolve_index_key(key, table_, workspace_);
      ok_ = ok_ && resolved;
      if (resolved) conflict_.keys.push_back(std::move(*resolved));
    }
    resolve_optional(written_.keys_where, conflict_.keys_where);
    if (written_.constraint) {
      const Constraint* constraint = workspace_.find_constraint(table_, written_.constraint->text, written_.constraint->span);
      ok_ = ok_ && constraint;
      if (constraint) conflict_.constraint = constraint->name;
    }
    if (!ok_) return;
    if (!written_.assignments.empty() && written_.keys.empty() && !written_.constraint) {
      workspace_.report(written_.span, diag::conflict_without_key)
          .help("write: on conflict (...) do update ...; the keys are {}", unique_keys(table_));
      ok_ = false;
    } else if (!written_.keys.empty() && !table_.declared && !has_unique_key(table_, conflict_)) {
      const Span place = join(written_.keys.front().span, written_.keys.back().span);
      auto report = workspace_.report(place, diag::no_key_for_conflict, workspace_.shown(table_.name));
      if (const std::string keys = unique_keys(table_); !keys.empty()) report.help("its unique keys are {}", keys);
      report.note(table_.span, "table \"{}\" is created here", workspace_.shown(table_.name));
      ok_ = false;
    }
  }

  void resolve_action() {
    std::optional<std::vector<Assignment>> assignments = resolve_assignments(written_.assignments, table_, scope_, workspace_);
    ok_ = ok_ && assignments;
    if (assignments) conflict_.assignments = std::move(*assignments);
    resolve_optional(written_.where, conflict_.where);
  }

  void resolve_optional(const std::optional<Expression>& written, std::optional<Expression>& resolved) {
    if (!written) return;
    resolved = resolve_expression(*written, scope_, workspace_);
    ok_ = ok_ && resolved;
  }

  const ast::OnConflict& written_;
  const Table& table_;
  Workspace& workspace_;
  ExpressionScope scope_;
  OnConflict conflict_;
  bool ok_ = true;
};

}  // namespace

std::optional<OnConflict> resolve_on_conflict(const ast::OnConflict& written, const Table& table, Workspace& workspace) {
  return ConflictResolver(written, table, workspace).run();
}

}  // namespace galley
