#include "catalog/column_settings.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "catalog/column_edits.hpp"
#include "catalog/statements.hpp"
#include "catalog/undo.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

using enum ast::ColumnSetting;
constexpr std::array all_settings{statistics, storage, compression, n_distinct, n_distinct_inherited};

std::optional<std::string>& member_of(ColumnSettings& settings, ast::ColumnSetting setting) {
  switch (setting) {
    case statistics:
      return settings.statistics;
    case storage:
      return settings.storage;
    case compression:
      return settings.compression;
    case n_distinct:
      return settings.n_distinct;
    case n_distinct_inherited:
      break;
  }
  return settings.n_distinct_inherited;
}

bool is_storage(std::string_view word) { return word == "plain" || word == "external" || word == "extended" || word == "main"; }

bool is_statistics_target(std::string_view text) {
  constexpr int highest = 10000;  // PostgreSQL cuts what is more, with a warning
  int number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number >= 0 && number <= highest;
}

bool check_value(const ast::SetColumnSetting& action, Workspace& workspace) {
  if (!action.value) return true;
  const std::string& value = action.value->text;
  if (action.setting == statistics && !is_statistics_target(value)) {
    workspace.report(action.value->span, diag::bad_column_setting, "a statistics target", value)
        .help("write a number from 0 to 10000, or: set statistics default");
    return false;
  }
  if (action.setting == storage && !is_storage(value)) {
    workspace.report(action.value->span, diag::bad_column_setting, "a way to store values", value)
        .help("write plain, external, extended, main or default");
    return false;
  }
  return true;
}

/// The setting that an option of a column is; reports what is none.
std::optional<ast::ColumnSetting> option_named(const Name& name, Workspace& workspace) {
  if (name.text == "n_distinct") return n_distinct;
  if (name.text == "n_distinct_inherited") return n_distinct_inherited;
  workspace.report(name.span, diag::bad_column_setting, "an option of a column", name.text)
      .help("write n_distinct or n_distinct_inherited");
  return std::nullopt;
}

/// A number of values, or a part of the rows where it is negative.
bool check_option(const ast::StorageOption& option, Workspace& workspace) {
  double number = -2;
  const std::string_view text = option.value;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  constexpr double all_rows = -1;
  if (error == std::errc() && end == text.data() + text.size() && number >= all_rows) return true;
  workspace.report(option.name.span, diag::bad_column_setting, option.name.text, option.value)
      .help("write a number of values, or a part of the rows: from -1 to below 0");
  return false;
}

}  // namespace

std::optional<std::string> setting_of(const Column& column, ast::ColumnSetting setting) {
  if (!column.settings) return std::nullopt;
  ColumnSettings settings = *column.settings;
  return member_of(settings, setting);
}

void put_setting(Column& column, ast::ColumnSetting setting, std::optional<std::string> value) {
  ColumnSettings settings = column.settings ? *std::as_const(column.settings) : ColumnSettings();
  member_of(settings, setting) = std::move(value);
  column.settings = settings == ColumnSettings() ? Maybe<ColumnSettings>() : Maybe<ColumnSettings>(std::move(settings));
}

void reset_storage(Column& column) {
  if (!column.settings) return;
  put_setting(column, storage, std::nullopt);
  put_setting(column, compression, std::nullopt);
}

std::vector<SetColumnSetting> settings_between(const ObjectName& table, const Column& present, const Column& wanted) {
  std::vector<SetColumnSetting> changes;
  if (present.settings == wanted.settings) return changes;
  for (const ast::ColumnSetting setting : all_settings)
    if (setting_of(present, setting) != setting_of(wanted, setting))
      changes.push_back({table, wanted.name, setting, setting_of(wanted, setting)});
  return changes;
}

void run(const ast::SetColumnSetting& action, const AlteredTable& altered, Workspace& workspace) {
  const Column* column = workspace.find_column(*altered.table, action.column.text, action.column.span);
  if (!column || !check_value(action, workspace)) return;
  SetColumnSetting change{altered.table->name, column->name, action.setting, std::nullopt};
  if (action.value) change.value = action.value->text;
  apply(change, altered.places(action.column.span), workspace);
}

void run(const ast::SetColumnOptions& action, const AlteredTable& altered, Workspace& workspace) {
  const Column* column = workspace.find_column(*altered.table, action.column.text, action.column.span);
  if (!column) return;
  std::vector<SetColumnSetting> changes;
  bool ok = true;
  for (const ast::StorageOption& option : action.set) {
    const std::optional<ast::ColumnSetting> setting = option_named(option.name, workspace);
    ok = setting && check_option(option, workspace) && ok;
    if (setting) changes.push_back({altered.table->name, column->name, *setting, option.value});
  }
  for (const Name& option : action.reset) {
    const std::optional<ast::ColumnSetting> setting = option_named(option, workspace);
    ok = setting.has_value() && ok;
    if (setting) changes.push_back({altered.table->name, column->name, *setting, std::nullopt});
  }
  if (!ok) return;
  for (const SetColumnSetting& change : changes) apply(change, altered.places(action.column.span), workspace);
}

bool apply(const SetColumnSetting& change, const Places& at, Workspace& workspace) {
  const FoundColumn found = find_column(change.table, change.column, at, workspace);
  if (!found) return false;
  const auto edit = [&](Column& column) { put_setting(column, change.setting, change.value); };
  commit_property(change, found, at, workspace, edit, {.reaches_children = change.setting == statistics || change.setting == storage});
  return true;
}

void undo(const SetColumnSetting& change, const UndoSource& source, Undo& out) {
  const std::vector<TableChange>& tables = source.record.operation.tables;
  for (const TableChange& table : tables) {
    const Column* before = table.before->find_column(change.column);
    const Column* after = table.after->find_column(change.column);
    if (!before || !after || setting_of(*before, change.setting) == setting_of(*after, change.setting)) continue;
    out.changes.emplace_back(SetColumnSetting{table.before->name, change.column, change.setting, setting_of(*before, change.setting)});
  }
}

}  // namespace galley
