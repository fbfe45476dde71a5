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

// grammar_options.cpp
struct StorageOptionsRule {};
/// What stands behind `with` or `set`.
const x3::rule<StorageOptionsRule, std::vector<ast::StorageOption>> storage_options = "\"(\"";
struct OptionNamesRule {};
const x3::rule<OptionNamesRule, std::vector<Name>> option_names = "\"(\"";
struct SequenceOptionRule {};
/// One option; several fill the same node.
const x3::rule<SequenceOptionRule, ast::SequenceOptions> sequence_option = "an option of a sequence";
struct IdentityAttributeRule {};
const x3::rule<IdentityAttributeRule, ast::IdentityAttribute> identity_attribute = "\"identity\"";
BOOST_SPIRIT_DECLARE(decltype(storage_options), decltype(option_names), decltype(sequence_option), decltype(identity_attribute))

// grammar_worded_calls.cpp
struct WordedCallRule {};
/// substring(a from b for c), overlay(..), position(..), trim(..)
const x3::rule<WordedCallRule, Call> worded_call = "a call";
BOOST_SPIRIT_DECLARE(decltype(worded_call))

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

// grammar_partitions.cpp
struct PartitionByRule {};
/// What follows `partition by`.
const x3::rule<PartitionByRule, ast::PartitionBy> partition_by = "\"range\", \"list\" or \"hash\"";
struct PartitionBoundRule {};
const x3::rule<PartitionBoundRule, ast::PartitionBound> partition_bound = "\"for values\" or \"default\"";
BOOST_SPIRIT_DECLARE(decltype(partition_by), decltype(partition_bound))

// grammar_tables.cpp
struct CreateTableRule {};
const x3::rule<CreateTableRule, ast::CreateTable> create_table = "create table";
struct DropTableRule {};
const x3::rule<DropTableRule, ast::DropTable> drop_table = "drop table";
struct RenameTableRule {};
const x3::rule<RenameTableRule, ast::RenameTable> rename_table = "rename table";
BOOST_SPIRIT_DECLARE(decltype(create_table), decltype(drop_table), decltype(rename_table))

// grammar_alter_column.cpp
struct AlterColumnRule {};
const x3::rule<AlterColumnRule, ast::AlterAction> alter_column_action = "\"alter column\"";
BOOST_SPIRIT_DECLARE(decltype(alter_column_action))

// grammar_change_constraint.cpp
struct ChangeConstraintRule {};
/// What follows the name: on delete cascade deferrable
const x3::rule<ChangeConstraintRule, ast::ChangeConstraint> change_constraint_options = "\"on delete\", \"on update\" or \"deferrable\"";
struct ChangeConstraintStatementRule {};
const x3::rule<ChangeConstraintStatementRule, ast::AlterTable> change_constraint_statement = "change constraint";
BOOST_SPIRIT_DECLARE(decltype(change_constraint_options), decltype(change_constraint_statement))

// grammar_alter_table.cpp
struct AlterTableRule {};
const x3::rule<AlterTableRule, ast::AlterTable> alter_table = "alter table";
struct SetOptionsRule {};
/// set (fillfactor = 70)
const x3::rule<SetOptionsRule, ast::SetTableOptions> set_options = "\"set (...)\"";
struct ResetOptionsRule {};
/// reset (fillfactor)
const x3::rule<ResetOptionsRule, ast::ResetTableOptions> reset_options = "\"reset\"";
BOOST_SPIRIT_DECLARE(decltype(alter_table), decltype(set_options), decltype(reset_options))

// grammar_indexes.cpp
struct CreateIndexRule {};
const x3::rule<CreateIndexRule, ast::CreateIndex> create_index = "create index";
struct DropIndexRule {};
const x3::rule<DropIndexRule, ast::DropIndex> drop_index = "drop index";
struct RenameIndexRule {};
const x3::rule<RenameIndexRule, ast::RenameIndex> rename_index = "rename index";
struct ReindexRule {};
const x3::rule<ReindexRule, ast::Reindex> reindex = "reindex";
BOOST_SPIRIT_DECLARE(decltype(create_index), decltype(drop_index), decltype(rename_index), decltype(reindex))

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

// grammar_views.cpp
struct CreateViewRule {};
const x3::rule<CreateViewRule, ast::CreateView> create_view = "create view";
struct CreateMaterializedViewRule {};
const x3::rule<CreateMaterializedViewRule, ast::CreateView> create_materialized_view = "create materialized view";
struct RefreshViewRule {};
const x3::rule<RefreshViewRule, ast::RefreshView> refresh_view = "refresh";
struct AlterViewRule {};
const x3::rule<AlterViewRule, ast::AlterView> alter_view = "alter view";
BOOST_SPIRIT_DECLARE(decltype(create_view), decltype(create_materialized_view), decltype(refresh_view), decltype(alter_view))

// grammar_routines.cpp
struct CreateFunctionRule {};
const x3::rule<CreateFunctionRule, ast::CreateRoutine> create_function = "create function";
struct CreateProcedureRule {};
const x3::rule<CreateProcedureRule, ast::CreateRoutine> create_procedure = "create procedure";
BOOST_SPIRIT_DECLARE(decltype(create_function), decltype(create_procedure))

// grammar_triggers.cpp
struct CreateTriggerRule {};
const x3::rule<CreateTriggerRule, ast::CreateTrigger> create_trigger = "create trigger";
BOOST_SPIRIT_DECLARE(decltype(create_trigger))

// grammar_policies.cpp
struct CreatePolicyRule {};
const x3::rule<CreatePolicyRule, ast::CreatePolicy> create_policy = "create policy";
struct AlterPolicyRule {};
const x3::rule<AlterPolicyRule, ast::AlterPolicy> alter_policy = "alter policy";
BOOST_SPIRIT_DECLARE(decltype(create_policy), decltype(alter_policy))

// grammar_privileges.cpp
struct GrantRule {};
const x3::rule<GrantRule, ast::Grant> grant = "grant";
struct RevokeRule {};
const x3::rule<RevokeRule, ast::Grant> revoke = "revoke";
struct AlterDefaultPrivilegesRule {};
const x3::rule<AlterDefaultPrivilegesRule, ast::AlterDefaultPrivileges> alter_default_privileges = "alter default privileges";
BOOST_SPIRIT_DECLARE(decltype(grant), decltype(revoke), decltype(alter_default_privileges))

// grammar_publications.cpp
struct CreatePublicationRule {};
const x3::rule<CreatePublicationRule, ast::CreatePublication> create_publication = "create publication";
struct AlterPublicationRule {};
const x3::rule<AlterPublicationRule, ast::AlterPublication> alter_publication = "alter publication";
BOOST_SPIRIT_DECLARE(decltype(create_publication), decltype(alter_publication))

// grammar_sequences.cpp
struct CreateSequenceRule {};
const x3::rule<CreateSequenceRule, ast::CreateSequence> create_sequence = "create sequence";
struct AlterSequenceRule {};
const x3::rule<AlterSequenceRule, ast::AlterSequence> alter_sequence = "alter sequence";
BOOST_SPIRIT_DECLARE(decltype(create_sequence), decltype(alter_sequence))

// grammar_domains.cpp
struct CreateDomainRule {};
const x3::rule<CreateDomainRule, ast::CreateDomain> create_domain = "create domain";
struct AlterDomainRule {};
const x3::rule<AlterDomainRule, ast::AlterDomain> alter_domain = "alter domain";
struct CreateStatisticsRule {};
const x3::rule<CreateStatisticsRule, ast::CreateStatistics> create_statistics = "create statistics";
BOOST_SPIRIT_DECLARE(decltype(create_domain), decltype(alter_domain), decltype(create_statistics))

// grammar_data.cpp
struct InsertRule {};
const x3::rule<InsertRule, ast::Insert> insert = "insert";
struct UpdateRule {};
const x3::rule<UpdateRule, ast::Update> update = "update";
struct DeleteRule {};
const x3::rule<DeleteRule, ast::Delete> delete_ = "delete";
struct TruncateRule {};
const x3::rule<TruncateRule, ast::Truncate> truncate = "truncate";
struct RequireRule {};
const x3::rule<RequireRule, ast::Require> require = "\"require\"";
BOOST_SPIRIT_DECLARE(decltype(insert), decltype(update), decltype(delete_), decltype(truncate), decltype(require))

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
