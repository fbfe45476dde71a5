// Statements about objects of any kind, and those that need no expression: parsers in plain code.
#pragma once

#include "syntax/grammar.hpp"

namespace galley::grammar {

/// Reads a statement of one kind; says nothing where another one stands.
template <class Statement>
struct ObjectStatement : Reader<ObjectStatement<Statement>, Statement> {
  bool read(Iterator& first, ParseState& state, Statement& value) const;
  [[nodiscard]] std::string describe() const { return "a statement"; }
};

// object_references.cpp
/// drop view [if exists] v [cascade]
inline constexpr ObjectStatement<ast::DropObject> drop_object;
/// rename function f(int) to g
inline constexpr ObjectStatement<ast::RenameObject> rename_object;
/// alter table t rename to u, alter index i rename to j, alter enum e rename to f
inline constexpr ObjectStatement<ast::RenameTable> rename_altered_table;
inline constexpr ObjectStatement<ast::RenameIndex> rename_altered_index;
inline constexpr ObjectStatement<ast::RenameEnum> rename_altered_enum;
/// alter sequence s set schema app
inline constexpr ObjectStatement<ast::SetObjectSchema> set_object_schema;
/// alter trigger tr on t owner to r
inline constexpr ObjectStatement<ast::SetObjectOwner> set_object_owner;
/// comment on constraint c on t is 'x'
inline constexpr ObjectStatement<ast::CommentOn> comment_on;

// object_statements.cpp
/// create schema [if not exists] s [authorization r]
inline constexpr ObjectStatement<ast::CreateSchema> create_schema;
/// create extension [if not exists] x [schema s] [version '1.6'] [cascade]
inline constexpr ObjectStatement<ast::CreateExtension> create_extension;
/// alter extension x update [to '1.7']
inline constexpr ObjectStatement<ast::UpdateExtension> update_extension;
/// create type t as (a int, b text)
inline constexpr ObjectStatement<ast::CreateCompositeType> create_composite_type;
/// alter type t add|drop|rename|alter attribute a ...
inline constexpr ObjectStatement<ast::AlterCompositeType> alter_composite_type;

// alter_routines.cpp
/// alter function f(int) stable set search_path = app
inline constexpr ObjectStatement<ast::AlterRoutine> alter_routine;

/// A function or procedure and, where given, the types of its parameters; a trigger or policy on its table; any other name.
bool read_reference(Iterator& first, ParseState& state, ast::ObjectKind kind, ast::ObjectReference& value);
/// The word or words of a kind that has statements of its own: "materialized view".
std::optional<ast::ObjectKind> take_object_kind(Iterator& first, ParseState& state);

}  // namespace galley::grammar
