// Changes of rows, and the checks of deferred keys that they leave for the end of the transaction: the server refuses to
// alter a table while such checks wait ("pending trigger events"), so they are settled before.
#include <fmt/format.h>

#include <algorithm>

#include "postgresql/lowering.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

bool has_deferred(const Table& table) {
  return std::any_of(table.constraints.begin(), table.constraints.end(),
                     [](const Constraint& c) { return c.deferral == Deferral::initially_deferred; });
}

bool is_key_column(const Table& table, const std::string& column) {
  return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& c) {
    const std::vector<std::string> columns = columns_of(c);
    const bool is_key = std::holds_alternative<PrimaryKey>(c.what) || std::holds_alternative<Unique>(c.what);
    return is_key && std::find(columns.begin(), columns.end(), column) != columns.end();
  });
}

}  // namespace

void Lowering::operator()(const InsertRows& change) {
  add(insert_rows(change, printing_), fmt::format("insert {} into {}", counted(change.rows.size(), "row"), shown(change.table)));
  note_written(change.table, false);
}

void Lowering::operator()(const UpdateRows& change) {
  add(update_rows(change, printing_), "update " + shown(change.table));
  const bool touches_key =
      table_before() != nullptr && std::any_of(change.assignments.begin(), change.assignments.end(),
                                               [&](const Assignment& a) { return is_key_column(*table_before(), a.column); });
  note_written(change.table, touches_key);
}

void Lowering::operator()(const DeleteRows& change) {
  add(delete_rows(change, printing_), "delete from " + shown(change.table));
  note_written(change.table, true);
}

void Lowering::note_written(const ObjectName& table, bool touches_key) {
  // Keys of other tables that refer to this one are not known here: a change of a key or a delete may leave them waiting.
  if (touches_key || (table_before() != nullptr && has_deferred(*table_before()))) unsettled_.insert(table);
}

void Lowering::settle_deferred(const ObjectName& table) {
  const Table* known = table_before();
  const bool may_wait = unsettled_.contains(table) || (raw_writes_ && known != nullptr && known->name == table && has_deferred(*known));
  if (!may_wait) return;
  Step step;
  step.sql = "SET CONSTRAINTS ALL IMMEDIATE;";
  step.reason = "check deferred keys before " + shown(table) + " changes";
  step.span = operation_->span;
  step.lock_timeout = lock_timeout_;
  step.statement_timeout = statement_timeout_;
  steps_.push_back(std::move(step));
  forget_deferred();
}

void Lowering::forget_deferred() {
  unsettled_.clear();
  raw_writes_ = false;
}

}  // namespace galley::postgresql
