// Every statement: those of one line here, the others where their family is.
#include "format/source_text.hpp"

namespace galley::format {
namespace {

void write_drop(SourceText& out, std::string_view what, bool if_exists, const QualifiedName& name, bool cascade = false) {
  out.put("drop");
  out.put(what);
  out.put_if(if_exists, "if exists");
  out.qualified(name);
  out.put_if(cascade, "cascade");
}

void write_rename(SourceText& out, std::string_view what, const QualifiedName& from, const Name& to) {
  out.put("rename");
  out.put(what);
  out.qualified(from);
  out.put("to");
  out.name(to);
}

/// alter sequence s, comment on table t
void write_object(SourceText& out, std::string_view verb, const ast::ObjectReference& object) {
  out.put(verb);
  out.put(ast::object_kind_name(object.kind));
  write(out, object);
}

void write_enum_value(SourceText& out, const QualifiedName& name, std::string_view what, const ast::StringLiteral& value) {
  out.put("alter enum");
  out.qualified(name);
  out.put(what);
  out.string(value);
}

void write(SourceText& out, const ast::DropObject& drop) {
  out.put("drop");
  out.put(ast::object_kind_name(drop.object.kind));
  out.put_if(drop.if_exists, "if exists");
  write(out, drop.object);
  out.put_if(drop.cascade, "cascade");
}

void write(SourceText& out, const ast::CommentOn& comment) {
  write_object(out, "comment on", comment.object);
  out.put("is");
  comment.text ? out.string(*comment.text) : out.put("null");
}

void write_block(SourceText& out, const std::vector<ast::Statement>& body) {
  out.put("{");
  for (const ast::Statement& statement : body) write(out, statement);
  out.put("}");
}

/// The statement that would make it, with another first word.
void write(SourceText& out, const ast::Declare& declare) {
  constexpr std::string_view create = "create ";
  for (const ast::Statement& statement : declare.what) {
    SourceText made = out.inner();
    write_body(made, statement);
    out.put("declare");
    out.put(made.take().substr(create.size()));
  }
}

}  // namespace

void write_body(SourceText& out, const ast::Statement& statement) {
  match(
      statement.what,                                     //
      [&](const ast::CreateTable& n) { write(out, n); },  //
      [&](const ast::DropTable& n) { write_drop(out, "table", n.if_exists, n.name, n.cascade); },
      [&](const ast::RenameTable& n) { write_rename(out, "table", n.from, n.to); }, [&](const ast::AlterTable& n) { write(out, n); },  //
      [&](const ast::CreateIndex& n) { write(out, n); },                                                                               //
      [&](const ast::DropIndex& n) { write_drop(out, n.concurrently ? "index concurrently" : "index", n.if_exists, n.name, n.cascade); },
      [&](const ast::RenameIndex& n) { write_rename(out, "index", n.from, n.to); },
      [&](const ast::Reindex& n) {
        out.put(n.target == ast::ReindexTarget::table ? "reindex table" : "reindex index");
        out.put_if(n.concurrently, "concurrently");
        out.qualified(n.name);
      },
      [&](const ast::CreateEnum& n) {
        out.put("create enum");
        out.qualified(n.name);
        out.put("as");
        out.list(n.values, [&](const ast::StringLiteral& value) { out.string(value); });
      },
      [&](const ast::DropEnum& n) { write_drop(out, "enum", n.if_exists, n.name, n.cascade); },
      [&](const ast::RenameEnum& n) { write_rename(out, "enum", n.from, n.to); },
      [&](const ast::AddEnumValue& n) {
        write_enum_value(out, n.name, "add value", n.value);
        out.string(n.position == ast::ValuePosition::before ? "before" : "after", n.neighbour);
      },
      [&](const ast::RenameEnumValue& n) { write_enum_value(out, n.name, "rename value", n.from), out.put("to"), out.string(n.to); },
      [&](const ast::DropEnumValue& n) { write_enum_value(out, n.name, "drop value", n.value), out.string("using", n.replacement); },
      [&](const ast::DropObject& n) { write(out, n); },  //
      [&](const ast::RenameObject& n) { write_object(out, "rename", n.object), out.put("to"), out.name(n.to); },
      [&](const ast::SetObjectSchema& n) { write_object(out, "alter", n.object), out.put("set schema"), out.name(n.schema); },
      [&](const ast::SetObjectOwner& n) { write_object(out, "alter", n.object), out.put("owner to"), out.name(n.owner); },
      [&](const ast::CommentOn& n) { write(out, n); },  //
      [&](const ast::CreateSchema& n) {
        out.put(n.if_not_exists ? "create schema if not exists" : "create schema");
        out.name(n.name);
        out.name("authorization", n.owner);
      },
      [&](const ast::CreateExtension& n) { write(out, n); },  //
      [&](const ast::UpdateExtension& n) { out.put("alter extension"), out.name(n.name), out.put("update"), out.string("to", n.version); },
      [&](const ast::CreateSequence& n) { write(out, n); },  //
      [&](const ast::AlterSequence& n) { write(out, n); },   //
      [&](const ast::CreateDomain& n) { write(out, n); },    //
      [&](const ast::AlterDomain& n) { write(out, n); },     //
      [&](const ast::CreateCompositeType& n) { write(out, n); }, [&](const ast::AlterCompositeType& n) { write(out, n); },
      [&](const ast::CreateView& n) { write(out, n); },  //
      [&](const ast::RefreshView& n) {
        out.put("refresh materialized view");
        out.put_if(n.concurrently, "concurrently");
        out.qualified(n.name);
        out.put_if(!n.with_data, "with no data");
      },
      [&](const ast::CreateRoutine& n) { write(out, n); },                                                  //
      [&](const ast::CreateTrigger& n) { write(out, n); },                                                  //
      [&](const ast::CreatePolicy& n) { write(out, n); },                                                   //
      [&](const ast::AlterPolicy& n) { write(out, n); },                                                    //
      [&](const ast::CreateStatistics& n) { write(out, n); }, [&](const ast::Grant& n) { write(out, n); },  //
      [&](const ast::AlterDefaultPrivileges& n) { write(out, n); },                                         //
      [&](const ast::AlterRoutine& n) { write(out, n); }, [&](const ast::AlterView& n) { write(out, n); },  //
      [&](const ast::CreatePublication& n) { write(out, n); }, [&](const ast::AlterPublication& n) { write(out, n); },
      [&](const ast::Insert& n) { write(out, n); },                                                  //
      [&](const ast::Update& n) { write(out, n); },                                                  //
      [&](const ast::Delete& n) { write(out, n); }, [&](const ast::Truncate& n) { write(out, n); },  //
                                                                                                     //
      [&](const ast::Require& n) { write(out, n); },                                                 //
      [&](const ast::RawSql& n) { write(out, n); },                                                  //
      [&](const ast::SetTimeout& n) {
        out.put(n.kind == ast::TimeoutKind::lock ? "set lock_timeout" : "set statement_timeout");
        out.string(n.value);
      },
      [&](const ast::Declare& n) { write(out, n); },  //
      [&](const ast::OnDialect& n) { out.put("on"), out.name(n.dialect), write_block(out, n.body); },
      [](const ast::Error&) {});  // only of a text that did not parse
}

void write(SourceText& out, const ast::Statement& statement) {
  write_body(out, statement);
  // A block needs no semicolon.
  const auto* table = std::get_if<ast::AlterTable>(&statement.what);
  const bool is_block = std::holds_alternative<ast::OnDialect>(statement.what) || (table && table->actions.size() != 1);
  if (!is_block) out.glue(";");
}

void write(SourceText& out, const ast::Revision& revision) {
  const ast::RevisionHeader& header = revision.header;
  const auto ids = [&](std::string_view before, const std::vector<Name>& list) {
    if (list.empty()) return;
    out.put(before);
    out.commas(list, [&](const Name& id) { out.id(id); });
  };
  out.put("revision");
  out.id(header.id);
  if (header.message) out.string(*header.message);
  ids("revises", header.parents);
  ids("depends on", header.dependencies);
  ids("labels", header.labels);
  if (header.strategy) out.put(*header.strategy == ast::Strategy::online ? "strategy online" : "strategy direct");
  out.string("created", header.created);
  out.string("author", header.author);
  out.string("ticket", header.ticket);
  out.glue(";\n");  // a clause of a revision begins a line

  out.put("upgrade");
  write_block(out, revision.upgrade);
  if (!revision.downgrade_span.exists() && std::holds_alternative<ast::DowngradeAuto>(revision.downgrade)) return out.glue("\n");
  out.glue("\n");
  out.put("downgrade");
  match(
      revision.downgrade,  //
      [&](const ast::DowngradeAuto&) { out.put("auto"), out.glue(";"); },
      [&](const ast::DowngradeBody& body) { write_block(out, body.body); },
      [&](const ast::DowngradeIrreversible& n) { out.put("irreversible"), out.string(n.why), out.glue(";"); });
  out.glue("\n");
}

}  // namespace galley::format
