// Views: their options and the names of their columns, the rows of materialized ones.
#include <algorithm>

#include "catalog/alter_object.hpp"
#include "catalog/apply.hpp"
#include "catalog/expressions_of.hpp"
#include "catalog/object_edits.hpp"
#include "catalog/table_options.hpp"
#include "catalog/undo.hpp"
#include "catalog/view_shape.hpp"
#include "diag/catalogue/catalog.hpp"
#include "diag/catalogue/views.hpp"

namespace galley {
namespace {

/// A refresh finds the rows that changed by an index that covers all of them with plain columns.
bool identifies_rows(const Index& index) {
  return index.unique && !index.where &&
         std::all_of(index.keys.begin(), index.keys.end(), [](const IndexKey& key) { return key.column() != nullptr; });
}

bool check_concurrent(const SchemaObject& object, const RefreshView& change, const Places& at, Workspace& workspace) {
  const auto& view = std::get<ViewDefinition>(object.definition);
  if (!view.with_data || !change.with_data) {
    workspace.report(at.object, diag::refresh_without_data, workspace.shown(object.key)).help("leave out \"concurrently\"");
    return false;
  }
  if (std::any_of(view.indexes.begin(), view.indexes.end(), identifies_rows)) return true;
  workspace.report(at.object, diag::refresh_needs_unique_index, workspace.shown(object.key))
      .note(object.span, "it is created here")
      .help("create a unique index on columns of it, without \"where\", or leave out \"concurrently\"");
  return false;
}

/// A rename can only be kept where the columns are known, as all of them are listed then.
bool check_columns_known(const ViewDefinition& view, const std::string& column, const AlteredObject& altered) {
  if (!view.output.empty() || std::find(view.columns.begin(), view.columns.end(), column) != view.columns.end()) return true;
  const std::string name = altered.workspace.shown(altered.before.key.name);
  altered.workspace.report(altered.at.part, diag::unknown_column, column, name)
      .note(altered.before.span, "which columns its query has is not known: it reads what the history did not make")
      .help("name them: create or replace {} {} (...) as $$ ... $$", object_kind_name(altered.before.key.kind), name);
  return false;
}

void rename_in(std::vector<std::string>& names, const std::string& from, const std::string& to) {
  std::replace(names.begin(), names.end(), from, to);
}

}  // namespace

bool alter(const ChangeViewOptions& change, AlteredObject& altered) {
  auto& view = std::get<ViewDefinition>(altered.after.definition);
  for (const StorageOption& option : change.set) {
    const std::optional<ast::CheckOption> check_option = check_option_of(altered.before, option);
    if (check_option)
      view.check_option = *check_option;
    else
      put_option(view.options, option);
  }
  for (const std::string& name : change.reset) {
    if (name == check_option_name) view.check_option = ast::CheckOption::none;
    erase_option(view.options, name);
  }
  return true;
}

bool alter(const RenameViewColumn& change, AlteredObject& altered) {
  auto& view = std::get<ViewDefinition>(altered.after.definition);
  const ObjectName& name = altered.before.key.name;
  Workspace& workspace = altered.workspace;
  if (!check_columns_known(view, change.from, altered)) return false;
  const Table shape = shape_of(altered.before, view.columns);
  if (!workspace.find_column(shape, change.from, altered.at.part)) return false;
  if (!workspace.same(change.from, change.to) && !workspace.check_column_free(shape, change.to, altered.at.part)) return false;
  if (!check_not_in_raw_text({ObjectKind::column, name, change.from}, altered.at, workspace)) return false;
  rename_in(view.output, change.from, change.to);
  if (view.output.empty())
    rename_in(view.columns, change.from, change.to);
  else
    view.columns = view.output;
  for (Index& index : view.indexes) {
    rename_in(index.include, change.from, change.to);
    for_each_expression_of(index, [&](Expression& root) { rename_column(root, name.name, change.from, change.to); });
  }
  for (Grant& grant : altered.after.grants)
    if (grant.column == change.from) grant.column = change.to;
  std::sort(altered.after.grants.begin(), altered.after.grants.end());
  return true;
}

bool apply(const RefreshView& change, const Places& at, Workspace& workspace) {
  const ObjectPointer object = workspace.find_object({ObjectKind::materialized_view, change.view, {}}, at.object);
  if (!object || (change.concurrently && !object->declared && !check_concurrent(*object, change, at, workspace))) return false;
  RefreshView done = change;
  done.view = object->key.name;
  ObjectEdits edits;
  std::get<ViewDefinition>(edits.edit(object)->definition).with_data = change.with_data;
  Operation operation = make_operation(std::move(done), {}, at);
  operation.objects = edits.take();
  workspace.commit(std::move(operation));
  return true;
}

// The rows are computed from what there is.
void undo(const RefreshView& change, const UndoSource& source, Undo& out) {
  const ObjectPointer& before = source.record.operation.objects.front().before;
  const bool had_rows = std::get<ViewDefinition>(before->definition).with_data;
  if (had_rows != change.with_data) out.changes.emplace_back(RefreshView{change.view, false, had_rows});
}

}  // namespace galley
