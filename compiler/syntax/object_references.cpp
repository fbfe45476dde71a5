#include <array>

#include "syntax/clauses.hpp"
#include "syntax/expect.hpp"
#include "syntax/object_readers.hpp"
#include "syntax/operators.hpp"

namespace galley::grammar {
namespace {

using ast::ObjectKind;
using ast::ObjectReference;

struct KindWord {
  Kw word;
  ObjectKind kind;
};
constexpr std::array kind_words{KindWord{Kw::schema_, ObjectKind::schema},         KindWord{Kw::extension_, ObjectKind::extension},
                                KindWord{Kw::sequence_, ObjectKind::sequence},     KindWord{Kw::domain_, ObjectKind::domain},
                                KindWord{Kw::type_, ObjectKind::composite_type},   KindWord{Kw::view_, ObjectKind::view},
                                KindWord{Kw::function_, ObjectKind::function},     KindWord{Kw::procedure_, ObjectKind::procedure},
                                KindWord{Kw::trigger_, ObjectKind::trigger},       KindWord{Kw::policy_, ObjectKind::policy},
                                KindWord{Kw::statistics_, ObjectKind::statistics}, KindWord{Kw::publication_, ObjectKind::publication}};
/// Kinds that only some statements about objects take.
constexpr std::array table_words{KindWord{Kw::table_, ObjectKind::table}, KindWord{Kw::index_, ObjectKind::index},
                                 KindWord{Kw::constraint_, ObjectKind::constraint}};
constexpr KindWord enum_word{Kw::enum_, ObjectKind::enumeration};

std::string_view what(ObjectKind kind) {
  using enum ObjectKind;
  switch (kind) {
    case schema:
      return "a schema name";
    case extension:
      return "an extension name";
    case sequence:
      return "a sequence name";
    case domain:
      return "a domain name";
    case composite_type:
      return "a type name";
    case view:
    case materialized_view:
      return "a view name";
    case function:
      return "a function name";
    case procedure:
      return "a procedure name";
    case trigger:
      return "a trigger name";
    case policy:
      return "a policy name";
    case statistics:
      return "a statistics name";
    case publication:
      return "a publication name";
    case default_privileges:
      break;
    case table:
      return "a table name";
    case column:
      return "a column (table.column)";
    case index:
      return "an index name";
    case constraint:
      return "a constraint name";
    case enumeration:
      return "an enum name";
  }
  return {};
}

bool take_kind(Iterator& first, ParseState& state, const KindWord& word, std::optional<ObjectKind>& kind) {
  if (!take(first, state, {word.word})) return false;
  kind = word.kind;
  return true;
}

/// (int, varchar(20)); also ()
void read_parameters(Iterator& first, ParseState& state, ObjectReference& value) {
  if (first->kind != TokenKind::left_paren) return;
  value.parameters.emplace();
  ++first;
  while (first->kind != TokenKind::right_paren) {
    TypeName type;
    expect(type_name, first, state, type);
    value.parameters->push_back(std::move(type));
    if (first->kind == TokenKind::comma)
      ++first;
    else if (first->kind != TokenKind::right_paren)
      fail_expecting(first, close_list.describe());
  }
  ++first;
}

void read_table(Iterator& first, ParseState& state, ObjectReference& value) {
  expect(first, state, Kw::on_);
  expect(table_name, first, state, value.table.emplace());
}

/// t.c or schema.t.c: the last part is the column.
bool read_column(Iterator& first, ParseState& state, ObjectReference& value) {
  QualifiedName table;
  if (!table_name.read(first, state, table)) return false;
  if (first->kind == TokenKind::dot) {
    ++first;
    expect(column_name, first, state, value.name.name);
  } else if (table.has_schema()) {
    value.name.name = std::exchange(table.name, std::exchange(table.schema, {}));
  } else {
    fail_expecting(first, "\".\" and a column name");
  }
  value.table = std::move(table);
  return true;
}

void expect_reference(Iterator& first, ParseState& state, ObjectKind kind, ObjectReference& value) {
  if (!read_reference(first, state, kind, value)) fail_expecting(first, std::string(what(kind)));
}

/// alter KIND ref, where `words` follow; leaves the iterator alone otherwise.
bool read_altered(Iterator& first, ParseState& state, std::initializer_list<Kw> words, ObjectReference& value) {
  Iterator at = first;
  if (!take(at, state, {Kw::alter_})) return false;
  std::optional<ObjectKind> kind = take_object_kind(at, state);
  if (!kind && !take_kind(at, state, enum_word, kind)) return false;
  if (!read_reference(at, state, *kind, value) || !take(at, state, words)) return false;
  first = at;
  return true;
}

/// alter KIND a rename to b, PostgreSQL's own spelling; leaves the iterator alone where it goes on otherwise.
template <class Rename>
bool read_renamed(Iterator& first, ParseState& state, Kw kind, const char* what, Rename& value) {
  Iterator at = first;
  QualifiedName from;
  if (!take(at, state, {Kw::alter_, kind}) || !qualified_name(what).read(at, state, from)) return false;
  if (!take(at, state, {Kw::rename_, Kw::to_})) return false;
  first = at;
  value.from = std::move(from);
  expect(name("the new name"), first, state, value.to);
  return true;
}

}  // namespace

template <>
bool ObjectStatement<ast::RenameTable>::read(Iterator& first, ParseState& state, ast::RenameTable& value) const {
  return read_renamed(first, state, Kw::table_, "a table name", value);
}

template <>
bool ObjectStatement<ast::RenameIndex>::read(Iterator& first, ParseState& state, ast::RenameIndex& value) const {
  return read_renamed(first, state, Kw::index_, "an index name", value);
}

template <>
bool ObjectStatement<ast::RenameEnum>::read(Iterator& first, ParseState& state, ast::RenameEnum& value) const {
  return read_renamed(first, state, Kw::enum_, "an enum name", value);
}

std::optional<ObjectKind> take_object_kind(Iterator& first, ParseState& state) {
  if (take(first, state, {Kw::materialized_, Kw::view_})) return ObjectKind::materialized_view;
  std::optional<ObjectKind> kind;
  for (const KindWord& word : kind_words)
    if (take_kind(first, state, word, kind)) break;
  return kind;
}

bool read_reference(Iterator& first, ParseState& state, ObjectKind kind, ObjectReference& value) {
  const Iterator begin = first;
  value = ObjectReference{};
  value.kind = kind;
  using enum ObjectKind;
  const bool is_single =
      kind == schema || kind == extension || kind == publication || kind == trigger || kind == policy || kind == constraint;
  if (kind == column) {
    if (!read_column(first, state, value)) return false;
  } else if (is_single) {
    if (!name(what(kind)).read(first, state, value.name.name)) return false;
  } else if (!qualified_name(what(kind)).read(first, state, value.name)) {
    return false;
  }
  if (kind == function || kind == procedure) read_parameters(first, state, value);
  if (kind == trigger || kind == policy || kind == constraint) read_table(first, state, value);
  value.span = state.span(begin, first);
  return true;
}

template <>
bool ObjectStatement<ast::DropObject>::read(Iterator& first, ParseState& state, ast::DropObject& value) const {
  Iterator at = first;
  if (!take(at, state, {Kw::drop_})) return false;
  const std::optional<ObjectKind> kind = take_object_kind(at, state);
  if (!kind) return false;
  first = at;
  value = ast::DropObject{};
  value.if_exists = take(first, state, {Kw::if_, Kw::exists_});
  expect_reference(first, state, *kind, value.object);
  value.cascade = take(first, state, {Kw::cascade_});
  return true;
}

template <>
bool ObjectStatement<ast::RenameObject>::read(Iterator& first, ParseState& state, ast::RenameObject& value) const {
  Iterator at = first;
  const bool is_enum = at->keyword == Kw::alter_ && at[1].keyword == Kw::enum_;
  if (!is_enum && read_altered(first, state, {Kw::rename_, Kw::to_}, value.object)) {  // PostgreSQL's own spelling
    expect(name("the new name"), first, state, value.to);
    return true;
  }
  if (!take(at, state, {Kw::rename_})) return false;
  const std::optional<ObjectKind> kind = take_object_kind(at, state);
  if (!kind) return false;
  first = at;
  expect_reference(first, state, *kind, value.object);
  expect(first, state, Kw::to_);
  expect(name("the new name"), first, state, value.to);
  return true;
}

template <>
bool ObjectStatement<ast::SetObjectSchema>::read(Iterator& first, ParseState& state, ast::SetObjectSchema& value) const {
  if (!read_altered(first, state, {Kw::set_, Kw::schema_}, value.object)) return false;
  expect(name(what(ObjectKind::schema)), first, state, value.schema);
  return true;
}

template <>
bool ObjectStatement<ast::SetObjectOwner>::read(Iterator& first, ParseState& state, ast::SetObjectOwner& value) const {
  if (!read_altered(first, state, {Kw::owner_, Kw::to_}, value.object)) return false;
  expect(role_name, first, state, value.owner);
  return true;
}

template <>
bool ObjectStatement<ast::CommentOn>::read(Iterator& first, ParseState& state, ast::CommentOn& value) const {
  if (!take(first, state, {Kw::comment_})) return false;
  expect(first, state, Kw::on_);
  std::optional<ObjectKind> kind = take_object_kind(first, state);
  for (const KindWord& word : table_words)
    if (!kind) take_kind(first, state, word, kind);
  if (!kind) take_kind(first, state, enum_word, kind);
  if (!kind) take_kind(first, state, {Kw::column_, ObjectKind::column}, kind);
  if (!kind) fail_expecting(first, "a kind of object (table, column, index, view, enum, ...)");
  expect_reference(first, state, *kind, value.object);
  expect(first, state, Kw::is_);
  ast::StringLiteral text;
  if (string.read(first, state, text))
    value.text = std::move(text);
  else if (!take(first, state, {Kw::null_}))
    fail_expecting(first, "a string or \"null\"");
  return true;
}

}  // namespace galley::grammar
