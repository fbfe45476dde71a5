// The parsers that the grammar is made of: Boost.Spirit X3 over tokens.
//
// A rule has a struct of the tree as its attribute. Its parts write into the members of that struct by name, with
// `to<&DropTable::name>[name("a table name")]`, so the order of members and of words need not agree and no rule needs a
// semantic action. `>` commits: what stands behind it must follow, or the statement ends with "expected X, found Y".
#pragma once

#include "syntax/directives.hpp"

namespace galley::grammar {

inline const auto if_exists = kw::if_ >> kw::exists_;
inline const auto if_not_exists = kw::if_ >> kw::not_ >> kw::exists_;
inline const auto or_replace = kw::or_ >> kw::replace_;
inline const auto column_list = in_parens[comma_list[column_name]];

}  // namespace galley::grammar

namespace boost::spirit::x3 {

template <class P>
requires galley::grammar::Described<P>
struct get_info<P, void> {
  using result_type = std::string;
  std::string operator()(const P& parser) const { return parser.describe(); }
};
template <class L, class R>
struct get_info<sequence<L, R>, void> {
  using result_type = std::string;
  std::string operator()(const sequence<L, R>& parser) const { return what(parser.left); }
};
template <class L, class R>
struct get_info<alternative<L, R>, void> {
  using result_type = std::string;
  std::string operator()(const alternative<L, R>& parser) const {
    if constexpr (std::is_same_v<R, galley::grammar::Nothing>)
      return what(parser.right);
    else
      return what(parser.left) + " or " + what(parser.right);
  }
};

}  // namespace boost::spirit::x3
