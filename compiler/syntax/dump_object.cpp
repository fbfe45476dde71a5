// Statements about objects that are neither tables nor enumerations.
#include <fmt/format.h>

#include "syntax/dump.hpp"
#include "syntax/spelling.hpp"

namespace galley::syntax {
namespace {

void option(TreeWriter& out, std::string_view label, const std::optional<std::string>& value) {
  if (value) out.line(fmt::format("{} {}", label, *value));
}

void owner(TreeWriter& out, const std::optional<ast::ColumnOf>& column) {
  if (!column) return;
  out.name("owned by table", column->table);
  out.name("owned by column", column->column);
}

void check(TreeWriter& out, const ast::DomainCheck& check) {
  out.node("check", check.span, [&] {
    out.name("name", check.name);
    out.expression("condition", check.condition);
    out.flag("not valid", check.not_valid);
  });
}

void attribute(TreeWriter& out, const ast::TypeAttribute& attribute) {
  out.node("attribute", attribute.span, [&] {
    out.name("name", attribute.name);
    out.type(attribute.type);
    out.name("collate", attribute.collation);
  });
}

}  // namespace

void dump(TreeWriter& out, const ast::CreateSchema& n) {
  out.name("name", n.name);
  out.flag("if not exists", n.if_not_exists);
  out.name("authorization", n.owner);
}

void dump(TreeWriter& out, const ast::CreateExtension& n) {
  out.name("name", n.name);
  out.flag("if not exists", n.if_not_exists);
  out.name("schema", n.schema);
  out.string("version", n.version);
  out.flag("cascade", n.cascade);
}

void dump(TreeWriter& out, const ast::CreateSequence& n) {
  out.name("name", n.name);
  out.flag("if not exists", n.if_not_exists);
  dump(out, n.options);
  owner(out, n.owned_by);
}

void dump(TreeWriter& out, const ast::AlterSequence& n) {
  out.name("name", n.name);
  out.flag("if exists", n.if_exists);
  dump(out, n.options);
  out.flag("restart", n.restarts);
  option(out, "restart with", n.restart);
  out.flag("owned by none", n.owned_by_none);
  owner(out, n.owned_by);
}

void dump(TreeWriter& out, const ast::CreateDomain& n) {
  out.name("name", n.name);
  out.type(n.type);
  out.name("collate", n.collation);
  out.expression("default", n.default_value);
  out.flag("not null", n.not_null);
  for (const ast::DomainCheck& item : n.checks) check(out, item);
}

void dump(TreeWriter& out, const ast::AlterDomain& n) {
  out.name("name", n.name);
  match(
      n.what, [&](const ast::SetDomainDefault& a) { a.value ? out.expression("set default", *a.value) : out.line("drop default"); },
      [&](const ast::SetDomainNotNull& a) { out.line(a.not_null ? "set not null" : "drop not null"); },
      [&](const ast::DomainCheck& a) { check(out, a); },
      [&](const ast::DropConstraint& a) {
        out.name("drop constraint", a.name);
        out.flag("if exists", a.if_exists);
        out.flag("cascade", a.cascade);
      },
      [&](const ast::RenameConstraint& a) { out.name("rename constraint", a.from), out.name("to", a.to); },
      [&](const ast::ValidateConstraint& a) { out.name("validate constraint", a.name); });
}

void dump(TreeWriter& out, const ast::CreateCompositeType& n) {
  out.name("name", n.name);
  for (const ast::TypeAttribute& item : n.attributes) attribute(out, item);
}

void dump(TreeWriter& out, const ast::AlterCompositeType& n) {
  out.name("name", n.name);
  match(
      n.what, [&](const ast::AddAttribute& a) { out.node("add", {}, [&] { attribute(out, a.attribute); }); },
      [&](const ast::DropAttribute& a) { out.name("drop", a.name), out.flag("if exists", a.if_exists); },
      [&](const ast::RenameAttribute& a) { out.name("rename", a.from), out.name("to", a.to); },
      [&](const ast::AlterAttributeType& a) { out.node("alter", {}, [&] { attribute(out, a.attribute); }); });
  out.flag("cascade", n.cascade);
}

void dump(TreeWriter& out, const ast::CreateStatistics& n) {
  out.name("name", n.name);
  out.flag("if not exists", n.if_not_exists);
  out.names("kind", n.kinds);
  out.expressions("on", n.keys);
  out.name("from", n.table);
}

}  // namespace galley::syntax
