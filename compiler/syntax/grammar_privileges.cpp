// grant and revoke, also as defaults for what is made later
#include "syntax/clauses.hpp"
#include "syntax/operators.hpp"
#include "syntax/rules.hpp"

namespace galley::grammar {
namespace {

/// t, app.u · f(int), g(): names of objects of one kind.
struct ObjectListReader : Reader<ObjectListReader, std::vector<ast::ObjectReference>> {
  ast::ObjectKind kind;
  std::string_view what;
  constexpr ObjectListReader(ast::ObjectKind k, std::string_view w) : kind(k), what(w) {}
  bool read(Iterator& first, ParseState& state, std::vector<ast::ObjectReference>& list) const {
    for (;; ++first) {
      if (!read_one(first, state, list.emplace_back())) fail_expecting(first, describe());
      if (first->kind != TokenKind::comma) return true;
    }
  }
  [[nodiscard]] std::string describe() const { return std::string(what); }

 private:
  bool read_one(Iterator& first, ParseState& state, ast::ObjectReference& value) const {
    const Iterator begin = first;
    value.kind = kind;
    if (!qualified_name(what).read(first, state, value.name)) return false;
    const bool is_routine = kind == ast::ObjectKind::function || kind == ast::ObjectKind::procedure;
    if (is_routine && first->kind == TokenKind::left_paren) read_parameters(first, state, value.parameters.emplace());
    value.span = state.span(begin, first);
    return true;
  }
  static void read_parameters(Iterator& first, ParseState& state, std::vector<TypeName>& types) {
    ++first;
    while (first->kind != TokenKind::right_paren) {
      if (!types.empty() && (first++)->kind != TokenKind::comma) fail_expecting(first - 1, close_list.describe());
      if (!type_name.read(first, state, types.emplace_back())) fail_expecting(first, type_name.describe());
    }
    ++first;
  }
};

/// Where the next token stands; takes none.
struct PlaceOfNext : Reader<PlaceOfNext, Span> {
  bool read(const Iterator& first, ParseState& state, Span& value) const {
    value = state.span(*first);
    return true;
  }
  [[nodiscard]] std::string describe() const { return {}; }
};

}  // namespace

using ast::AlterDefaultPrivileges;
using ast::Grant;
using ast::ObjectKind;
using ast::Privilege;

constexpr std::string_view privilege_text = "a privilege (select, insert, update, ...)";
constexpr Kw privilege_words[] = {Kw::select_,  Kw::insert_, Kw::update_,  Kw::delete_, Kw::truncate_, Kw::references_,
                                  Kw::trigger_, Kw::usage_,  Kw::execute_, Kw::create_, Kw::maintain_};
constexpr Kw all_words[] = {Kw::all_};

// select, update (a, b), all [privileges] [(a, b)]
struct PrivilegeRule {};
const x3::rule<PrivilegeRule, Privilege> privilege = privilege_text.data();
const auto privilege_word = (to<&Privilege::name>[WordReader(all_words, privilege_text)] >> -kw::privileges_) |
                            to<&Privilege::name>[WordReader(privilege_words, privilege_text)];
const auto privilege_def = spanned[privilege_word >> -to<&Privilege::columns>[column_list]];
const auto privileges = to<&Grant::privileges>[comma_list[privilege]];

template <ObjectKind kind>
constexpr auto objects(std::string_view what) {
  return to<&Grant::objects>[ObjectListReader(kind, what)];
}
// all tables in schema a, b
template <ObjectKind kind>
constexpr auto all_in_schema(Keyword word) {
  return flag<&Grant::all_in_schema>[word] > kw::in_ > kw::schema_ > objects<kind>("a schema");
}
const auto all_objects = all_in_schema<ObjectKind::table>(kw::tables_) | all_in_schema<ObjectKind::sequence>(kw::sequences_) |
                         all_in_schema<ObjectKind::function>(kw::functions_) | all_in_schema<ObjectKind::procedure>(kw::procedures_) |
                         Nothing("\"tables\", \"sequences\", \"functions\" or \"procedures\"");

// [table] t, u · view v · sequence s · function f(int) · schema app · type e · all tables in schema app
const auto target =
    (kw::all_ > all_objects) | (kw::view_ > objects<ObjectKind::view>("a view name")) |
    (kw::materialized_ > kw::view_ > objects<ObjectKind::materialized_view>("a view name")) |
    (kw::sequence_ > objects<ObjectKind::sequence>("a sequence name")) |
    (kw::function_ > objects<ObjectKind::function>("a function name")) |
    (kw::procedure_ > objects<ObjectKind::procedure>("a procedure name")) | (kw::schema_ > objects<ObjectKind::schema>("a schema")) |
    (kw::enum_ > objects<ObjectKind::enumeration>("an enum name")) | (kw::domain_ > objects<ObjectKind::domain>("a domain name")) |
    (kw::type_ > objects<ObjectKind::composite_type>("a type name")) | (-kw::table_ >> objects<ObjectKind::table>("a table name"));

const auto grantees = to<&Grant::roles>[comma_list[role_name]];

// grant select (a, b), insert on t, u to r [with grant option]
const auto grant_def =
    kw::grant_ > privileges > kw::on_ > target > kw::to_ > grantees > -flag<&Grant::grant_option>[kw::with_ > kw::grant_ > kw::option_];

// revoke [grant option for] all on schema s from public [cascade]
const auto revoke_def = flag<&Grant::is_revoke>[kw::revoke_] > -flag<&Grant::grant_option>[kw::grant_ > kw::option_ > kw::for_] >
                        privileges > kw::on_ > target > kw::from_ > grantees > -(flag<&Grant::cascade>[kw::cascade_] | kw::restrict_);

// [for role|user a, b] [in schema s, t], in any order
const auto of_creators = kw::for_ > (kw::role_ | kw::user_ |
                                     Nothing("\"role\" or \"user\"")) > to<&AlterDefaultPrivileges::creators>[comma_list[role_name]];
const auto in_schemas = kw::in_ > kw::schema_ > to<&AlterDefaultPrivileges::schemas>[comma_list[name("a schema")]];
const auto scope = (of_creators >> -in_schemas) | (in_schemas >> -of_creators);

template <ObjectKind kind>
constexpr auto objects_made(Keyword word) {
  return set<&AlterDefaultPrivileges::kind, kind>[word];
}
const auto kind_made = objects_made<ObjectKind::table>(kw::tables_) | objects_made<ObjectKind::sequence>(kw::sequences_) |
                       objects_made<ObjectKind::function>(kw::functions_) | objects_made<ObjectKind::function>(kw::routines_) |
                       objects_made<ObjectKind::enumeration>(kw::types_) | objects_made<ObjectKind::schema>(kw::schemas_) |
                       Nothing("\"tables\", \"sequences\", \"functions\", \"types\" or \"schemas\"");
const auto privileges_made = to<&AlterDefaultPrivileges::privileges>[comma_list[privilege]] > kw::on_ >
                             to<&AlterDefaultPrivileges::kind_span>[PlaceOfNext()] > kind_made;
const auto grantees_then = to<&AlterDefaultPrivileges::roles>[comma_list[role_name]];
const auto grant_on_new = kw::grant_ > privileges_made > kw::to_ > grantees_then >
                          -flag<&AlterDefaultPrivileges::grant_option>[kw::with_ > kw::grant_ > kw::option_];
const auto revoke_on_new = flag<&AlterDefaultPrivileges::is_revoke>[kw::revoke_] >
                           -flag<&AlterDefaultPrivileges::grant_option>[kw::grant_ > kw::option_ > kw::for_] > privileges_made > kw::from_ >
                           grantees_then > -(flag<&AlterDefaultPrivileges::cascade>[kw::cascade_] | kw::restrict_);

// alter default privileges [for role a] [in schema s] grant select on tables to r
const auto alter_default_privileges_def = kw::alter_ >> kw::default_ > kw::privileges_ > -scope >
                                          (grant_on_new | revoke_on_new | Nothing("\"grant\" or \"revoke\""));

BOOST_SPIRIT_DEFINE(privilege, grant, revoke, alter_default_privileges)
BOOST_SPIRIT_INSTANTIATE(decltype(grant), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(revoke), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(alter_default_privileges), Iterator, Context)

}  // namespace galley::grammar
