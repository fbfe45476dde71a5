// The syntax tree: what was written, with its places. Nothing is resolved here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "galley/expression.hpp"

namespace galley::ast {

struct StringLiteral {
  std::string value;  // unescaped
  Span span;
  friend bool operator==(const StringLiteral&, const StringLiteral&) = default;
};
/// The inside of $$ ... $$, byte for byte. `span` is the inside alone.
struct RawText {
  std::string text;
  Span span;
  friend bool operator==(const RawText&, const RawText&) = default;
};

// ---- pieces of tables

enum class ReferentialAction { no_action, restrict, cascade, set_null, set_default };
enum class MatchType { simple, full };
/// deferrable [initially deferred | immediate]; an enumerator for each meaning
enum class Deferral { not_deferrable, initially_immediate, initially_deferred };

struct References {  // references t [(c, ...)] [match full] [on delete ..] [on update ..]
  QualifiedName table;
  std::vector<Name> columns;
  MatchType match = MatchType::simple;
  ReferentialAction on_delete = ReferentialAction::no_action;
  std::vector<Name> on_delete_columns;  // on delete set null (c)
  ReferentialAction on_update = ReferentialAction::no_action;
  friend bool operator==(const References&, const References&) = default;
};

struct NotNullAttribute { friend bool operator==(const NotNullAttribute&, const NotNullAttribute&) = default; };
struct NullAttribute { friend bool operator==(const NullAttribute&, const NullAttribute&) = default; };
struct DefaultAttribute { Expression value; friend bool operator==(const DefaultAttribute&, const DefaultAttribute&) = default; };
struct PrimaryKeyAttribute { friend bool operator==(const PrimaryKeyAttribute&, const PrimaryKeyAttribute&) = default; };
struct UniqueAttribute { bool nulls_not_distinct = false; friend bool operator==(const UniqueAttribute&, const UniqueAttribute&) = default; };
struct ReferencesAttribute { References references; friend bool operator==(const ReferencesAttribute&, const ReferencesAttribute&) = default; };
struct CheckAttribute { Expression condition; bool no_inherit = false; friend bool operator==(const CheckAttribute&, const CheckAttribute&) = default; };
struct IdentityAttribute {  // generated always|by default as identity [(start with 10 increment by 5 ...)]
  bool always = false;
  std::optional<std::string> start;
  std::optional<std::string> increment;
  friend bool operator==(const IdentityAttribute&, const IdentityAttribute&) = default;
};
struct GeneratedAttribute { Expression value; bool stored = true; friend bool operator==(const GeneratedAttribute&, const GeneratedAttribute&) = default; };
struct CollateAttribute { QualifiedName collation; friend bool operator==(const CollateAttribute&, const CollateAttribute&) = default; };
struct CommentAttribute { StringLiteral text; friend bool operator==(const CommentAttribute&, const CommentAttribute&) = default; };

struct ColumnAttribute {  // [constraint NAME] what [deferrable ...]
  std::optional<Name> constraint_name;
  std::variant<NotNullAttribute, NullAttribute, DefaultAttribute, PrimaryKeyAttribute, UniqueAttribute, ReferencesAttribute, CheckAttribute,
               IdentityAttribute, GeneratedAttribute, CollateAttribute, CommentAttribute>
      what;
  Deferral deferral = Deferral::not_deferrable;
  Span span;
  friend bool operator==(const ColumnAttribute&, const ColumnAttribute&) = default;
};

struct ColumnDefinition {
  Name name;
  TypeName type;
  std::vector<ColumnAttribute> attributes;
  Span span;
  friend bool operator==(const ColumnDefinition&, const ColumnDefinition&) = default;
};

struct PrimaryKeyConstraint { std::vector<Name> columns; std::vector<Name> include; friend bool operator==(const PrimaryKeyConstraint&, const PrimaryKeyConstraint&) = default; };
struct UniqueConstraint { bool nulls_not_distinct = false; std::vector<Name> columns; std::vector<Name> include; friend bool operator==(const UniqueConstraint&, const UniqueConstraint&) = default; };
struct ForeignKeyConstraint { std::vector<Name> columns; References references; friend bool operator==(const ForeignKeyConstraint&, const ForeignKeyConstraint&) = default; };
struct CheckConstraint { Expression condition; bool no_inherit = false; friend bool operator==(const CheckConstraint&, const CheckConstraint&) = default; };

enum class NullsOrder { unspecified, first, last };
struct IndexKey {  // column or (expression) [collate c] [opclass] [asc|desc] [nulls first|last]
  Expression key;  // a ColumnReference where it is a plain column
  std::optional<QualifiedName> collation;
  std::optional<QualifiedName> operator_class;
  bool descending = false;
  NullsOrder nulls = NullsOrder::unspecified;
  Span span;
  friend bool operator==(const IndexKey&, const IndexKey&) = default;
};
struct ExcludeElement { IndexKey key; std::string op; friend bool operator==(const ExcludeElement&, const ExcludeElement&) = default; };
struct ExcludeConstraint {  // exclude using gist (room with =, span with &&) [where (...)]
  Name method;
  std::vector<ExcludeElement> elements;
  std::optional<Expression> where;
  friend bool operator==(const ExcludeConstraint&, const ExcludeConstraint&) = default;
};

struct TableConstraint {
  std::optional<Name> name;
  std::variant<PrimaryKeyConstraint, UniqueConstraint, ForeignKeyConstraint, CheckConstraint, ExcludeConstraint> what;
  Deferral deferral = Deferral::not_deferrable;
  bool not_valid = false;
  Span span;
  friend bool operator==(const TableConstraint&, const TableConstraint&) = default;
};

// ---- statements

using TableElement = std::variant<ColumnDefinition, TableConstraint>;
struct CreateTable {
  bool if_not_exists = false;
  QualifiedName name;
  std::vector<TableElement> elements;
  std::optional<StringLiteral> comment;
  friend bool operator==(const CreateTable&, const CreateTable&) = default;
};
struct DropTable { bool if_exists = false; QualifiedName name; bool cascade = false; friend bool operator==(const DropTable&, const DropTable&) = default; };
struct RenameTable { QualifiedName from; Name to; friend bool operator==(const RenameTable&, const RenameTable&) = default; };

struct AddColumn { bool if_not_exists = false; ColumnDefinition column; friend bool operator==(const AddColumn&, const AddColumn&) = default; };
struct DropColumn { bool if_exists = false; Name column; bool cascade = false; friend bool operator==(const DropColumn&, const DropColumn&) = default; };
struct RenameColumn { Name from; Name to; friend bool operator==(const RenameColumn&, const RenameColumn&) = default; };
struct AlterColumnType {
  Name column;
  TypeName type;
  std::optional<QualifiedName> collation;
  std::optional<Expression> using_;
  friend bool operator==(const AlterColumnType&, const AlterColumnType&) = default;
};
struct SetDefault { Name column; Expression value; friend bool operator==(const SetDefault&, const SetDefault&) = default; };
struct DropDefault { Name column; friend bool operator==(const DropDefault&, const DropDefault&) = default; };
struct SetNotNull { Name column; friend bool operator==(const SetNotNull&, const SetNotNull&) = default; };
struct DropNotNull { Name column; friend bool operator==(const DropNotNull&, const DropNotNull&) = default; };
struct ColumnComment { Name column; std::optional<StringLiteral> text; friend bool operator==(const ColumnComment&, const ColumnComment&) = default; };
struct AddConstraint { TableConstraint constraint; friend bool operator==(const AddConstraint&, const AddConstraint&) = default; };
struct DropConstraint { bool if_exists = false; Name name; bool cascade = false; friend bool operator==(const DropConstraint&, const DropConstraint&) = default; };
struct RenameConstraint { Name from; Name to; friend bool operator==(const RenameConstraint&, const RenameConstraint&) = default; };
struct ValidateConstraint { Name name; friend bool operator==(const ValidateConstraint&, const ValidateConstraint&) = default; };

struct AlterAction {
  std::variant<AddColumn, DropColumn, RenameColumn, AlterColumnType, SetDefault, DropDefault, SetNotNull, DropNotNull, ColumnComment,
               AddConstraint, DropConstraint, RenameConstraint, ValidateConstraint>
      what;
  Span span;
  friend bool operator==(const AlterAction&, const AlterAction&) = default;
};
/// alter table t { a; b; } and alter table t a, b;
struct AlterTable {
  QualifiedName name;
  std::vector<AlterAction> actions;
  friend bool operator==(const AlterTable&, const AlterTable&) = default;
};

struct CreateIndex {
  bool unique = false;
  bool concurrently = false;
  bool if_not_exists = false;
  std::optional<Name> name;
  QualifiedName table;
  std::optional<Name> method;
  std::vector<IndexKey> keys;
  std::vector<Name> include;
  bool nulls_not_distinct = false;
  std::optional<Expression> where;
  std::optional<StringLiteral> comment;
  friend bool operator==(const CreateIndex&, const CreateIndex&) = default;
};
struct DropIndex { bool concurrently = false; bool if_exists = false; QualifiedName name; bool cascade = false; friend bool operator==(const DropIndex&, const DropIndex&) = default; };
struct RenameIndex { QualifiedName from; Name to; friend bool operator==(const RenameIndex&, const RenameIndex&) = default; };

struct CreateEnum { QualifiedName name; std::vector<StringLiteral> values; friend bool operator==(const CreateEnum&, const CreateEnum&) = default; };
struct DropEnum { bool if_exists = false; QualifiedName name; friend bool operator==(const DropEnum&, const DropEnum&) = default; };
struct RenameEnum { QualifiedName from; Name to; friend bool operator==(const RenameEnum&, const RenameEnum&) = default; };
enum class ValuePosition { last, before, after };
struct AddEnumValue {
  QualifiedName name;
  StringLiteral value;
  ValuePosition position = ValuePosition::last;
  std::optional<StringLiteral> neighbour;
  friend bool operator==(const AddEnumValue&, const AddEnumValue&) = default;
};
struct RenameEnumValue { QualifiedName name; StringLiteral from; StringLiteral to; friend bool operator==(const RenameEnumValue&, const RenameEnumValue&) = default; };
struct DropEnumValue {  // alter enum e drop value 'x' [using 'y']
  QualifiedName name;
  StringLiteral value;
  std::optional<StringLiteral> replacement;
  friend bool operator==(const DropEnumValue&, const DropEnumValue&) = default;
};

enum class CommentTarget { table, column, index, constraint, enumeration };
struct CommentOn {  // comment on column t.c is 'x'; on constraint c on t is null
  CommentTarget target = CommentTarget::table;
  QualifiedName object;          // the table of a column or constraint
  std::optional<Name> part;      // the column or constraint
  std::optional<StringLiteral> text;
  friend bool operator==(const CommentOn&, const CommentOn&) = default;
};

struct Insert {  // insert into t (a, b) values (1, 'x'), (2, default);
  QualifiedName table;
  std::vector<Name> columns;
  std::vector<std::vector<Expression>> rows;
  friend bool operator==(const Insert&, const Insert&) = default;
};
struct Assignment { Name column; Expression value; friend bool operator==(const Assignment&, const Assignment&) = default; };
struct Update { QualifiedName table; std::vector<Assignment> assignments; std::optional<Expression> where; friend bool operator==(const Update&, const Update&) = default; };
struct Delete { QualifiedName table; std::optional<Expression> where; friend bool operator==(const Delete&, const Delete&) = default; };

struct RawSql {  // sql [on postgresql] [outside transaction] $$...$$ [undo $$...$$]; the options also after the text
  std::optional<Name> dialect;
  bool outside_transaction = false;
  RawText text;
  std::optional<RawText> undo;
  friend bool operator==(const RawSql&, const RawSql&) = default;
};
enum class TimeoutKind { lock, statement };
struct SetTimeout { TimeoutKind kind = TimeoutKind::lock; StringLiteral value; friend bool operator==(const SetTimeout&, const SetTimeout&) = default; };

struct Statement;
struct OnDialect { Name dialect; std::vector<Statement> body; friend bool operator==(const OnDialect&, const OnDialect&); };
/// Stands for text that did not parse; the error is already reported.
struct Error { friend bool operator==(const Error&, const Error&) = default; };

struct Statement {
  std::variant<CreateTable, DropTable, RenameTable, AlterTable, CreateIndex, DropIndex, RenameIndex, CreateEnum, DropEnum, RenameEnum, AddEnumValue,
               RenameEnumValue, DropEnumValue, CommentOn, Insert, Update, Delete, RawSql, SetTimeout, OnDialect, Error>
      what;
  Span span;
  friend bool operator==(const Statement&, const Statement&) = default;
};
inline bool operator==(const OnDialect& a, const OnDialect& b) { return a.dialect == b.dialect && a.body == b.body; }

// ---- revisions

enum class Strategy { direct, online };

struct RevisionHeader {
  Name id;  // never folded: revision ids keep their case
  std::optional<StringLiteral> message;
  std::vector<Name> parents;       // revises
  std::vector<Name> dependencies;  // depends on
  std::vector<Name> labels;
  std::optional<Strategy> strategy;
  std::optional<StringLiteral> created;
  std::optional<StringLiteral> author;
  std::optional<StringLiteral> ticket;
  Span span;
  friend bool operator==(const RevisionHeader&, const RevisionHeader&) = default;
};

struct DowngradeAuto { friend bool operator==(const DowngradeAuto&, const DowngradeAuto&) = default; };
struct DowngradeBody { std::vector<Statement> body; friend bool operator==(const DowngradeBody&, const DowngradeBody&) = default; };
struct DowngradeIrreversible { StringLiteral why; friend bool operator==(const DowngradeIrreversible&, const DowngradeIrreversible&) = default; };

struct Revision {
  RevisionHeader header;
  std::vector<Statement> upgrade;
  std::variant<DowngradeAuto, DowngradeBody, DowngradeIrreversible> downgrade;
  Span downgrade_span;  // of the whole clause; nowhere when left out
  std::string meaning;  // digest over the tokens of the revision, without layout and comments: 64 hex digits
  friend bool operator==(const Revision& a, const Revision& b) {
    return a.header == b.header && a.upgrade == b.upgrade && a.downgrade == b.downgrade;
  }
};

struct File {
  std::vector<Revision> revisions;
  friend bool operator==(const File&, const File&) = default;
};

}  // namespace galley::ast
