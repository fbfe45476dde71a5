// What a statement of PostgreSQL's own SQL does to the schema, said in the language, from its parse tree.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/dialect.hpp"
#include "postgresql/default_names.hpp"
#include "postgresql/parse_node.hpp"
#include "postgresql/statement_text.hpp"

namespace galley::postgresql {

/// What was written, and whether all of it could be said in the language. Nobody goes on with a part.
class MeaningReader {
 public:
  MeaningReader(std::string_view text, Span place, const Catalog& of_catalog, std::string schema)
      : words(text, place), catalog(of_catalog), default_schema(std::move(schema)) {}

  StatementText words;
  const Catalog& catalog;
  std::string default_schema;
  std::vector<ast::Statement> meaning;
  /// Relations that the statement changes, should it not be understood.
  std::vector<RawReference> changed;
  bool understood = true;

  void add(decltype(ast::Statement::what) what);
  void not_understood() { understood = false; }
  /// Remembers that a relation or type changes.
  void changes(const ParseNode& range_variable);
  void changes(ObjectKind kind, const NameInTree& name);

  // ---- names
  [[nodiscard]] QualifiedName relation(const ParseNode& range_variable) const;
  [[nodiscard]] QualifiedName qualified(const ParseNode& name_list) const;
  [[nodiscard]] Name named(const std::string& name) const { return words.name(name, words.all()); }
  [[nodiscard]] std::vector<Name> names(const ParseNode& list, Words within) const;
  [[nodiscard]] ObjectName object_name(const NameInTree& name) const;
  [[nodiscard]] ObjectName object_name(const ParseNode& range_variable) const;

  // ---- pieces that are cut and read by the language's own parser, which must see in them what PostgreSQL sees
  [[nodiscard]] Expression expression(Words words, const ParseNode& node);
  [[nodiscard]] std::optional<Expression> optional_expression(Words words, const ParseNode& node);
  [[nodiscard]] TypeName type(Words words, const ParseNode& node);
  [[nodiscard]] ast::RawText query(Words words, const ParseNode& node);

  // ---- lists of "name = value"
  [[nodiscard]] std::vector<ast::StorageOption> storage_options(const ParseNode& list) const;
  [[nodiscard]] QualifiedName collation(const ParseNode& name_list) const { return qualified(name_list); }
};

/// The first number that stands behind the beginning of an option, with its sign. The tree loses negative ones.
[[nodiscard]] std::string number_after(const ParseNode& option, const MeaningReader& reader);
/// public, current_user and session_user are words of their own.
[[nodiscard]] Name role_name(const ParseNode& role, const MeaningReader& reader);
[[nodiscard]] std::optional<ObjectKind> object_kind(std::string_view object_type);
/// The object that a statement names: a relation, a type, a routine, a part of a table. A type is of the kind that the catalog knows.
[[nodiscard]] ast::ObjectReference read_object(ObjectKind kind, const ParseNode& object, MeaningReader& reader);
[[nodiscard]] ast::TypeAttribute read_type_attribute(const ParseNode& node, MeaningReader& reader);

/// One value of an option: a number, a string, a word.
[[nodiscard]] std::string option_value(const ParseNode& option);

// ---- one function a family of statements; each says whether the statement is one of its own

bool read_table_statement(const ParseNode& tree, MeaningReader& reader);
bool read_index_statement(const ParseNode& tree, MeaningReader& reader);
bool read_alter_table(const ParseNode& tree, MeaningReader& reader);
bool read_type_statement(const ParseNode& tree, MeaningReader& reader);
bool read_sequence_statement(const ParseNode& tree, MeaningReader& reader);
bool read_view_statement(const ParseNode& tree, MeaningReader& reader);
bool read_routine_statement(const ParseNode& tree, MeaningReader& reader);
bool read_policy_statement(const ParseNode& tree, MeaningReader& reader);
bool read_publication_statement(const ParseNode& tree, MeaningReader& reader);
bool read_object_statement(const ParseNode& tree, MeaningReader& reader);

// ---- pieces of tables

/// A column in words; sequences of serial types are added to the meaning before it.
[[nodiscard]] ast::ColumnDefinition read_column(const ParseNode& node, Words words, const ObjectName& table, DefaultNames& names,
                                                MeaningReader& reader);
[[nodiscard]] ast::TableConstraint read_table_constraint(const ParseNode& node, const ObjectName& table, DefaultNames& names,
                                                         MeaningReader& reader);
/// Of a check: it takes part of its name from the column, where it names just one.
[[nodiscard]] std::string default_check_name(const ParseNode& condition, DefaultNames& names);
[[nodiscard]] ast::References read_references(const ParseNode& node, Words words, MeaningReader& reader);
[[nodiscard]] ast::SequenceOptions read_sequence_options(const ParseNode& list, MeaningReader& reader);
[[nodiscard]] ast::IndexKey read_index_key(const ParseNode& node, Words words, MeaningReader& reader);
/// As PostgreSQL names the keys of an index: a column, a function, or "expr", each once.
void add_key_name(const ParseNode& key, std::vector<std::string>& names);
[[nodiscard]] ast::PartitionBound read_partition_bound(const ParseNode& node, Words words, MeaningReader& reader);
[[nodiscard]] ast::PartitionBy read_partition_by(const ParseNode& node, MeaningReader& reader);

}  // namespace galley::postgresql
