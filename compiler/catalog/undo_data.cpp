#include <fmt/format.h>

#include <algorithm>

#include "catalog/undo.hpp"

namespace galley {
namespace {

/// A value that is the same whenever it is computed.
bool is_constant(const Expression& value) {
  if (const auto* literal = std::get_if<Literal>(&value.node)) return literal->kind != LiteralKind::null;
  if (std::holds_alternative<TypedLiteral>(value.node)) return true;
  if (const auto* sign = std::get_if<Unary>(&value.node)) return sign->op != "not" && is_constant(*sign->operand);
  const auto* cast = std::get_if<Cast>(&value.node);
  return cast && is_constant(*cast->operand);
}

/// Positions in the inserted rows of the table's primary key; nothing when it is not all there.
std::optional<std::vector<std::size_t>> key_positions(const InsertRows& change, const Table& table) {
  const Constraint* key = table.primary_key();
  if (!key) return std::nullopt;
  std::vector<std::size_t> positions;
  for (const std::string& column : std::get<PrimaryKey>(key->what).columns) {
    const auto found = std::find(change.columns.begin(), change.columns.end(), column);
    if (found == change.columns.end()) return std::nullopt;
    positions.push_back(static_cast<std::size_t>(found - change.columns.begin()));
  }
  const bool constant = std::all_of(change.rows.begin(), change.rows.end(), [&](const std::vector<Expression>& row) {
    return std::all_of(positions.begin(), positions.end(), [&](std::size_t position) { return is_constant(row[position]); });
  });
  if (!constant) return std::nullopt;
  return positions;
}

Expression reference(const std::string& column) { return {ColumnReference{{Name{column, {}}}}, {}}; }
Expression all_of(std::string_view op, std::vector<Expression> conditions) {
  if (conditions.size() == 1) return std::move(conditions.front());
  return {Logical{std::string(op), std::move(conditions)}, {}};
}

Expression row_condition(const InsertRows& change, const std::vector<Expression>& row, const std::vector<std::size_t>& positions) {
  std::vector<Expression> equal;
  for (const std::size_t position : positions) equal.push_back({Binary{"=", reference(change.columns[position]), row[position]}, {}});
  return all_of("and", std::move(equal));
}

Expression inserted_rows(const InsertRows& change, const std::vector<std::size_t>& positions) {
  if (positions.size() > 1 || change.rows.size() == 1) {
    std::vector<Expression> rows;
    for (const std::vector<Expression>& row : change.rows) rows.push_back(row_condition(change, row, positions));
    return all_of("or", std::move(rows));
  }
  InList list{.operand = reference(change.columns[positions.front()]), .negated = false, .items = {}};
  for (const std::vector<Expression>& row : change.rows) list.items.push_back(row[positions.front()]);
  return {std::move(list), {}};
}

}  // namespace

void undo(const InsertRows& change, const UndoSource& source, Undo& out) {
  if (change.rows.empty() && !change.query) return;
  if (change.on_conflict) {
    // Which rows were there before is known to nobody afterwards, so none is deleted.
    const std::string_view what = change.on_conflict->assignments.empty() ? "inserted" : "inserted or changed";
    out.not_restored.push_back(
        fmt::format("rows of {} {} by revision {}", source.workspace.shown(change.table), what, source.workspace.revision()));
    return;
  }
  const std::optional<std::vector<std::size_t>> positions = key_positions(change, source.before());
  if (!positions || change.query) {
    out.impossible = true;
    out.help = "insert the primary key of every row as a literal, or write a downgrade { } block";
    return;
  }
  out.changes.emplace_back(DeleteRows{change.table, inserted_rows(change, *positions)});
}

void undo(const UpdateRows& change, const UndoSource& source, Undo& out) {
  out.not_restored.push_back(
      fmt::format("rows of {} changed by revision {}", source.workspace.shown(change.table), source.workspace.revision()));
}

void undo(const DeleteRows& change, const UndoSource& source, Undo& out) {
  out.not_restored.push_back(
      fmt::format("rows of {} deleted by revision {}", source.workspace.shown(change.table), source.workspace.revision()));
}

void undo(const TruncateTables& change, const UndoSource& source, Undo& out) {
  for (const TableChange& emptied : source.record.operation.tables) {
    out.not_restored.push_back(
        fmt::format("rows of {} deleted by revision {}", source.workspace.shown(emptied.before->name), source.workspace.revision()));
  }
  if (change.restart_identity)
    out.not_restored.push_back(fmt::format("numbers that sequences had come to before revision {}", source.workspace.revision()));
}

void undo(const RawSql&, const UndoSource& source, Undo& out) {
  if (source.record.undo) {
    if (source.record.undo->text.empty()) return;  // the text is that of an earlier statement
    out.changes.emplace_back(*source.record.undo);
    return;
  }
  out.impossible = true;
  out.help = "write undo $$...$$ after it, or a downgrade { } block";
}

// It changed nothing.
void undo(const Require&, const UndoSource&, Undo&) {}

// Settings of the session are set again where the downgrade begins.
void undo(const SetTimeout&, const UndoSource&, Undo&) {}

}  // namespace galley
