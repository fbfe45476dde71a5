// Changes of rows, and the checks of deferred keys that they leave for the end of the transaction: the server refuses to
// alter a table while such checks wait ("pending trigger events"), so they are settled before.
#include <fmt/format.h>

#include <algorithm>

#include "base/append.hpp"
#include "base/assert.hpp"

#include "postgresql/batches.hpp"
#include "postgresql/lowering.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/raw_sql.hpp"
#include "postgresql/script_text.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

bool has_deferred(const Table& table) {
  return std::any_of(table.constraints.begin(), table.constraints.end(),
                     [](const Constraint& c) { return c.deferral == Deferral::initially_deferred; });
}

bool has_query(const std::vector<Source>& sources) {
  return std::any_of(sources.begin(), sources.end(), [](const Source& source) { return !source.query.empty(); });
}

std::string block(std::string_view declarations, std::string_view body) {
  std::string text = do_block(declarations, body);
  text.pop_back();  // a step has no line end
  return text;
}

/// The statement, and an error that takes it back where it has met another number of rows.
std::string counted_block(std::string_view sql, std::string_view what, const ExpectRows& expect) {
  const bool is_one_number = expect.minimum == expect.maximum;
  const std::string wanted =
      is_one_number ? fmt::format("{}", expect.minimum) : fmt::format("between {} and {}", expect.minimum, expect.maximum);
  const std::string condition = is_one_number ? fmt::format("galley_rows <> {}", expect.minimum)
                                              : fmt::format("galley_rows NOT BETWEEN {} AND {}", expect.minimum, expect.maximum);
  const std::string message = fmt::format("{} || galley_rows || {}", string_literal(fmt::format("GAL-D02: {}: ", what)),
                                          string_literal(fmt::format(" rows, expected {}", wanted)));
  return block("  galley_rows bigint;\n",
               fmt::format("{}\n  GET DIAGNOSTICS galley_rows = ROW_COUNT;\n{}", sql, refuse_if_expression("  ", condition, message, "")));
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
  const std::string sql = insert_rows(change, printing_);
  const std::string what = change.query ? "insert into " + shown(change.table)
                                        : fmt::format("insert {} into {}", counted(change.rows.size(), "row"), shown(change.table));
  Step& step = add(change.expect ? counted_block(sql, what, *change.expect) : sql, what);
  step.raw = step.raw || change.query;
  note_written(change.table, false);
}

void Lowering::operator()(const UpdateRows& change) {
  const std::string what = "update " + shown(change.table);
  if (change.batch_size) {
    add_batches({.table = change.table,
                 .alias = change.alias,
                 .sources = change.from,
                 .where = change.where,
                 .size = *change.batch_size,
                 .repeats_nothing = makes_where_false(change)},
                what, [&](std::string_view range) { return update_rows(change, printing_, range); });
  } else {
    const std::string sql = update_rows(change, printing_);
    Step& step = add(change.expect ? counted_block(sql, what, *change.expect) : sql, what);
    step.raw = step.raw || has_query(change.from);
  }
  const bool touches_key =
      table_before() != nullptr && std::any_of(change.assignments.begin(), change.assignments.end(),
                                               [&](const Assignment& a) { return is_key_column(*table_before(), a.column); });
  note_written(change.table, touches_key);
}

void Lowering::operator()(const DeleteRows& change) {
  const std::string what = "delete from " + shown(change.table);
  if (change.batch_size) {
    add_batches({.table = change.table,
                 .alias = change.alias,
                 .sources = change.using_,
                 .where = change.where,
                 .size = *change.batch_size,
                 .repeats_nothing = "a row that is gone is not met again"},
                what, [&](std::string_view range) { return delete_rows(change, printing_, range); });
  } else {
    const std::string sql = delete_rows(change, printing_);
    Step& step = add(change.expect ? counted_block(sql, what, *change.expect) : sql, what);
    step.raw = step.raw || has_query(change.using_);
  }
  note_written(change.table, true);
}

void Lowering::operator()(const TruncateTables& change) {
  std::string names;
  std::string shown_names;
  for (const ObjectName& table : change.tables) {
    append(names, names.empty() ? "" : ", ", qualified(table));
    append(shown_names, shown_names.empty() ? "" : ", ", shown(table));
  }
  Step& step =
      add(concatenated("TRUNCATE TABLE ", names, change.restart_identity ? " RESTART IDENTITY" : "", change.cascade ? " CASCADE" : "", ';'),
          "empty " + shown_names);
  for (std::size_t i = change.tables.size(); i < operation_->tables.size(); ++i)
    step.notes.push_back(fmt::format("empties {} as well", shown(operation_->tables[i].before->name)));
}

void Lowering::operator()(const Require& change) {
  const std::string condition = fmt::format("{}EXISTS ({})", change.no_rows ? "" : "NOT ", embedded_raw_text(change.query));
  const std::string message = "GAL-D03: " + change.message;
  Step& step = add(block("", refuse_if("  ", condition, message, "")), change.no_rows ? "require no rows" : "require rows");
  step.raw = true;
}

void Lowering::add_batches(const Batches& batches, const std::string& what, const std::function<std::string(std::string_view)>& statement) {
  const Constraint* key = table_before() == nullptr ? nullptr : table_before()->primary_key();
  GALLEY_ASSERT(key != nullptr);
  const bool resumes = batches.repeats_nothing.empty();
  const ObjectName ledger = ledger_table(printing_.default_schema);
  Step& step = add(batch_block(batches, std::get<PrimaryKey>(key->what).columns, ledger, statement, printing_),
                   fmt::format("{} in batches of {}", what, batches.size));
  step.placement = Placement::outside;
  step.repetition = resumes ? Repetition::resumes : Repetition::safe;
  step.raw = step.raw || has_query(batches.sources);
  step.notes.push_back(resumes ? fmt::format("each batch leaves its last key in {}: a second run goes on behind it", qualified(ledger))
                               : fmt::format("a second run repeats nothing: {}", batches.repeats_nothing));
  refresh_statistics(batches.table).placement = Placement::outside;
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
  step.operation = index_;
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
