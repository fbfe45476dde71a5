// Trees as text of the language: the right words in the right order, without a thought for lines. layout.hpp lays them out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "format/marks.hpp"
#include "galley/ast.hpp"

namespace galley::format {

/// A text under construction. Everything that is put stands behind a blank, except at the beginning and behind "(".
class SourceText {
 public:
  explicit SourceText(Marks* marks = nullptr) : marks_(marks) {}

  [[nodiscard]] std::string take() { return std::move(text_); }
  /// For a text that will be put into this one.
  [[nodiscard]] SourceText inner() const { return SourceText(marks_); }

  void put(std::string_view words);
  void put_if(bool condition, std::string_view words) {
    if (condition) put(words);
  }
  /// Right behind what stands there: "," ")" ";"
  void glue(std::string_view text) { text_ += text; }

  void name(const Name& name);
  void name(std::string_view before, const std::optional<Name>& name);
  void qualified(const QualifiedName& name);
  void qualified(std::string_view before, const std::optional<QualifiedName>& name);
  /// One of the roles that are granted to, where the words that stand for a role need no quotes.
  void role(const Name& role);
  /// The id of a revision or a label: its case counts, and it may begin with a digit.
  void id(const Name& id);
  void type(const TypeName& type);
  void string(const ast::StringLiteral& literal) { string(literal.value); }
  void string(std::string_view text);
  void string(std::string_view before, const std::optional<ast::StringLiteral>& literal);
  /// Between dollar quotes that do not occur in it.
  void raw(const ast::RawText& raw);
  void text(std::string_view before, const std::optional<std::string>& text);
  void expression(const Expression& expression);
  void expression(std::string_view before, const std::optional<Expression>& expression);
  void in_parens(const Expression& expression);
  void in_parens(std::string_view before, const std::optional<Expression>& expression);
  /// f(, with the parenthesis where it belongs to the name.
  void open_call(const QualifiedName& function);

  template <class Items, class WriteItem>
  void commas(const Items& items, const WriteItem& write_item) {
    bool is_first = true;
    for (const auto& item : items) {
      if (!is_first) glue(",");
      is_first = false;
      write_item(item);
    }
  }
  template <class Items, class WriteItem>
  void list(const Items& items, const WriteItem& write_item) {
    put("(");
    commas(items, write_item);
    glue(")");
  }
  void names(const std::vector<Name>& names);
  void names(std::string_view before, const std::vector<Name>& names);
  void options(std::string_view before, const std::vector<ast::StorageOption>& options);
  /// name = value
  void option(const ast::StorageOption& option);
  /// toast.autovacuum_enabled, which is kept as one text.
  void option_name(const Name& name);

 private:
  std::string text_;
  Marks* marks_;
};

// write_table.cpp
void write(SourceText& out, const ast::References& references);
void write(SourceText& out, const ast::ColumnDefinition& column);
void write(SourceText& out, const ast::TableConstraint& constraint);
void write(SourceText& out, const ast::IndexKey& key);
void write(SourceText& out, const ast::PartitionBound& bound);
void write(SourceText& out, ast::Deferral deferral);
void write(SourceText& out, const ast::CreateTable& table);
void write(SourceText& out, const ast::CreateIndex& index);
void write(SourceText& out, const ast::LikeTable& like);
void write(SourceText& out, const ast::IdentityAttribute& identity);
void write(SourceText& out, const ast::SequenceOptions& options);
/// Behind `default`, which ends where a bare `and`, `is`, `collate` ... begins.
void write_default(SourceText& out, const Expression& value);
void write_restart(SourceText& out, bool restarts, const std::optional<std::string>& number);
void write_action_on(SourceText& out, std::string_view event, ast::ReferentialAction action, const std::vector<Name>& columns);

// write_alter_table.cpp
void write(SourceText& out, const ast::AlterTable& table);
void write(SourceText& out, const ast::DropConstraint& drop);
void write(SourceText& out, const ast::RenameConstraint& rename);
void write(SourceText& out, const ast::ValidateConstraint& validate);

// write_object.cpp
/// The name, without the kind.
void write(SourceText& out, const ast::ObjectReference& object);
void write(SourceText& out, const ast::CreateSequence& sequence);
void write(SourceText& out, const ast::AlterSequence& sequence);
void write(SourceText& out, const ast::CreateDomain& domain);
void write(SourceText& out, const ast::AlterDomain& domain);
void write(SourceText& out, const ast::CreateCompositeType& type);
void write(SourceText& out, const ast::AlterCompositeType& type);
void write(SourceText& out, const ast::TypeAttribute& attribute);
void write(SourceText& out, const ast::CreateExtension& extension);
void write(SourceText& out, const ast::CreateStatistics& statistics);
void write(SourceText& out, const ast::Grant& grant);
void write(SourceText& out, const ast::AlterDefaultPrivileges& alter);

// write_publication.cpp
void write(SourceText& out, const ast::CreatePublication& publication);
void write(SourceText& out, const ast::AlterPublication& publication);

// write_routine.cpp
void write(SourceText& out, const ast::CreateView& view);
void write(SourceText& out, const ast::AlterView& view);
void write(SourceText& out, const ast::CreateRoutine& routine);
void write(SourceText& out, const ast::AlterRoutine& routine);
void write(SourceText& out, const ast::CreateTrigger& trigger);
void write(SourceText& out, const ast::CreatePolicy& policy);
void write(SourceText& out, const ast::AlterPolicy& policy);

// write_data.cpp
void write(SourceText& out, const ast::Insert& insert);
void write(SourceText& out, const ast::Update& update);
void write(SourceText& out, const ast::Delete& statement);
void write(SourceText& out, const ast::Truncate& truncate);
void write(SourceText& out, const ast::Require& require);
void write(SourceText& out, const ast::RawSql& sql);

// write_statement.cpp
/// With its semicolon, and without.
void write(SourceText& out, const ast::Statement& statement);
void write_body(SourceText& out, const ast::Statement& statement);
void write(SourceText& out, const ast::Revision& revision);

}  // namespace galley::format
