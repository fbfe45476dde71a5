// create, drop and rename table
#include <array>
#include <utility>

#include "syntax/rules.hpp"

namespace galley::grammar {
namespace {

template <class Rule, class C>
bool read_element(Iterator& first, const Iterator& last, const C& context, const Rule& rule, ast::TableElement& value) {
  typename Rule::attribute_type element;
  if (!rule.parse(first, last, context, x3::unused, element)) return false;
  value = std::move(element);
  return true;
}

constexpr std::array<std::pair<Kw, ast::LikePart>, 10> like_parts{{{Kw::all_, ast::LikePart::all},
                                                                   {Kw::comments_, ast::LikePart::comments},
                                                                   {Kw::compression_, ast::LikePart::compression},
                                                                   {Kw::constraints_, ast::LikePart::constraints},
                                                                   {Kw::defaults_, ast::LikePart::defaults},
                                                                   {Kw::generated_, ast::LikePart::generated},
                                                                   {Kw::identity_, ast::LikePart::identity},
                                                                   {Kw::indexes_, ast::LikePart::indexes},
                                                                   {Kw::statistics_, ast::LikePart::statistics},
                                                                   {Kw::storage_, ast::LikePart::storage}}};

ast::LikePart read_like_part(Iterator& first, ParseState& state) {
  for (const auto& [word, part] : like_parts)
    if (take(first, state, {word})) return part;
  fail_expecting(first, "\"all\", \"defaults\", \"constraints\", \"indexes\" or another part of a table");
}

/// like t including all excluding comments
bool read_like(Iterator& first, ParseState& state, ast::LikeTable& value) {
  const Iterator begin = first;
  if (!take(first, state, {Kw::like_})) return false;
  if (!table_name.read(first, state, value.table)) fail_expecting(first, table_name.describe());
  for (;;) {
    const bool including = take(first, state, {Kw::including_});
    if (!including && !take(first, state, {Kw::excluding_})) break;
    value.options.push_back({including, read_like_part(first, state)});
  }
  value.span = state.span(begin, first);
  return true;
}

/// A constraint, a column, or the parts of another table.
struct TableElementReader : x3::parser<TableElementReader> {
  using attribute_type = ast::TableElement;
  static constexpr bool has_attribute = true;
  template <class C, class R>
  bool parse(Iterator& first, const Iterator& last, const C& context, R&, ast::TableElement& value) const {
    ast::LikeTable like;
    if (read_like(first, state_of(context), like)) {
      value = std::move(like);
      return true;
    }
    return read_element(first, last, context, table_constraint, value) || read_element(first, last, context, column_definition, value);
  }
  [[nodiscard]] std::string describe() const { return "a column or a constraint"; }
};
/// A constraint alone: a partition has its parent's columns.
struct ConstraintElementReader : x3::parser<ConstraintElementReader> {
  using attribute_type = ast::TableElement;
  static constexpr bool has_attribute = true;
  template <class C, class R>
  bool parse(Iterator& first, const Iterator& last, const C& context, R&, ast::TableElement& value) const {
    return read_element(first, last, context, table_constraint, value);
  }
  [[nodiscard]] std::string describe() const { return "a constraint (the columns are those of the partitioned table)"; }
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

namespace {

/// partition of t [(constraint, ...)] for values ...|default
struct PartitionOfReader : x3::parser<PartitionOfReader> {
  using attribute_type = CreateTable;
  static constexpr bool has_attribute = true;
  template <class C, class R>
  bool parse(Iterator& first, const Iterator& last, const C& context, R&, CreateTable& table) const {
    ParseState& state = state_of(context);
    if (!take(first, state, {Kw::partition_, Kw::of_})) return false;
    ast::PartitionOf& of = table.partition_of.emplace();
    if (!table_name.read(first, state, of.parent)) fail_expecting(first, table_name.describe());
    static_cast<void>(in_parens[comma_list[ConstraintElementReader{}]].parse(first, last, context, x3::unused, table.elements));
    if (!partition_bound.parse(first, last, context, x3::unused, of.bound)) fail_expecting(first, x3::what(partition_bound));
    return true;
  }
  [[nodiscard]] std::string describe() const { return "\"partition of\""; }
};

}  // namespace

// What follows the columns, in any order: strict, without rowid, with (a = b) tablespace c comment 'd'
struct TableOptionRule {};
const x3::rule<TableOptionRule, CreateTable> table_option = "an option of the table";
const auto table_option_def = flag<&CreateTable::strict>[kw::strict_] | flag<&CreateTable::without_rowid>[kw::without_ > kw::rowid_] |
                              (kw::inherits_ > once<&CreateTable::inherits>("\"inherits\"")[in_parens[comma_list[table_name]]]) |
                              (kw::partition_ > kw::by_ > once<&CreateTable::partition_by>("\"partition by\"")[partition_by]) |
                              (kw::with_ > once<&CreateTable::options>("\"with\"")[storage_options]) |
                              (kw::tablespace_ > once<&CreateTable::tablespace>("\"tablespace\"")[name("a tablespace")]) |
                              (kw::comment_ > once<&CreateTable::comment>("\"comment\"")[string]);

// create [unlogged|temporary] table [if not exists] t (a int, constraint b check (c), ...)|partition of p for values ... [options]
const auto persistence = flag<&CreateTable::unlogged>[kw::unlogged_] | flag<&CreateTable::temporary>[kw::temporary_ | kw::temp_];
const auto table_body = whole[PartitionOfReader{}] | to<&CreateTable::elements>[table_elements];
const auto create_table_def = kw::create_ >> -persistence >> kw::table_ > -flag<&CreateTable::if_not_exists>[if_not_exists] >
                              to<&CreateTable::name>[table_name] > table_body >
                              -(whole[table_option] > *((comma > whole[table_option]) | whole[table_option]));

// drop table [if exists] t [cascade]
const auto drop_table_def = kw::drop_ >> kw::table_ > -flag<&DropTable::if_exists>[if_exists] > to<&DropTable::name>[table_name] >
                            -flag<&DropTable::cascade>[kw::cascade_];

// rename table a to b
const auto rename_table_def =
    kw::rename_ >> kw::table_ > to<&RenameTable::from>[table_name] > kw::to_ > to<&RenameTable::to>[name("the new table name")];

BOOST_SPIRIT_DEFINE(table_elements, table_option, create_table, drop_table, rename_table)
BOOST_SPIRIT_INSTANTIATE(decltype(create_table), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(drop_table), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(rename_table), Iterator, Context)

}  // namespace galley::grammar
