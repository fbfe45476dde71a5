// Statements on rows, raw SQL and timeouts.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "galley/ast/table_parts.hpp"

namespace galley::ast {

struct ExpectRows {  // expect rows 12 | between 1 and 20
  std::string minimum;
  std::string maximum;  // equal when one number is written
  Span span;
  friend bool operator==(const ExpectRows&, const ExpectRows&) = default;
};
struct Assignment {
  Name column;
  Expression value;
  friend bool operator==(const Assignment&, const Assignment&) = default;
};
struct OnConflict {  // on conflict [(a, lower(b)) [where ...] | on constraint c] do nothing | do update set .. [where ..]
  std::vector<IndexKey> keys;
  std::optional<Expression> keys_where;
  std::optional<Name> constraint;
  std::vector<Assignment> assignments;  // empty: do nothing
  std::optional<Expression> where;
  Span span;
  friend bool operator==(const OnConflict&, const OnConflict&) = default;
};
struct TableReference {  // t [as x] | (select ...) as x [(a, b)]
  QualifiedName name;
  std::string query;  // instead of a name: its text, without the parentheses
  Span query_span;
  std::optional<Name> alias;
  std::vector<Name> columns;
  Span span;
  friend bool operator==(const TableReference&, const TableReference&) = default;
};
struct Batches {  // in batches of 5000
  std::string size;
  Span span;
  friend bool operator==(const Batches&, const Batches&) = default;
};

enum class Overriding { none, system, user };
struct Insert {  // insert into t (a, b) [overriding system value] values (1, 'x'), (2, default) | $$select ...$$
  QualifiedName table;
  std::vector<Name> columns;
  Overriding overriding = Overriding::none;
  std::vector<std::vector<Expression>> rows;
  std::optional<RawText> query;
  std::optional<OnConflict> on_conflict;
  std::optional<ExpectRows> expect;
  friend bool operator==(const Insert&, const Insert&) = default;
};
struct Update {
  TableReference table;
  std::vector<Assignment> assignments;
  std::vector<TableReference> from;
  std::optional<Expression> where;
  std::optional<Batches> batches;
  std::optional<ExpectRows> expect;
  friend bool operator==(const Update&, const Update&) = default;
};
struct Delete {
  TableReference table;
  std::vector<TableReference> using_;
  std::optional<Expression> where;
  std::optional<Batches> batches;
  std::optional<ExpectRows> expect;
  friend bool operator==(const Delete&, const Delete&) = default;
};
struct Truncate {  // truncate t, u [restart identity] [cascade]
  std::vector<QualifiedName> tables;
  bool restart_identity = false;
  bool cascade = false;
  friend bool operator==(const Truncate&, const Truncate&) = default;
};
struct Require {  // require no rows $$select ...$$ else 'message'
  bool no_rows = true;
  RawText query;
  std::optional<StringLiteral> message;
  friend bool operator==(const Require&, const Require&) = default;
};

struct RawSql {  // sql [on postgresql] [outside transaction] $$...$$ [undo $$...$$]; the options also after the text
  std::optional<Name> dialect;
  bool outside_transaction = false;
  RawText text;
  std::optional<RawText> undo;
  friend bool operator==(const RawSql&, const RawSql&) = default;
};
enum class TimeoutKind { lock, statement };
struct SetTimeout {
  TimeoutKind kind = TimeoutKind::lock;
  StringLiteral value;
  friend bool operator==(const SetTimeout&, const SetTimeout&) = default;
};

}  // namespace galley::ast
