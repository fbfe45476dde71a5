#include "syntax/unsupported.hpp"

#include <algorithm>
#include <array>

#include "diag/catalogue/syntax.hpp"

namespace galley::grammar {
namespace {

constexpr std::array verbs{Kw::create_, Kw::drop_, Kw::alter_, Kw::rename_};
constexpr std::array objects{Kw::sequence_, Kw::schema_,    Kw::view_,      Kw::materialized_, Kw::function_, Kw::procedure_,
                             Kw::trigger_,  Kw::extension_, Kw::domain_,    Kw::type_,         Kw::policy_,   Kw::statistics_,
                             Kw::or_,       Kw::unlogged_,  Kw::temporary_, Kw::temp_};
constexpr std::array whole_statements{Kw::grant_, Kw::revoke_, Kw::refresh_, Kw::reindex_, Kw::require_, Kw::declare_, Kw::change_};

template <std::size_t n>
bool contains(const std::array<Kw, n>& words, Kw keyword) {
  return std::ranges::find(words, keyword) != words.end();
}

}  // namespace

bool UnsupportedStatement::accepts(Iterator at, ParseState& state) const {
  const bool of_object = contains(verbs, at->keyword) && contains(objects, at[1].keyword);
  if (!of_object && !contains(whole_statements, at->keyword)) return false;
  const Iterator last = of_object ? at + 2 : at + 1;
  const Span span = state.span(at, last);
  std::string form(spelling(at->keyword));
  if (of_object) form.append(" ").append(spelling(at[1].keyword));
  if (of_object && at[1].keyword == Kw::or_) form += " replace";
  if (state.may_report(at)) state.diagnostics().report(span, diag::unsupported_form, form).help("write it as raw SQL: sql $$ ... $$;");
  fail_reported(at);
}

}  // namespace galley::grammar
