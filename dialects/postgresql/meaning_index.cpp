// create index, and the keys that indexes, exclusion constraints and partitions have.
#include <algorithm>

#include "postgresql/meaning.hpp"
#include "postgresql/output_names.hpp"

namespace galley::postgresql {
namespace {

/// "lower(a) desc" without what follows the call; "(a || b) text_ops" without its parentheses.
Words key_expression(Words words, const StatementText& text) {
  if (words.empty()) return words;
  if (text.is_open(words.first)) return text.in_parentheses(words);
  return {words.first, text.in_parentheses(words).last + 1};
}

}  // namespace

void add_key_name(const ParseNode& key, std::vector<std::string>& names) {
  const std::string figured = key.has("name") ? key.text("name") : figured_name(key["expr"]);
  const std::string base = figured.empty() ? "expr" : figured;
  std::string name = base;
  for (int number = 1; std::find(names.begin(), names.end(), name) != names.end(); ++number) name = base + std::to_string(number);
  names.push_back(std::move(name));
}

ast::IndexKey read_index_key(const ParseNode& node, Words words, MeaningReader& reader) {
  ast::IndexKey key;
  key.span = reader.words.span(words);
  if (node.has("name")) {
    const Name column = reader.words.name(node.text("name"), words);
    key.key = {ColumnReference{{column}}, column.span};
  } else {
    key.key = reader.expression(key_expression(words, reader.words), node["expr"]);
  }
  if (node.has("collation")) key.collation = reader.qualified(node["collation"]);
  if (node.has("opclass")) key.operator_class = reader.qualified(node["opclass"]);
  if (node.has("opclassopts")) reader.not_understood();
  key.descending = node.text("ordering") == "SORTBY_DESC";
  if (node.text("nulls_ordering") == "SORTBY_NULLS_FIRST") key.nulls = ast::NullsOrder::first;
  if (node.text("nulls_ordering") == "SORTBY_NULLS_LAST") key.nulls = ast::NullsOrder::last;
  return key;
}

bool read_index_statement(const ParseNode& tree, MeaningReader& reader) {
  if (!tree.is("IndexStmt")) return false;
  const StatementText& words = reader.words;
  reader.changes(tree["relation"]);
  const Words behind_table = words.from(tree["relation"].location());
  const std::vector<Words> keys = words.items(words.in_parentheses(behind_table));
  const std::vector<ParseNode>& written = tree["indexParams"].children;
  ast::CreateIndex create;
  create.unique = tree.flag("unique");
  create.concurrently = tree.flag("concurrent");
  create.if_not_exists = tree.flag("if_not_exists");
  create.table = reader.relation(tree["relation"]);
  create.method = reader.named(tree.text("accessMethod"));
  if (keys.size() != written.size()) reader.not_understood();
  for (std::size_t i = 0; i < std::min(keys.size(), written.size()); ++i)
    create.keys.push_back(read_index_key(written[i], keys[i], reader));
  for (const ParseNode& column : tree["indexIncludingParams"].children) create.include.push_back(reader.named(column.text("name")));
  create.nulls_not_distinct = tree.flag("nulls_not_distinct");
  create.options = reader.storage_options(tree["options"]);
  if (const std::string& tablespace = tree.text("tableSpace"); !tablespace.empty()) create.tablespace = reader.named(tablespace);
  create.where = reader.optional_expression(words.after_word(behind_table, "WHERE"), tree["whereClause"]);
  std::string name = tree.text("idxname");
  DefaultNames names(reader.catalog, reader.object_name(tree["relation"]));
  std::vector<std::string> key_names;
  for (const ParseNode& key : written) add_key_name(key, key_names);
  if (name.empty()) name = names.relation(joined_columns(key_names), "idx");
  create.name = reader.named(name);
  reader.add(std::move(create));
  return true;
}

}  // namespace galley::postgresql
