#include <fmt/format.h>

#include "postgresql/quoting.hpp"
#include "postgresql/raw_sql.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

/// The query as it was written, without what stands around it and without a semicolon.
std::string query_text(const std::string& query) {
  const RawStatements split = split_statements(query, raw_rules());
  return split.statements.empty() ? query : without_psql_variables(split.statements.front().text);
}

/// "VIEW public.v"
std::string view_text(const SchemaObject& view) {
  return (view.key.kind == ObjectKind::materialized_view ? "MATERIALIZED VIEW " : "VIEW ") + qualified(view.key.name);
}

std::string_view check_option_text(ast::CheckOption option) {
  switch (option) {
    case ast::CheckOption::none:
      break;
    case ast::CheckOption::local:
      return "\nWITH LOCAL CHECK OPTION";
    case ast::CheckOption::cascaded:
      return "\nWITH CASCADED CHECK OPTION";
  }
  return "";
}

}  // namespace

std::string create_view(const CreateObject& change) {
  const auto& view = std::get<ViewDefinition>(change.object->definition);
  const bool materialized = change.object->key.kind == ObjectKind::materialized_view;
  std::string out = fmt::format("CREATE {}{}VIEW {}{}", change.or_replace ? "OR REPLACE " : "", materialized ? "MATERIALIZED " : "",
                                change.if_not_exists ? "IF NOT EXISTS " : "", qualified(change.object->key.name));
  if (!view.columns.empty()) out += " " + name_list(view.columns);
  if (!view.options.empty()) out += " WITH " + storage_options(view.options);
  if (view.tablespace) out += " TABLESPACE " + identifier(*view.tablespace);
  out += fmt::format(" AS\n{}{}", query_text(view.query), check_option_text(view.check_option));
  if (!view.with_data) out += "\nWITH NO DATA";
  return out + ";";
}

std::string refresh_view(const RefreshView& change) {
  return fmt::format("REFRESH MATERIALIZED VIEW {}{}{};", change.concurrently ? "CONCURRENTLY " : "", qualified(change.view),
                     change.with_data ? "" : " WITH NO DATA");
}

std::string alter_view_options(const SchemaObject& view, const ChangeViewOptions& change) {
  std::vector<std::string> actions;
  if (!change.set.empty()) actions.push_back("SET " + storage_options(change.set));
  if (!change.reset.empty()) actions.push_back("RESET " + storage_option_names(change.reset));
  return fmt::format("ALTER {} {};", view_text(view), fmt::join(actions, ", "));
}

std::string rename_view_column(const SchemaObject& view, const RenameViewColumn& change, int version) {
  constexpr int first_with_own_form = 13;  // ALTER VIEW ... RENAME COLUMN
  const bool as_table = view.key.kind == ObjectKind::view && version < first_with_own_form;
  return fmt::format("ALTER {} RENAME COLUMN {} TO {};", as_table ? table_text(view.key.name) : view_text(view), identifier(change.from),
                     identifier(change.to));
}

}  // namespace galley::postgresql
