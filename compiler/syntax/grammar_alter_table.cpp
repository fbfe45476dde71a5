// alter table t { action; ... } and alter table t action, ...;
#include <algorithm>
#include <array>

#include "syntax/clauses.hpp"
#include "syntax/recovery.hpp"
#include "syntax/rules.hpp"

namespace galley::grammar {
namespace {

/// Words that begin a statement and never an action: the brace before them is missing.
bool ends_actions(Iterator at) {
  constexpr std::array words{Kw::create_, Kw::insert_, Kw::update_, Kw::delete_, Kw::comment_, Kw::sql_, Kw::on_};
  if (begins_clause(at)) return true;
  return at->first_on_line && std::ranges::find(words, at->keyword) != words.end();
}

}  // namespace

using ast::AlterAction;
using ast::AlterTable;

// add column [if not exists] a int not null [fill b] [then drop default]
struct AddColumnRule {};
const x3::rule<AddColumnRule, ast::AddColumn> add_column = "\"add column\"";
const auto add_column_def = kw::add_ >> kw::column_ > -flag<&ast::AddColumn::if_not_exists>[if_not_exists] >
                            to<&ast::AddColumn::column>[column_definition] > -(kw::fill_ > to<&ast::AddColumn::fill>[expression]) >
                            -flag<&ast::AddColumn::then_drop_default>[kw::then_ > kw::drop_ > kw::default_];

// add [constraint a] check (b); add [constraint a] primary key|unique using index b
struct AddConstraintRule {};
const x3::rule<AddConstraintRule, ast::AddConstraint> add_constraint = "\"add constraint\"";
const auto add_constraint_def = kw::add_ >> (whole[key_using_index] | to<&ast::AddConstraint::constraint>[table_constraint]);

// drop column [if exists] a [cascade]
struct DropColumnRule {};
const x3::rule<DropColumnRule, ast::DropColumn> drop_column = "\"drop column\"";
const auto drop_column_def = kw::drop_ >> kw::column_ > -flag<&ast::DropColumn::if_exists>[if_exists] >
                             to<&ast::DropColumn::column>[column_name] > -flag<&ast::DropColumn::cascade>[kw::cascade_];

// drop constraint [if exists] a [cascade]
struct DropConstraintRule {};
const x3::rule<DropConstraintRule, ast::DropConstraint> drop_constraint = "\"drop constraint\"";
const auto drop_constraint_def = kw::drop_ >> kw::constraint_ > -flag<&ast::DropConstraint::if_exists>[if_exists] >
                                 to<&ast::DropConstraint::name>[constraint_name] > -flag<&ast::DropConstraint::cascade>[kw::cascade_];

// rename column a to b
struct RenameColumnRule {};
const x3::rule<RenameColumnRule, ast::RenameColumn> rename_column = "\"rename column\"";
const auto rename_column_def = kw::rename_ >> kw::column_ > to<&ast::RenameColumn::from>[column_name] > kw::to_ >
                               to<&ast::RenameColumn::to>[name("the new column name")];

// rename constraint a to b
struct RenameConstraintRule {};
const x3::rule<RenameConstraintRule, ast::RenameConstraint> rename_constraint = "\"rename constraint\"";
const auto rename_constraint_def = kw::rename_ >> kw::constraint_ > to<&ast::RenameConstraint::from>[constraint_name] > kw::to_ >
                                   to<&ast::RenameConstraint::to>[name("the new constraint name")];

// validate constraint a
struct ValidateConstraintRule {};
const x3::rule<ValidateConstraintRule, ast::ValidateConstraint> validate_constraint = "\"validate constraint\"";
const auto validate_constraint_def = kw::validate_ > kw::constraint_ > to<&ast::ValidateConstraint::name>[constraint_name];

// change constraint a on delete cascade
struct ChangeConstraintActionRule {};
const x3::rule<ChangeConstraintActionRule, ast::ChangeConstraint> change_constraint = "\"change constraint\"";
const auto change_constraint_def =
    kw::change_ > kw::constraint_ > to<&ast::ChangeConstraint::name>[constraint_name] > whole[change_constraint_options];

// attach partition p for values from (a) to (b)|default
struct AttachPartitionRule {};
const x3::rule<AttachPartitionRule, ast::AttachPartition> attach_partition = "\"attach partition\"";
const auto attach_partition_def =
    kw::attach_ > kw::partition_ > to<&ast::AttachPartition::partition>[table_name] > to<&ast::AttachPartition::bound>[partition_bound];

// detach partition p [concurrently]
struct DetachPartitionRule {};
const x3::rule<DetachPartitionRule, ast::DetachPartition> detach_partition = "\"detach partition\"";
const auto detach_partition_def = kw::detach_ > kw::partition_ > to<&ast::DetachPartition::partition>[table_name] >
                                  -flag<&ast::DetachPartition::concurrently>[kw::concurrently_];

// set (fillfactor = 70), reset (fillfactor), set tablespace a, set logged|unlogged
const auto set_options_def = kw::set_ >> to<&ast::SetTableOptions::options>[storage_options];
const auto reset_options_def = kw::reset_ > to<&ast::ResetTableOptions::options>[option_names];
struct SetTablespaceRule {};
const x3::rule<SetTablespaceRule, ast::SetTablespace> set_tablespace = "\"set tablespace\"";
const auto set_tablespace_def = kw::set_ >> kw::tablespace_ > to<&ast::SetTablespace::tablespace>[name("a tablespace")];
struct SetLoggedRule {};
const x3::rule<SetLoggedRule, ast::SetLogged> set_logged = "\"set logged\"";
const auto set_logged_def = kw::set_ >>
                            (set<&ast::SetLogged::logged, true>[kw::logged_] | set<&ast::SetLogged::logged, false>[kw::unlogged_]);

// enable|disable|force|no force row level security
struct RowSecurityRule {};
const x3::rule<RowSecurityRule, ast::SetRowSecurity> row_security = "\"enable row level security\"";
const auto row_level_security = kw::row_ > kw::level_ > kw::security_;
const auto row_security_def = (set<&ast::SetRowSecurity::what, ast::RowSecurity::enable>[kw::enable_] > row_level_security) |
                              (set<&ast::SetRowSecurity::what, ast::RowSecurity::disable>[kw::disable_] > row_level_security) |
                              (set<&ast::SetRowSecurity::what, ast::RowSecurity::force>[kw::force_] > row_level_security) |
                              (kw::no_ > set<&ast::SetRowSecurity::what, ast::RowSecurity::no_force>[kw::force_] > row_level_security);

// enable|disable trigger a|all|user, enable always|replica trigger a
struct TriggerStateRule {};
const x3::rule<TriggerStateRule, ast::SetTriggerState> trigger_state = "\"enable trigger\"";
const auto one_trigger = to<&ast::SetTriggerState::trigger>[name("a trigger name")];
const auto some_triggers = set<&ast::SetTriggerState::which, ast::WhichTriggers::all>[kw::all_] |
                           set<&ast::SetTriggerState::which, ast::WhichTriggers::user>[kw::user_] | one_trigger;
const auto enabled_state = (set<&ast::SetTriggerState::state, ast::TriggerState::always>[kw::always_] > kw::trigger_ > one_trigger) |
                           (set<&ast::SetTriggerState::state, ast::TriggerState::replica>[kw::replica_] > kw::trigger_ > one_trigger) |
                           (set<&ast::SetTriggerState::state, ast::TriggerState::enabled>[kw::trigger_] > some_triggers);
const auto disabled_state = set<&ast::SetTriggerState::state, ast::TriggerState::disabled>[kw::trigger_] > some_triggers;
const auto trigger_state_def = (kw::enable_ >> enabled_state) | (kw::disable_ >> disabled_state);

// replica identity default|full|nothing|using index a
struct ReplicaIdentityRule {};
const x3::rule<ReplicaIdentityRule, ast::SetReplicaIdentity> replica_identity = "\"replica identity\"";
const auto replica_identity_def = kw::replica_ > kw::identity_ >
                                  (set<&ast::SetReplicaIdentity::identity, ast::ReplicaIdentity::primary_key>[kw::default_] |
                                   set<&ast::SetReplicaIdentity::identity, ast::ReplicaIdentity::full>[kw::full_] |
                                   set<&ast::SetReplicaIdentity::identity, ast::ReplicaIdentity::nothing>[kw::nothing_] |
                                   (set<&ast::SetReplicaIdentity::identity, ast::ReplicaIdentity::index>[kw::using_] > kw::index_ >
                                    to<&ast::SetReplicaIdentity::index>[name("an index name")]) |
                                   Nothing("\"default\", \"full\", \"nothing\" or \"using index\""));

// cluster on a · set without cluster
struct SetClusteringRule {};
const x3::rule<SetClusteringRule, ast::SetClustering> set_clustering = "\"cluster on\"";
const auto set_clustering_def =
    (kw::cluster_ > kw::on_ > to<&ast::SetClustering::index>[name("an index name")]) | (kw::set_ >> kw::without_ > kw::cluster_);

// owner to r
struct SetTableOwnerRule {};
const x3::rule<SetTableOwnerRule, ast::SetTableOwner> set_table_owner = "\"owner to\"";
const auto set_table_owner_def = kw::owner_ > kw::to_ > to<&ast::SetTableOwner::owner>[role_name];
// set schema s
struct SetTableSchemaRule {};
const x3::rule<SetTableSchemaRule, ast::SetTableSchema> set_table_schema = "\"set schema\"";
const auto set_table_schema_def = kw::set_ >> kw::schema_ > to<&ast::SetTableSchema::schema>[name("a schema name")];

// An action that begins well and ends in none of the ways above.
const auto unknown_action = (kw::add_ > Nothing("\"column\" or a constraint")) |
                            ((kw::drop_ | kw::rename_) > Nothing("\"column\" or \"constraint\"")) |
                            (kw::set_ > Nothing("\"(\", \"schema\", \"tablespace\", \"logged\", \"unlogged\" or \"without cluster\""));

struct AlterActionRule {};
const x3::rule<AlterActionRule, AlterAction> alter_action = "an action (add, drop, rename, alter, validate)";
const auto alter_action_def =
    spanned[to<&AlterAction::what>[add_column] | to<&AlterAction::what>[add_constraint] | to<&AlterAction::what>[drop_column] |
            to<&AlterAction::what>[drop_constraint] | to<&AlterAction::what>[rename_column] | to<&AlterAction::what>[rename_constraint] |
            to<&AlterAction::what>[validate_constraint] | whole[alter_column_action] | to<&AlterAction::what>[change_constraint] |
            to<&AlterAction::what>[attach_partition] | to<&AlterAction::what>[detach_partition] | to<&AlterAction::what>[set_options] |
            to<&AlterAction::what>[reset_options] | to<&AlterAction::what>[set_tablespace] | to<&AlterAction::what>[set_logged] |
            to<&AlterAction::what>[trigger_state] | to<&AlterAction::what>[replica_identity] | to<&AlterAction::what>[row_security] |
            to<&AlterAction::what>[set_clustering] | to<&AlterAction::what>[set_table_owner] | to<&AlterAction::what>[set_table_schema] |
            unknown_action];

const auto alter_table_def = kw::alter_ >> kw::table_ > to<&AlterTable::name>[table_name] >
                             (to<&AlterTable::actions>[block(alter_action, ends_actions)] |
                              to<&AlterTable::actions>[comma_list[alter_action]]);

BOOST_SPIRIT_DEFINE(add_column, add_constraint, drop_column, drop_constraint, rename_column, rename_constraint, validate_constraint,
                    change_constraint, attach_partition, detach_partition, set_options, reset_options, set_tablespace, set_logged,
                    trigger_state, replica_identity, row_security, set_clustering, set_table_owner, set_table_schema, alter_action,
                    alter_table)
BOOST_SPIRIT_INSTANTIATE(decltype(alter_table), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(set_options), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(reset_options), Iterator, Context)

}  // namespace galley::grammar
