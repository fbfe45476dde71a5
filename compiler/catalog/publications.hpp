// What publications tell subscribers of: for what changes them, and for what takes their tables away.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/workspace.hpp"

namespace galley {

[[nodiscard]] const PublicationDefinition::Table* find_published(const PublicationDefinition& publication, const ObjectName& table);
/// Whether it was there.
bool erase_published(PublicationDefinition& publication, const ObjectName& table);
/// Those that name the table, not those of its schema or of all tables.
[[nodiscard]] std::vector<ObjectPointer> publications_of(const ObjectName& table, const Catalog& catalog);
/// Whether a condition on rows of the table names the column.
[[nodiscard]] bool filters_by(const SchemaObject& publication, const ObjectName& table, const std::string& column);

/// The value spelled in the one way in which the catalog and the script have it.
[[nodiscard]] StorageOption spelled_publication_option(StorageOption option);
/// Keeps none that says what the server has anyway.
void put_publication_option(PublicationDefinition& publication, StorageOption option);
/// What the server has where the option was never written.
[[nodiscard]] StorageOption publication_option_of(const PublicationDefinition& publication, const std::string& name);
/// "insert, update" as its words in the server's order; nothing where one of them is none of them.
[[nodiscard]] std::optional<std::vector<std::string>> published_actions(const std::string& value);

/// Keeps tables and schemas in order of their names.
void sort_published(PublicationDefinition& publication);

/// The tables of one operation that go, or the schema, out of all publications, as the server leaves these when it drops them.
[[nodiscard]] std::vector<ObjectChange> without_tables(const std::vector<TableChange>& tables, const Catalog& catalog);
[[nodiscard]] std::vector<ObjectChange> without_schema(const std::string& schema, const Catalog& catalog);

/// Whether parts that are right each fit together; reports what does not at `span`.
bool check_publication(const SchemaObject& publication, Span span, Workspace& workspace);
/// What stands there under these names, each once, with the tables that inherit from it.
[[nodiscard]] std::vector<TablePointer> tables_with_children(const std::vector<PublicationDefinition::Table>& published,
                                                             const Catalog& catalog);
/// Of an operation that changes what a publication names: its tables among those that the operation leaves as they are, and a note where
/// updates of one are refused by it.
void add_published_tables(Operation& operation, const Workspace& workspace);

}  // namespace galley
