// change constraint a [on t] ...: a foreign key made again under its name with other actions.
#include "syntax/clauses.hpp"
#include "syntax/rules.hpp"

namespace galley::grammar {

using ast::AlterAction;
using ast::AlterTable;
using ast::ChangeConstraint;

// on delete set null [(a, b)] · on update cascade · deferrable initially deferred, in any order
const auto delete_change = kw::on_ >> kw::delete_ > once<&ChangeConstraint::on_delete>("\"on delete\"")[referential_action] >
                           -to<&ChangeConstraint::on_delete_columns>[column_list];
const auto update_change = kw::on_ >> kw::update_ > once<&ChangeConstraint::on_update>("\"on update\"")[referential_action];
const auto change = delete_change | update_change | to<&ChangeConstraint::deferral>[deferral];
const auto change_constraint_options_def = change > *change;

namespace {

/// change constraint a on t ..., as the action of `alter table t` that it is
struct ChangeConstraintReader : x3::parser<ChangeConstraintReader> {
  using attribute_type = AlterTable;
  static constexpr bool has_attribute = true;
  template <class C, class R>
  bool parse(Iterator& first, const Iterator& last, const C& context, R&, AlterTable& value) const {
    ParseState& state = state_of(context);
    const Iterator begin = first;
    if (!take(first, state, {Kw::change_})) return false;
    expect(kw::constraint_, first, state);
    ChangeConstraint change_;
    if (!constraint_name.read(first, state, change_.name)) fail_expecting(first, constraint_name.describe());
    expect(kw::on_, first, state);
    if (!table_name.read(first, state, value.name)) fail_expecting(first, table_name.describe());
    if (!change_constraint_options.parse(first, last, context, x3::unused, change_))
      fail_expecting(first, x3::what(change_constraint_options));
    AlterAction& action = value.actions.emplace_back();
    action.what = std::move(change_);
    action.span = state.span(begin, first);
    return true;
  }
  [[nodiscard]] std::string describe() const { return "\"change constraint\""; }

 private:
  static void expect(const Keyword& word, Iterator& first, ParseState& state) {
    if (!word.accepts(first, state)) fail_expecting(first, word.describe());
    ++first;
  }
};

}  // namespace

const auto change_constraint_statement_def = whole[ChangeConstraintReader{}];

BOOST_SPIRIT_DEFINE(change_constraint_options, change_constraint_statement)
BOOST_SPIRIT_INSTANTIATE(decltype(change_constraint_options), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(change_constraint_statement), Iterator, Context)

}  // namespace galley::grammar
