// alter table t cluster on ix: in which order CLUSTER writes the rows when nobody tells it one.
#include "catalog/apply.hpp"
#include "catalog/index_marks.hpp"
#include "catalog/statements.hpp"
#include "catalog/undo.hpp"
#include "diag/catalogue/postgresql.hpp"

namespace galley {
namespace {

std::string_view fault_of(const Index& index) {
  if (index.where) return "it holds a part of the rows";
  if (index.method != "btree" && index.method != "gist") return "its method keeps no order of rows";
  return {};
}
std::string_view fault_of(const Constraint& constraint) {
  const bool has_index = std::holds_alternative<PrimaryKey>(constraint.what) || std::holds_alternative<Unique>(constraint.what);
  if (has_index) return {};
  const auto* exclude = std::get_if<Exclude>(&constraint.what);
  if (!exclude) return "it has no index";
  if (exclude->where) return "it holds a part of the rows";
  return exclude->method == "btree" || exclude->method == "gist" ? "" : "its method keeps no order of rows";
}

using ClusterMark = IndexMark<&Index::clusters, &Constraint::clusters>;

bool check(const IndexOrKey& part, const Table& table, const Places& at, Workspace& workspace) {
  const std::string_view fault = table.partition_by ? "its table is partitioned" : part.index ? fault_of(*part.index) : fault_of(*part.key);
  if (fault.empty()) return true;
  workspace.report(at.part, diag::no_order_of_rows, part.name(), fault).note(part.span(), "\"{}\" is defined here", part.name());
  return false;
}

}  // namespace

void run(const ast::SetClustering& action, const AlteredTable& altered, Workspace& workspace) {
  SetClustering change{altered.table->name, {}};
  if (action.index) change.index = action.index->text;
  apply(change, altered.places(action.index ? action.index->span : altered.action), workspace);
}

bool apply(const SetClustering& change, const Places& at, Workspace& workspace) {
  const TablePointer table = workspace.find_table(change.table, at.object);
  if (!table) return false;
  std::string index;
  if (!change.index.empty()) {
    const IndexOrKey part = find_index_or_key(*table, change.index, at.part, workspace);
    if (!part || !check(part, *table, at, workspace)) return false;
    index = part.name();
  }
  TableEdits edits;
  ClusterMark::move_to(index, edits.edit(table));
  workspace.commit(make_operation(SetClustering{table->name, index}, edits.take(), at));
  return true;
}

void undo(const SetClustering& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(SetClustering{change.table, ClusterMark::name_in(source.before())});
}

}  // namespace galley
