// create, drop and rename table
#include "syntax/rules.hpp"

namespace galley::grammar {
namespace {

/// A constraint or a column.
struct TableElementReader : x3::parser<TableElementReader> {
  using attribute_type = ast::TableElement;
  static constexpr bool has_attribute = true;
  template <class C, class R>
  bool parse(Iterator& first, const Iterator& last, const C& context, R&, ast::TableElement& value) const {
    return read(first, last, context, table_constraint, value) || read(first, last, context, column_definition, value);
  }
  [[nodiscard]] std::string describe() const { return "a column or a constraint"; }

 private:
  template <class Rule, class C>
  static bool read(Iterator& first, const Iterator& last, const C& context, const Rule& rule, ast::TableElement& value) {
    typename Rule::attribute_type element;
    if (!rule.parse(first, last, context, x3::unused, element)) return false;
    value = std::move(element);
    return true;
  }
};

}  // namespace

using ast::CreateTable;
using ast::DropTable;
using ast::RenameTable;

// create table [if not exists] t (a int, constraint b check (c), ...) [comment 'd']; also without any column
struct TableElementsRule {};
const x3::rule<TableElementsRule, std::vector<ast::TableElement>> table_elements = "\"(\"";
const auto no_elements = yields<std::vector<ast::TableElement>>[left_paren >> right_paren];
const auto some_elements = in_parens[comma_list[TableElementReader{}]];
const auto table_elements_def = whole[no_elements] | whole[some_elements];
const auto create_table_def = kw::create_ >> kw::table_ > -flag<&CreateTable::if_not_exists>[if_not_exists] >
                              to<&CreateTable::name>[table_name] > to<&CreateTable::elements>[table_elements] >
                              -(kw::comment_ > to<&CreateTable::comment>[string]);

// drop table [if exists] t [cascade]
const auto drop_table_def = kw::drop_ >> kw::table_ > -flag<&DropTable::if_exists>[if_exists] > to<&DropTable::name>[table_name] >
                            -flag<&DropTable::cascade>[kw::cascade_];

// rename table a to b
const auto rename_table_def =
    kw::rename_ >> kw::table_ > to<&RenameTable::from>[table_name] > kw::to_ > to<&RenameTable::to>[name("the new table name")];

BOOST_SPIRIT_DEFINE(table_elements, create_table, drop_table, rename_table)
BOOST_SPIRIT_INSTANTIATE(decltype(create_table), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(drop_table), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(rename_table), Iterator, Context)

}  // namespace galley::grammar
