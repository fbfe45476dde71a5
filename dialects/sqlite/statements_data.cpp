#include <fmt/format.h>

#include <algorithm>

#include "sqlite/expressions.hpp"
#include "sqlite/quoting.hpp"
#include "sqlite/statements.hpp"
#include "sqlite/table_definition.hpp"

namespace galley::sqlite {
namespace {

bool is_default(const Expression& expression) {
  const auto* keyword = std::get_if<KeywordValue>(&expression.node);
  return keyword != nullptr && keyword->keyword == "default";
}

const Type& type_of(const Operation& operation, std::string_view column) {
  static const Type text{.kind = TypeKind::text, .name = {}, .arguments = {}, .enumeration = nullptr};
  const Column* found =
      operation.tables.empty() || !operation.tables.front().after ? nullptr : operation.tables.front().after->find_column(column);
  return found == nullptr ? text : found->type;
}

/// SQLite has no DEFAULT among values: what the column's definition says is written out.
std::string default_of(const Operation& operation, std::string_view column, const Context& context) {
  const Column* found = operation.tables.front().after->find_column(column);
  if (found == nullptr || !found->default_value) return "NULL";
  return write_value(*found->default_value, found->type, Place::data, context);
}

bool runs_on_delete(const ObjectPointer& trigger) { return std::get<TriggerDefinition>(trigger->definition).on_delete; }

/// Safe to be followed by more text when it ends in a comment.
std::string embedded(const std::string& query) { return query.find("--") == std::string::npos ? query : query + "\n"; }

std::string where_clause(const std::optional<Expression>& where, const Context& context) {
  return where ? "\nWHERE " + write_expression(*where, Place::data, context) : std::string();
}

std::string assignments_text(const std::vector<Assignment>& list, const Operation& operation, const Context& context) {
  std::string assignments;
  for (const Assignment& assignment : list) {
    if (is_default(assignment.value)) {
      assignments += fmt::format("{}{} = {}", assignments.empty() ? "" : ", ", identifier(assignment.column),
                                 default_of(operation, assignment.column, context));
      continue;
    }
    assignments += fmt::format("{}{} = {}", assignments.empty() ? "" : ", ", identifier(assignment.column),
                               write_value(assignment.value, type_of(operation, assignment.column), Place::data, context));
  }
  return assignments;
}

std::string with_alias(std::string table, const std::optional<std::string>& alias) {
  return alias ? fmt::format("{} AS {}", table, identifier(*alias)) : table;
}

std::string source_list(const std::vector<Source>& sources, const Context& context) {
  std::string out;
  for (const Source& source : sources) {
    if (!source.columns.empty()) {
      context.no_counterpart(source.span, "a list of columns behind an alias",
                             "name them inside: (select 1 as a, 'x' as b union all select 2, 'y')");
      continue;
    }
    const std::string name = source.query.empty() ? context.name(source.table, source.span) : "(" + embedded(source.query) + ")";
    out += (out.empty() ? "" : ", ") + with_alias(name, source.alias);
  }
  return out;
}

void note_batches(const std::optional<std::uint64_t>& size, const Context& context) {
  if (size) context.note("in one go, not in batches: an SQLite script is one transaction");
}

/// SQLite has no DEFAULT among values: the column is left out instead. Rows are kept together as long as they leave out the same.
class InsertWriter {
 public:
  InsertWriter(const InsertRows& insert, const Operation& operation, const Context& context)
      : insert_(insert),
        operation_(operation),
        context_(context),
        table_(context.name(insert.table, operation.span)),
        conflict_(insert.on_conflict ? conflict_text(*insert.on_conflict) : "") {}

  Statements run() {
    if (insert_.query) return {from_query()};
    for (const std::vector<Expression>& row : insert_.rows) add(row);
    finish();
    return std::move(statements_);
  }

 private:
  void add(const std::vector<Expression>& row) {
    std::vector<std::string> columns;
    std::string values;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool has_to_stand = !conflict_.empty() && i + 1 == row.size() && columns.empty();  // DEFAULT VALUES admits no ON CONFLICT
      if (is_default(row[i]) && has_to_stand) {
        columns.push_back(insert_.columns[i]);
        values = default_of(operation_, insert_.columns[i], context_);
      }
      if (is_default(row[i])) continue;
      columns.push_back(insert_.columns[i]);
      values += (values.empty() ? "" : ", ") + write_value(row[i], type_of(operation_, insert_.columns[i]), Place::data, context_);
    }
    if (columns != columns_) finish();
    columns_ = std::move(columns);
    if (columns_.empty()) {
      statements_.push_back(fmt::format("INSERT INTO {} DEFAULT VALUES;", table_));
    } else {
      rows_.push_back(fmt::format("({})", values));
    }
  }

  void finish() {
    if (rows_.empty()) return;
    const std::string_view separator = rows_.size() == 1 ? " " : "\n  ";
    statements_.push_back(fmt::format("INSERT INTO {} ({}) VALUES{}{}{};", table_, identifier_list(columns_), separator,
                                      fmt::join(rows_, ",\n  "), conflict_));
    rows_.clear();
  }

  /// ON CONFLICT behind a plain query would be taken for the ON of a join.
  [[nodiscard]] std::string from_query() const {
    const std::string head = fmt::format("INSERT INTO {} ({})\n", table_, identifier_list(insert_.columns));
    const std::string query = embedded(*insert_.query);
    if (conflict_.empty()) return head + query + ";";
    return fmt::format("{}SELECT * FROM ({}) WHERE TRUE{};", head, query, conflict_);
  }

  [[nodiscard]] std::string conflict_text(const OnConflict& conflict) const {
    std::string keys;
    const auto add_key = [&](const std::string& key) { keys += (keys.empty() ? "" : ", ") + key; };
    for (const IndexKey& key : conflict.keys) add_key(conflict_key(key));
    if (conflict.constraint) {
      const std::vector<std::string>* columns = key_columns(*conflict.constraint);
      if (columns == nullptr)
        context_.no_counterpart(operation_.span, "ON CONFLICT ON CONSTRAINT of a constraint that is no key");
      else
        for (const std::string& column : *columns) add_key(identifier(column));
    }
    std::string text = "\nON CONFLICT";
    if (!keys.empty()) text += fmt::format(" ({})", keys);
    if (conflict.keys_where) text += " WHERE " + write_expression(*conflict.keys_where, Place::data, context_);
    if (conflict.assignments.empty()) return text + " DO NOTHING";
    return fmt::format("{} DO UPDATE SET {}{}", text, assignments_text(conflict.assignments, operation_, context_),
                       where_clause(conflict.where, context_));
  }
  [[nodiscard]] std::string conflict_key(const IndexKey& key) const {
    const std::string text = write_expression(key.key, Place::stored, context_);
    return key.collation ? fmt::format("{} COLLATE {}", text, write_collation(*key.collation, operation_.span, context_)) : text;
  }
  [[nodiscard]] const std::vector<std::string>* key_columns(const std::string& name) const {
    const Constraint* constraint = operation_.tables.front().after->find_constraint(name);
    if (constraint == nullptr) return nullptr;
    if (const auto* key = std::get_if<PrimaryKey>(&constraint->what)) return &key->columns;
    if (const auto* key = std::get_if<Unique>(&constraint->what)) return &key->columns;
    return nullptr;
  }

  const InsertRows& insert_;
  const Operation& operation_;
  const Context& context_;
  std::string table_;
  std::string conflict_;
  std::vector<std::string> columns_;
  std::vector<std::string> rows_;
  Statements statements_;
};

}  // namespace

Statements write(const InsertRows& change, const Operation& operation, const Context& context) {
  return InsertWriter(change, operation, context).run();
}

Statements write(const UpdateRows& change, const Operation& operation, const Context& context) {
  note_batches(change.batch_size, context);
  if (!change.from.empty() && !context.capabilities.update_from) {
    context.no_counterpart(operation.span, "UPDATE .. FROM before 3.33", "write a sub-select: set a = (select b from u where ...)");
    return {};
  }
  const std::string from = change.from.empty() ? "" : "\nFROM " + source_list(change.from, context);
  return {fmt::format("UPDATE {} SET {}{}{};", with_alias(context.name(change.table, operation.span), change.alias),
                      assignments_text(change.assignments, operation, context), from, where_clause(change.where, context))};
}

/// delete from t using u where u.id = t.id
///   -> DELETE FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.id = t.id)
Statements write(const DeleteRows& change, const Operation& operation, const Context& context) {
  note_batches(change.batch_size, context);
  const std::string table = with_alias(context.name(change.table, operation.span), change.alias);
  const std::string where = where_clause(change.where, context);
  if (change.using_.empty()) return {fmt::format("DELETE FROM {}{};", table, where)};
  return {fmt::format("DELETE FROM {}\nWHERE EXISTS (SELECT 1 FROM {}{});", table, source_list(change.using_, context), where)};
}

/// Every table that loses its rows, as SQLite has no TRUNCATE and the keys between them are off meanwhile.
Statements write(const TruncateTables& change, const Operation& operation, const Context& context) {
  Statements statements;
  bool has_trigger = false;
  for (const TableChange& emptied : operation.tables) {
    const Table& table = *emptied.before;
    statements.push_back(fmt::format("DELETE FROM {};", context.name(table.name, operation.span)));
    has_trigger = has_trigger || std::ranges::any_of(emptied.triggers, runs_on_delete);
    if (!change.restart_identity || !has_counter(table)) continue;
    statements.push_back(fmt::format("DELETE FROM sqlite_sequence WHERE name = {};", string_literal(table.name.name)));
    if (const std::string first = first_counter(table); !first.empty())
      statements.push_back(fmt::format("INSERT INTO sqlite_sequence (name, seq) VALUES ({}, {});", string_literal(table.name.name), first));
  }
  if (has_trigger) context.note("triggers on delete run, as rows are deleted one by one");
  return statements;
}

std::string rows_to_change(const Operation& operation, const Context& context) {
  const auto rows_of = [&](const auto& change, const std::vector<Source>& sources) {
    const std::string more = sources.empty() ? "" : ", " + source_list(sources, context);
    return fmt::format("SELECT 1 FROM {}{}{}", with_alias(context.name(change.table, operation.span), change.alias), more,
                       where_clause(change.where, context));
  };
  if (const auto* update = std::get_if<UpdateRows>(&operation.change)) return rows_of(*update, update->from);
  if (const auto* remove = std::get_if<DeleteRows>(&operation.change)) return rows_of(*remove, remove->using_);
  const auto* insert = std::get_if<InsertRows>(&operation.change);
  return insert != nullptr && insert->query ? embedded(*insert->query) : std::string();
}

}  // namespace galley::sqlite
