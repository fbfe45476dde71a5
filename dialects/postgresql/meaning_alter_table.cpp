// alter table, action by action.
#include <algorithm>
#include <array>

#include "catalog/dependants.hpp"
#include "catalog/keys.hpp"
#include "postgresql/meaning.hpp"

namespace galley::postgresql {
namespace {

/// They change nothing that the catalog keeps.
constexpr std::array<std::string_view, 3> without_meaning{"AT_EnableRule", "AT_DisableRule", "AT_EnableReplicaRule"};

constexpr int last_pass = 3;

/// PostgreSQL runs the actions of one statement in passes, whatever their order.
int pass_of(const ast::AlterAction& action) {
  return match(
      action.what, [](const ast::DropColumn&) { return 0; }, [](const ast::DropConstraint&) { return 0; },
      [](const ast::AlterColumnType&) { return 1; }, [](const ast::AddColumn&) { return 2; }, [](const auto&) { return last_pass; });
}

/// Of options that are reset: their names alone.
std::vector<Name> option_names(const ParseNode& list, const MeaningReader& reader) {
  std::vector<Name> names;
  for (ast::StorageOption& option : reader.storage_options(list)) names.push_back(std::move(option.name));
  return names;
}

class AlterReader {
 public:
  AlterReader(const ParseNode& tree, MeaningReader& reader)
      : tree_(tree), reader_(reader), table_(reader.object_name(tree["relation"])), names_(reader.catalog, table_) {}

  void read() {
    reader_.changes(tree_["relation"]);
    alter_.name = reader_.relation(tree_["relation"]);
    const std::vector<Words> parts = action_words();
    const std::vector<ParseNode>& actions = tree_["cmds"].children;
    if (parts.size() != actions.size()) return reader_.not_understood();
    for (std::size_t i = 0; i < parts.size(); ++i) read_action(actions[i], parts[i]);
    std::stable_sort(alter_.actions.begin(), alter_.actions.end(),
                     [](const ast::AlterAction& a, const ast::AlterAction& b) { return pass_of(a) < pass_of(b); });
    if (!alter_.actions.empty()) reader_.add(std::move(alter_));
    for (ast::AlterSequence& owned : owned_) reader_.add(std::move(owned));
  }

 private:
  /// What stands behind the table's name, between the commas.
  [[nodiscard]] std::vector<Words> action_words() const {
    Words words = reader_.words.from(tree_["relation"].location());
    words.first += tree_["relation"].has("schemaname") ? 3 : 1;
    if (!words.empty() && reader_.words.text({words.first, words.first + 1}) == "*") ++words.first;
    return reader_.words.items(words);
  }

  void add(decltype(ast::AlterAction::what) what, Words words) {
    ast::AlterAction& action = alter_.actions.emplace_back();
    action.what = std::move(what);
    action.span = reader_.words.span(words);
  }

  void read_action(const ParseNode& action, Words words) {
    const std::string& kind = action.text("subtype");
    const bool done = read_column_action(kind, action, words) || read_constraint_action(kind, action, words) ||
                      read_identity_action(kind, action, words) || read_partition_action(kind, action, words) ||
                      read_table_action(kind, action, words) || read_setting(kind, action, words) ||
                      read_trigger_state(kind, action, words);
    if (!done && std::find(without_meaning.begin(), without_meaning.end(), kind) == without_meaning.end()) reader_.not_understood();
  }

  bool read_column_action(const std::string& kind, const ParseNode& action, Words words) {
    const StatementText& text = reader_.words;
    const bool cascade = action.text("behavior") == "DROP_CASCADE";
    const Name column = text.name(action.text("name"), words);
    if (kind == "AT_AddColumn") {
      add_column(action, words);
    } else if (kind == "AT_DropColumn") {
      add(ast::DropColumn{action.flag("missing_ok"), column, cascade || takes_own_parts(column.text)}, words);
    } else if (kind == "AT_AlterColumnType") {
      alter_type(action["def"], column, words);
    } else if (kind == "AT_ColumnDefault" && action.has("def")) {
      add(ast::SetDefault{column, reader_.expression(text.after_word(words, "DEFAULT"), action["def"])}, words);
    } else if (kind == "AT_ColumnDefault") {
      add(ast::DropDefault{column}, words);
    } else if (kind == "AT_SetNotNull") {
      add(ast::SetNotNull{column}, words);
    } else if (kind == "AT_DropNotNull") {
      add(ast::DropNotNull{column}, words);
    } else {
      return false;
    }
    return true;
  }

  /// Indexes and constraints of the table itself go with a column that they use, cascade or not; only what stands outside is asked for.
  [[nodiscard]] bool takes_own_parts(const std::string& column) const {
    const TablePointer table = reader_.catalog.find_table(table_);
    if (!table || !table->find_column(column)) return false;
    const ColumnUsers users = users_of_column(*table, column, reader_.catalog);
    return users.generated.empty() && users.foreign_keys.empty() && dependants_of_column(table_, column, reader_.catalog).empty();
  }

  void add_column(const ParseNode& action, Words words) {
    const ParseNode& definition = action["def"];
    const std::size_t statements = reader_.meaning.size();
    const Words column = reader_.words.item(reader_.words.from(definition.location()));
    ast::AddColumn added;
    added.if_not_exists = action.flag("missing_ok");
    added.column = read_column(definition, column, table_, names_, reader_);
    if (reader_.meaning.size() > statements) {  // a serial type
      ast::AlterSequence& owned = owned_.emplace_back();
      owned.name = std::get<ast::CreateSequence>(reader_.meaning.back().what).name;
      owned.owned_by = ast::ColumnOf{alter_.name, added.column.name};
    }
    add(std::move(added), words);
  }

  void alter_type(const ParseNode& definition, const Name& column, Words words) {
    const StatementText& text = reader_.words;
    std::vector<std::size_t> stops;
    if (definition.has("collClause")) stops.push_back(definition["collClause"].location());
    const Words type = text.before_word(text.item(text.from(definition["typeName"].location()), stops), "USING");
    ast::AlterColumnType change;
    change.column = column;
    change.type = reader_.type(type, definition["typeName"]);
    if (definition.has("collClause")) change.collation = reader_.qualified(definition["collClause"]["collname"]);
    change.using_ = reader_.optional_expression(text.after_word(words, "USING"), definition["raw_default"]);
    add(std::move(change), words);
  }

  bool read_constraint_action(const std::string& kind, const ParseNode& action, Words words) {
    const Name name = reader_.words.name(action.text("name"), words);
    if (kind == "AT_AddConstraint") {
      add_constraint(action["def"], words);
    } else if (kind == "AT_DropConstraint") {
      add(ast::DropConstraint{action.flag("missing_ok"), name, action.text("behavior") == "DROP_CASCADE"}, words);
    } else if (kind == "AT_ValidateConstraint") {
      add(ast::ValidateConstraint{name}, words);
    } else if (kind == "AT_AlterConstraint") {
      const ParseNode& constraint = action["def"];
      ast::ChangeConstraint change;
      change.name = reader_.words.name(constraint.text("conname"), words);
      change.deferral = constraint.flag("initdeferred") ? ast::Deferral::initially_deferred
                        : constraint.flag("deferrable") ? ast::Deferral::initially_immediate
                                                        : ast::Deferral::not_deferrable;
      add(std::move(change), words);
    } else {
      return false;
    }
    return true;
  }

  void add_constraint(const ParseNode& constraint, Words words) {
    ast::AddConstraint added;
    const std::string& index = constraint.text("indexname");
    if (!index.empty()) {
      // Without a name of its own the constraint takes the index's.
      added.using_index = reader_.words.name(index, words);
      if (!constraint.has("conname")) names_.take(index);
    }
    added.constraint = read_table_constraint(constraint, table_, names_, reader_);
    if (!index.empty() && !constraint.has("conname")) added.constraint.name = added.using_index;
    add(std::move(added), words);
  }

  bool read_identity_action(const std::string& kind, const ParseNode& action, Words words) {
    const Name column = reader_.words.name(action.text("name"), words);
    if (kind == "AT_AddIdentity") {
      const ParseNode& identity = action["def"];
      const bool always = identity.text("generated_when") == "a";
      add(ast::AddIdentity{column, {always, read_sequence_options(identity["options"], reader_)}}, words);
    } else if (kind == "AT_SetIdentity") {
      set_identity(action["def"]["items"], column, words);
    } else if (kind == "AT_DropIdentity") {
      add(ast::DropIdentity{action.flag("missing_ok"), column}, words);
    } else if (kind == "AT_DropExpression") {
      add(ast::DropExpression{action.flag("missing_ok"), column}, words);
    } else {
      return false;
    }
    return true;
  }

  void set_identity(const ParseNode& options, const Name& column, Words words) {
    ast::SetIdentity change;
    change.column = column;
    change.options = read_sequence_options(options, reader_);
    for (const ParseNode& option : options.children) {
      const std::string& name = option.text("defname");
      if (name == "generated") change.always = option["arg"].number("ival") == 'a';
      if (name != "restart") continue;
      change.restarts = true;
      if (option.has("arg")) change.restart = number_after(option, reader_);
    }
    add(std::move(change), words);
  }

  bool read_partition_action(const std::string& kind, const ParseNode& action, Words words) {
    const ParseNode& command = action["def"];
    if (kind != "AT_AttachPartition" && kind != "AT_DetachPartition") return false;
    reader_.changes(command["name"]);
    const QualifiedName partition = reader_.relation(command["name"]);
    if (kind == "AT_AttachPartition")
      add(ast::AttachPartition{partition, read_partition_bound(command["bound"], reader_.words.from(command["bound"].location()), reader_)},
          words);
    else
      add(ast::DetachPartition{partition, command.flag("concurrent")}, words);
    return true;
  }

  bool read_setting(const std::string& kind, const ParseNode& action, Words words) {
    const ParseNode& definition = action["def"];
    if (kind == "AT_ReplicaIdentity") {
      constexpr std::array<std::pair<std::string_view, ast::ReplicaIdentity>, 4> identities{{{"d", ast::ReplicaIdentity::primary_key},
                                                                                             {"f", ast::ReplicaIdentity::full},
                                                                                             {"n", ast::ReplicaIdentity::nothing},
                                                                                             {"i", ast::ReplicaIdentity::index}}};
      ast::SetReplicaIdentity set;
      for (const auto& [letter, identity] : identities)
        if (definition.text("identity_type") == letter) set.identity = identity;
      if (set.identity == ast::ReplicaIdentity::index) set.index = reader_.words.name(definition.text("name"), words);
      add(std::move(set), words);
      return true;
    }
    if (kind == "AT_ClusterOn" || kind == "AT_DropCluster") {
      ast::SetClustering set;
      if (kind == "AT_ClusterOn") set.index = reader_.words.name(action.text("name"), words);
      add(std::move(set), words);
      return true;
    }
    if (kind == "AT_SetOptions" || kind == "AT_ResetOptions") {
      ast::SetColumnOptions set{reader_.words.name(action.text("name"), words), {}, {}};
      const bool resets = kind == "AT_ResetOptions";
      for (const ParseNode& option : definition["items"].children) {
        Name name = reader_.words.name(option.text("defname"), option.location());
        if (resets)
          set.reset.push_back(std::move(name));
        else
          set.set.push_back({std::move(name), number_after(option, reader_), false});
      }
      add(std::move(set), words);
      return true;
    }
    constexpr std::array<std::pair<std::string_view, ast::ColumnSetting>, 3> settings{
        {{"AT_SetStatistics", ast::ColumnSetting::statistics},
         {"AT_SetStorage", ast::ColumnSetting::storage},
         {"AT_SetCompression", ast::ColumnSetting::compression}}};
    for (const auto& [subtype, setting] : settings) {
      if (kind != subtype) continue;
      ast::SetColumnSetting set{reader_.words.name(action.text("name"), words), setting, std::nullopt};
      // The tree does not tell -1 from 0.
      std::string value = setting == ast::ColumnSetting::statistics
                              ? std::string(reader_.words.text(reader_.words.after_word(words, "STATISTICS")))
                              : definition.text("sval");
      const bool is_default = value.starts_with('-') || value == "default";
      if (!is_default) set.value = Name{std::move(value), reader_.words.span(words)};
      add(std::move(set), words);
      return true;
    }
    return false;
  }

  bool read_trigger_state(const std::string& kind, const ParseNode& action, Words words) {
    using enum ast::TriggerState;
    using enum ast::WhichTriggers;
    struct Kind {
      std::string_view name;
      ast::TriggerState state;
      ast::WhichTriggers which;
    };
    constexpr std::array<Kind, 8> kinds{{{"AT_EnableTrig", enabled, named},
                                         {"AT_EnableAlwaysTrig", always, named},
                                         {"AT_EnableReplicaTrig", replica, named},
                                         {"AT_DisableTrig", disabled, named},
                                         {"AT_EnableTrigAll", enabled, all},
                                         {"AT_DisableTrigAll", disabled, all},
                                         {"AT_EnableTrigUser", enabled, user},
                                         {"AT_DisableTrigUser", disabled, user}}};
    const auto found = std::ranges::find(kinds, kind, &Kind::name);
    if (found == kinds.end()) return false;
    ast::SetTriggerState set{found->state, found->which, std::nullopt};
    if (set.which == named) set.trigger = reader_.words.name(action.text("name"), words);
    add(std::move(set), words);
    return true;
  }

  bool read_table_action(const std::string& kind, const ParseNode& action, Words words) {
    constexpr std::array<std::pair<std::string_view, ast::RowSecurity>, 4> row_security{
        {{"AT_EnableRowSecurity", ast::RowSecurity::enable},
         {"AT_DisableRowSecurity", ast::RowSecurity::disable},
         {"AT_ForceRowSecurity", ast::RowSecurity::force},
         {"AT_NoForceRowSecurity", ast::RowSecurity::no_force}}};
    for (const auto& [subtype, what] : row_security) {
      if (kind != subtype) continue;
      add(ast::SetRowSecurity{what}, words);
      return true;
    }
    if (kind == "AT_ChangeOwner") {
      add(ast::SetTableOwner{role_name(action["newowner"], reader_)}, words);
    } else if (kind == "AT_SetRelOptions") {
      add(ast::SetTableOptions{reader_.storage_options(action["def"]["items"])}, words);
    } else if (kind == "AT_ResetRelOptions") {
      add(ast::ResetTableOptions{option_names(action["def"]["items"], reader_)}, words);
    } else if (kind == "AT_SetTableSpace") {
      add(ast::SetTablespace{reader_.words.name(action.text("name"), words)}, words);
    } else if (kind == "AT_SetLogged" || kind == "AT_SetUnLogged") {
      add(ast::SetLogged{kind == "AT_SetLogged"}, words);
    } else {
      return false;
    }
    return true;
  }

  const ParseNode& tree_;
  MeaningReader& reader_;
  ObjectName table_;
  DefaultNames names_;
  ast::AlterTable alter_;
  std::vector<ast::AlterSequence> owned_;
};

/// alter type addr add attribute ...: an action of a table, as PostgreSQL sees it
void read_alter_composite(const ParseNode& tree, MeaningReader& reader) {
  reader.changes(ObjectKind::composite_type, {tree["relation"].text("schemaname"), tree["relation"].text("relname")});
  for (const ParseNode& action : tree["cmds"].children) {
    const std::string& kind = action.text("subtype");
    const ParseNode& definition = action["def"];
    ast::AlterCompositeType alter;
    alter.name = reader.relation(tree["relation"]);
    alter.cascade = action.text("behavior") == "DROP_CASCADE";
    if (kind == "AT_AddColumn")
      alter.what = ast::AddAttribute{read_type_attribute(definition, reader)};
    else if (kind == "AT_DropColumn")
      alter.what = ast::DropAttribute{action.flag("missing_ok"), reader.named(action.text("name"))};
    else if (kind == "AT_AlterColumnType") {
      ast::TypeAttribute attribute = read_type_attribute(definition, reader);
      attribute.name = reader.named(action.text("name"));
      alter.what = ast::AlterAttributeType{std::move(attribute)};
    } else {
      return reader.not_understood();
    }
    reader.add(std::move(alter));
  }
}

/// The view of this name that the catalog knows: ALTER TABLE may name one.
std::optional<ObjectKind> known_view(const ObjectName& name, const Catalog& catalog) {
  for (const ObjectKind kind : {ObjectKind::view, ObjectKind::materialized_view})
    if (catalog.find_object({kind, name, {}})) return kind;
  return std::nullopt;
}

/// alter view v set (...), owner to r; of a sequence the owner alone
void read_alter_object(const ParseNode& tree, ObjectKind kind, MeaningReader& reader) {
  reader.changes(tree["relation"]);
  ast::ObjectReference object;
  object.kind = kind;
  object.name = reader.relation(tree["relation"]);
  object.span = object.name.span();
  const bool is_view = kind == ObjectKind::view || kind == ObjectKind::materialized_view;
  for (const ParseNode& action : tree["cmds"].children) {
    const std::string& what = action.text("subtype");
    const ParseNode& options = action["def"]["items"];
    if (what == "AT_ChangeOwner")
      reader.add(ast::SetObjectOwner{object, role_name(action["newowner"], reader)});
    else if (is_view && what == "AT_SetRelOptions")
      reader.add(ast::AlterView{object, ast::SetTableOptions{reader.storage_options(options)}});
    else if (is_view && what == "AT_ResetRelOptions")
      reader.add(ast::AlterView{object, ast::ResetTableOptions{option_names(options, reader)}});
    else
      reader.not_understood();
  }
}

}  // namespace

bool read_alter_table(const ParseNode& tree, MeaningReader& reader) {
  if (!tree.is("AlterTableStmt")) return false;
  const std::string& kind = tree.text("objtype");
  const ObjectName name = reader.object_name(tree["relation"]);
  const std::optional<ObjectKind> view = known_view(name, reader.catalog);
  const std::optional<ObjectKind> object = kind == "OBJECT_TABLE" && view ? view : object_kind(kind);
  const bool is_known = view || reader.catalog.find_table(name) || (object && reader.catalog.find_object({*object, name, {}}));
  if (tree.flag("missing_ok") && !is_known) return true;
  if (object == ObjectKind::table && kind == "OBJECT_TABLE") {
    AlterReader(tree, reader).read();
  } else if (kind == "OBJECT_TYPE") {
    read_alter_composite(tree, reader);
  } else if (kind == "OBJECT_INDEX") {  // options of it, or a partition: the language has no form for either
    const ParseNode& index = tree["relation"];
    reader.changed.push_back({ObjectKind::index, index.text("schemaname"), index.text("relname"), index.location()});
    reader.not_understood();
  } else if (object) {
    read_alter_object(tree, *object, reader);
  } else {
    reader.changes(tree["relation"]);
    reader.not_understood();
  }
  return true;
}

}  // namespace galley::postgresql
