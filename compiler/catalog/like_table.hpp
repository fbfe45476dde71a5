// create table t (like u including all): what is copied from the table as it is at that moment. The script says it column by column.
#pragma once

#include <vector>

#include "catalog/resolve.hpp"

namespace galley {

class LikeCopies {
 public:
  LikeCopies(Table& table, Workspace& workspace) : table_(table), workspace_(workspace) {}

  /// Adds the columns to the table, and checks and keys to those that are written.
  bool copy(const ast::LikeTable& written, std::vector<WrittenConstraint>& constraints);
  /// Adds what keys have besides, and indexes, once the table has its constraints, in the order of those that are written.
  void complete();
  /// Once the table is there.
  void copy_statistics(Span statement) const;

 private:
  struct Source {
    TablePointer table;
    Span span;
    bool comments = false;
    bool indexes = false;
    bool statistics = false;
  };
  struct CopiedConstraint {
    std::size_t position = 0;  // among those that are written
    Constraint constraint;
    bool comments = false;
  };

  void copy_constraint(const Constraint& constraint, const Source& source, std::vector<WrittenConstraint>& constraints);
  [[nodiscard]] Expression own(Expression expression, const Source& source) const;

  Table& table_;
  Workspace& workspace_;
  std::vector<Source> sources_;
  std::vector<CopiedConstraint> copied_;
};

}  // namespace galley
