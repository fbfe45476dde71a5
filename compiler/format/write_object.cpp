// Objects that are neither tables nor routines: sequences, domains, types, extensions, statistics, and what is granted on all of them.
#include "format/source_text.hpp"
#include "syntax/clause_words.hpp"
#include "syntax/spelling.hpp"

namespace galley::format {

namespace {

void write(SourceText& out, const ast::ColumnOf& column) {
  out.qualified(column.table);
  out.glue("." + syntax::spell_name(column.column.text));
}

void write(SourceText& out, const ast::DomainCheck& check) {
  out.name("constraint", check.name);
  out.put("check");
  out.in_parens(check.condition);
  out.put_if(check.not_valid, "not valid");
}

void write_owner(SourceText& out, const std::optional<ast::ColumnOf>& column) {
  if (!column) return;
  out.put("owned by");
  write(out, *column);
}

void write(SourceText& out, const std::vector<ast::Privilege>& privileges) {
  out.commas(privileges, [&](const ast::Privilege& privilege) {
    out.put(privilege.name);
    if (!privilege.columns.empty()) out.names(privilege.columns);
  });
}

/// Of a grant or a revoke what stands behind the objects.
template <class Change>
void write_roles(SourceText& out, const Change& change) {
  out.put(change.is_revoke ? "from" : "to");
  out.commas(change.roles, [&](const Name& role) { out.role(role); });
  out.put_if(!change.is_revoke && change.grant_option, "with grant option");
  out.put_if(change.cascade, "cascade");
}

}  // namespace

// t · t.c · c on t · f(int)
void write(SourceText& out, const ast::ObjectReference& object) {
  if (object.kind == ast::ObjectKind::column && object.table) return write(out, ast::ColumnOf{*object.table, object.name.name});
  if (object.parameters) {
    out.open_call(object.name);
    out.commas(*object.parameters, [&](const TypeName& type) { out.type(type); });
    out.glue(")");
  } else {
    out.qualified(object.name);
  }
  out.qualified("on", object.table);
}

void write(SourceText& out, const ast::CreateSequence& sequence) {
  out.put(sequence.if_not_exists ? "create sequence if not exists" : "create sequence");
  out.qualified(sequence.name);
  write(out, sequence.options);
  write_owner(out, sequence.owned_by);
}

void write(SourceText& out, const ast::AlterSequence& sequence) {
  out.put(sequence.if_exists ? "alter sequence if exists" : "alter sequence");
  out.qualified(sequence.name);
  write(out, sequence.options);
  write_restart(out, sequence.restarts, sequence.restart);
  out.put_if(sequence.owned_by_none, "owned by none");
  write_owner(out, sequence.owned_by);
}

// create domain d as text [collate c] [default e] [not null] [constraint n] check (value <> '')
void write(SourceText& out, const ast::CreateDomain& domain) {
  out.put("create domain");
  out.qualified(domain.name);
  out.put("as");
  out.type(domain.type);
  out.qualified("collate", domain.collation);
  if (domain.default_value) out.put("default"), write_default(out, *domain.default_value);
  out.put_if(domain.not_null, "not null");
  for (const ast::DomainCheck& check : domain.checks) write(out, check);
}

void write(SourceText& out, const ast::AlterDomain& domain) {
  out.put("alter domain");
  out.qualified(domain.name);
  match(
      domain.what,  //
      [&](const ast::SetDomainDefault& n) {
        if (!n.value) return out.put("drop default");
        out.expression("set default", n.value);
      },
      [&](const ast::SetDomainNotNull& n) { out.put(n.not_null ? "set not null" : "drop not null"); },
      [&](const ast::DomainCheck& n) { out.put("add"), write(out, n); },  //
      [&](const ast::DropConstraint& n) { write(out, n); },               //
      [&](const ast::RenameConstraint& n) { write(out, n); },             //
      [&](const ast::ValidateConstraint& n) { write(out, n); });
}

void write(SourceText& out, const ast::TypeAttribute& attribute) {
  out.name(attribute.name);
  out.type(attribute.type);
  out.qualified("collate", attribute.collation);
}

void write(SourceText& out, const ast::CreateCompositeType& type) {
  out.put("create type");
  out.qualified(type.name);
  out.put("as");
  out.list(type.attributes, [&](const ast::TypeAttribute& attribute) { write(out, attribute); });
}

void write(SourceText& out, const ast::AlterCompositeType& type) {
  out.put("alter type");
  out.qualified(type.name);
  match(
      type.what,  //
      [&](const ast::AddAttribute& n) { out.put("add attribute"), write(out, n.attribute); },
      [&](const ast::DropAttribute& n) { out.put(n.if_exists ? "drop attribute if exists" : "drop attribute"), out.name(n.name); },
      [&](const ast::RenameAttribute& n) { out.put("rename attribute"), out.name(n.from), out.put("to"), out.name(n.to); },
      [&](const ast::AlterAttributeType& n) {
        out.put("alter attribute");
        out.name(n.attribute.name);
        out.put("type");
        out.type(n.attribute.type);
        out.qualified("collate", n.attribute.collation);
      });
  out.put_if(type.cascade, "cascade");
}

// create extension [if not exists] citext [schema public] [version '1.6'] [cascade]
void write(SourceText& out, const ast::CreateExtension& extension) {
  out.put(extension.if_not_exists ? "create extension if not exists" : "create extension");
  out.name(extension.name);
  out.name("schema", extension.schema);
  out.string("version", extension.version);
  out.put_if(extension.cascade, "cascade");
}

// create statistics st (dependencies, mcv) on a, lower(b) from t
void write(SourceText& out, const ast::CreateStatistics& statistics) {
  out.put(statistics.if_not_exists ? "create statistics if not exists" : "create statistics");
  out.qualified(statistics.name);
  if (!statistics.kinds.empty()) out.names(statistics.kinds);
  out.put("on");
  out.commas(statistics.keys, [&](const Expression& key) {
    const bool is_bare = std::holds_alternative<ColumnReference>(key.node) || std::holds_alternative<Call>(key.node);
    is_bare ? out.expression(key) : out.in_parens(key);
  });
  out.put("from");
  out.qualified(statistics.table);
}

// grant select (a, b), insert on t, u to r with grant option; revoke [grant option for] all on schema s from public [cascade]
void write(SourceText& out, const ast::Grant& grant) {
  out.put(grant.is_revoke ? "revoke" : "grant");
  out.put_if(grant.is_revoke && grant.grant_option, "grant option for");
  write(out, grant.privileges);
  out.put("on");
  const ast::ObjectKind kind = grant.objects.empty() ? ast::ObjectKind::table : grant.objects.front().kind;
  if (grant.all_in_schema) {
    out.put("all");
    out.put(ast::object_kind_name(kind));
    out.glue("s");
    out.put("in schema");
  } else if (kind != ast::ObjectKind::table) {
    out.put(ast::object_kind_name(kind));
  }
  out.commas(grant.objects, [&](const ast::ObjectReference& object) { write(out, object); });
  write_roles(out, grant);
}

// alter default privileges [for role a] [in schema s] grant select on tables to r
void write(SourceText& out, const ast::AlterDefaultPrivileges& alter) {
  out.put("alter default privileges");
  if (!alter.creators.empty()) {
    out.put("for role");
    out.commas(alter.creators, [&](const Name& role) { out.role(role); });
  }
  if (!alter.schemas.empty()) {
    out.put("in schema");
    out.commas(alter.schemas, [&](const Name& schema) { out.name(schema); });
  }
  out.put(alter.is_revoke ? "revoke" : "grant");
  out.put_if(alter.is_revoke && alter.grant_option, "grant option for");
  write(out, alter.privileges);
  out.put("on");
  out.put(syntax::words_of_new(alter.kind));
  write_roles(out, alter);
}

}  // namespace galley::format
