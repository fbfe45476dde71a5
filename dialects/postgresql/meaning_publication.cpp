#include <algorithm>

#include "catalog/family.hpp"
#include "postgresql/meaning.hpp"

namespace galley::postgresql {
namespace {

/// ONLY means nothing else where no table inherits.
bool has_children(const ParseNode& relation, const MeaningReader& reader) {
  const std::vector<TablePointer> below = descendants_of(reader.object_name(relation), reader.catalog);
  return std::any_of(below.begin(), below.end(), [](const TablePointer& each) { return !each->partition_of; });
}

ast::PublishedTable read_table(const ParseNode& node, MeaningReader& reader) {
  const StatementText& words = reader.words;
  const ParseNode& relation = node["relation"];
  const Words item = words.item(words.from(relation.location()));
  ast::PublishedTable published;
  published.table = reader.relation(relation);
  published.columns = reader.names(node["columns"], item);
  published.where = reader.optional_expression(words.in_parentheses(words.after_word(item, "WHERE")), node["whereClause"]);
  published.span = published.table.span();
  if (!relation.flag("inh") && has_children(relation, reader)) reader.not_understood();
  return published;
}

template <class Publication>
void read_publication(const ParseNode& tree, Publication& publication, MeaningReader& reader) {
  publication.name = reader.named(tree.text("pubname"));
  publication.options = reader.storage_options(tree["options"]);
  for (const ParseNode& object : tree["pubobjects"].children) {
    const std::string& kind = object.text("pubobjtype");
    if (kind == "PUBLICATIONOBJ_TABLES_IN_SCHEMA")
      publication.schemas.push_back(reader.named(object.text("name")));
    else if (kind == "PUBLICATIONOBJ_TABLES_IN_CUR_SCHEMA")
      publication.schemas.push_back(reader.named(reader.default_schema));
    else
      publication.tables.push_back(read_table(object["pubtable"], reader));
  }
}

ast::PublicationAction action_of(const ParseNode& tree) {
  if (tree.has("options")) return ast::PublicationAction::set_options;
  const std::string& action = tree.text("action");
  if (action == "AP_DropObjects") return ast::PublicationAction::drop;
  return action == "AP_SetObjects" ? ast::PublicationAction::set : ast::PublicationAction::add;
}

}  // namespace

bool read_publication_statement(const ParseNode& tree, MeaningReader& reader) {
  if (tree.is("CreatePublicationStmt")) {
    ast::CreatePublication create;
    create.all_tables = tree.flag("for_all_tables");
    read_publication(tree, create, reader);
    reader.add(std::move(create));
  } else if (tree.is("AlterPublicationStmt")) {
    ast::AlterPublication alter;
    alter.action = action_of(tree);
    read_publication(tree, alter, reader);
    reader.add(std::move(alter));
  } else {
    return false;
  }
  return true;
}

}  // namespace galley::postgresql
