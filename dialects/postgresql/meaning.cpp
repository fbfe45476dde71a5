#include "postgresql/meaning.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "postgresql/sql_parser.hpp"
#include "syntax/fragment.hpp"

namespace galley::postgresql {
namespace {

/// Equal but for the places and what only says how something was written.
bool same_tree(const ParseNode& a, const ParseNode& b) {
  constexpr auto counts = [](const ParseNode& node) { return node.field != "location"; };
  if (a.type != b.type || a.value != b.value) return false;
  auto at = b.children.begin();
  for (const ParseNode& child : a.children) {
    if (!counts(child)) continue;
    at = std::find_if(at, b.children.end(), counts);
    if (at == b.children.end() || at->field != child.field || !same_tree(child, *at)) return false;
    ++at;
  }
  return std::none_of(at, b.children.end(), counts);
}

/// The tree of the only statement, or nothing.
std::optional<ParseNode> tree_of(const std::string& sql) {
  ParsedSql parsed = parse_sql(sql);
  if (parsed.error || parsed.statements.size() != 1) return std::nullopt;
  return std::move(parsed.statements.front().tree);
}

/// What PostgreSQL makes of a text as an expression.
std::optional<ParseNode> expression_tree(std::string_view text) {
  const std::optional<ParseNode> tree = tree_of(fmt::format("SELECT ({}\n)", text));
  if (!tree || (*tree)["targetList"].children.size() != 1) return std::nullopt;
  return (*tree)["targetList"].children.front()["val"];
}

}  // namespace

void MeaningReader::add(decltype(ast::Statement::what) what) {
  ast::Statement& statement = meaning.emplace_back();
  statement.what = std::move(what);
  statement.span = words.whole();
}

void MeaningReader::changes(const ParseNode& range_variable) {
  changed.push_back({ObjectKind::table, range_variable.text("schemaname"), range_variable.text("relname"), range_variable.location()});
}

void MeaningReader::changes(ObjectKind kind, const NameInTree& name) { changed.push_back({kind, name.schema, name.name, 0}); }

QualifiedName MeaningReader::relation(const ParseNode& range_variable) const {
  return words.name(range_variable.text("schemaname"), range_variable.text("relname"), words.from(range_variable.location()));
}

QualifiedName MeaningReader::qualified(const ParseNode& name_list) const {
  const NameInTree name = name_of(name_list);
  return words.name(name.schema, name.name, words.all());
}

std::vector<Name> MeaningReader::names(const ParseNode& list, Words within) const {
  std::vector<Name> result;
  for (std::string& name : strings_of(list)) result.push_back(words.name(std::move(name), within));
  return result;
}

ObjectName MeaningReader::object_name(const NameInTree& name) const {
  return {name.schema.empty() ? default_schema : name.schema, name.name};
}

ObjectName MeaningReader::object_name(const ParseNode& range_variable) const {
  return object_name(NameInTree{range_variable.text("schemaname"), range_variable.text("relname")});
}

Expression MeaningReader::expression(Words cut, const ParseNode& node) {
  const std::string_view text = words.text(cut);
  const std::optional<ParseNode> seen = expression_tree(text);
  std::optional<Expression> read = parse_expression(text, words.span(cut));
  if (!seen || !read || !same_tree(*seen, node)) {
    not_understood();
    return {};
  }
  return std::move(*read);
}

std::optional<Expression> MeaningReader::optional_expression(Words cut, const ParseNode& node) {
  if (!node.exists()) return std::nullopt;
  return expression(cut, node);
}

TypeName MeaningReader::type(Words cut, const ParseNode& node) {
  const std::string_view text = words.text(cut);
  const std::optional<ParseNode> seen = expression_tree(fmt::format("NULL::{}", text));
  std::optional<TypeName> read = parse_type(text, words.span(cut));
  ParseNode wanted = node;
  wanted.type.clear();  // told only where something else could stand
  ParseNode found = seen ? (*seen)["typeName"] : ParseNode();
  found.type.clear();
  if (!read || !same_tree(found, wanted)) {
    not_understood();
    return {};
  }
  return std::move(*read);
}

ast::RawText MeaningReader::query(Words cut, const ParseNode& node) {
  const std::string_view text = words.text(cut);
  const std::optional<ParseNode> seen = tree_of(std::string(text));
  if (!seen || !same_tree(*seen, node)) not_understood();
  return {std::string(text), words.span(cut)};
}

std::string option_value(const ParseNode& option) {
  const ParseNode& value = option["arg"];
  if (!value.exists()) return "true";
  if (value.is("Integer")) return std::to_string(value.number("ival"));
  if (value.is("Boolean")) return value.flag("boolval") ? "true" : "false";
  if (value.is("Float")) return value.text("fval");
  if (value.is("String")) return value.text("sval");
  return name_of(value["names"]).name;  // a word that could be a type: on, off
}

std::vector<ast::StorageOption> MeaningReader::storage_options(const ParseNode& list) const {
  std::vector<ast::StorageOption> options;
  for (const ParseNode& option : list.children) {
    const std::string& space = option.text("defnamespace");
    Name name = words.name(option.text("defname"), option.location());
    if (!space.empty()) name.text = space + "." + name.text;
    options.push_back({std::move(name), option_value(option), false});
  }
  return options;
}

}  // namespace galley::postgresql
