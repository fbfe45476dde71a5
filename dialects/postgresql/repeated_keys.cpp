#include "postgresql/repeated_keys.hpp"

#include <algorithm>
#include <utility>

namespace galley::postgresql {
namespace {

const PrimaryKey* primary_key(const Constraint& constraint) { return std::get_if<PrimaryKey>(&constraint.what); }

bool are_alike(const Constraint& a, const Constraint& b) {
  if (a.deferral != b.deferral) return false;
  const auto* key = std::get_if<Unique>(&a.what);
  if (key == nullptr) return std::holds_alternative<Exclude>(a.what) && a.what == b.what;
  if (const PrimaryKey* primary = primary_key(b))
    return !key->nulls_not_distinct && primary->columns == key->columns && primary->include == key->include;
  const auto* other = std::get_if<Unique>(&b.what);
  return other != nullptr && other->columns == key->columns && other->include == key->include &&
         other->nulls_not_distinct == key->nulls_not_distinct;
}

/// A table has few constraints.
std::vector<Constraint> repeated_in(const std::vector<Constraint>& all) {
  std::vector<Constraint> repeated;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto is_made = [&, at = std::size_t{0}](const Constraint& other) mutable {
      const bool is_first = at++ < i || primary_key(other) != nullptr;
      return is_first && are_alike(all[i], other);
    };
    if (std::any_of(all.begin(), all.end(), is_made)) repeated.push_back(all[i]);
  }
  return repeated;
}

template <class List>
void take(List& constraints, const std::vector<Constraint>& taken) {
  List kept;
  for (const Constraint& constraint : std::as_const(constraints)) {
    const auto is_it = [&](const Constraint& other) { return other.name == constraint.name; };
    if (std::none_of(taken.begin(), taken.end(), is_it)) kept.push_back(constraint);
  }
  constraints = std::move(kept);
}

template <class List>
std::vector<Constraint> take_repeated(List& constraints) {
  const auto is_key = [](const Constraint& c) { return std::holds_alternative<Unique>(c.what) || std::holds_alternative<Exclude>(c.what); };
  const List& all = constraints;
  if (std::none_of(all.begin(), all.end(), is_key)) return {};
  std::vector<Constraint> repeated = repeated_in({all.begin(), all.end()});
  if (!repeated.empty()) take(constraints, repeated);
  return repeated;
}

}  // namespace

std::vector<Constraint> take_repeated_keys(SharedList<Constraint>& constraints) { return take_repeated(constraints); }
std::vector<Constraint> take_repeated_keys(std::vector<Constraint>& constraints) { return take_repeated(constraints); }

}  // namespace galley::postgresql
