#include "syntax/dump.hpp"

namespace galley::syntax {
namespace {

/// What create and alter publication have in common.
template <class Publication>
void objects(TreeWriter& out, const Publication& publication) {
  for (const ast::PublishedTable& published : publication.tables)
    out.node("table", published.span, [&] {
      out.name("name", published.table);
      out.names("column", published.columns);
      out.expression("where", published.where);
    });
  out.names("tables in schema", publication.schemas);
  for (const ast::StorageOption& option : publication.options) dump(out, "with", option);
}

std::string_view words_of(ast::PublicationAction action) {
  switch (action) {
    case ast::PublicationAction::add:
      return "add";
    case ast::PublicationAction::drop:
      return "drop";
    case ast::PublicationAction::set:
      return "set";
    case ast::PublicationAction::set_options:
      break;
  }
  return "set options";
}

}  // namespace

void dump(TreeWriter& out, const ast::CreatePublication& publication) {
  out.name("name", publication.name);
  out.flag("all tables", publication.all_tables);
  objects(out, publication);
}

void dump(TreeWriter& out, const ast::AlterPublication& publication) {
  out.name("name", publication.name);
  out.line(words_of(publication.action));
  objects(out, publication);
}

}  // namespace galley::syntax
