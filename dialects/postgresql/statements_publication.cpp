#include <fmt/format.h>

#include "postgresql/expressions.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

/// TABLE t (a, b) WHERE (c > 0), ONLY u, TABLES IN SCHEMA s: the tables that others inherit from are named alone, as those are listed
/// where they are meant.
std::string objects_text(const std::vector<PublicationDefinition::Table>& tables, const std::vector<std::string>& schemas,
                         const std::set<ObjectName>& parents, const Printing& printing) {
  std::string out;
  for (const PublicationDefinition::Table& published : tables) {
    out +=
        fmt::format("{}{}{}", out.empty() ? "TABLE " : ", ", parents.contains(published.table) ? "ONLY " : "", qualified(published.table));
    if (!published.columns.empty()) out += " " + name_list(published.columns);
    if (published.where) out += fmt::format(" WHERE ({})", expression_text(*published.where, printing));
  }
  for (bool first = true; const std::string& schema : schemas) {
    out += fmt::format("{}{}{}", out.empty() ? "" : ", ", first ? "TABLES IN SCHEMA " : "", identifier(schema));
    first = false;
  }
  return out;
}

}  // namespace

std::string create_publication(const CreateObject& change, const PublicationDefinition& publication, const std::set<ObjectName>& parents,
                               const Printing& printing) {
  std::string objects = publication.all_tables ? "ALL TABLES" : objects_text(publication.tables, publication.schemas, parents, printing);
  if (!objects.empty()) objects = "\n    FOR " + objects;
  const std::string options = publication.options.empty() ? "" : "\n    WITH " + storage_options(publication.options);
  return fmt::format("CREATE PUBLICATION {}{}{};", identifier(change.object->key.name.name), objects, options);
}

std::string alter_publication(const ObjectKey& publication, const ChangePublication& change, const std::set<ObjectName>& parents,
                              const Printing& printing) {
  const auto action = [&]() -> std::string {
    switch (change.action) {
      case ast::PublicationAction::add:
        return "ADD ";
      case ast::PublicationAction::drop:
        return "DROP ";
      case ast::PublicationAction::set:
      case ast::PublicationAction::set_options:
        break;
    }
    return "SET ";
  };
  const bool sets_options = change.action == ast::PublicationAction::set_options;
  return fmt::format("ALTER PUBLICATION {} {}{};", identifier(publication.name.name), action(),
                     sets_options ? storage_options(change.options) : objects_text(change.tables, change.schemas, parents, printing));
}

}  // namespace galley::postgresql
