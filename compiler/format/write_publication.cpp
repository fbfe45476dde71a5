#include "format/source_text.hpp"

namespace galley::format {
namespace {

/// table t (a, b) where (c > 0), u, tables in schema s
template <class Publication>
void write_objects(SourceText& out, const Publication& publication) {
  out.put_if(!publication.tables.empty(), "table");
  out.commas(publication.tables, [&](const ast::PublishedTable& published) {
    out.qualified(published.table);
    if (!published.columns.empty()) out.names(published.columns);
    out.in_parens("where", published.where);
  });
  if (publication.schemas.empty()) return;
  if (!publication.tables.empty()) out.glue(",");
  out.put("tables in schema");
  out.commas(publication.schemas, [&](const Name& schema) { out.name(schema); });
}

}  // namespace

void write(SourceText& out, const ast::CreatePublication& publication) {
  out.put("create publication");
  out.name(publication.name);
  out.put_if(publication.all_tables, "for all tables");
  out.put_if(!publication.tables.empty() || !publication.schemas.empty(), "for");
  write_objects(out, publication);
  out.options("with", publication.options);
}

void write(SourceText& out, const ast::AlterPublication& publication) {
  out.put("alter publication");
  out.name(publication.name);
  if (publication.action == ast::PublicationAction::set_options) return out.options("set", publication.options);
  const bool adds = publication.action == ast::PublicationAction::add;
  out.put(adds ? "add" : publication.action == ast::PublicationAction::drop ? "drop" : "set");
  write_objects(out, publication);
}

}  // namespace galley::format
