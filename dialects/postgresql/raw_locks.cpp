#include "postgresql/raw_locks.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "galley/names.hpp"
#include "postgresql/builtin_names.hpp"
#include "postgresql/lock_shapes.hpp"
#include "postgresql/quoting.hpp"

namespace galley::postgresql {
namespace {

using enum LockMode;

template <class List>
bool contains(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Calls `visit` for the node and all below it, those above first.
template <class Visit>
void for_each_node(const ParseNode& node, const Visit& visit) {
  visit(node);
  for (const ParseNode& child : node.children) for_each_node(child, visit);
}

class LockReader {
 public:
  LockReader(const ParseNode& tree, const std::string& default_schema) : tree_(tree), default_schema_(default_schema) {}

  RawLocks read() {
    for_each_node(tree_, [&](const ParseNode& node) {
      if (node.has("ctename")) query_names_.insert(node.text("ctename"));
    });
    if (contains(rows, tree_.type))
      read_rows(tree_);
    else
      read_other();
    return std::move(result_);
  }

 private:
  static constexpr std::array<std::string_view, 5> rows{"SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"};
  /// What has to do with no relation that others may wait for.
  static constexpr auto harmless = std::to_array<std::string_view>({"VariableSetStmt",
                                                                    "VariableShowStmt",
                                                                    "CreateFunctionStmt",
                                                                    "CreateEnumStmt",
                                                                    "CreateDomainStmt",
                                                                    "CompositeTypeStmt",
                                                                    "CreateSchemaStmt",
                                                                    "CreateSeqStmt",
                                                                    "GrantStmt",
                                                                    "GrantRoleStmt",
                                                                    "CreateRoleStmt",
                                                                    "AlterRoleStmt",
                                                                    "AlterRoleSetStmt",
                                                                    "AlterEnumStmt",
                                                                    "NotifyStmt",
                                                                    "AlterFunctionStmt",
                                                                    "AlterDefaultPrivilegesStmt",
                                                                    "CreateCastStmt",
                                                                    "DefineStmt",
                                                                    "CreateRangeStmt",
                                                                    "CreatedbStmt",
                                                                    "AlterDatabaseStmt",
                                                                    "AlterDatabaseSetStmt",
                                                                    "AlterSystemStmt",
                                                                    "CheckPointStmt",
                                                                    "ConstraintsSetStmt",
                                                                    "CreateTableSpaceStmt",
                                                                    "DropTableSpaceStmt",
                                                                    "DiscardStmt",
                                                                    "CreateForeignServerStmt",
                                                                    "CreateFdwStmt",
                                                                    "CreateUserMappingStmt",
                                                                    "ListenStmt",
                                                                    "UnlistenStmt"});

  void lock(std::string schema, const std::string& name, LockMode mode) {
    if (name.empty() || schema == "pg_catalog" || schema == "information_schema" || schema == "pg_temp") return;
    if (schema.empty() && (query_names_.contains(name) || name.starts_with("pg_"))) return;
    if (schema.empty()) schema = default_schema_;
    add_lock(result_.impact, qualified(ObjectName{std::move(schema), name}), mode);
  }
  void lock(const ParseNode& relation, LockMode mode) {
    if (relation.exists()) lock(relation.text("schemaname"), relation.text("relname"), mode);
  }
  void lock_named(const ParseNode& list, LockMode mode) {
    const NameInTree name = name_of(list);
    lock(name.schema, name.name, mode);
  }
  /// The items of a list of relations.
  void lock_each(const ParseNode& list, LockMode mode) {
    for (const ParseNode& relation : list.children) lock(relation.has("relation") ? relation["relation"] : relation, mode);
  }
  void not_known() { result_.is_known = false; }

  /// Written first, so that the statement's own table is the first of all.
  void read_rows(const ParseNode& tree) {
    bool keeps_rows = false;
    for_each_node(tree, [&](const ParseNode& node) {
      if (node.type != "SelectStmt" && contains(rows, node.type)) lock(node["relation"], row_exclusive);
      keeps_rows = keeps_rows || node.is("LockingClause");
    });
    read_relations(tree, keeps_rows ? row_share : access_share);
  }
  void read_relations(const ParseNode& tree, LockMode mode) {
    for_each_node(tree, [&](const ParseNode& node) {
      if (node.has("relname")) lock(node, mode);
      if (!node.is("FuncCall")) return;
      const NameInTree name = name_of(node["funcname"]);
      if (name.schema != "pg_catalog" && !(name.schema.empty() && is_builtin_function(name.name))) not_known();
    });
  }

  void read_other() {
    const auto readers = std::to_array<std::pair<std::string_view, void (LockReader::*)()>>({
        {"AlterTableStmt", &LockReader::alter_table},
        {"IndexStmt", &LockReader::create_index},
        {"CreateStmt", &LockReader::create_table},
        {"CreateTableAsStmt", &LockReader::create_table_as},
        {"ViewStmt", &LockReader::create_view},
        {"DropStmt", &LockReader::drop},
        {"TruncateStmt", &LockReader::truncate},
        {"RenameStmt", &LockReader::rename},
        {"AlterObjectSchemaStmt", &LockReader::alter_relation},
        {"CommentStmt", &LockReader::comment},
        {"CreateTrigStmt", &LockReader::create_trigger},
        {"RuleStmt", &LockReader::alter_relation},
        {"CreatePolicyStmt", &LockReader::alter_policy},
        {"AlterPolicyStmt", &LockReader::alter_policy},
        {"LockStmt", &LockReader::lock_table},
        {"VacuumStmt", &LockReader::vacuum},
        {"ClusterStmt", &LockReader::cluster},
        {"ReindexStmt", &LockReader::reindex},
        {"RefreshMatViewStmt", &LockReader::refresh},
        {"CopyStmt", &LockReader::copy},
        {"CreateStatsStmt", &LockReader::create_statistics},
        {"AlterSeqStmt", &LockReader::alter_sequence},
        {"CreatePublicationStmt", &LockReader::publish},
        {"AlterPublicationStmt", &LockReader::publish},
    });
    const auto reader = std::find_if(readers.begin(), readers.end(), [&](const auto& each) { return each.first == tree_.type; });
    if (reader != readers.end())
      (this->*reader->second)();
    else if (!contains(harmless, tree_.type))
      not_known();
  }

  void shape(const ParseNode& relation, Shape shape, const ParseNode* other = nullptr) {
    const Fact& fact = fact_of(shape);
    lock(relation, fact.table);
    if (other != nullptr) lock(*other, fact.other);
    result_.impact.scans_table = result_.impact.scans_table || fact.scans;
    result_.impact.rewrites_table = result_.impact.rewrites_table || fact.rewrites;
  }

  // ---- tables

  void alter_table() {
    if (tree_.text("objtype") == "OBJECT_INDEX" || tree_.text("objtype") == "OBJECT_TYPE") not_known();
    if (tree_.text("objtype") == "OBJECT_TYPE") return;
    for (const ParseNode& action : tree_["cmds"].children) alter_table(action);
  }
  void alter_table(const ParseNode& action) {
    const ParseNode& relation = tree_["relation"];
    const ParseNode& def = action["def"];
    const std::string& kind = action.text("subtype");
    constexpr std::array<std::string_view, 7> light{"AT_SetStatistics",   "AT_ClusterOn",  "AT_DropCluster", "AT_SetRelOptions",
                                                    "AT_ResetRelOptions", "AT_SetOptions", "AT_ResetOptions"};
    constexpr std::array<std::string_view, 7> triggers{"AT_EnableTrig",    "AT_EnableAlwaysTrig", "AT_EnableReplicaTrig", "AT_DisableTrig",
                                                       "AT_EnableTrigAll", "AT_DisableTrigAll",   "AT_DisableTrigUser"};
    const bool sets_strongly = tree_.text("objtype") == "OBJECT_VIEW" || names_strong_option(def);
    if (contains(light, kind) && !sets_strongly) return shape(relation, Shape::set_options);
    if (kind == "AT_DetachPartitionFinalize") return shape(relation, Shape::detach_partition_concurrently, &def["name"]);
    if (contains(triggers, kind)) return shape(relation, Shape::create_trigger);
    if (kind == "AT_ValidateConstraint") return shape(relation, Shape::validate);
    if (kind == "AT_AttachPartition") return shape(relation, Shape::attach_partition, &def["name"]);
    if (kind == "AT_DetachPartition")
      return shape(relation, def.flag("concurrent") ? Shape::detach_partition_concurrently : Shape::detach_partition, &def["name"]);
    if (kind == "AT_AddConstraint" && def.text("contype") == "CONSTR_FOREIGN")
      return shape(relation, def.flag("skip_validation") ? Shape::add_foreign_key_not_valid : Shape::add_foreign_key, &def["pktable"]);
    lock(relation, access_exclusive);
    if (kind == "AT_AddInherit" || kind == "AT_DropInherit") lock(def, fact_of(Shape::inherits).table);
    lock_referenced(def);
    constexpr std::array<std::string_view, 4> dependent{"AT_DropConstraint", "AT_DropColumn", "AT_AddIndex", "AT_AlterColumnType"};
    if (contains(dependent, kind)) not_known();  // what it is tied to stands elsewhere
  }
  /// Those of views as well: ALTER TABLE may name one.
  static bool names_strong_option(const ParseNode& options) {
    constexpr std::array<std::string_view, 4> strong{"user_catalog_table", "security_barrier", "security_invoker", "check_option"};
    return std::any_of(options.children.begin(), options.children.end(), [&](const ParseNode& option) {
      const auto is_strong = [&](const ParseNode& each) { return contains(strong, each.text("defname")); };
      return is_strong(option) || std::any_of(option.children.begin(), option.children.end(), is_strong);
    });
  }
  void lock_referenced(const ParseNode& node) {
    for_each_node(node, [&](const ParseNode& below) {
      if (below.has("pktable")) lock(below["pktable"], fact_of(Shape::create_table).other);
    });
  }
  void create_table() {
    lock_referenced(tree_);
    for (const ParseNode& parent : tree_["inhRelations"].children)
      lock(parent, tree_.has("partbound") ? access_exclusive : fact_of(Shape::inherits).table);
    for (const ParseNode& element : tree_["tableElts"].children)
      if (element.is("TableLikeClause")) lock(element["relation"], access_share);
  }
  void truncate() {
    lock_each(tree_["relations"], access_exclusive);
    if (tree_.text("behavior") == "DROP_CASCADE") not_known();
  }
  /// The modes are numbered as the server numbers them.
  void lock_table() { lock_each(tree_["relations"], static_cast<LockMode>(tree_.number("mode"))); }
  void copy() {
    if (tree_.has("query")) return read_rows(tree_["query"]);
    lock(tree_["relation"], tree_.flag("is_from") ? row_exclusive : access_share);
  }
  void vacuum() {
    const std::vector<ParseNode>& options = tree_["options"].children;
    const bool is_full =
        std::any_of(options.begin(), options.end(), [](const ParseNode& option) { return option.text("defname") == "full"; });
    lock_each(tree_["rels"], is_full ? access_exclusive : share_update_exclusive);
    if (!tree_.has("rels")) not_known();
  }
  void cluster() {
    lock(tree_["relation"], access_exclusive);
    if (!tree_.has("relation")) not_known();
  }

  // ---- what stands on tables, and what reads them

  void create_index() { shape(tree_["relation"], tree_.flag("concurrent") ? Shape::create_index_concurrently : Shape::create_index); }
  void create_trigger() {
    shape(tree_["relation"], Shape::create_trigger);
    lock(tree_["constrrel"], share_row_exclusive);
  }
  void alter_policy() { lock(tree_["table"], access_exclusive); }
  void alter_relation() {
    lock(tree_["relation"], access_exclusive);
    if (!tree_.has("relation")) not_known();
  }
  void alter_sequence() { lock(tree_["sequence"], fact_of(Shape::alter_sequence).table); }
  void create_statistics() { lock_each(tree_["relations"], fact_of(Shape::create_statistics).table); }
  void publish() {
    for (const ParseNode& object : tree_["pubobjects"].children) lock(object["pubtable"]["relation"], share_update_exclusive);
    if (tree_.text("action") == "AP_SetObjects") not_known();  // those that are published no more stand elsewhere
  }
  void create_view() {
    if (tree_.flag("replace")) lock(tree_["view"], access_exclusive);
    read_relations(tree_["query"], access_share);
  }
  void create_table_as() { read_rows(tree_["query"]); }
  void refresh() {
    shape(tree_["relation"], tree_.flag("concurrent") ? Shape::refresh_view_concurrently : Shape::refresh_view);
    not_known();  // the query stands elsewhere
  }
  void reindex() {
    bool concurrently = false;
    for (const ParseNode& option : tree_["params"].children) concurrently = concurrently || option.text("defname") == "concurrently";
    if (tree_.text("kind") == "REINDEX_OBJECT_TABLE")
      shape(tree_["relation"], concurrently ? Shape::reindex_concurrently : Shape::reindex);
    else
      not_known();  // the table stands elsewhere
  }

  // ---- any object

  static bool is_relation(std::string_view kind) {
    constexpr std::array<std::string_view, 5> kinds{"OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW", "OBJECT_SEQUENCE",
                                                    "OBJECT_FOREIGN_TABLE"};
    return contains(kinds, kind);
  }
  static bool is_on_table(std::string_view kind) {
    constexpr std::array<std::string_view, 3> kinds{"OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE"};
    return contains(kinds, kind);
  }
  /// The table of "schema.table.trigger".
  void lock_table_of(const ParseNode& names, LockMode mode) {
    std::vector<std::string> parts = strings_of(names);
    if (parts.size() < 2) return not_known();
    parts.pop_back();
    lock(parts.size() > 1 ? parts[parts.size() - 2] : std::string(), parts.back(), mode);
  }
  void drop() {
    const std::string& kind = tree_.text("removeType");
    for (const ParseNode& object : tree_["objects"].children) {
      if (is_relation(kind)) lock_named(object["items"].exists() ? object["items"] : object, access_exclusive);
      if (is_on_table(kind)) lock_table_of(object["items"].exists() ? object["items"] : object, access_exclusive);
    }
    const bool is_alone = is_on_table(kind) || kind == "OBJECT_VIEW" || kind == "OBJECT_SEQUENCE" || kind == "OBJECT_MATVIEW" ||
                          kind == "OBJECT_FUNCTION" || kind == "OBJECT_TYPE" || kind == "OBJECT_SCHEMA" || kind == "OBJECT_DOMAIN" ||
                          kind == "OBJECT_PROCEDURE" || kind == "OBJECT_PUBLICATION";
    if (!is_alone || tree_.text("behavior") == "DROP_CASCADE") not_known();  // foreign keys, and the table of an index, stand elsewhere
  }
  void rename() {
    const std::string& kind = tree_.text("renameType");
    if (kind == "OBJECT_INDEX") return lock(tree_["relation"], fact_of(Shape::rename_index).table);
    constexpr std::array<std::string_view, 4> parts{"OBJECT_COLUMN", "OBJECT_TABCONSTRAINT", "OBJECT_TRIGGER", "OBJECT_POLICY"};
    if (is_relation(kind) || contains(parts, kind)) return lock(tree_["relation"], access_exclusive);
    constexpr std::array<std::string_view, 6> others{"OBJECT_TYPE", "OBJECT_FUNCTION", "OBJECT_SCHEMA",
                                                     "OBJECT_ROLE", "OBJECT_DOMAIN",   "OBJECT_PUBLICATION"};
    if (!contains(others, kind)) not_known();
  }
  void comment() {
    const std::string& kind = tree_.text("objtype");
    const ParseNode& object = tree_["object"];
    const ParseNode& names = object["items"].exists() ? object["items"] : object;
    if (is_relation(kind) || kind == "OBJECT_INDEX") return lock_named(names, fact_of(Shape::comment).table);
    if (kind == "OBJECT_COLUMN") return lock_table_of(names, fact_of(Shape::comment).table);
    if (is_on_table(kind) || kind == "OBJECT_TABCONSTRAINT") lock_table_of(names, fact_of(Shape::comment_constraint).table);
  }

  const ParseNode& tree_;
  const std::string& default_schema_;
  std::set<std::string> query_names_;  // of WITH
  RawLocks result_;
};

}  // namespace

RawLocks locks_of_raw(const ParseNode& tree, const std::string& default_schema) { return LockReader(tree, default_schema).read(); }

}  // namespace galley::postgresql
