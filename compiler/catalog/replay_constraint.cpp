#include "catalog/apply.hpp"
#include "catalog/resolve.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {

namespace {

/// The table with a name for the key but not the key itself: what an index becomes when a constraint takes it over.
std::optional<Constraint> key_over(const Index& index, const ast::TableConstraint& written, const Table& table, Workspace& workspace) {
  ast::TableConstraint spelled = written;
  std::vector<Name> columns;
  for (const IndexKey& key : index.keys) columns.push_back({*key.column(), written.span});
  std::vector<Name> include;
  for (const std::string& column : index.include) include.push_back({column, written.span});
  if (std::holds_alternative<ast::PrimaryKeyConstraint>(written.what))
    spelled.what = ast::PrimaryKeyConstraint{std::move(columns), std::move(include)};
  else
    spelled.what = ast::UniqueConstraint{index.nulls_not_distinct, std::move(columns), std::move(include)};
  auto resolved = resolve_constraints({{spelled, {}}}, table, workspace);
  if (!resolved) return std::nullopt;
  Constraint key = std::move(resolved->front());
  const auto take = [&](auto& what) {
    what.options = index.options;
    what.tablespace = index.tablespace;
  };
  if (auto* primary = std::get_if<PrimaryKey>(&key.what)) take(*primary);
  if (auto* unique = std::get_if<Unique>(&key.what)) take(*unique);
  return key;
}

/// Why a key cannot take the index over, or nothing.
std::string unfit(const Index& index, bool for_primary_key) {
  if (!index.unique) return "it is not unique";
  if (index.where) return "it covers only some of the rows";
  if (index.method != "btree") return "its method is " + index.method;
  if (for_primary_key && index.nulls_not_distinct) return "it takes one null";
  for (const IndexKey& key : index.keys) {
    if (!key.column()) return "it is over an expression";
    if (key.descending || key.nulls == NullsOrder::first) return "its order is not the usual one";
    if (key.operator_class || key.collation) return "it has an operator class or a collation of its own";
  }
  return {};
}

void add_key_using_index(const ast::AddConstraint& action, const AlteredTable& altered, Workspace& workspace) {
  const Name& written = *action.using_index;
  const TablePointer owner = workspace.find_table_of_index({altered.table->name.schema, written.text}, written.span);
  if (!owner) return;
  const Index* index = nullptr;
  for (const Index& candidate : owner->indexes)
    if (workspace.same(candidate.name, written.text)) index = &candidate;
  const bool is_primary = std::holds_alternative<ast::PrimaryKeyConstraint>(action.constraint.what);
  std::string reason =
      owner->name == altered.table->name ? unfit(*index, is_primary) : "it is one of table \"" + workspace.shown(owner->name) + "\"";
  if (!reason.empty()) {
    workspace.report(written.span, diag::index_no_key, index->name, reason).note(index->span, "index \"{}\" is created here", index->name);
    return;
  }
  auto constraint = key_over(*index, action.constraint, *altered.table, workspace);
  if (!constraint) return;
  const Span span = action.constraint.name ? action.constraint.name->span : action.constraint.span;
  apply(AddConstraint{altered.table->name, std::move(*constraint), index->name}, altered.places(span), workspace);
}

}  // namespace

void run(const ast::AddConstraint& action, const AlteredTable& altered, Workspace& workspace) {
  if (action.using_index) return add_key_using_index(action, altered, workspace);
  const std::optional<Name>& name = action.constraint.name;
  auto resolved = resolve_constraints({{action.constraint, {}}}, *altered.table, workspace);
  if (!resolved) return;
  const Span span = name ? name->span : action.constraint.span;
  apply(AddConstraint{altered.table->name, std::move(resolved->front()), std::nullopt}, altered.places(span), workspace);
}

void run(const ast::DropConstraint& action, const AlteredTable& altered, Workspace& workspace) {
  if (action.if_exists && !workspace.peek_constraint(*altered.table, action.name.text)) {
    workspace.report(action.name.span, diag::missing_already, "constraint", action.name.text);
    return;
  }
  apply(DropConstraint{altered.table->name, action.name.text, action.if_exists, action.cascade}, altered.places(action.name.span),
        workspace);
}

void run(const ast::RenameConstraint& action, const AlteredTable& altered, Workspace& workspace) {
  if (!workspace.find_constraint(*altered.table, action.from.text, action.from.span)) return;
  if (!workspace.check_length(action.to)) return workspace.poison(altered.table->name, action.to.text);
  apply(RenameConstraint{altered.table->name, action.from.text, action.to.text}, altered.places(action.to.span), workspace);
}

void run(const ast::ValidateConstraint& action, const AlteredTable& altered, Workspace& workspace) {
  apply(ValidateConstraint{altered.table->name, action.name.text, true}, altered.places(action.name.span), workspace);
}

// The key goes and comes back under its name, with everything kept that is not written.
void run(const ast::ChangeConstraint& action, const AlteredTable& altered, Workspace& workspace) {
  const Constraint* old = workspace.find_constraint(*altered.table, action.name.text, action.name.span);
  if (!old) return;
  Constraint changed = *old;
  auto* key = std::get_if<ForeignKey>(&changed.what);
  if (!key) {
    workspace.report(action.name.span, diag::not_a_foreign_key, old->name)
        .note(old->span, "it is defined here")
        .help("drop it and add it again: only a foreign key has actions that can be changed");
    return;
  }
  auto cleared = resolve_columns(action.on_delete_columns, *altered.table, workspace);
  if (!cleared) return;
  if (action.on_delete) {
    key->on_delete = *action.on_delete;
    key->on_delete_columns = std::move(*cleared);
  }
  if (action.on_update) key->on_update = *action.on_update;
  if (action.deferral) changed.deferral = *action.deferral;
  if (changed == *old) {
    workspace.report(action.name.span, diag::exists_already, "such a constraint", old->name).note(old->span, "it is defined here");
    return;
  }
  const Places at = altered.places(action.name.span);
  const std::string name = old->name;
  if (changed.what == old->what) {
    apply(SetConstraintDeferral{altered.table->name, name, changed.deferral}, at, workspace);
    return;
  }
  if (apply(DropConstraint{altered.table->name, name, false, false}, at, workspace))
    apply(AddConstraint{altered.table->name, std::move(changed), std::nullopt}, at, workspace);
}

}  // namespace galley
