// create and alter sequence
#include "syntax/object_readers.hpp"
#include "syntax/operators.hpp"
#include "syntax/rules.hpp"

namespace galley::grammar {
namespace {

struct ColumnOfReader : Reader<ColumnOfReader, ast::ColumnOf> {
  bool read(Iterator& first, ParseState& state, ast::ColumnOf& value) const {
    ast::ObjectReference column;
    if (!read_reference(first, state, ast::ObjectKind::column, column)) return false;
    value = {std::move(*column.table), std::move(column.name.name)};
    return true;
  }
  [[nodiscard]] std::string describe() const { return "a column (table.column)"; }
};

}  // namespace

using ast::AlterSequence;
using ast::CreateSequence;

const auto sequence_name = qualified_name("a sequence name");

// create sequence [if not exists] s [as bigint] [start with 10] ... [owned by t.c|none]
const auto create_sequence_owner = kw::owned_ > kw::by_ > (kw::none_ | once<&CreateSequence::owned_by>("\"owned by\"")[ColumnOfReader{}]);
const auto create_sequence_def = kw::create_ >> kw::sequence_ > -flag<&CreateSequence::if_not_exists>[if_not_exists] >
                                 to<&CreateSequence::name>[sequence_name] >
                                 *(to<&CreateSequence::options>[sequence_option] | create_sequence_owner);

// alter sequence [if exists] s increment by 2 restart [with 100] owned by t.c|none
const auto alter_sequence_owner = kw::owned_ > kw::by_ > (flag<&AlterSequence::owned_by_none>[kw::none_] |
                                                          once<&AlterSequence::owned_by>("\"owned by\"")[ColumnOfReader{}]);
const auto restart = flag<&AlterSequence::restarts>[kw::restart_] > -kw::with_ > -to<&AlterSequence::restart>[number];
const auto sequence_action = to<&AlterSequence::options>[sequence_option] | restart | alter_sequence_owner |
                             Nothing("an option of a sequence, \"restart\", \"owned by\", \"owner to\" or \"set schema\"");
const auto alter_sequence_def = kw::alter_ >> kw::sequence_ > -flag<&AlterSequence::if_exists>[if_exists] >
                                to<&AlterSequence::name>[sequence_name] > sequence_action > *sequence_action;

BOOST_SPIRIT_DEFINE(create_sequence, alter_sequence)
BOOST_SPIRIT_INSTANTIATE(decltype(create_sequence), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(alter_sequence), Iterator, Context)

}  // namespace galley::grammar
