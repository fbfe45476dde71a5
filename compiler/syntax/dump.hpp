// Writing a tree as indented lines: a node a line, its place in brackets.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>

#include "galley/ast.hpp"

namespace galley::syntax {

class TreeWriter {
 public:
  /// One line; `inside` writes what stands below it.
  template <class Inside>
  void node(std::string_view text, Span span, const Inside& inside) {
    line(text, span);
    ++depth_;
    inside();
    --depth_;
  }
  void line(std::string_view text, Span span = {});

  /// Lines for members; nothing for what was left out.
  void name(std::string_view label, const Name& name);
  void name(std::string_view label, const std::optional<Name>& value);
  void name(std::string_view label, const QualifiedName& value);
  void name(std::string_view label, const std::optional<QualifiedName>& value);
  void names(std::string_view label, const std::vector<Name>& list);
  void flag(std::string_view label, bool value);
  void string(std::string_view label, const ast::StringLiteral& value);
  void string(std::string_view label, const std::optional<ast::StringLiteral>& value);
  void raw(std::string_view label, const ast::RawText& value);
  void type(const TypeName& type);
  void expression(std::string_view label, const Expression& value);
  void expression(std::string_view label, const std::optional<Expression>& value);
  void expressions(std::string_view label, const std::vector<Expression>& list);

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_;
  int depth_ = 0;
};

/// `text` on one line: line ends and quotes are escaped.
[[nodiscard]] std::string escaped(std::string_view text);

// dump_table.cpp
void dump(TreeWriter& out, const ast::ColumnDefinition& column);
void dump(TreeWriter& out, const ast::TableConstraint& constraint);
void dump(TreeWriter& out, const ast::LikeTable& like);
void dump(TreeWriter& out, const ast::IndexKey& key);
void dump(TreeWriter& out, const ast::AlterAction& action);
// dump_options.cpp
void dump(TreeWriter& out, std::string_view label, const ast::StorageOption& option);
void dump(TreeWriter& out, const ast::SequenceOptions& options);
void dump(TreeWriter& out, const ast::PartitionBy& partition_by);
void dump(TreeWriter& out, const ast::PartitionBound& bound);
void dump(TreeWriter& out, ast::Deferral deferral);
// dump_bodies.cpp
void dump(TreeWriter& out, const ast::CreateView& view);
void dump(TreeWriter& out, const ast::RefreshView& refresh);
void dump(TreeWriter& out, const ast::CreateRoutine& routine);
void dump(TreeWriter& out, const ast::AlterRoutine& routine);
void dump(TreeWriter& out, const ast::AlterView& view);
void dump(TreeWriter& out, const ast::CreateTrigger& trigger);
// dump_access.cpp
void dump(TreeWriter& out, const ast::CreatePolicy& policy);
void dump(TreeWriter& out, const ast::AlterPolicy& policy);
void dump(TreeWriter& out, const ast::Grant& grant);
void dump(TreeWriter& out, const ast::AlterDefaultPrivileges& alter);
// dump_publication.cpp
void dump(TreeWriter& out, const ast::CreatePublication& publication);
void dump(TreeWriter& out, const ast::AlterPublication& publication);
// dump_object.cpp
void dump(TreeWriter& out, const ast::ObjectReference& object);
void dump(TreeWriter& out, const ast::CreateSchema& n);
void dump(TreeWriter& out, const ast::CreateExtension& n);
void dump(TreeWriter& out, const ast::CreateSequence& n);
void dump(TreeWriter& out, const ast::AlterSequence& n);
void dump(TreeWriter& out, const ast::CreateDomain& n);
void dump(TreeWriter& out, const ast::AlterDomain& n);
void dump(TreeWriter& out, const ast::CreateCompositeType& n);
void dump(TreeWriter& out, const ast::AlterCompositeType& n);
void dump(TreeWriter& out, const ast::CreateStatistics& n);
// dump_statement.cpp
void dump(TreeWriter& out, const ast::Statement& statement);

}  // namespace galley::syntax
