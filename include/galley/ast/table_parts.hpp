// What tables are written with: columns, constraints, options, keys of indexes; and texts that stand anywhere.
#pragma once

#include <optional>
#include <string>
#include <variant>
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

/// with (fillfactor = 70, toast.autovacuum_enabled = false); the value as written, a string unescaped
struct StorageOption {
  Name name;
  std::string value;
  bool is_string = false;
  friend bool operator==(const StorageOption&, const StorageOption&) = default;
};
/// What sequences and identity columns share. Numbers are kept as text, with their sign.
struct SequenceOptions {
  std::optional<TypeName> type;  // as bigint
  std::optional<std::string> start;
  std::optional<std::string> increment;
  std::optional<std::string> minimum;
  std::optional<std::string> maximum;
  bool no_minimum = false;
  bool no_maximum = false;
  std::optional<std::string> cache;
  std::optional<bool> cycle;  // cycle, no cycle
  friend bool operator==(const SequenceOptions&, const SequenceOptions&) = default;
};

struct NotNullAttribute {
  friend bool operator==(const NotNullAttribute&, const NotNullAttribute&) = default;
};
struct NullAttribute {
  friend bool operator==(const NullAttribute&, const NullAttribute&) = default;
};
struct DefaultAttribute {
  Expression value;
  friend bool operator==(const DefaultAttribute&, const DefaultAttribute&) = default;
};
struct PrimaryKeyAttribute {
  friend bool operator==(const PrimaryKeyAttribute&, const PrimaryKeyAttribute&) = default;
};
struct UniqueAttribute {
  bool nulls_not_distinct = false;
  friend bool operator==(const UniqueAttribute&, const UniqueAttribute&) = default;
};
struct ReferencesAttribute {
  References references;
  friend bool operator==(const ReferencesAttribute&, const ReferencesAttribute&) = default;
};
struct CheckAttribute {
  Expression condition;
  bool no_inherit = false;
  friend bool operator==(const CheckAttribute&, const CheckAttribute&) = default;
};
struct IdentityAttribute {  // generated always|by default as identity [(start with 10 increment by 5 ...)]
  bool always = false;
  SequenceOptions options;
  friend bool operator==(const IdentityAttribute&, const IdentityAttribute&) = default;
};
struct GeneratedAttribute {
  Expression value;
  bool stored = true;
  friend bool operator==(const GeneratedAttribute&, const GeneratedAttribute&) = default;
};
struct CollateAttribute {
  QualifiedName collation;
  friend bool operator==(const CollateAttribute&, const CollateAttribute&) = default;
};
struct CommentAttribute {
  StringLiteral text;
  friend bool operator==(const CommentAttribute&, const CommentAttribute&) = default;
};

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

struct PrimaryKeyConstraint {
  std::vector<Name> columns;
  std::vector<Name> include;
  friend bool operator==(const PrimaryKeyConstraint&, const PrimaryKeyConstraint&) = default;
};
struct UniqueConstraint {
  bool nulls_not_distinct = false;
  std::vector<Name> columns;
  std::vector<Name> include;
  friend bool operator==(const UniqueConstraint&, const UniqueConstraint&) = default;
};
struct ForeignKeyConstraint {
  std::vector<Name> columns;
  References references;
  friend bool operator==(const ForeignKeyConstraint&, const ForeignKeyConstraint&) = default;
};
struct CheckConstraint {
  Expression condition;
  bool no_inherit = false;
  friend bool operator==(const CheckConstraint&, const CheckConstraint&) = default;
};

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
struct ExcludeElement {
  IndexKey key;
  std::string op;
  friend bool operator==(const ExcludeElement&, const ExcludeElement&) = default;
};
struct ExcludeConstraint {  // exclude using gist (room with =, span with &&) [where (...)]
  Name method;
  std::vector<ExcludeElement> elements;
  std::optional<Expression> where;
  friend bool operator==(const ExcludeConstraint&, const ExcludeConstraint&) = default;
};

enum class LikePart { all, comments, compression, constraints, defaults, generated, identity, indexes, statistics, storage };
struct LikeOption {
  bool including = true;
  LikePart part = LikePart::all;
  friend bool operator==(const LikeOption&, const LikeOption&) = default;
};
struct LikeTable {  // like t including all excluding comments: the later option wins
  QualifiedName table;
  std::vector<LikeOption> options;
  Span span;
  friend bool operator==(const LikeTable&, const LikeTable&) = default;
};

struct TableConstraint {
  std::optional<Name> name;
  std::variant<PrimaryKeyConstraint, UniqueConstraint, ForeignKeyConstraint, CheckConstraint, ExcludeConstraint> what;
  Deferral deferral = Deferral::not_deferrable;
  bool not_valid = false;
  Span span;
  friend bool operator==(const TableConstraint&, const TableConstraint&) = default;
};

}  // namespace galley::ast
