#include "syntax/unsupported.hpp"

#include <algorithm>
#include <array>

#include "diag/catalogue/syntax.hpp"

namespace galley::grammar {
namespace {

/// Of these only the owner and the schema can be altered.
constexpr std::array altered{Kw::schema_, Kw::view_, Kw::materialized_, Kw::function_, Kw::procedure_, Kw::trigger_, Kw::statistics_};

}  // namespace

bool UnsupportedStatement::accepts(Iterator at, ParseState& state) const {
  if (at->keyword != Kw::alter_ || std::ranges::find(altered, at[1].keyword) == altered.end()) return false;
  const std::string form = fmt::format("{} {}", spelling(at->keyword), spelling(at[1].keyword));
  if (state.may_report(at))
    state.diagnostics().report(state.span(at, at + 2), diag::unsupported_form, form).help("write it as raw SQL: sql $$ ... $$;");
  fail_reported(at);
}

}  // namespace galley::grammar
