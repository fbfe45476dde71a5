#include "syntax/clauses.hpp"

namespace galley::grammar {

bool DeferralReader::read(Iterator& first, ParseState& state, ast::Deferral& value) const {
  if (take(first, state, {Kw::not_, Kw::deferrable_})) {
    value = ast::Deferral::not_deferrable;
    return true;
  }
  const bool deferrable = take(first, state, {Kw::deferrable_});
  if (!take(first, state, {Kw::initially_})) {
    if (deferrable) value = ast::Deferral::initially_immediate;
    return deferrable;
  }
  const bool deferred = take(first, state, {Kw::deferred_});
  if (!deferred && !take(first, state, {Kw::immediate_})) fail_expecting(first, "\"deferred\" or \"immediate\"");
  value = deferred ? ast::Deferral::initially_deferred : ast::Deferral::initially_immediate;
  return true;
}

bool ReferentialActionReader::read(Iterator& first, ParseState& state, ast::ReferentialAction& value) const {
  using enum ast::ReferentialAction;
  if (take(first, state, {Kw::no_, Kw::action_})) {
    value = no_action;
  } else if (take(first, state, {Kw::restrict_})) {
    value = restrict;
  } else if (take(first, state, {Kw::cascade_})) {
    value = cascade;
  } else if (take(first, state, {Kw::set_, Kw::null_})) {
    value = set_null;
  } else if (take(first, state, {Kw::set_, Kw::default_})) {
    value = set_default;
  } else {
    return false;
  }
  return true;
}

bool KeyUsingIndexReader::read(Iterator& first, ParseState& state, ast::AddConstraint& value) const {
  Iterator at = first;
  ast::TableConstraint key;
  if (take(at, state, {Kw::constraint_}) && !constraint_name.read(at, state, key.name.emplace())) return false;
  if (take(at, state, {Kw::primary_, Kw::key_})) {
    key.what = ast::PrimaryKeyConstraint{};
  } else if (take(at, state, {Kw::unique_})) {
    key.what = ast::UniqueConstraint{};
  } else {
    return false;
  }
  if (!take(at, state, {Kw::using_, Kw::index_})) return false;
  if (!name("an index name").read(at, state, value.using_index.emplace())) fail_expecting(at, "an index name");
  static_cast<void>(deferral.read(at, state, key.deferral));
  key.span = state.span(first, at);
  value.constraint = std::move(key);
  first = at;
  return true;
}

bool RoleReader::read(Iterator& first, ParseState& state, Name& value) const {
  constexpr Kw words[] = {Kw::current_user_, Kw::current_role_, Kw::session_user_};
  const Span place = state.span(*first);
  if (!WordReader(words, {}).read(first, state, value.text)) return name("a role").read(first, state, value);
  value.span = place;
  return true;
}

}  // namespace galley::grammar
