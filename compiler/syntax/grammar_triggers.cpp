// create trigger
#include "syntax/clauses.hpp"
#include "syntax/rules.hpp"

namespace galley::grammar {
namespace {

/// 'x', 5: an argument of a trigger is text to its function in any case.
struct ArgumentReader : Reader<ArgumentReader, ast::StringLiteral> {
  bool read(Iterator& first, ParseState& state, ast::StringLiteral& value) const {
    const Iterator begin = first;
    if (string.read(first, state, value)) return true;
    if (!number.read(first, state, value.value)) return false;
    value.span = state.span(begin, first);
    return true;
  }
  [[nodiscard]] std::string describe() const { return "a string"; }
};

}  // namespace

using ast::CreateTrigger;
using ast::TriggerEvents;
using ast::TriggerTiming;

// insert, update of a, b, delete, truncate
struct TriggerEventsRule {};
const x3::rule<TriggerEventsRule, TriggerEvents> trigger_events = "\"insert\", \"update\", \"delete\" or \"truncate\"";
const auto trigger_event =
    flag<&TriggerEvents::insert>[kw::insert_] |
    (flag<&TriggerEvents::update>[kw::update_] > -(kw::of_ > to<&TriggerEvents::update_columns>[comma_list[column_name]])) |
    flag<&TriggerEvents::delete_>[kw::delete_] | flag<&TriggerEvents::truncate>[kw::truncate_] |
    Nothing("\"insert\", \"update\", \"delete\" or \"truncate\"");
const auto trigger_events_def = trigger_event > *(kw::or_ > trigger_event);

const auto timing =
    set<&CreateTrigger::timing, TriggerTiming::before>[kw::before_] | set<&CreateTrigger::timing, TriggerTiming::after>[kw::after_] |
    set<&CreateTrigger::timing, TriggerTiming::instead_of>[kw::instead_ > kw::of_] | Nothing("\"before\", \"after\" or \"instead of\"");

// old table as o, new table as n
const auto transition_name = kw::table_ > -kw::as_;
const auto transition_table =
    (kw::old_ > transition_name > once<&CreateTrigger::old_table>("\"old table\"")[name("the name of a transition table")]) |
    (kw::new_ > transition_name > once<&CreateTrigger::new_table>("\"new table\"")[name("the name of a transition table")]);

// execute function f('a') · as $$update ...; delete ...;$$
const auto trigger_body = (kw::execute_ > (kw::function_ | kw::procedure_) > to<&CreateTrigger::function>[qualified_name("a function")] >
                           left_paren > -to<&CreateTrigger::arguments>[comma_list[ArgumentReader{}]] > close_list) |
                          (kw::as_ > to<&CreateTrigger::body>[raw_text]) | Nothing("\"execute function\" or \"as\"");

// create [or replace] [constraint] trigger tr before insert or update of a on t [deferrable ...] [referencing new table as n]
// [for each row|statement] [when (new.a > 0)] execute function f()
const auto create_trigger_def = kw::create_ >> -flag<&CreateTrigger::or_replace>[or_replace] >>
                                -flag<&CreateTrigger::is_constraint>[kw::constraint_] >> kw::trigger_ >
                                to<&CreateTrigger::name>[name("a trigger name")] > timing > to<&CreateTrigger::events>[trigger_events] >
                                kw::on_ > to<&CreateTrigger::table>[table_name] > -to<&CreateTrigger::deferral>[deferral] >
                                -(kw::referencing_ > transition_table > *transition_table) >
                                -(kw::for_ > -kw::each_ > (flag<&CreateTrigger::for_each_row>[kw::row_] |
                                                           flag<&CreateTrigger::for_each_statement>[kw::statement_])) >
                                -(kw::when_ > to<&CreateTrigger::when>[in_parens[expression]]) > unless_declared[trigger_body];

BOOST_SPIRIT_DEFINE(trigger_events, create_trigger)
BOOST_SPIRIT_INSTANTIATE(decltype(create_trigger), Iterator, Context)

}  // namespace galley::grammar
