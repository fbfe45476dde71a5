// Lists of options that several statements have: storage parameters, those of sequences, identities.
#include "syntax/folding.hpp"
#include "syntax/operators.hpp"
#include "syntax/rules.hpp"

namespace galley::grammar {
namespace {

/// fillfactor, toast.autovacuum_enabled
struct OptionNameReader : Reader<OptionNameReader, Name> {
  bool read(Iterator& first, ParseState& state, Name& value) const {
    QualifiedName written;
    if (!qualified_name("the name of an option").read(first, state, written)) return false;
    value = {written.has_schema() ? written.schema.text + "." + written.name.text : written.name.text, written.span()};
    return true;
  }
  [[nodiscard]] std::string describe() const { return "the name of an option"; }
};

/// fillfactor = 70, autovacuum_enabled = false, deduplicate_items: an option without a value is on
struct StorageOptionReader : Reader<StorageOptionReader, ast::StorageOption> {
  bool read(Iterator& first, ParseState& state, ast::StorageOption& value) const {
    if (!OptionNameReader{}.read(first, state, value.name)) return false;
    value.value = "true";
    if (!equals.accepts(first, state)) return true;
    ++first;
    if (number.read(first, state, value.value)) return true;
    if (string_value.read(first, state, value.value)) {
      value.is_string = true;
      return true;
    }
    if (first->kind != TokenKind::word) fail_expecting(first, "a number, a word or a string");
    value.value = syntax::folded(state.text(*first), first->kind);
    ++first;
    return true;
  }
  [[nodiscard]] std::string describe() const { return "the name of an option"; }
};

}  // namespace

using ast::IdentityAttribute;
using ast::SequenceOptions;

// (fillfactor = 70, autovacuum_enabled = false)
const auto storage_options_def = in_parens[comma_list[StorageOptionReader{}]];

// (fillfactor, autovacuum_enabled)
const auto option_names_def = in_parens[comma_list[OptionNameReader{}]];

// as bigint · start [with] 10 · increment [by] 5 · minvalue 1 · no maxvalue · cache 20 · [no] cycle
const auto sequence_option_def =
    (kw::as_ > once<&SequenceOptions::type>("\"as\"")[type_name]) |
    (kw::start_ > -kw::with_ > once<&SequenceOptions::start>("\"start\"")[number]) |
    (kw::increment_ > -kw::by_ > once<&SequenceOptions::increment>("\"increment\"")[number]) |
    (kw::minvalue_ > once<&SequenceOptions::minimum>("\"minvalue\"")[number]) |
    (kw::maxvalue_ > once<&SequenceOptions::maximum>("\"maxvalue\"")[number]) |
    (kw::cache_ > once<&SequenceOptions::cache>("\"cache\"")[number]) | set<&SequenceOptions::cycle, true>[kw::cycle_] |
    (kw::no_ > (flag<&SequenceOptions::no_minimum>[kw::minvalue_] | flag<&SequenceOptions::no_maximum>[kw::maxvalue_] |
                set<&SequenceOptions::cycle, false>[kw::cycle_] | Nothing("\"minvalue\", \"maxvalue\" or \"cycle\"")));

// generated always|by default as identity [(start with 10 increment by 5)]
const auto identity_option = to<&IdentityAttribute::options>[sequence_option];
const auto identity_attribute_def = kw::generated_ >> (flag<&IdentityAttribute::always>[kw::always_] | (kw::by_ > kw::default_)) >> kw::as_
                                    >> kw::identity_ > -(left_paren > identity_option > *identity_option > right_paren);

BOOST_SPIRIT_DEFINE(storage_options, option_names, sequence_option, identity_attribute)
BOOST_SPIRIT_INSTANTIATE(decltype(storage_options), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(option_names), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(sequence_option), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(identity_attribute), Iterator, Context)

}  // namespace galley::grammar
