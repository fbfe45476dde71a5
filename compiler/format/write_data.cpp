// Rows and raw text.
#include "format/source_text.hpp"

namespace galley::format {
namespace {

void write(SourceText& out, const std::optional<ast::Batches>& batches) {
  if (batches) out.put("in batches of"), out.put(batches->size);
}

void write(SourceText& out, const std::optional<ast::ExpectRows>& expect) {
  if (!expect) return;
  out.put("expect rows");
  if (expect->minimum == expect->maximum) return out.put(expect->minimum);
  out.put("between");
  out.put(expect->minimum);
  out.put("and");
  out.put(expect->maximum);
}

void write(SourceText& out, const ast::TableReference& table) {
  if (table.query.empty())
    out.qualified(table.name);
  else
    out.put("(" + table.query + ")");
  out.name("as", table.alias);
  if (!table.columns.empty()) out.names(table.columns);
}

void write_tables(SourceText& out, std::string_view before, const std::vector<ast::TableReference>& tables) {
  if (tables.empty()) return;
  out.put(before);
  out.commas(tables, [&](const ast::TableReference& table) { write(out, table); });
}

void write_assignments(SourceText& out, const std::vector<ast::Assignment>& assignments) {
  out.put("set");
  out.commas(assignments, [&](const ast::Assignment& assignment) {
    out.name(assignment.column);
    out.put("=");
    out.expression(assignment.value);
  });
}

void write(SourceText& out, const ast::OnConflict& conflict) {
  out.put("on conflict");
  if (!conflict.keys.empty()) out.list(conflict.keys, [&](const ast::IndexKey& key) { write(out, key); });
  out.expression("where", conflict.keys_where);
  out.name("on constraint", conflict.constraint);
  if (conflict.assignments.empty()) return out.put("do nothing");
  out.put("do update");
  write_assignments(out, conflict.assignments);
  out.expression("where", conflict.where);
}

}  // namespace

void write(SourceText& out, const ast::Insert& insert) {
  out.put("insert into");
  out.qualified(insert.table);
  out.names(insert.columns);
  out.put_if(insert.overriding == ast::Overriding::system, "overriding system value");
  out.put_if(insert.overriding == ast::Overriding::user, "overriding user value");
  if (insert.query) {
    out.raw(*insert.query);
  } else {
    out.put("values");
    out.commas(insert.rows,
               [&](const std::vector<Expression>& row) { out.list(row, [&](const Expression& value) { out.expression(value); }); });
  }
  if (insert.on_conflict) write(out, *insert.on_conflict);
  write(out, insert.expect);
}

void write(SourceText& out, const ast::Update& update) {
  out.put("update");
  write(out, update.table);
  write_assignments(out, update.assignments);
  write_tables(out, "from", update.from);
  out.expression("where", update.where);
  write(out, update.batches);
  write(out, update.expect);
}

void write(SourceText& out, const ast::Delete& statement) {
  out.put("delete from");
  write(out, statement.table);
  write_tables(out, "using", statement.using_);
  out.expression("where", statement.where);
  write(out, statement.batches);
  write(out, statement.expect);
}

void write(SourceText& out, const ast::Truncate& truncate) {
  out.put("truncate");
  out.commas(truncate.tables, [&](const QualifiedName& table) { out.qualified(table); });
  out.put_if(truncate.restart_identity, "restart identity");
  out.put_if(truncate.cascade, "cascade");
}

void write(SourceText& out, const ast::Require& require) {
  out.put(require.no_rows ? "require no rows" : "require rows");
  out.raw(require.query);
  out.string("else", require.message);
}

void write(SourceText& out, const ast::RawSql& sql) {
  out.put("sql");
  out.name("on", sql.dialect);
  out.put_if(sql.outside_transaction, "outside transaction");
  out.raw(sql.text);
  if (sql.undo) out.put("undo"), out.raw(*sql.undo);
}

}  // namespace galley::format
