#include "postgresql/meaning.hpp"

namespace galley::postgresql {
namespace {

/// The query stands between the first AS and what may follow it: WITH CHECK OPTION, WITH [NO] DATA.
ast::RawText read_view_query(const ParseNode& query, Words words, MeaningReader& reader) {
  const StatementText& text = reader.words;
  Words body = text.after_word(words, "AS");
  const bool has_tail = !body.empty() && (text.is_word(body.last - 1, "OPTION") || text.is_word(body.last - 1, "DATA"));
  const Words tail = text.after_last_word(body, "WITH");
  if (has_tail && !tail.empty()) body.last = tail.first - 1;
  return reader.query(body, query);
}

void read_view(const ParseNode& tree, MeaningReader& reader) {
  const ParseNode& view = tree["view"];
  const Words words = reader.words.from(view.location());
  reader.changes(view);
  ast::CreateView create;
  create.or_replace = tree.flag("replace");
  create.name = reader.relation(view);
  create.columns = reader.names(tree["aliases"], words);
  create.options = reader.storage_options(tree["options"]);
  create.query = read_view_query(tree["query"], words, reader);
  if (tree.text("withCheckOption") == "LOCAL_CHECK_OPTION") create.check_option = ast::CheckOption::local;
  if (tree.text("withCheckOption") == "CASCADED_CHECK_OPTION") create.check_option = ast::CheckOption::cascaded;
  if (view.text("relpersistence") != "p") reader.not_understood();
  reader.add(std::move(create));
}

void read_materialized_view(const ParseNode& tree, MeaningReader& reader) {
  const ParseNode& into = tree["into"];
  const Words words = reader.words.from(into["rel"].location());
  reader.changes(into["rel"]);
  ast::CreateView create;
  create.materialized = true;
  create.if_not_exists = tree.flag("if_not_exists");
  create.name = reader.relation(into["rel"]);
  create.columns = reader.names(into["colNames"], words);
  create.options = reader.storage_options(into["options"]);
  if (const std::string& tablespace = into.text("tableSpaceName"); !tablespace.empty()) create.tablespace = reader.named(tablespace);
  create.query = read_view_query(tree["query"], words, reader);
  create.with_data = !into.flag("skipData");
  if (into.has("accessMethod")) reader.not_understood();
  reader.add(std::move(create));
}

}  // namespace

bool read_view_statement(const ParseNode& tree, MeaningReader& reader) {
  if (tree.is("ViewStmt"))
    read_view(tree, reader);
  else if (tree.is("CreateTableAsStmt") && tree.text("objtype") == "OBJECT_MATVIEW")
    read_materialized_view(tree, reader);
  else
    return false;
  return true;
}

}  // namespace galley::postgresql
