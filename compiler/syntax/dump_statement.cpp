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
      [](const ast::DropObject&) -> std::string_view { return "drop"; },
      [](const ast::RenameObject&) -> std::string_view { return "rename"; },
      [](const ast::SetObjectSchema&) -> std::string_view { return "set schema"; },
      [](const ast::SetObjectOwner&) -> std::string_view { return "owner to"; },
      [](const ast::CreateSchema&) -> std::string_view { return "create schema"; },
      [](const ast::CreateExtension&) -> std::string_view { return "create extension"; },
      [](const ast::UpdateExtension&) -> std::string_view { return "update extension"; },
      [](const ast::CreateSequence&) -> std::string_view { return "create sequence"; },
      [](const ast::AlterSequence&) -> std::string_view { return "alter sequence"; },
      [](const ast::CreateDomain&) -> std::string_view { return "create domain"; },
      [](const ast::AlterDomain&) -> std::string_view { return "alter domain"; },
      [](const ast::CreateCompositeType&) -> std::string_view { return "create type"; },
      [](const ast::AlterCompositeType&) -> std::string_view { return "alter type"; },
      [](const ast::CreateStatistics&) -> std::string_view { return "create statistics"; },
      [](const ast::Insert&) -> std::string_view { return "insert"; },  //
      [](const ast::Update&) -> std::string_view { return "update"; },  //
      [](const ast::Delete&) -> std::string_view { return "delete"; },  //
      [](const ast::Truncate&) -> std::string_view { return "truncate"; },
      [](const ast::Require&) -> std::string_view { return "require"; },  //
      [](const ast::RawSql&) -> std::string_view { return "sql"; },       //
      [](const ast::SetTimeout&) -> std::string_view { return "set"; },   //
      [](const ast::OnDialect&) -> std::string_view { return "on"; },     //
      [](const ast::Reindex&) -> std::string_view { return "reindex"; },
      [](const ast::CreateView& n) -> std::string_view { return n.materialized ? "create materialized view" : "create view"; },
      [](const ast::RefreshView&) -> std::string_view { return "refresh materialized view"; },
      [](const ast::CreateRoutine& n) -> std::string_view { return n.is_procedure ? "create procedure" : "create function"; },
      [](const ast::CreateTrigger&) -> std::string_view { return "create trigger"; },
      [](const ast::CreatePolicy&) -> std::string_view { return "create policy"; },
      [](const ast::AlterPolicy&) -> std::string_view { return "alter policy"; },
      [](const ast::Grant& n) -> std::string_view { return n.is_revoke ? "revoke" : "grant"; },
      [](const ast::AlterDefaultPrivileges&) -> std::string_view { return "alter default privileges"; },
      [](const ast::AlterRoutine&) -> std::string_view { return "alter routine"; },
      [](const ast::AlterView&) -> std::string_view { return "alter view"; },
      [](const ast::CreatePublication&) -> std::string_view { return "create publication"; },
      [](const ast::AlterPublication&) -> std::string_view { return "alter publication"; },
      [](const ast::Declare&) -> std::string_view { return "declare"; }, [](const ast::Error&) -> std::string_view { return "error"; });
}

void create_table(TreeWriter& out, const ast::CreateTable& table) {
  out.name("name", table.name);
  out.flag("if not exists", table.if_not_exists);
  out.flag("unlogged", table.unlogged);
  out.flag("temporary", table.temporary);
  for (const ast::TableElement& element : table.elements) {
    match(element, [&](const auto& item) { dump(out, item); });
  }
  if (table.partition_of) out.name("partition of", table.partition_of->parent), dump(out, table.partition_of->bound);
  for (const QualifiedName& parent : table.inherits) out.name("inherits", parent);
  if (table.partition_by) dump(out, *table.partition_by);
  out.flag("strict", table.strict);
  out.flag("without rowid", table.without_rowid);
  for (const ast::StorageOption& option : table.options) dump(out, "option", option);
  out.name("tablespace", table.tablespace);
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
  for (const ast::StorageOption& option : index.options) dump(out, "option", option);
  out.name("tablespace", index.tablespace);
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

void assignments(TreeWriter& out, const std::vector<ast::Assignment>& list) {
  for (const ast::Assignment& assignment : list) {
    out.name("set", assignment.column);
    out.expression("to", assignment.value);
  }
}

void sources(TreeWriter& out, std::string_view label, const std::vector<ast::TableReference>& list) {
  for (const ast::TableReference& source : list) {
    if (source.query.empty())
      out.name(label, source.name);
    else
      out.line(fmt::format("{}: ({})", label, escaped(source.query)), source.span);
    out.name("as", source.alias);
    out.names("column", source.columns);
  }
}

void batches_and_expectation(TreeWriter& out, const std::optional<ast::Batches>& batches, const std::optional<ast::ExpectRows>& expect) {
  if (batches) out.line("in batches of " + batches->size, batches->span);
  if (!expect) return;
  const std::string upper = expect->maximum == expect->minimum ? "" : " to " + expect->maximum;
  out.line("expect rows " + expect->minimum + upper, expect->span);
}

void on_conflict(TreeWriter& out, const ast::OnConflict& conflict) {
  for (const ast::IndexKey& key : conflict.keys) dump(out, key);
  out.expression("keys where", conflict.keys_where);
  out.name("constraint", conflict.constraint);
  assignments(out, conflict.assignments);
  out.expression("where", conflict.where);
}

void insert(TreeWriter& out, const ast::Insert& insert) {
  out.name("into", insert.table);
  out.names("column", insert.columns);
  out.flag("overriding system value", insert.overriding == ast::Overriding::system);
  out.flag("overriding user value", insert.overriding == ast::Overriding::user);
  for (const auto& row : insert.rows) out.node("row", {}, [&] { out.expressions({}, row); });
  if (insert.query) out.raw("query", *insert.query);
  if (insert.on_conflict) out.node("on conflict", insert.on_conflict->span, [&] { on_conflict(out, *insert.on_conflict); });
  batches_and_expectation(out, std::nullopt, insert.expect);
}

void update(TreeWriter& out, const ast::Update& update) {
  out.name("table", update.table.name);
  out.name("as", update.table.alias);
  assignments(out, update.assignments);
  sources(out, "from", update.from);
  out.expression("where", update.where);
  batches_and_expectation(out, update.batches, update.expect);
}

void delete_from(TreeWriter& out, const ast::Delete& statement) {
  out.name("from", statement.table.name);
  out.name("as", statement.table.alias);
  sources(out, "using", statement.using_);
  out.expression("where", statement.where);
  batches_and_expectation(out, statement.batches, statement.expect);
}

void truncate(TreeWriter& out, const ast::Truncate& truncate) {
  for (const QualifiedName& table : truncate.tables) out.name("table", table);
  out.flag("restart identity", truncate.restart_identity);
  out.flag("cascade", truncate.cascade);
}

void require(TreeWriter& out, const ast::Require& require) {
  out.flag("no rows", require.no_rows);
  out.raw("query", require.query);
  out.string("else", require.message);
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
      [&](const ast::DropEnum& n) { out.name("name", n.name), out.flag("if exists", n.if_exists), out.flag("cascade", n.cascade); },
      [&](const ast::RenameEnum& n) { out.name("from", n.from), out.name("to", n.to); },
      [&](const ast::AddEnumValue& n) { add_enum_value(out, n); },
      [&](const ast::RenameEnumValue& n) { out.name("name", n.name), out.string("from", n.from), out.string("to", n.to); },
      [&](const ast::DropEnumValue& n) { out.name("name", n.name), out.string("value", n.value), out.string("using", n.replacement); },
      [&](const ast::CommentOn& n) { dump(out, n.object), out.string("text", n.text); },
      [&](const ast::DropObject& n) { dump(out, n.object), out.flag("if exists", n.if_exists), out.flag("cascade", n.cascade); },
      [&](const ast::RenameObject& n) { dump(out, n.object), out.name("to", n.to); },
      [&](const ast::SetObjectSchema& n) { dump(out, n.object), out.name("schema", n.schema); },
      [&](const ast::SetObjectOwner& n) { dump(out, n.object), out.name("owner", n.owner); },
      [&](const ast::CreateSchema& n) { dump(out, n); }, [&](const ast::CreateExtension& n) { dump(out, n); },
      [&](const ast::UpdateExtension& n) { out.name("name", n.name), out.string("version", n.version); },
      [&](const ast::CreateSequence& n) { dump(out, n); }, [&](const ast::AlterSequence& n) { dump(out, n); },
      [&](const ast::CreateDomain& n) { dump(out, n); }, [&](const ast::AlterDomain& n) { dump(out, n); },
      [&](const ast::CreateCompositeType& n) { dump(out, n); }, [&](const ast::AlterCompositeType& n) { dump(out, n); },
      [&](const ast::CreateStatistics& n) { dump(out, n); }, [&](const ast::Insert& n) { insert(out, n); },  //
      [&](const ast::Update& n) { update(out, n); },                                                         //
      [&](const ast::Delete& n) { delete_from(out, n); }, [&](const ast::Truncate& n) { truncate(out, n); },
      [&](const ast::Require& n) { require(out, n); }, [&](const ast::RawSql& n) { raw_sql(out, n); },  //
      [&](const ast::SetTimeout& n) { out.string(n.kind == ast::TimeoutKind::lock ? "lock timeout" : "statement timeout", n.value); },
      [&](const ast::OnDialect& n) {
        out.name("dialect", n.dialect);
        for (const ast::Statement& inner : n.body) dump(out, inner);
      },
      [&](const ast::Reindex& n) {
        out.name(n.target == ast::ReindexTarget::index ? "index" : "table", n.name);
        out.flag("concurrently", n.concurrently);
      },
      [&](const ast::CreateView& n) { dump(out, n); }, [&](const ast::RefreshView& n) { dump(out, n); },
      [&](const ast::CreateRoutine& n) { dump(out, n); }, [&](const ast::CreateTrigger& n) { dump(out, n); },
      [&](const ast::CreatePolicy& n) { dump(out, n); }, [&](const ast::AlterPolicy& n) { dump(out, n); },
      [&](const ast::Grant& n) { dump(out, n); }, [&](const ast::AlterDefaultPrivileges& n) { dump(out, n); },
      [&](const ast::AlterRoutine& n) { dump(out, n); }, [&](const ast::AlterView& n) { dump(out, n); },
      [&](const ast::CreatePublication& n) { dump(out, n); }, [&](const ast::AlterPublication& n) { dump(out, n); },
      [&](const ast::Declare& n) {
        for (const ast::Statement& inner : n.what) dump(out, inner);
      },
      [](const ast::Error&) {});
}

}  // namespace

void dump(TreeWriter& out, const ast::ObjectReference& object) {
  out.node(fmt::format("{} {}", object_kind_name(object.kind), spell_qualified(object.name)), object.span, [&] {
    out.name("on", object.table);
    if (!object.parameters) return;
    for (const TypeName& type : *object.parameters) out.type(type);
  });
}

void dump(TreeWriter& out, const ast::Statement& statement) {
  out.node(kind(statement), statement.span, [&] { body(out, statement); });
}

}  // namespace galley::syntax
