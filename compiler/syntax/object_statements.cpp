#include "syntax/clauses.hpp"
#include "syntax/expect.hpp"
#include "syntax/object_readers.hpp"
#include "syntax/operators.hpp"

namespace galley::grammar {
namespace {

void read_attribute(Iterator& first, ParseState& state, ast::TypeAttribute& attribute) {
  const Iterator begin = first;
  expect(name("an attribute name"), first, state, attribute.name);
  expect(type_name, first, state, attribute.type);
  if (take(first, state, {Kw::collate_})) expect(qualified_name("a collation"), first, state, attribute.collation.emplace());
  attribute.span = state.span(begin, first);
}

template <class Action>
Action drop_attribute(Iterator& first, ParseState& state) {
  Action action;
  action.if_exists = take(first, state, {Kw::if_, Kw::exists_});
  expect(name("an attribute name"), first, state, action.name);
  return action;
}

}  // namespace

template <>
bool ObjectStatement<ast::CreateSchema>::read(Iterator& first, ParseState& state, ast::CreateSchema& value) const {
  if (!take(first, state, {Kw::create_, Kw::schema_})) return false;
  value.if_not_exists = take(first, state, {Kw::if_, Kw::not_, Kw::exists_});
  expect(name("a schema name"), first, state, value.name);
  if (take(first, state, {Kw::authorization_})) expect(role_name, first, state, value.owner.emplace());
  return true;
}

template <>
bool ObjectStatement<ast::CreateExtension>::read(Iterator& first, ParseState& state, ast::CreateExtension& value) const {
  if (!take(first, state, {Kw::create_, Kw::extension_})) return false;
  value.if_not_exists = take(first, state, {Kw::if_, Kw::not_, Kw::exists_});
  expect(name("an extension name"), first, state, value.name);
  take(first, state, {Kw::with_});
  for (;;) {
    if (take(first, state, {Kw::schema_})) {
      expect_once(name("a schema name"), first, state, value.schema);
    } else if (take(first, state, {Kw::version_})) {
      expect_once(string, first, state, value.version);
    } else if (take(first, state, {Kw::cascade_})) {
      value.cascade = true;
    } else {
      return true;
    }
  }
}

template <>
bool ObjectStatement<ast::UpdateExtension>::read(Iterator& first, ParseState& state, ast::UpdateExtension& value) const {
  if (!take(first, state, {Kw::alter_, Kw::extension_})) return false;
  expect(name("an extension name"), first, state, value.name);
  expect(first, state, Kw::update_);
  if (take(first, state, {Kw::to_})) expect(string, first, state, value.version.emplace());
  return true;
}

template <>
bool ObjectStatement<ast::CreateCompositeType>::read(Iterator& first, ParseState& state, ast::CreateCompositeType& value) const {
  if (!take(first, state, {Kw::create_, Kw::type_})) return false;
  expect(qualified_name("a type name"), first, state, value.name);
  expect(first, state, Kw::as_);
  if (first->kind != TokenKind::left_paren) fail_expecting(first, "\"(\"");
  do {
    ++first;
    read_attribute(first, state, value.attributes.emplace_back());
  } while (first->kind == TokenKind::comma);
  if (first->kind != TokenKind::right_paren) fail_expecting(first, close_list.describe());
  ++first;
  return true;
}

template <>
bool ObjectStatement<ast::AlterCompositeType>::read(Iterator& first, ParseState& state, ast::AlterCompositeType& value) const {
  if (!take(first, state, {Kw::alter_, Kw::type_})) return false;
  expect(qualified_name("a type name"), first, state, value.name);
  if (take(first, state, {Kw::add_, Kw::attribute_})) {
    ast::AddAttribute action;
    read_attribute(first, state, action.attribute);
    value.what = std::move(action);
  } else if (take(first, state, {Kw::drop_, Kw::attribute_})) {
    value.what = drop_attribute<ast::DropAttribute>(first, state);
  } else if (take(first, state, {Kw::rename_, Kw::attribute_})) {
    ast::RenameAttribute action;
    expect(name("an attribute name"), first, state, action.from);
    expect(first, state, Kw::to_);
    expect(name("the new attribute name"), first, state, action.to);
    value.what = std::move(action);
  } else if (take(first, state, {Kw::alter_, Kw::attribute_})) {
    ast::AlterAttributeType action;
    const Iterator begin = first;
    expect(name("an attribute name"), first, state, action.attribute.name);
    expect(first, state, Kw::type_);
    expect(type_name, first, state, action.attribute.type);
    if (take(first, state, {Kw::collate_})) expect(qualified_name("a collation"), first, state, action.attribute.collation.emplace());
    action.attribute.span = state.span(begin, first);
    value.what = std::move(action);
  } else {
    fail_expecting(first,
                   "\"add attribute\", \"drop attribute\", \"rename attribute\", \"alter attribute\", \"owner to\" or \"set schema\"");
  }
  value.cascade = take(first, state, {Kw::cascade_});
  return true;
}

}  // namespace galley::grammar
