// Names in text that nobody edits: bodies of views and routines, sub-selects of policies.
#include <fmt/format.h>

#include <algorithm>

#include "base/letter_case.hpp"
#include "catalog/apply.hpp"
#include "diag/catalogue/objects.hpp"
#include "galley/dialect.hpp"

namespace galley {
namespace {

/// The text of the sub-selects in the conditions of a policy, which nobody edits.
std::vector<std::string_view> queries_of(const SchemaObject& object) {
  const auto* policy = std::get_if<PolicyDefinition>(&object.definition);
  std::vector<std::string_view> texts;
  if (!policy) return texts;
  for (const std::optional<Expression>* condition : {&policy->using_, &policy->check})
    if (*condition)
      for_each_expression(**condition, [&](const Expression& part) {
        if (const auto* query = std::get_if<Subquery>(&part.node)) texts.push_back(query->text);
      });
  return texts;
}

bool is_named_in(const SchemaObject& object) {
  using enum ObjectKind;
  const ObjectKind kind = object.key.kind;
  const auto* on_table = std::get_if<TriggerDefinition>(&object.definition);
  return kind == view || kind == materialized_view || kind == function || kind == procedure || (on_table && !on_table->body.empty()) ||
         !queries_of(object).empty();
}

/// Whether the word stands in the text by itself.
bool has_word(std::string_view text, std::string_view word) {
  const auto belongs = [&](std::size_t at) {
    const auto c = at < text.size() ? static_cast<unsigned char>(text[at]) : static_cast<unsigned char>(' ');
    return c == '_' || c == '$' || c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  const auto same = [](char a, char b) { return lower_case(a) == lower_case(b); };
  for (auto at = text.begin();; ++at) {
    at = std::search(at, text.end(), word.begin(), word.end(), same);
    if (at == text.end()) return false;
    const auto begin = static_cast<std::size_t>(at - text.begin());
    if ((begin == 0 || !belongs(begin - 1)) && !belongs(begin + word.size())) return true;
  }
}

/// Text of the object that nobody edits.
std::vector<std::string_view> texts_of(const SchemaObject& object) {
  std::vector<std::string_view> texts = queries_of(object);
  if (const auto* view = std::get_if<ViewDefinition>(&object.definition)) texts.push_back(view->query);
  if (const auto* routine = std::get_if<RoutineDefinition>(&object.definition)) texts.push_back(routine->body);
  if (const auto* trigger = std::get_if<TriggerDefinition>(&object.definition)) texts.push_back(trigger->body);
  return texts;
}

/// Whether the text has the value between quotes that are no part of a longer literal.
bool has_literal(std::string_view text, std::string_view value) {
  std::string literal = "'";
  for (const char c : value) literal.append(c == '\'' ? 2 : 1, c);
  literal += '\'';
  for (std::size_t at = text.find(literal); at != std::string_view::npos; at = text.find(literal, at + 1)) {
    const std::size_t behind = at + literal.size();
    if ((at == 0 || text[at - 1] != '\'') && (behind == text.size() || text[behind] != '\'')) return true;
  }
  return false;
}

/// Policies of the table, or of the table of the column, whose sub-selects name it: they do not need it, as they go with it.
void add_own_policies(const ObjectKey& key, const Catalog& catalog, std::vector<ObjectPointer>& users) {
  const bool is_column = key.kind == ObjectKind::column;
  if (!is_column && key.kind != ObjectKind::table) return;
  for (const ObjectPointer& object : catalog.objects_of_table(key.name)) {
    const std::vector<std::string_view> texts = queries_of(*object);
    const std::string& word = is_column ? key.part : key.name.name;
    const bool is_named = std::any_of(texts.begin(), texts.end(), [&](std::string_view text) { return has_word(text, word); });
    if (is_named && std::find(users.begin(), users.end(), object) == users.end()) users.push_back(object);
  }
}

/// Whether the text of an object that reads a view names a column of it. Which relation a column belongs to only the server knows.
bool names_column(const SchemaObject& object, const std::string& column, const Workspace& workspace) {
  if (const auto* view = std::get_if<ViewDefinition>(&object.definition)) {
    const QueryReading reading = workspace.dialect().read_query(view->query, workspace.catalog());
    const auto is_it = [&](const std::string& name) { return name == "*" || workspace.same(name, column); };
    if (!reading.error && !reading.unread) return std::any_of(reading.columns.begin(), reading.columns.end(), is_it);
  }
  const std::vector<std::string_view> texts = texts_of(object);
  return std::any_of(texts.begin(), texts.end(), [&](std::string_view text) { return has_word(text, column); });
}

/// Nobody needs a column of a view alone: what names it is found among what needs the view.
void add_users_of_view_column(const ObjectKey& key, const Workspace& workspace, std::vector<ObjectPointer>& users) {
  if (key.kind != ObjectKind::column || workspace.peek_table(key.name)) return;
  for (const ObjectKind kind : {ObjectKind::view, ObjectKind::materialized_view})
    for (const ObjectPointer& user : workspace.catalog().objects_needing({kind, key.name, {}})) {
      const bool is_new = std::find(users.begin(), users.end(), user) == users.end();
      if (is_new && is_named_in(*user) && names_column(*user, key.part, workspace)) users.push_back(user);
    }
}

}  // namespace

bool check_not_in_raw_text(const ObjectKey& key, const Places& at, Workspace& workspace) {
  std::vector<ObjectPointer> users = workspace.catalog().objects_needing(key);
  std::erase_if(users, [&](const ObjectPointer& user) {
    const bool is_own = user->key.kind == ObjectKind::policy && user->key.name == key.name;
    return is_own || !is_named_in(*user) || (std::holds_alternative<RoutineDefinition>(user->definition) && is_type(key.kind));
  });
  add_own_policies(key, workspace.catalog(), users);
  add_users_of_view_column(key, workspace, users);
  if (users.empty()) return true;
  auto builder = workspace.report(at.object, diag::named_in_raw_text, object_kind_name(key.kind), workspace.shown(key));
  for (const ObjectPointer& user : users)
    builder.note(user->span, "{} \"{}\" names it", object_kind_name(user->key.kind), workspace.shown(user->key));
  builder.help(
      "drop {} before, and create it again with the new name after",
      users.size() == 1 ? fmt::format("{} {}", object_kind_name(users.front()->key.kind), workspace.shown(users.front()->key)) : "these");
  return false;
}

std::vector<ObjectPointer> objects_with_literal(std::vector<ObjectPointer> objects, std::string_view value) {
  std::erase_if(objects, [&](const ObjectPointer& object) {
    const std::vector<std::string_view> texts = texts_of(*object);
    return std::none_of(texts.begin(), texts.end(), [&](std::string_view text) { return has_literal(text, value); });
  });
  return objects;
}

}  // namespace galley
