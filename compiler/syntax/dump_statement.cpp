#include "syntax/dump.hpp"
#include "syntax/spelling.hpp"

namespace galley::syntax {
namespace {

std::string_view kind(const ast::Statement& statement) {
  return match(
      statement.what,                                                              //
      [](const ast::CreateTable&) -> std::string_view { return "create table"; },  //
      [](const ast::DropTable&) -> std::string_view { return "drop table"; },      //
      [](const ast::RenameTable&) -> std::string_view { return "rename table"; },  //
      [](const ast::AlterTable&) -> std::string_view { return "alter table"; },    //
      [](const ast::CreateIndex&) -> std::string_view { return "create index"; },  //
      [](const ast::DropIndex&) -> std::string_view { return "drop index"; },      //
      [](const ast::RenameIndex&) -> std::string_view { return "rename index"; },  //
      [](const ast::CreateEnum&) -> std::string_view { return "create enum"; },    //
      [](const ast::DropEnum&) -> std::string_view { return "drop enum"; },        //
      [](const ast::RenameEnum&) -> std::string_view { return "rename enum"; },    //
      [](const ast::AddEnumValue&) -> std::string_view { return "add enum value"; },
      [](const ast::RenameEnumValue&) -> std::string_view { return "rename enum value"; },
      [](const ast::DropEnumValue&) -> std::string_view { return "drop enum value"; },
      [](const ast::CommentOn&) -> std::string_view { return "comment on"; },  //
      [](const ast::Insert&) -> std::string_view { return "insert"; },         //
      [](const ast::Update&) -> std::string_view { return "update"; },         //
      [](const ast::Delete&) -> std::string_view { return "delete"; },         //
      [](const ast::RawSql&) -> std::string_view { return "sql"; },            //
      [](const ast::SetTimeout&) -> std::string_view { return "set"; },        //
      [](const ast::OnDialect&) -> std::string_view { return "on"; },          //
      [](const ast::Error&) -> std::string_view { return "error"; });
}

std::string_view target_name(ast::CommentTarget target) {
  switch (target) {
    case ast::CommentTarget::table:
      break;
    case ast::CommentTarget::column:
      return "column of table";
    case ast::CommentTarget::index:
      return "index";
    case ast::CommentTarget::constraint:
      return "constraint of table";
    case ast::CommentTarget::enumeration:
      return "enum";
  }
  return "table";
}

void create_table(TreeWriter& out, const ast::CreateTable& table) {
  out.name("name", table.name);
  out.flag("if not exists", table.if_not_exists);
  for (const ast::TableElement& element : table.elements) {
    match(element, [&](const auto& item) { dump(out, item); });
  }
  out.string("comment", table.comment);
}

void create_index(TreeWriter& out, const ast::CreateIndex& index) {
  out.name("name", index.name);
  out.flag("unique", index.unique);
  out.flag("concurrently", index.concurrently);
  out.flag("if not exists", index.if_not_exists);
  out.name("on", index.table);
  out.name("using", index.method);
  for (const ast::IndexKey& key : index.keys) dump(out, key);
  out.names("include", index.include);
  out.flag("nulls not distinct", index.nulls_not_distinct);
  out.expression("where", index.where);
  out.string("comment", index.comment);
}

void drop_index(TreeWriter& out, const ast::DropIndex& index) {
  out.name("name", index.name);
  out.flag("concurrently", index.concurrently);
  out.flag("if exists", index.if_exists);
  out.flag("cascade", index.cascade);
}

void add_enum_value(TreeWriter& out, const ast::AddEnumValue& add) {
  out.name("name", add.name);
  out.string("value", add.value);
  out.string(add.position == ast::ValuePosition::before ? "before" : "after", add.neighbour);
}

void insert(TreeWriter& out, const ast::Insert& insert) {
  out.name("into", insert.table);
  out.names("column", insert.columns);
  for (const auto& row : insert.rows) out.node("row", {}, [&] { out.expressions({}, row); });
}

void update(TreeWriter& out, const ast::Update& update) {
  out.name("table", update.table);
  for (const ast::Assignment& assignment : update.assignments) {
    out.name("set", assignment.column);
    out.expression("to", assignment.value);
  }
  out.expression("where", update.where);
}

void raw_sql(TreeWriter& out, const ast::RawSql& sql) {
  out.name("dialect", sql.dialect);
  out.flag("outside transaction", sql.outside_transaction);
  out.raw("text", sql.text);
  if (sql.undo) out.raw("undo", *sql.undo);
}

void body(TreeWriter& out, const ast::Statement& statement) {
  match(
      statement.what,                                            //
      [&](const ast::CreateTable& n) { create_table(out, n); },  //
      [&](const ast::DropTable& n) { out.name("name", n.name), out.flag("if exists", n.if_exists), out.flag("cascade", n.cascade); },
      [&](const ast::RenameTable& n) { out.name("from", n.from), out.name("to", n.to); },
      [&](const ast::AlterTable& n) {
        out.name("name", n.name);
        for (const ast::AlterAction& action : n.actions) dump(out, action);
      },
      [&](const ast::CreateIndex& n) { create_index(out, n); },  //
      [&](const ast::DropIndex& n) { drop_index(out, n); },      //
      [&](const ast::RenameIndex& n) { out.name("from", n.from), out.name("to", n.to); },
      [&](const ast::CreateEnum& n) {
        out.name("name", n.name);
        for (const ast::StringLiteral& value : n.values) out.string("value", value);
      },
      [&](const ast::DropEnum& n) { out.name("name", n.name), out.flag("if exists", n.if_exists); },
      [&](const ast::RenameEnum& n) { out.name("from", n.from), out.name("to", n.to); },
      [&](const ast::AddEnumValue& n) { add_enum_value(out, n); },
      [&](const ast::RenameEnumValue& n) { out.name("name", n.name), out.string("from", n.from), out.string("to", n.to); },
      [&](const ast::DropEnumValue& n) { out.name("name", n.name), out.string("value", n.value), out.string("using", n.replacement); },
      [&](const ast::CommentOn& n) { out.name(target_name(n.target), n.object), out.name("part", n.part), out.string("text", n.text); },
      [&](const ast::Insert& n) { insert(out, n); },  //
      [&](const ast::Update& n) { update(out, n); },  //
      [&](const ast::Delete& n) { out.name("from", n.table), out.expression("where", n.where); },
      [&](const ast::RawSql& n) { raw_sql(out, n); },  //
      [&](const ast::SetTimeout& n) { out.string(n.kind == ast::TimeoutKind::lock ? "lock timeout" : "statement timeout", n.value); },
      [&](const ast::OnDialect& n) {
        out.name("dialect", n.dialect);
        for (const ast::Statement& inner : n.body) dump(out, inner);
      },
      [](const ast::Error&) {});
}

}  // namespace

void dump(TreeWriter& out, const ast::Statement& statement) {
  out.node(kind(statement), statement.span, [&] { body(out, statement); });
}

}  // namespace galley::syntax
