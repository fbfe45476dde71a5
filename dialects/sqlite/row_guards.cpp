#include "sqlite/row_guards.hpp"

#include <fmt/format.h>

#include "diag/catalogue/sqlite.hpp"
#include "sqlite/reasons.hpp"

namespace galley::sqlite {
namespace {

/// changes() counts the rows of the statement before; those that triggers change are not among them.
RowGuard expectation(const ExpectRows& expect, const Change& change) {
  if (expect.minimum == expect.maximum) {
    return {fmt::format("changes() = {}", expect.minimum),
            fmt::format("GAL-D02: {}: not the {} rows expected", reason_text(change), expect.minimum)};
  }
  return {fmt::format("changes() BETWEEN {} AND {}", expect.minimum, expect.maximum),
          fmt::format("GAL-D02: {}: not between {} and {} rows", reason_text(change), expect.minimum, expect.maximum)};
}

RowGuard requirement(const Require& require) {
  const bool may_end_in_comment = require.query.find("--") != std::string::npos;
  return {fmt::format("{}EXISTS ({}{})", require.no_rows ? "NOT " : "", require.query, may_end_in_comment ? "\n" : ""),
          "GAL-D03: " + require.message};
}

}  // namespace

RowGuard row_guard_of(const Operation& operation, std::size_t statements, Diagnostics& diagnostics) {
  if (const auto* require = std::get_if<Require>(&operation.change)) return requirement(*require);
  if (const auto* update = std::get_if<UpdateRows>(&operation.change); update != nullptr && update->expect)
    return expectation(*update->expect, operation.change);
  if (const auto* delete_from = std::get_if<DeleteRows>(&operation.change); delete_from != nullptr && delete_from->expect)
    return expectation(*delete_from->expect, operation.change);
  const auto* insert = std::get_if<InsertRows>(&operation.change);
  if (insert == nullptr || !insert->expect) return {};
  if (statements == 1) return expectation(*insert->expect, operation.change);
  // Without a conflict every row is inserted, or the statement fails; the catalog has compared the numbers.
  if (insert->on_conflict) {
    diagnostics.report(operation.span, diag::sqlite_rows_not_counted)
        .help("write the rows that leave values to \"default\" as a statement of their own");
  }
  return {};
}

}  // namespace galley::sqlite
