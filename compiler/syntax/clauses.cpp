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

}  // namespace galley::grammar
