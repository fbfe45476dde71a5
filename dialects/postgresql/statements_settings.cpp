// What a table and its columns are besides what they hold: storage, statistics, replicas, triggers that rest.
#include <fmt/format.h>

#include "base/letter_case.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

std::string_view state_words(ast::TriggerState state) {
  switch (state) {
    case ast::TriggerState::enabled:
      return "ENABLE TRIGGER";
    case ast::TriggerState::disabled:
      return "DISABLE TRIGGER";
    case ast::TriggerState::replica:
      return "ENABLE REPLICA TRIGGER";
    case ast::TriggerState::always:
      break;
  }
  return "ENABLE ALWAYS TRIGGER";
}

/// pg_type.typstorage, where it is known.
std::optional<std::string_view> default_storage(const Type& type) {
  if (type.array_dimensions > 0) return "EXTENDED";
  switch (type.kind) {
    case TypeKind::varchar:
    case TypeKind::character:
    case TypeKind::text:
    case TypeKind::bytes:
    case TypeKind::json:
    case TypeKind::jsonb:
      return "EXTENDED";
    case TypeKind::composite:
      return "EXTENDED";
    case TypeKind::numeric:
      return "MAIN";
    case TypeKind::domain:
      return type.definition ? default_storage(std::get<DomainDefinition>(type.definition->definition).type) : std::nullopt;
    case TypeKind::native:
    case TypeKind::unknown:
      return std::nullopt;
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
    case TypeKind::real:
    case TypeKind::double_precision:
    case TypeKind::boolean:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::timetz:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
    case TypeKind::interval:
    case TypeKind::uuid:
    case TypeKind::enumeration:
      break;
  }
  return "PLAIN";
}

}  // namespace

std::string set_trigger_state(const SetTriggerState& change) {
  const std::string which = change.which == ast::WhichTriggers::all    ? "ALL"
                            : change.which == ast::WhichTriggers::user ? "USER"
                                                                       : identifier(change.trigger);
  return alter_table(change.table, {fmt::format("{} {}", state_words(change.state), which)});
}

std::string set_clustering(const SetClustering& change) {
  return alter_table(change.table, {change.index.empty() ? "SET WITHOUT CLUSTER" : "CLUSTER ON " + identifier(change.index)});
}

std::string set_replica_identity(const SetReplicaIdentity& change) {
  const auto identity = [&]() -> std::string {
    switch (change.identity) {
      case ast::ReplicaIdentity::primary_key:
        return "DEFAULT";
      case ast::ReplicaIdentity::full:
        return "FULL";
      case ast::ReplicaIdentity::nothing:
        return "NOTHING";
      case ast::ReplicaIdentity::index:
        break;
    }
    return "USING INDEX " + identifier(change.index);
  };
  return alter_table(change.table, {"REPLICA IDENTITY " + identity()});
}

std::optional<std::string> set_column_setting(const SetColumnSetting& change, const Type& type, int version) {
  constexpr int storage_default_since = 16;
  const auto alter = [&](const std::string& what) {
    return alter_table(change.table, {fmt::format("ALTER COLUMN {} {}", identifier(change.column), what)});
  };
  const auto option = [&](std::string_view name) {
    return alter(change.value ? fmt::format("SET ({} = {})", name, *change.value) : fmt::format("RESET ({})", name));
  };
  std::string what;
  switch (change.setting) {
    case ast::ColumnSetting::statistics:
      what = "STATISTICS " + change.value.value_or("-1");
      break;
    case ast::ColumnSetting::storage:
      if (!change.value && version < storage_default_since && !default_storage(type)) return std::nullopt;
      what = change.value                       ? "STORAGE " + upper_case(*change.value)
             : version >= storage_default_since ? std::string("STORAGE DEFAULT")
                                                : fmt::format("STORAGE {}", *default_storage(type));
      break;
    case ast::ColumnSetting::compression:
      what = "COMPRESSION " + (change.value ? identifier(*change.value) : std::string("DEFAULT"));
      break;
    case ast::ColumnSetting::n_distinct:
      return option("n_distinct");
    case ast::ColumnSetting::n_distinct_inherited:
      return option("n_distinct_inherited");
  }
  return alter("SET " + what);
}

}  // namespace galley::postgresql
