#include "format/source_text.hpp"

#include <array>

#include "galley/syntax.hpp"
#include "syntax/spelling.hpp"

namespace galley::format {
namespace {

/// $$, or with a tag where the text would end too early.
std::string dollar_quotes(std::string_view text) {
  std::string quotes = "$$";
  for (int number = 0; (std::string(text) + quotes).find(quotes) != text.size(); ++number) quotes = fmt::format("$q{}$", number);
  return quotes;
}

}  // namespace

void SourceText::put(std::string_view words) {
  if (!text_.empty() && text_.back() != '(' && text_.back() != '\n') text_ += ' ';
  text_ += words;
}

void SourceText::name(const Name& name) { put(syntax::spell_name(name.text)); }
void SourceText::name(std::string_view before, const std::optional<Name>& value) {
  if (!value) return;
  put(before);
  name(*value);
}

void SourceText::qualified(const QualifiedName& name) { put(syntax::spell_qualified(name)); }
void SourceText::qualified(std::string_view before, const std::optional<QualifiedName>& name) {
  if (!name) return;
  put(before);
  qualified(*name);
}

void SourceText::role(const Name& role) {
  constexpr std::array words{"current_role", "current_user", "session_user"};
  put(std::ranges::find(words, role.text) != words.end() ? role.text : syntax::spell_name(role.text));
}

void SourceText::id(const Name& id) {
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
  put(!id.text.empty() && std::ranges::all_of(id.text, is_plain) ? id.text : syntax::spell_quoted(id.text));
}

void SourceText::type(const TypeName& type) {
  put(syntax::spell_type(type));
  if (marks_) marks_->add_type(type);
}

void SourceText::string(std::string_view text) { put(syntax::spell_string(text)); }
void SourceText::string(std::string_view before, const std::optional<ast::StringLiteral>& literal) {
  if (!literal) return;
  put(before);
  string(*literal);
}

void SourceText::raw(const ast::RawText& raw) {
  const std::string quotes = dollar_quotes(raw.text);
  put(quotes + raw.text + quotes);
}

void SourceText::text(std::string_view before, const std::optional<std::string>& text) {
  if (!text) return;
  put(before);
  put(*text);
}

void SourceText::expression(const Expression& expression) {
  put(to_source(expression));
  if (marks_) marks_->add(expression);
}
void SourceText::expression(std::string_view before, const std::optional<Expression>& value) {
  if (!value) return;
  put(before);
  expression(*value);
}

void SourceText::in_parens(const Expression& value) {
  put("(");
  expression(value);
  glue(")");
}
void SourceText::in_parens(std::string_view before, const std::optional<Expression>& value) {
  if (!value) return;
  put(before);
  in_parens(*value);
}

void SourceText::open_call(const QualifiedName& function) {
  qualified(function);
  glue("(");
  if (marks_) marks_->add_call(function);
}

void SourceText::names(const std::vector<Name>& list_of_names) {
  list(list_of_names, [&](const Name& each) { name(each); });
}
void SourceText::names(std::string_view before, const std::vector<Name>& list_of_names) {
  if (list_of_names.empty()) return;
  put(before);
  names(list_of_names);
}

void SourceText::option_name(const Name& name) {
  const std::size_t dot = name.text.find('.');
  const bool has_part = dot != std::string::npos;
  put(has_part ? syntax::spell_name(name.text.substr(0, dot)) + "." + syntax::spell_name(name.text.substr(dot + 1))
               : syntax::spell_name(name.text));
}
void SourceText::option(const ast::StorageOption& option) {
  option_name(option.name);
  put("=");
  option.is_string ? string(option.value) : put(option.value);
}
void SourceText::options(std::string_view before, const std::vector<ast::StorageOption>& values) {
  if (values.empty()) return;
  put(before);
  list(values, [&](const ast::StorageOption& each) { option(each); });
}

}  // namespace galley::format
