#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/edit_distance.hpp"
#include "base/letter_case.hpp"
#include "catalog/apply.hpp"
#include "catalog/family.hpp"
#include "catalog/publications.hpp"
#include "catalog/resolve.hpp"
#include "catalog/statements.hpp"
#include "catalog/table_edits.hpp"
#include "catalog/types.hpp"
#include "diag/catalogue/objects.hpp"
#include "diag/catalogue/syntax.hpp"

namespace galley {
namespace {

using Published = PublicationDefinition::Table;

/// What a statement says of one publication, resolved part by part.
class PublicationResolver {
 public:
  PublicationResolver(const Name& publication, Workspace& workspace) : publication_(publication), workspace_(workspace) {}

  [[nodiscard]] bool ok() const { return ok_; }

  std::vector<Published> tables(const std::vector<ast::PublishedTable>& written) {
    std::vector<Published> named;
    for (const ast::PublishedTable& each : written) {
      const TablePointer table = find(each);
      if (!table || !check_once(named, each, table->name)) continue;
      named.push_back(resolve(each, *table));
    }
    return named;
  }

  std::vector<std::string> schemas(const std::vector<Name>& written) {
    std::vector<std::string> names;
    for (const Name& each : written) {
      const ObjectPointer schema = workspace_.find_object({ObjectKind::schema, {{}, each.text}, {}}, each.span);
      ok_ = ok_ && schema;
      if (!schema) continue;
      if (std::find(names.begin(), names.end(), each.text) != names.end())
        fail(each.span, diag::given_twice, fmt::format("schema \"{}\"", each.text));
      names.push_back(each.text);
    }
    return names;
  }

  std::vector<StorageOption> options(const std::vector<StorageOption>& written) {
    std::vector<StorageOption> kept;
    ok_ = set_options(kept, written, workspace_) && ok_;
    for (const StorageOption& option : written) check_option(option);
    if (ok_)
      for (StorageOption& option : kept) option = spelled_publication_option(std::move(option));
    return kept;
  }

  void refuse(Span span, const std::string& why, const std::string& help = {}) {
    auto builder = workspace_.report(span, diag::publication_refuses, publication_.text, why);
    if (!help.empty()) builder.help("{}", help);
    ok_ = false;
  }

 private:
  template <class Def, class... Args>
  void fail(Span span, const Def& def, const Args&... args) {
    workspace_.report(span, def, args...);
    ok_ = false;
  }

  TablePointer find(const ast::PublishedTable& written) {
    TablePointer table = workspace_.find_table(workspace_.object_name(written.table), written.table.span());
    ok_ = ok_ && table;
    return table;
  }

  bool check_once(const std::vector<Published>& named, const ast::PublishedTable& written, const ObjectName& table) {
    if (std::none_of(named.begin(), named.end(), [&](const Published& known) { return known.table == table; })) return true;
    fail(written.span, diag::given_twice, fmt::format("table \"{}\"", workspace_.shown(table)));
    return false;
  }

  Published resolve(const ast::PublishedTable& written, const Table& table) {
    Published published;
    published.table = table.name;
    std::optional<std::vector<std::string>> columns = resolve_columns(written.columns, table, workspace_);
    ok_ = ok_ && columns;
    if (columns) check_columns(*columns, written, table), published.columns = std::move(*columns);
    if (!written.where) return published;
    published.where = resolve_expression(*written.where, {.table = &table, .keeper = "a publication"}, workspace_);
    ok_ = ok_ && published.where;
    if (published.where) check_condition(*published.where, table);
    return published;
  }

  /// A stored one may be sent by newer servers; one that is computed when it is read has nothing to send.
  void check_columns(const std::vector<std::string>& columns, const ast::PublishedTable& written, const Table& table) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const Column& column = *table.find_column(columns[i]);
      if (column.generated && !column.generated->stored)
        refuse(written.columns[i].span, fmt::format("column \"{}\" is computed when it is read", column.name), "leave the column out");
    }
  }

  /// It is evaluated for subscribers, whatever becomes of the history's own types and functions meanwhile: servers take none of them.
  void check_condition(const Expression& where, const Table& table) {
    const std::string help = "compare columns of built-in types, and call built-in functions alone";
    for_each_expression(where, [&](const Expression& part) {
      const auto* call = std::get_if<Call>(&part.node);
      if (call && !workspace_.catalog().find_routines(workspace_.object_name(call->function)).empty())
        refuse(part.span, fmt::format("the condition calls \"{}\", a function of the history", call->function.name.text), help);
      const auto* cast = std::get_if<Cast>(&part.node);
      if (cast && cast->type && is_named(*cast->type))
        refuse(part.span, fmt::format("the condition has type \"{}\", which PostgreSQL does not bring", type_text(*cast->type)), help);
      const auto* reference = std::get_if<ColumnReference>(&part.node);
      const Column* column = reference ? table.find_column(reference->parts.back().text) : nullptr;
      if (column && is_named(column->type))
        refuse(part.span,
               fmt::format("column \"{}\" of the condition is of type \"{}\", which PostgreSQL does not bring", column->name,
                           type_text(column->type)),
               help);
    });
  }

  void check_option(const StorageOption& option) {
    static constexpr std::array<std::string_view, 3> known{"publish", "publish_generated_columns", "publish_via_partition_root"};
    const std::string& name = option.name.text;
    const std::string value = lower_case(option.value);
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      workspace_.report(option.name.span, diag::publication_refuses, publication_.text, fmt::format("there is no option \"{}\"", name))
          .suggest(nearest(name, {known.begin(), known.end()}));
      ok_ = false;
    } else if (name == "publish" && !published_actions(value)) {
      refuse_value(option, "any of insert, update, delete and truncate, between commas: 'insert, update'");
    } else if (name == "publish_generated_columns" && value != "none" && value != "stored") {
      refuse_value(option, "none or stored");
    } else if (name == "publish_via_partition_root") {
      static constexpr std::array<std::string_view, 6> truths{"true", "on", "1", "false", "off", "0"};
      if (std::find(truths.begin(), truths.end(), value) == truths.end()) refuse_value(option, "true or false");
    }
  }

  void refuse_value(const StorageOption& option, std::string_view values) {
    refuse(option.name.span, fmt::format("option \"{}\" cannot be '{}'", option.name.text, option.value), fmt::format("write {}", values));
  }

  const Name& publication_;
  Workspace& workspace_;
  bool ok_ = true;
};

/// Tables that inherit from a named one, which are meant with it as in any other statement. Partitions go without saying.
std::vector<TablePointer> meant_with(const ObjectName& table, const Workspace& workspace) {
  std::vector<TablePointer> below = descendants_of(table, workspace.catalog());
  std::erase_if(below, [](const TablePointer& each) { return each->partition_of.has_value(); });
  return below;
}

Published for_child(const Published& parents, const Table& child) {
  Published published = parents;
  published.table = child.name;
  if (published.where) rename_qualifier(*published.where, parents.table.name, child.name.name);
  return published;
}

/// With the tables below each, unless `known` has them or they are named themselves.
std::vector<Published> with_children(std::vector<Published> tables, const PublicationDefinition& known, const Workspace& workspace) {
  PublicationDefinition all;
  all.tables = std::move(tables);
  const std::size_t named = all.tables.size();
  for (std::size_t i = 0; i < named; ++i) {
    for (const TablePointer& child : meant_with(all.tables[i].table, workspace))
      if (!find_published(known, child->name) && !find_published(all, child->name)) all.tables.push_back(for_child(all.tables[i], *child));
  }
  return std::move(all.tables);
}

void check_kept(const std::vector<ast::PublishedTable>& written, const std::vector<Published>& tables, PublicationResolver& resolver,
                Workspace& workspace) {
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const TablePointer table = workspace.peek_table(tables[i].table);
    const std::string name = workspace.shown(table->name);
    if (table->temporary) resolver.refuse(written[i].span, fmt::format("table \"{}\" is temporary", name));
    if (table->unlogged)
      resolver.refuse(written[i].span, fmt::format("table \"{}\" is unlogged", name),
                      fmt::format("write before: alter table {} set logged", name));
  }
}

/// Whether a publication has each, or has it not, as the change needs it.
void check_members(const ast::AlterPublication& statement, const std::vector<Published>& tables, const PublicationDefinition& publication,
                   PublicationResolver& resolver, Workspace& workspace) {
  const bool adds = statement.action == ast::PublicationAction::add;
  if (!adds && statement.action != ast::PublicationAction::drop) return;
  const std::string_view fault = adds ? "is in it already" : "is not in it";
  for (std::size_t i = 0; i < tables.size(); ++i)
    if (adds == (find_published(publication, tables[i].table) != nullptr))
      resolver.refuse(statement.tables[i].span, fmt::format("table \"{}\" {}", workspace.shown(tables[i].table), fault));
  for (const Name& schema : statement.schemas) {
    const bool is_in = std::find(publication.schemas.begin(), publication.schemas.end(), schema.text) != publication.schemas.end();
    if (adds == is_in) resolver.refuse(schema.span, fmt::format("schema \"{}\" {}", schema.text, fault));
  }
}

}  // namespace

void run(const ast::CreatePublication& statement, Span span, Workspace& workspace) {
  SchemaObject object = new_object({ObjectKind::publication, {{}, statement.name.text}, {}}, statement.name.span);
  PublicationResolver resolver(statement.name, workspace);
  bool ok = workspace.check_length(statement.name);
  PublicationDefinition publication;
  publication.all_tables = statement.all_tables;
  publication.tables = resolver.tables(statement.tables);
  if (resolver.ok()) check_kept(statement.tables, publication.tables, resolver, workspace);
  publication.tables = with_children(std::move(publication.tables), {}, workspace);
  publication.schemas = resolver.schemas(statement.schemas);
  std::vector<StorageOption> options = resolver.options(statement.options);
  for (StorageOption& option : options) put_publication_option(publication, std::move(option));
  sort_published(publication);
  object.definition = std::move(publication);
  ok = ok && resolver.ok() && check_publication(object, object.span, workspace);
  create_object(std::move(object), false, ok, span, workspace);
}

void run(const ast::AlterPublication& statement, Span span, Workspace& workspace) {
  const ObjectPointer object = workspace.find_object({ObjectKind::publication, {{}, statement.name.text}, {}}, statement.name.span);
  if (!object) return;
  const auto& publication = std::get<PublicationDefinition>(object->definition);
  PublicationResolver resolver(statement.name, workspace);
  if (publication.all_tables && statement.action != ast::PublicationAction::set_options)
    return resolver.refuse(statement.name.span, "it is for all tables",
                           "drop the publication, and create it for the tables that are meant");
  ChangePublication change;
  change.action = statement.action;
  change.tables = resolver.tables(statement.tables);
  change.schemas = resolver.schemas(statement.schemas);
  change.options = resolver.options(statement.options);
  if (!resolver.ok()) return;
  check_members(statement, change.tables, publication, resolver, workspace);
  if (statement.action == ast::PublicationAction::drop) {
    PublicationDefinition rest = publication;
    for (const Published& named : change.tables) erase_published(rest, named.table);
    for (std::size_t i = 0, named = change.tables.size(); i < named; ++i)
      for (const TablePointer& child : meant_with(change.tables[i].table, workspace))
        if (erase_published(rest, child->name)) change.tables.push_back({child->name, {}, {}});
  } else {
    check_kept(statement.tables, change.tables, resolver, workspace);
    const bool adds = statement.action == ast::PublicationAction::add;
    change.tables = with_children(std::move(change.tables), adds ? publication : PublicationDefinition(), workspace);
  }
  const Places at{span, statement.name.span, statement.name.span};
  if (resolver.ok()) apply(AlterObject{object->key, std::move(change), false}, at, workspace);
}

}  // namespace galley
