// The syntax tree: what was written, with its places. Nothing is resolved here.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "galley/ast/data.hpp"
#include "galley/ast/objects.hpp"
#include "galley/ast/tables.hpp"

namespace galley::ast {

struct Statement;
struct OnDialect {
  Name dialect;
  std::vector<Statement> body;
  friend bool operator==(const OnDialect&, const OnDialect&);
};
/// declare table t (...): the catalog learns of an object made elsewhere. One statement that creates, as if `create` stood there.
struct Declare {
  std::vector<Statement> what;
  friend bool operator==(const Declare&, const Declare&);
};
/// Stands for text that did not parse; the error is already reported.
struct Error {
  friend bool operator==(const Error&, const Error&) = default;
};

struct Statement {
  std::variant<CreateTable, DropTable, RenameTable, AlterTable, CreateIndex, DropIndex, RenameIndex, Reindex, CreateEnum, DropEnum,
               RenameEnum, AddEnumValue, RenameEnumValue, DropEnumValue, DropObject, RenameObject, SetObjectSchema, SetObjectOwner,
               CommentOn, CreateSchema, CreateExtension, UpdateExtension, CreateSequence, AlterSequence, CreateDomain, AlterDomain,
               CreateCompositeType, AlterCompositeType, CreateView, RefreshView, CreateRoutine, CreateTrigger, CreatePolicy, AlterPolicy,
               CreateStatistics, Grant, AlterDefaultPrivileges, AlterRoutine, AlterView, CreatePublication, AlterPublication, Insert,
               Update, Delete, Truncate, Require, RawSql, SetTimeout, Declare, OnDialect, Error>
      what;
  Span span;

  // Defined in one place, as those of Expression are.
  Statement();
  Statement(const Statement&);
  Statement(Statement&&) noexcept;
  Statement& operator=(const Statement&);
  Statement& operator=(Statement&&) noexcept;
  ~Statement();
  friend bool operator==(const Statement& a, const Statement& b);
};

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

struct DowngradeAuto {
  friend bool operator==(const DowngradeAuto&, const DowngradeAuto&) = default;
};
struct DowngradeBody {
  std::vector<Statement> body;
  friend bool operator==(const DowngradeBody&, const DowngradeBody&) = default;
};
struct DowngradeIrreversible {
  StringLiteral why;
  friend bool operator==(const DowngradeIrreversible&, const DowngradeIrreversible&) = default;
};

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
