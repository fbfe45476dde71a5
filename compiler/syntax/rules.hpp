// The rules that are used in more than one file of the grammar. The others stand where they are used.
#pragma once

#include "syntax/grammar.hpp"

namespace galley::grammar {

// grammar_expressions.cpp
struct ExpressionRule {};
const x3::rule<ExpressionRule, Expression> expression = "an expression";
struct RestrictedExpressionRule {};
/// What a DEFAULT takes without parentheses: no and, or, not, in, like, is, between, collate.
const x3::rule<RestrictedExpressionRule, Expression> restricted_expression = "an expression";
BOOST_SPIRIT_DECLARE(decltype(expression), decltype(restricted_expression))

// grammar_operands.cpp
struct OperandRule {};
const x3::rule<OperandRule, Expression> operand = "an expression";
struct KeyOperandRule {};
/// What an index may be over: a column, a call, an expression in parentheses.
const x3::rule<KeyOperandRule, Expression> key_operand = "a column or an expression in parentheses";
BOOST_SPIRIT_DECLARE(decltype(operand), decltype(key_operand))

// grammar_columns.cpp
struct ColumnDefinitionRule {};
const x3::rule<ColumnDefinitionRule, ast::ColumnDefinition> column_definition = "a column";
struct ReferencesRule {};
const x3::rule<ReferencesRule, ast::References> references = "\"references\"";
BOOST_SPIRIT_DECLARE(decltype(column_definition), decltype(references))

// grammar_constraints.cpp
struct TableConstraintRule {};
const x3::rule<TableConstraintRule, ast::TableConstraint> table_constraint = "a constraint";
struct IndexKeyRule {};
const x3::rule<IndexKeyRule, ast::IndexKey> index_key = "a column or an expression in parentheses";
BOOST_SPIRIT_DECLARE(decltype(table_constraint), decltype(index_key))

// grammar_tables.cpp
struct CreateTableRule {};
const x3::rule<CreateTableRule, ast::CreateTable> create_table = "create table";
struct DropTableRule {};
const x3::rule<DropTableRule, ast::DropTable> drop_table = "drop table";
struct RenameTableRule {};
const x3::rule<RenameTableRule, ast::RenameTable> rename_table = "rename table";
BOOST_SPIRIT_DECLARE(decltype(create_table), decltype(drop_table), decltype(rename_table))

// grammar_alter_table.cpp
struct AlterTableRule {};
const x3::rule<AlterTableRule, ast::AlterTable> alter_table = "alter table";
BOOST_SPIRIT_DECLARE(decltype(alter_table))

// grammar_indexes.cpp
struct CreateIndexRule {};
const x3::rule<CreateIndexRule, ast::CreateIndex> create_index = "create index";
struct DropIndexRule {};
const x3::rule<DropIndexRule, ast::DropIndex> drop_index = "drop index";
struct RenameIndexRule {};
const x3::rule<RenameIndexRule, ast::RenameIndex> rename_index = "rename index";
BOOST_SPIRIT_DECLARE(decltype(create_index), decltype(drop_index), decltype(rename_index))

// grammar_enums.cpp
struct CreateEnumRule {};
const x3::rule<CreateEnumRule, ast::CreateEnum> create_enum = "create enum";
struct DropEnumRule {};
const x3::rule<DropEnumRule, ast::DropEnum> drop_enum = "drop enum";
struct RenameEnumRule {};
const x3::rule<RenameEnumRule, ast::RenameEnum> rename_enum = "rename enum";
struct AddEnumValueRule {};
const x3::rule<AddEnumValueRule, ast::AddEnumValue> add_enum_value = "add value";
struct RenameEnumValueRule {};
const x3::rule<RenameEnumValueRule, ast::RenameEnumValue> rename_enum_value = "rename value";
struct DropEnumValueRule {};
const x3::rule<DropEnumValueRule, ast::DropEnumValue> drop_enum_value = "drop value";
BOOST_SPIRIT_DECLARE(decltype(create_enum), decltype(drop_enum), decltype(rename_enum), decltype(add_enum_value),
                     decltype(rename_enum_value), decltype(drop_enum_value))

// grammar_data.cpp
struct InsertRule {};
const x3::rule<InsertRule, ast::Insert> insert = "insert";
struct UpdateRule {};
const x3::rule<UpdateRule, ast::Update> update = "update";
struct DeleteRule {};
const x3::rule<DeleteRule, ast::Delete> delete_ = "delete";
BOOST_SPIRIT_DECLARE(decltype(insert), decltype(update), decltype(delete_))

// grammar_statements.cpp
struct StatementRule {};
const x3::rule<StatementRule, ast::Statement> statement = "a statement";
struct StatementBlockRule {};
/// { statement; ... }
const x3::rule<StatementBlockRule, std::vector<ast::Statement>> statement_block = "\"{\"";
BOOST_SPIRIT_DECLARE(decltype(statement), decltype(statement_block))

// grammar_revision.cpp
struct UpgradeClause {
  std::vector<ast::Statement> body;
  Span span;
};
struct DowngradeClause {
  decltype(ast::Revision::downgrade) what;
  Span span;
};
/// A revision as it is written; parse.cpp makes the node of the tree.
struct RevisionParts {
  ast::RevisionHeader header;
  std::vector<std::variant<UpgradeClause, DowngradeClause>> clauses;
};
struct RevisionRule {};
const x3::rule<RevisionRule, RevisionParts> revision = "a revision";
BOOST_SPIRIT_DECLARE(decltype(revision))

}  // namespace galley::grammar
