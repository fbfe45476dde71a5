#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/letter_case.hpp"
#include "catalog/alter_object.hpp"
#include "catalog/companions.hpp"
#include "catalog/object_edits.hpp"
#include "catalog/object_needs.hpp"
#include "catalog/publications.hpp"
#include "catalog/table_options.hpp"
#include "diag/catalogue/objects.hpp"

namespace galley {
namespace {

constexpr std::array<std::string_view, 4> all_actions{"insert", "update", "delete", "truncate"};
constexpr std::string_view via_root = "publish_via_partition_root";

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

PublicationDefinition& edit(ObjectEdits& edits, const ObjectPointer& publication) {
  return std::get<PublicationDefinition>(edits.edit(publication)->definition);
}

std::vector<ObjectChange> with_needs(const ObjectEdits& edits) {
  std::vector<ObjectChange> changes = edits.take();
  for (ObjectChange& change : changes) {
    auto after = std::make_shared<SchemaObject>(*change.after);
    after->needs = needs_of(*after);
    change.after = std::move(after);
  }
  return changes;
}

std::string option_text(std::string_view name, std::string value) {
  value = lower_case(value);
  if (name == via_root) return value == "true" || value == "on" || value == "1" ? "true" : "false";
  const std::optional<std::vector<std::string>> actions = name == "publish" ? published_actions(value) : std::nullopt;
  return actions ? fmt::format("{}", fmt::join(*actions, ", ")) : value;
}

std::string_view default_of(std::string_view name) {
  if (name == "publish") return "insert, update, delete, truncate";
  return name == via_root ? "false" : "none";
}

/// The columns by which a row that goes or changes is told of; nothing where such a row cannot be told of.
std::optional<std::vector<std::string>> identity_of(const Table& table) {
  const auto columns_of_marked = [&](const auto& list) -> std::optional<std::vector<std::string>> {
    for (const auto& part : list)
      if (part.replica_identity) return columns_of(part);
    return std::nullopt;
  };
  switch (table.replica_identity) {
    case ast::ReplicaIdentity::primary_key:
      return table.primary_key() ? std::optional(columns_of(*table.primary_key())) : std::nullopt;
    case ast::ReplicaIdentity::index: {
      const auto columns = columns_of_marked(table.indexes);
      return columns ? columns : columns_of_marked(table.constraints);
    }
    case ast::ReplicaIdentity::full: {
      std::vector<std::string> all;
      for (const Column& column : table.columns) all.push_back(column.name);
      return all;
    }
    case ast::ReplicaIdentity::nothing:
      break;
  }
  return std::nullopt;
}

/// Why updates and deletes of the table are refused from here on, or nothing.
std::string fault_of(const PublicationDefinition::Table& published, const Table& table) {
  const std::optional<std::vector<std::string>> identity = identity_of(table);
  if (!identity) return "it has neither a primary key nor another replica identity";
  if (published.where)
    for (const std::string& column : columns_of(*published.where))
      if (!contains(*identity, column)) return fmt::format("the condition names {}, which is no part of its replica identity", column);
  if (!published.columns.empty())
    for (const std::string& column : *identity)
      if (!contains(published.columns, column)) return fmt::format("the columns lack {} of its replica identity", column);
  return {};
}

}  // namespace

const PublicationDefinition::Table* find_published(const PublicationDefinition& publication, const ObjectName& table) {
  const auto found = std::find_if(publication.tables.begin(), publication.tables.end(),
                                  [&](const PublicationDefinition::Table& published) { return published.table == table; });
  return found == publication.tables.end() ? nullptr : &*found;
}

bool erase_published(PublicationDefinition& publication, const ObjectName& table) {
  return std::erase_if(publication.tables, [&](const PublicationDefinition::Table& published) { return published.table == table; }) > 0;
}

std::vector<ObjectPointer> publications_of(const ObjectName& table, const Catalog& catalog) {
  std::vector<ObjectPointer> found = catalog.objects_needing({ObjectKind::table, table, {}});
  std::erase_if(found, [](const ObjectPointer& user) { return user->key.kind != ObjectKind::publication; });
  return found;
}

bool filters_by(const SchemaObject& publication, const ObjectName& table, const std::string& column) {
  const auto* definition = std::get_if<PublicationDefinition>(&publication.definition);
  const PublicationDefinition::Table* published = definition ? find_published(*definition, table) : nullptr;
  return published && published->where && contains(columns_of(*published->where), column);
}

std::optional<std::vector<std::string>> published_actions(const std::string& value) {
  std::vector<std::string> written;
  std::string word;
  for (const char c : value + ",") {
    if (c == ',') {
      written.push_back(std::exchange(word, {}));
    } else if (c != ' ' && c != '\t' && c != '\n') {
      word += lower_case(c);
    }
  }
  if (written.size() == 1 && written.front().empty()) return std::vector<std::string>();  // tells of nothing
  for (const std::string& action : written)
    if (std::find(all_actions.begin(), all_actions.end(), action) == all_actions.end()) return std::nullopt;
  std::vector<std::string> actions;
  for (const std::string_view action : all_actions)
    if (contains(written, action)) actions.emplace_back(action);
  return actions;
}

StorageOption spelled_publication_option(StorageOption option) {
  option.value = option_text(option.name.text, option.value);
  option.is_string = option.name.text == "publish";
  return option;
}

void put_publication_option(PublicationDefinition& publication, StorageOption option) {
  option = spelled_publication_option(std::move(option));
  if (option.value == default_of(option.name.text))
    erase_option(publication.options, option.name.text);
  else
    put_option(publication.options, std::move(option));
}

StorageOption publication_option_of(const PublicationDefinition& publication, const std::string& name) {
  if (const StorageOption* option = find_option(publication.options, name)) return *option;
  return {{name, {}}, std::string(default_of(name)), name == "publish"};
}

void sort_published(PublicationDefinition& publication) {
  std::sort(publication.tables.begin(), publication.tables.end(),
            [](const PublicationDefinition::Table& a, const PublicationDefinition::Table& b) { return a.table < b.table; });
  std::sort(publication.schemas.begin(), publication.schemas.end());
}

std::vector<ObjectChange> without_tables(const std::vector<TableChange>& tables, const Catalog& catalog) {
  ObjectEdits edits;
  for (const TableChange& gone : tables) {
    if (gone.after || !gone.before) continue;
    for (const ObjectPointer& publication : publications_of(gone.before->name, catalog))
      erase_published(edit(edits, publication), gone.before->name);
  }
  return with_needs(edits);
}

std::vector<ObjectChange> without_schema(const std::string& schema, const Catalog& catalog) {
  ObjectEdits edits;
  for (const ObjectPointer& user : catalog.objects_needing({ObjectKind::schema, {{}, schema}, {}}))
    if (user->key.kind == ObjectKind::publication) std::erase(edit(edits, user).schemas, schema);
  return with_needs(edits);
}

bool check_publication(const SchemaObject& publication, Span span, Workspace& workspace) {
  const auto& definition = std::get<PublicationDefinition>(publication.definition);
  const std::string& name = publication.key.name.name;
  const bool by_root = publication_option_of(definition, std::string(via_root)).value == "true";
  bool ok = true;
  for (const PublicationDefinition::Table& published : definition.tables) {
    const std::string table = workspace.shown(published.table);
    if (!published.columns.empty() && !definition.schemas.empty()) {
      workspace.report(span, diag::publication_refuses, name, fmt::format("it names columns of table \"{}\" and whole schemas", table))
          .help("leave out the columns, or make two publications");
      ok = false;
    }
    const TablePointer known = workspace.peek_table(published.table);
    if (by_root || !known || !known->partition_by || (published.columns.empty() && !published.where)) continue;
    workspace
        .report(span, diag::publication_refuses, name,
                fmt::format("table \"{}\" is partitioned, and its partitions are told of one by one", table))
        .help("give columns and a condition to the partitions, or write: with ({} = true)", via_root);
    ok = false;
  }
  return ok;
}

std::vector<TablePointer> tables_with_children(const std::vector<PublicationDefinition::Table>& published, const Catalog& catalog) {
  std::vector<TablePointer> found;
  const auto add = [&](const TablePointer& table) {
    if (table && std::find(found.begin(), found.end(), table) == found.end()) found.push_back(table);
  };
  for (const PublicationDefinition::Table& each : published) {
    add(catalog.find_table(each.table));
    for (const TablePointer& below : descendants_of(each.table, catalog))
      if (!below->partition_of) add(below);
  }
  return found;
}

void add_published_tables(Operation& operation, const Workspace& workspace) {
  const auto* create = std::get_if<CreateObject>(&operation.change);
  const auto* alter = std::get_if<AlterObject>(&operation.change);
  const auto* change = alter ? std::get_if<ChangePublication>(&alter->what) : nullptr;
  const SchemaObject& after = *operation.objects.front().after;
  const auto* publication = std::get_if<PublicationDefinition>(&after.definition);
  if (!publication || (!create && !change)) return;
  std::vector<PublicationDefinition::Table> tables = create ? publication->tables : change->tables;
  const bool replaces = change && change->action == ast::PublicationAction::set;
  if (replaces) {
    const auto& before = std::get<PublicationDefinition>(operation.objects.front().before->definition).tables;
    tables.insert(tables.end(), before.begin(), before.end());
  }
  const std::optional<std::vector<std::string>> actions = published_actions(publication_option_of(*publication, "publish").value);
  const bool tells_of_changes = actions && (contains(*actions, "update") || contains(*actions, "delete"));
  add_companions(operation.tables, tables_with_children(tables, workspace.catalog()));
  if (!tells_of_changes) return;
  for (const PublicationDefinition::Table& published : tables) {
    const TablePointer table = workspace.peek_table(published.table);
    const PublicationDefinition::Table* now = find_published(*publication, published.table);
    const std::string fault = table && now && !table->partition_by ? fault_of(*now, *table) : std::string();
    if (!fault.empty())
      operation.notes.push_back(
          fmt::format("updates and deletes of table {} are refused from here on: {}", workspace.shown(table->name), fault));
  }
}

bool alter(const ChangePublication& change, AlteredObject& altered) {
  auto& publication = std::get<PublicationDefinition>(altered.after.definition);
  if (change.action == ast::PublicationAction::set) {
    publication.tables.clear();
    publication.schemas.clear();
  }
  for (const PublicationDefinition::Table& named : change.tables) {
    erase_published(publication, named.table);
    if (change.action != ast::PublicationAction::drop) publication.tables.push_back(named);
  }
  for (const std::string& named : change.schemas) {
    std::erase(publication.schemas, named);
    if (change.action != ast::PublicationAction::drop) publication.schemas.push_back(named);
  }
  for (const StorageOption& option : change.options) put_publication_option(publication, option);
  sort_published(publication);
  altered.after.needs = needs_of(altered.after);
  return check_publication(altered.after, altered.at.object, altered.workspace);
}

}  // namespace galley
