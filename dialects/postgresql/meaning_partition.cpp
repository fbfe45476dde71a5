#include "postgresql/meaning.hpp"

namespace galley::postgresql {
namespace {

/// Values in the first parentheses of the words.
std::vector<Expression> read_values(const ParseNode& list, Words words, MeaningReader& reader) {
  const std::vector<Words> items = reader.words.items(reader.words.in_parentheses(words));
  if (items.size() != list.children.size()) {
    reader.not_understood();
    return {};
  }
  std::vector<Expression> values;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const ParseNode& value = list.children[i];
    const std::string word = value.is("ColumnRef") ? name_of(value["fields"]).name : std::string();
    if (word == "minvalue" || word == "maxvalue")
      values.emplace_back(KeywordValue{word}, reader.words.span(items[i]));
    else
      values.push_back(reader.expression(items[i], value));
  }
  return values;
}

}  // namespace

ast::PartitionBound read_partition_bound(const ParseNode& node, Words words, MeaningReader& reader) {
  const std::string& strategy = node.text("strategy");
  ast::PartitionBound bound;
  bound.span = reader.words.span({words.first, words.first + 1});
  if (node.flag("is_default"))
    bound.what = ast::DefaultBound{};
  else if (strategy == "r")
    bound.what = ast::RangeBound{read_values(node["lowerdatums"], reader.words.after_word(words, "FROM"), reader),
                                 read_values(node["upperdatums"], reader.words.after_word(words, "TO"), reader)};
  else if (strategy == "l")
    bound.what = ast::ListBound{read_values(node["listdatums"], words, reader)};
  else
    bound.what = ast::HashBound{std::to_string(node.number("modulus")), std::to_string(node.number("remainder"))};
  return bound;
}

ast::PartitionBy read_partition_by(const ParseNode& node, MeaningReader& reader) {
  ast::PartitionBy by;
  const std::string& strategy = node.text("strategy");
  by.strategy = strategy == "range"  ? ast::PartitionStrategy::range
                : strategy == "list" ? ast::PartitionStrategy::list
                                     : ast::PartitionStrategy::hash;
  for (const ParseNode& key : node["partParams"].children)
    by.keys.push_back(read_index_key(key, reader.words.item(reader.words.from(key.location())), reader));
  return by;
}

}  // namespace galley::postgresql
