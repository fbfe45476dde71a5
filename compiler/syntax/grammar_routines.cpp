// create function and create procedure
#include <utility>

#include "syntax/operators.hpp"
#include "syntax/routine_settings.hpp"
#include "syntax/rules.hpp"

namespace galley::grammar {
namespace {

bool begins_name(const Token& token) { return token.kind == TokenKind::word || token.kind == TokenKind::quoted; }

/// in, out, inout, in out, variadic; as words that are not reserved they name parameters and types, too.
struct ParameterModeReader : Reader<ParameterModeReader, ast::ParameterMode> {
  bool read(Iterator& first, ParseState& state, ast::ParameterMode& value) const {
    using enum ast::ParameterMode;
    constexpr std::pair<Kw, ast::ParameterMode> words[] = {{Kw::in_, in}, {Kw::out_, out}, {Kw::inout_, inout}, {Kw::variadic_, variadic}};
    for (const auto& [word, mode] : words) {
      if (first->keyword != word || !begins_name(first[1]) || first[1].keyword == Kw::default_) continue;
      value = mode;
      ++first;
      if (mode == in && first->keyword == Kw::out_ && begins_name(first[1]) && take(first, state, {Kw::out_})) value = inout;
      return true;
    }
    return false;
  }
  [[nodiscard]] std::string describe() const { return "\"in\", \"out\", \"inout\" or \"variadic\""; }
};

/// a int, or the type alone: what follows the first type tells whether it was a name.
struct ParameterTypeReader : Reader<ParameterTypeReader, ast::Parameter> {
  bool read(Iterator& first, ParseState& state, ast::Parameter& value) const {
    const Iterator begin = first;
    if (!type_name.read(first, state, value.type)) return false;
    if (!begins_name(*first) || first->keyword == Kw::default_) return true;
    first = begin;
    value.name.emplace();
    if (!name("a parameter").read(first, state, *value.name)) return false;
    if (!type_name.read(first, state, value.type)) fail_expecting(first, type_name.describe());
    return true;
  }
  [[nodiscard]] std::string describe() const { return "a parameter"; }
};

/// Takes nothing: what a routine cannot do without, in whatever order it came.
struct HasBody : Mark<HasBody> {
  template <class C, class A>
  bool parse(Iterator& first, const Iterator&, const C& context, ast::CreateRoutine& routine, A&) const {
    if (state_of(context).declared) return true;
    if (routine.language.text.empty()) fail_expecting(first, "\"language\"");
    if (!routine.body) fail_expecting(first, "\"as\" and the body");
    return true;
  }
  [[nodiscard]] std::string describe() const { return "a body"; }
};

}  // namespace

using ast::CreateRoutine;
using ast::ParallelSafety;
using ast::Parameter;
using ast::TypeAttribute;
using ast::Volatility;

const auto routine_name = qualified_name("a name");

// [in|out|inout|variadic] [a] int [default 1 | = 1]
struct ParameterRule {};
const x3::rule<ParameterRule, Parameter> parameter = "a parameter";
const auto parameter_def = spanned[-to<&Parameter::mode>[ParameterModeReader{}] >> whole[ParameterTypeReader{}] >>
                                   -((kw::default_ | equals) > to<&Parameter::default_value>[expression])];
const auto parameters = left_paren > -to<&CreateRoutine::parameters>[comma_list[parameter]] > close_list;

// a int
struct ResultColumnRule {};
const x3::rule<ResultColumnRule, TypeAttribute> result_column = "a column name";
const auto result_column_def = spanned[to<&TypeAttribute::name>[column_name] > to<&TypeAttribute::type>[type_name]];
// returns int, returns setof t, returns table (a int, b text)
const auto result = kw::returns_ >> !kw::null_ >>
                    ((kw::table_ > to<&CreateRoutine::returns_table>[in_parens[comma_list[result_column]]]) |
                     (-flag<&CreateRoutine::returns_set>[kw::setof_] >> to<&CreateRoutine::returns>[type_name]) |
                     (x3::eps > Nothing("a type, \"setof\" or \"table\"")));

const auto on_null_input = kw::on_ > kw::null_ > kw::input_;
const auto security = -kw::external_ >> kw::security_ >
                      (flag<&CreateRoutine::security_definer>[kw::definer_] | set<&CreateRoutine::security_definer, false>[kw::invoker_]);
const auto volatility = set<&CreateRoutine::volatility, Volatility::immutable>[kw::immutable_] |
                        set<&CreateRoutine::volatility, Volatility::stable>[kw::stable_] |
                        set<&CreateRoutine::volatility, Volatility::volatile_>[kw::volatile_];
const auto parallel = kw::parallel_ > (set<&CreateRoutine::parallel, ParallelSafety::safe>[kw::safe_] |
                                       set<&CreateRoutine::parallel, ParallelSafety::restricted>[kw::restricted_] |
                                       set<&CreateRoutine::parallel, ParallelSafety::unsafe>[kw::unsafe_]);
const auto setting = kw::set_ > to<&CreateRoutine::settings>[routine_setting];
const auto language = kw::language_ > once<&CreateRoutine::language>("\"language\"")[name("a language")];
const auto body = kw::as_ > once<&CreateRoutine::body>("the body")[raw_text];
const auto function_attribute =
    language | volatility | parallel | security | setting | body | flag<&CreateRoutine::leakproof>[kw::leakproof_] |
    set<&CreateRoutine::leakproof, false>[kw::not_ >> kw::leakproof_] |
    flag<&CreateRoutine::strict>[kw::strict_ | (kw::returns_ >> kw::null_ > on_null_input)] |
    set<&CreateRoutine::strict, false>[kw::called_ > on_null_input] | (kw::cost_ > once<&CreateRoutine::cost>("\"cost\"")[number]) |
    (kw::rows_ > once<&CreateRoutine::rows>("\"rows\"")[number]);

// create [or replace] function f(a int, b text default 'x') returns int language sql immutable as $$...$$, the attributes in any order
const auto create_function_def = kw::create_ >> -flag<&CreateRoutine::or_replace>[or_replace] >> kw::function_ >
                                 to<&CreateRoutine::name>[routine_name] > parameters > -result > *function_attribute > HasBody{};

// create [or replace] procedure p(a int) language plpgsql as $$...$$
const auto create_procedure_def = kw::create_ >> -flag<&CreateRoutine::or_replace>[or_replace] >>
                                  flag<&CreateRoutine::is_procedure>[kw::procedure_] > to<&CreateRoutine::name>[routine_name] > parameters >
                                  *(language | security | setting | body) > HasBody {};

BOOST_SPIRIT_DEFINE(parameter, result_column, create_function, create_procedure)
BOOST_SPIRIT_INSTANTIATE(decltype(create_function), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(create_procedure), Iterator, Context)

}  // namespace galley::grammar
