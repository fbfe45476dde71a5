// Constraints of tables and keys of indexes.
#include "syntax/clauses.hpp"
#include "syntax/operators.hpp"
#include "syntax/rules.hpp"

namespace galley::grammar {
namespace {

/// The operator of an exclusion: =, &&
struct OperatorReader : Reader<OperatorReader, std::string> {
  bool read(Iterator& first, ParseState& state, std::string& value) const {
    if (first->kind != TokenKind::op) return false;
    value = state.text(*first++);
    return true;
  }
  [[nodiscard]] std::string describe() const { return "an operator"; }
};

}  // namespace

using ast::IndexKey;
using ast::TableConstraint;

// a|(expression)|f(a) [collate c] [operator class] [asc|desc] [nulls first|last]
const auto nulls_order = kw::nulls_ >> (set<&IndexKey::nulls, ast::NullsOrder::first>[kw::first_] |
                                        set<&IndexKey::nulls, ast::NullsOrder::last>[kw::last_]);
const auto index_key_def =
    spanned[to<&IndexKey::key>[key_operand] >> -(kw::collate_ > to<&IndexKey::collation>[qualified_name("a collation")]) >>
            -(!(kw::nulls_ >> (kw::first_ | kw::last_ | kw::not_)) >> to<&IndexKey::operator_class>[qualified_name("an operator class")]) >>
            -(kw::asc_ | flag<&IndexKey::descending>[kw::desc_]) >> -nulls_order];

// primary key (a, b) [include (c)]
struct PrimaryKeyRule {};
const x3::rule<PrimaryKeyRule, ast::PrimaryKeyConstraint> primary_key = "\"primary key\"";
const auto primary_key_def = kw::primary_ > kw::key_ > to<&ast::PrimaryKeyConstraint::columns>[column_list] >
                             -(kw::include_ > to<&ast::PrimaryKeyConstraint::include>[column_list]);

// unique [nulls not distinct] (a, b) [include (c)]
struct UniqueConstraintRule {};
const x3::rule<UniqueConstraintRule, ast::UniqueConstraint> unique = "\"unique\"";
const auto unique_def = kw::unique_ > -flag<&ast::UniqueConstraint::nulls_not_distinct>[kw::nulls_ > kw::not_ > kw::distinct_] >
                        to<&ast::UniqueConstraint::columns>[column_list] >
                        -(kw::include_ > to<&ast::UniqueConstraint::include>[column_list]);

// foreign key (a) references t (b)
struct ForeignKeyRule {};
const x3::rule<ForeignKeyRule, ast::ForeignKeyConstraint> foreign_key = "\"foreign key\"";
const auto foreign_key_def =
    kw::foreign_ > kw::key_ > to<&ast::ForeignKeyConstraint::columns>[column_list] > to<&ast::ForeignKeyConstraint::references>[references];

// check (a) [no inherit]
struct CheckConstraintRule {};
const x3::rule<CheckConstraintRule, ast::CheckConstraint> check = "\"check\"";
const auto check_def = kw::check_ > to<&ast::CheckConstraint::condition>[in_parens[expression]] >
                       -flag<&ast::CheckConstraint::no_inherit>[kw::no_ >> kw::inherit_];

// exclude using gist (room with =, span with &&) [where (a)]
struct ExcludeElementRule {};
const x3::rule<ExcludeElementRule, ast::ExcludeElement> exclude_element = "a column or an expression in parentheses";
const auto exclude_element_def = to<&ast::ExcludeElement::key>[index_key] > kw::with_ > to<&ast::ExcludeElement::op>[OperatorReader{}];
struct ExcludeRule {};
const x3::rule<ExcludeRule, ast::ExcludeConstraint> exclude = "\"exclude\"";
const auto exclude_def = kw::exclude_ >> kw::using_ > to<&ast::ExcludeConstraint::method>[name("an index method")] >
                         to<&ast::ExcludeConstraint::elements>[in_parens[comma_list[exclude_element]]] >
                         -(kw::where_ > to<&ast::ExcludeConstraint::where>[in_parens[expression]]);

// What may follow `constraint NAME`.
struct ConstraintBodyRule {};
const x3::rule<ConstraintBodyRule, TableConstraint> constraint_body =
    "\"primary key\", \"unique\", \"foreign key\", \"check\" or \"exclude\"";
const auto constraint_body_def = (to<&TableConstraint::what>[primary_key] | to<&TableConstraint::what>[unique] |
                                  to<&TableConstraint::what>[foreign_key] | to<&TableConstraint::what>[check] |
                                  to<&TableConstraint::what>[exclude]) >>
                                 *(flag<&TableConstraint::not_valid>[kw::not_ >> kw::valid_] | to<&TableConstraint::deferral>[deferral]);

// [constraint NAME] what [deferrable ...] [not valid]
const auto table_constraint_def =
    spanned[(kw::constraint_ > to<&TableConstraint::name>[constraint_name] > whole[constraint_body]) | whole[constraint_body]];

BOOST_SPIRIT_DEFINE(index_key, primary_key, unique, foreign_key, check, exclude_element, exclude, constraint_body, table_constraint)
BOOST_SPIRIT_INSTANTIATE(decltype(table_constraint), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(index_key), Iterator, Context)

}  // namespace galley::grammar
