#include "catalog/apply.hpp"
#include "catalog/partition_rules.hpp"
#include "catalog/resolve_partition.hpp"
#include "catalog/statements.hpp"

namespace galley {

void run(const ast::AttachPartition& action, const AlteredTable& altered, Workspace& workspace) {
  if (!check_is_partitioned(*altered.table, altered.name, workspace)) return;
  auto bound = resolve_bound(action.bound, *altered.table, workspace);
  if (!bound) return;
  apply(AttachPartition{altered.table->name, workspace.object_name(action.partition), std::move(*bound)},
        altered.places(action.partition.span()), workspace);
}

void run(const ast::DetachPartition& action, const AlteredTable& altered, Workspace& workspace) {
  apply(DetachPartition{altered.table->name, workspace.object_name(action.partition), action.concurrently},
        altered.places(action.partition.span()), workspace);
}

}  // namespace galley
