// Raw SQL, settings and branches on the dialect.
#include <algorithm>
#include <array>

#include "base/duration.hpp"
#include "base/edit_distance.hpp"
#include "catalog/apply.hpp"
#include "catalog/follow_raw.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/catalog.hpp"
#include "galley/dialect.hpp"

namespace galley {
namespace {

/// Whether the branch is for this dialect. Reports a name that no dialect has.
bool is_meant(const Name& name, Workspace& workspace) {
  if (name.text == workspace.dialect().name()) return true;
  const std::vector<std::string>& known = workspace.options().dialects;
  if (known.empty() || std::find(known.begin(), known.end(), name.text) != known.end()) return false;
  workspace.report(name.span, diag::unknown_dialect, name.text).suggest(nearest(name.text, {known.begin(), known.end()}));
  return false;
}

}  // namespace

void run(const ast::RawSql& statement, Span span, Workspace& workspace) {
  if (statement.dialect && !is_meant(*statement.dialect, workspace)) return;
  std::optional<RawSql> undo;
  if (statement.undo) undo = RawSql{statement.undo->text, statement.outside_transaction, statement.undo->span};
  check_raw(undo, workspace);
  apply_raw({statement.text.text, statement.outside_transaction, statement.text.span}, undo, span, workspace);
}

void run(const ast::SetTimeout& statement, Span span, Workspace& workspace) {
  if (!is_duration(statement.value.value)) {
    workspace.report(statement.value.span, diag::bad_timeout, statement.value.value)
        .help("write digits and a unit (us, ms, s, min, h, d): '5s'");
    return;
  }
  apply(SetTimeout{statement.kind, statement.value.value}, {span, span, span}, workspace);
}

void run(const ast::OnDialect& statement, Span, Workspace& workspace) {
  if (is_meant(statement.dialect, workspace)) run_all(statement.body, workspace);
}

void run_all(const std::vector<ast::Statement>& body, Workspace& workspace) {
  for (const ast::Statement& statement : body) std::visit([&](const auto& what) { run(what, statement.span, workspace); }, statement.what);
}

}  // namespace galley
