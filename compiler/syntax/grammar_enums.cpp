// create, drop, rename and alter enum
#include "syntax/rules.hpp"

namespace galley::grammar {

using ast::AddEnumValue;
using ast::CreateEnum;
using ast::DropEnum;
using ast::DropEnumValue;
using ast::RenameEnum;
using ast::RenameEnumValue;

const auto enum_name = qualified_name("an enum name");

// create enum e as ('a', 'b')
const auto create_enum_def =
    kw::create_ >> kw::enum_ > to<&CreateEnum::name>[enum_name] > kw::as_ > to<&CreateEnum::values>[in_parens[comma_list[string]]];

// drop enum [if exists] e [cascade]
const auto drop_enum_def = kw::drop_ >> kw::enum_ > -flag<&DropEnum::if_exists>[if_exists] > to<&DropEnum::name>[enum_name] >
                           -flag<&DropEnum::cascade>[kw::cascade_];

// rename enum a to b
const auto rename_enum_def =
    kw::rename_ >> kw::enum_ > to<&RenameEnum::from>[enum_name] > kw::to_ > to<&RenameEnum::to>[name("the new enum name")];

// alter enum e ...
template <class Action>
constexpr auto alter_enum(QualifiedNameReader reader = enum_name) {
  return kw::alter_ >> kw::enum_ >> to<&Action::name>[reader];
}
// ... add value 'a' [before|after 'b']
const auto value_position = (set<&AddEnumValue::position, ast::ValuePosition::before>[kw::before_] |
                             set<&AddEnumValue::position, ast::ValuePosition::after>[kw::after_]) > to<&AddEnumValue::neighbour>[string];
const auto add_enum_value_def = alter_enum<AddEnumValue>() >> kw::add_ > kw::value_ > to<&AddEnumValue::value>[string] > -value_position;
// ... rename value 'a' to 'b'
const auto rename_enum_value_def = alter_enum<RenameEnumValue>() >> kw::rename_ > kw::value_ > to<&RenameEnumValue::from>[string] >
                                   kw::to_ > to<&RenameEnumValue::to>[string];
// ... drop value 'a' [using 'b']
const auto drop_enum_value_def = alter_enum<DropEnumValue>() >> kw::drop_ > kw::value_ > to<&DropEnumValue::value>[string] >
                                 -(kw::using_ > to<&DropEnumValue::replacement>[string]);

BOOST_SPIRIT_DEFINE(create_enum, drop_enum, rename_enum, add_enum_value, rename_enum_value, drop_enum_value)
BOOST_SPIRIT_INSTANTIATE(decltype(create_enum), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(drop_enum), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(rename_enum), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(add_enum_value), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(rename_enum_value), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(drop_enum_value), Iterator, Context)

}  // namespace galley::grammar
