// The shapes of statements that were measured, and what each locks, rewrites and reads.
#pragma once

#include <string>
#include <vector>

#include "postgresql/lock_facts.hpp"

namespace galley::postgresql {

enum class Shape {
  add_column,
  alter_type,
  alter_type_rewriting,
  alter_table,
  alter_object,
  alter_sequence,
  create_statistics,
  set_not_null,
  add_constraint,
  add_constraint_not_valid,
  add_foreign_key,
  add_foreign_key_not_valid,
  drop_constraint,
  validate,
  validate_foreign_key,
  validate_again,
  create_table,
  drop_table,
  create_index,
  create_index_alone,
  create_index_concurrently,
  attach_index,
  drop_index_concurrently,
  rename_index,
  comment,
  comment_constraint,
  write_rows,
  truncate,
  set_options,
  set_tablespace,
  set_logged,
  set_expression_rewriting,
  attach_partition,
  detach_partition,
  detach_partition_concurrently,
  inherits,
  reindex,
  reindex_concurrently,
  create_view,
  create_materialized_view,
  replace_view,
  refresh_view,
  refresh_view_empty,
  refresh_view_concurrently,
  create_trigger
};

struct Fact {
  Shape shape;
  LockMode table;
  LockMode other;  // of the other side of a foreign key, the partition, the indexes
  bool rewrites = false;
  bool scans = false;
};
[[nodiscard]] const Fact& fact_of(Shape shape);

/// The stronger mode where the relation is locked already.
void add_lock(Impact& impact, std::string relation, LockMode mode);
[[nodiscard]] Impact impact_on(const ObjectName& relation, Shape shape, const std::vector<ObjectName>& others = {});

}  // namespace galley::postgresql
