#include "postgresql/lock_shapes.hpp"

#include <algorithm>
#include <array>

#include "postgresql/quoting.hpp"

namespace galley::postgresql {
namespace {

using enum LockMode;
constexpr auto facts = std::to_array<Fact>({
    {Shape::add_column, access_exclusive, share_row_exclusive},
    {Shape::alter_type, access_exclusive, access_exclusive},
    {Shape::alter_type_rewriting, access_exclusive, access_exclusive, true, true},
    {Shape::alter_table, access_exclusive, none},
    {Shape::alter_object, access_exclusive, none},
    {Shape::alter_sequence, share_row_exclusive, access_share},
    {Shape::create_statistics, share_update_exclusive, none},
    {Shape::set_not_null, access_exclusive, none, false, true},
    {Shape::add_constraint, access_exclusive, none, false, true},
    {Shape::add_constraint_not_valid, access_exclusive, none},
    {Shape::add_foreign_key, share_row_exclusive, share_row_exclusive, false, true},
    {Shape::add_foreign_key_not_valid, share_row_exclusive, share_row_exclusive},
    {Shape::drop_constraint, access_exclusive, access_exclusive},
    {Shape::validate, share_update_exclusive, none, false, true},
    {Shape::validate_foreign_key, share_update_exclusive, row_share, false, true},
    {Shape::validate_again, share_update_exclusive, none},
    {Shape::create_table, none, share_row_exclusive},
    {Shape::drop_table, access_exclusive, access_exclusive},
    {Shape::create_index, share, none, false, true},
    {Shape::create_index_alone, share, none},
    {Shape::attach_index, access_exclusive, access_exclusive},
    {Shape::create_index_concurrently, share_update_exclusive, none, false, true},
    {Shape::drop_index_concurrently, share_update_exclusive, none},
    {Shape::rename_index, share_update_exclusive, none},
    {Shape::comment, share_update_exclusive, none},
    {Shape::comment_constraint, access_share, none},
    {Shape::write_rows, row_exclusive, row_share},
    {Shape::truncate, access_exclusive, access_exclusive},
    {Shape::set_options, share_update_exclusive, none},
    {Shape::set_tablespace, access_exclusive, none, true, true},
    {Shape::set_logged, access_exclusive, none, true, true},
    {Shape::set_expression_rewriting, access_exclusive, none, true, true},
    {Shape::attach_partition, share_update_exclusive, access_exclusive},
    {Shape::detach_partition, access_exclusive, access_exclusive},
    {Shape::detach_partition_concurrently, share_update_exclusive, access_exclusive},
    {Shape::inherits, share_update_exclusive, none},
    {Shape::reindex, share, access_exclusive, false, true},
    {Shape::reindex_concurrently, share_update_exclusive, access_exclusive, false, true},
    {Shape::create_view, none, access_share},
    {Shape::create_materialized_view, none, access_share, false, true},
    {Shape::replace_view, access_exclusive, access_share},
    {Shape::refresh_view, access_exclusive, access_share, true, true},
    {Shape::refresh_view_empty, access_exclusive, none},
    {Shape::refresh_view_concurrently, exclusive, access_share, false, true},
    {Shape::create_trigger, share_row_exclusive, none},
});

}  // namespace

const Fact& fact_of(Shape shape) {
  return *std::find_if(facts.begin(), facts.end(), [&](const Fact& fact) { return fact.shape == shape; });
}

void add_lock(Impact& impact, std::string relation, LockMode mode) {
  if (mode == LockMode::none) return;
  const auto same = std::find_if(impact.locks.begin(), impact.locks.end(), [&](const Lock& lock) { return lock.relation == relation; });
  if (same == impact.locks.end())
    impact.locks.push_back({std::move(relation), mode});
  else
    same->mode = std::max(same->mode, mode);
}

Impact impact_on(const ObjectName& relation, Shape shape, const std::vector<ObjectName>& others) {
  const Fact& fact = fact_of(shape);
  Impact impact{{}, fact.rewrites, fact.scans};
  add_lock(impact, qualified(relation), fact.table);
  for (const ObjectName& other : others) add_lock(impact, qualified(other), fact.other);
  return impact;
}

}  // namespace galley::postgresql
