#include "syntax/clause_words.hpp"
#include "syntax/dump.hpp"
#include "syntax/spelling.hpp"

namespace galley::syntax {
namespace {

void references(TreeWriter& out, const ast::References& references) {
  out.name("references", references.table);
  out.names("column", references.columns);
  out.flag("match full", references.match == ast::MatchType::full);
  out.line(fmt::format("on delete {}", words_of(references.on_delete)));
  out.names("of", references.on_delete_columns);
  out.line(fmt::format("on update {}", words_of(references.on_update)));
}

void attribute(TreeWriter& out, const ast::ColumnAttribute& attribute) {
  out.name("constraint", attribute.constraint_name);
  match(
      attribute.what,                                                                     //
      [&](const ast::NotNullAttribute&) { out.line("not null", attribute.span); },        //
      [&](const ast::NullAttribute&) { out.line("null", attribute.span); },               //
      [&](const ast::DefaultAttribute& n) { out.expression("default", n.value); },        //
      [&](const ast::PrimaryKeyAttribute&) { out.line("primary key", attribute.span); },  //
      [&](const ast::UniqueAttribute& n) { out.line(n.nulls_not_distinct ? "unique nulls not distinct" : "unique", attribute.span); },
      [&](const ast::ReferencesAttribute& n) { references(out, n.references); },
      [&](const ast::CheckAttribute& n) { out.expression(n.no_inherit ? "check no inherit" : "check", n.condition); },
      [&](const ast::IdentityAttribute& n) {
        out.node(n.always ? "identity always" : "identity", attribute.span, [&] { dump(out, n.options); });
      },
      [&](const ast::GeneratedAttribute& n) { out.expression(n.stored ? "generated stored" : "generated virtual", n.value); },
      [&](const ast::CollateAttribute& n) { out.name("collate", n.collation); },  //
      [&](const ast::CommentAttribute& n) { out.string("comment", n.text); });
  dump(out, attribute.deferral);
}

void exclude(TreeWriter& out, const ast::ExcludeConstraint& exclude) {
  out.name("method", exclude.method);
  for (const ast::ExcludeElement& element : exclude.elements) {
    out.node("with " + element.op, {}, [&] { dump(out, element.key); });
  }
  out.expression("where", exclude.where);
}

void constraint_body(TreeWriter& out, const ast::TableConstraint& constraint) {
  match(
      constraint.what,  //
      [&](const ast::PrimaryKeyConstraint& n) { out.line("primary key"), out.names("column", n.columns), out.names("include", n.include); },
      [&](const ast::UniqueConstraint& n) {
        out.line(n.nulls_not_distinct ? "unique nulls not distinct" : "unique");
        out.names("column", n.columns);
        out.names("include", n.include);
      },
      [&](const ast::ForeignKeyConstraint& n) { out.line("foreign key"), out.names("column", n.columns), references(out, n.references); },
      [&](const ast::CheckConstraint& n) { out.expression(n.no_inherit ? "check no inherit" : "check", n.condition); },
      [&](const ast::ExcludeConstraint& n) { out.line("exclude"), exclude(out, n); });
}

std::string_view row_security_name(ast::RowSecurity what) {
  switch (what) {
    case ast::RowSecurity::enable:
      return "enable row level security";
    case ast::RowSecurity::disable:
      return "disable row level security";
    case ast::RowSecurity::force:
      return "force row level security";
    case ast::RowSecurity::no_force:
      break;
  }
  return "no force row level security";
}

std::string_view state_name(ast::TriggerState state) {
  switch (state) {
    case ast::TriggerState::enabled:
      return "enable trigger";
    case ast::TriggerState::disabled:
      return "disable trigger";
    case ast::TriggerState::replica:
      return "enable replica trigger";
    case ast::TriggerState::always:
      break;
  }
  return "enable always trigger";
}

std::string_view setting_name(ast::ColumnSetting setting) {
  switch (setting) {
    case ast::ColumnSetting::statistics:
      return "set statistics";
    case ast::ColumnSetting::storage:
      return "set storage";
    case ast::ColumnSetting::compression:
    case ast::ColumnSetting::n_distinct:  // has a statement of its own
    case ast::ColumnSetting::n_distinct_inherited:
      break;
  }
  return "set compression";
}

void replica_identity(TreeWriter& out, const ast::SetReplicaIdentity& set) {
  out.flag("default", set.identity == ast::ReplicaIdentity::primary_key);
  out.flag("full", set.identity == ast::ReplicaIdentity::full);
  out.flag("nothing", set.identity == ast::ReplicaIdentity::nothing);
  out.name("index", set.index);
}

std::string_view action_name(const ast::AlterAction& action) {
  return match(
      action.what,  //
      [](const ast::AddColumn& n) -> std::string_view { return n.if_not_exists ? "add column if not exists" : "add column"; },
      [](const ast::DropColumn& n) -> std::string_view { return n.if_exists ? "drop column if exists" : "drop column"; },
      [](const ast::RenameColumn&) -> std::string_view { return "rename column"; },    //
      [](const ast::AlterColumnType&) -> std::string_view { return "alter type"; },    //
      [](const ast::SetDefault&) -> std::string_view { return "set default"; },        //
      [](const ast::DropDefault&) -> std::string_view { return "drop default"; },      //
      [](const ast::SetNotNull&) -> std::string_view { return "set not null"; },       //
      [](const ast::DropNotNull&) -> std::string_view { return "drop not null"; },     //
      [](const ast::ColumnComment&) -> std::string_view { return "comment"; },         //
      [](const ast::AddConstraint&) -> std::string_view { return "add constraint"; },  //
      [](const ast::DropConstraint& n) -> std::string_view { return n.if_exists ? "drop constraint if exists" : "drop constraint"; },
      [](const ast::RenameConstraint&) -> std::string_view { return "rename constraint"; },
      [](const ast::ValidateConstraint&) -> std::string_view { return "validate constraint"; },
      [](const ast::AddIdentity&) -> std::string_view { return "add identity"; },
      [](const ast::SetIdentity&) -> std::string_view { return "set identity"; },
      [](const ast::DropIdentity& n) -> std::string_view { return n.if_exists ? "drop identity if exists" : "drop identity"; },
      [](const ast::SetExpression&) -> std::string_view { return "set expression"; },
      [](const ast::DropExpression& n) -> std::string_view { return n.if_exists ? "drop expression if exists" : "drop expression"; },
      [](const ast::ChangeConstraint&) -> std::string_view { return "change constraint"; },
      [](const ast::AttachPartition&) -> std::string_view { return "attach partition"; },
      [](const ast::DetachPartition& n) -> std::string_view {
        return n.concurrently ? "detach partition concurrently" : "detach partition";
      },
      [](const ast::SetTableOptions&) -> std::string_view { return "set options"; },
      [](const ast::ResetTableOptions&) -> std::string_view { return "reset options"; },
      [](const ast::SetTablespace&) -> std::string_view { return "set tablespace"; },
      [](const ast::SetLogged& n) -> std::string_view { return n.logged ? "set logged" : "set unlogged"; },
      [](const ast::SetRowSecurity& n) -> std::string_view { return row_security_name(n.what); },
      [](const ast::SetTriggerState& n) -> std::string_view { return state_name(n.state); },
      [](const ast::SetColumnSetting& n) -> std::string_view { return setting_name(n.setting); },
      [](const ast::SetColumnOptions& n) -> std::string_view { return n.reset.empty() ? "set column options" : "reset column options"; },
      [](const ast::SetClustering& n) -> std::string_view { return n.index ? "cluster on" : "set without cluster"; },
      [](const ast::SetReplicaIdentity&) -> std::string_view { return "replica identity"; },
      [](const ast::SetTableOwner&) -> std::string_view { return "owner to"; },
      [](const ast::SetTableSchema&) -> std::string_view { return "set schema"; });
}

void set_identity(TreeWriter& out, const ast::SetIdentity& set) {
  out.name("column", set.column);
  if (set.always) out.line(*set.always ? "always" : "by default");
  dump(out, set.options);
  if (set.restarts) out.line("restart" + (set.restart ? " " + *set.restart : std::string()));
}

void change_constraint(TreeWriter& out, const ast::ChangeConstraint& change) {
  out.name("name", change.name);
  if (change.on_delete) out.line(fmt::format("on delete {}", words_of(*change.on_delete)));
  out.names("of", change.on_delete_columns);
  if (change.on_update) out.line(fmt::format("on update {}", words_of(*change.on_update)));
  if (!change.deferral) return;
  out.flag("not deferrable", *change.deferral == ast::Deferral::not_deferrable);
  dump(out, *change.deferral);
}

void action_body(TreeWriter& out, const ast::AlterAction& action) {
  match(
      action.what,  //
      [&](const ast::AddColumn& n) {
        dump(out, n.column);
        out.expression("fill", n.fill);
        out.flag("then drop default", n.then_drop_default);
      },
      [&](const ast::DropColumn& n) { out.name("column", n.column), out.flag("cascade", n.cascade); },
      [&](const ast::RenameColumn& n) { out.name("from", n.from), out.name("to", n.to); },
      [&](const ast::AlterColumnType& n) {
        out.name("column", n.column);
        out.type(n.type);
        out.name("collate", n.collation);
        out.expression("using", n.using_);
      },
      [&](const ast::SetDefault& n) { out.name("column", n.column), out.expression("value", n.value); },
      [&](const ast::DropDefault& n) { out.name("column", n.column); },  //
      [&](const ast::SetNotNull& n) { out.name("column", n.column); },   //
      [&](const ast::DropNotNull& n) { out.name("column", n.column); },  //
      [&](const ast::ColumnComment& n) { out.name("column", n.column), out.string("text", n.text); },
      [&](const ast::AddConstraint& n) { dump(out, n.constraint), out.name("using index", n.using_index); },
      [&](const ast::DropConstraint& n) { out.name("name", n.name), out.flag("cascade", n.cascade); },
      [&](const ast::RenameConstraint& n) { out.name("from", n.from), out.name("to", n.to); },
      [&](const ast::ValidateConstraint& n) { out.name("name", n.name); },
      [&](const ast::AddIdentity& n) {
        out.name("column", n.column);
        out.flag("always", n.identity.always);
        dump(out, n.identity.options);
      },
      [&](const ast::SetIdentity& n) { set_identity(out, n); },           //
      [&](const ast::DropIdentity& n) { out.name("column", n.column); },  //
      [&](const ast::SetExpression& n) { out.name("column", n.column), out.expression("value", n.value); },
      [&](const ast::DropExpression& n) { out.name("column", n.column); },  //
      [&](const ast::ChangeConstraint& n) { change_constraint(out, n); },   //
      [&](const ast::AttachPartition& n) { out.name("partition", n.partition), dump(out, n.bound); },
      [&](const ast::DetachPartition& n) { out.name("partition", n.partition); },
      [&](const ast::SetTableOptions& n) {
        for (const ast::StorageOption& option : n.options) dump(out, "option", option);
      },
      [&](const ast::ResetTableOptions& n) { out.names("option", n.options); },    //
      [&](const ast::SetTablespace& n) { out.name("tablespace", n.tablespace); },  //
      [&](const ast::SetTableOwner& n) { out.name("owner", n.owner); },            //
      [&](const ast::SetTableSchema& n) { out.name("schema", n.schema); },         //
      [&](const ast::SetTriggerState& n) {
        out.name("trigger", n.trigger);
        out.flag("all", n.which == ast::WhichTriggers::all);
        out.flag("user", n.which == ast::WhichTriggers::user);
      },
      [&](const ast::SetColumnSetting& n) { out.name("column", n.column), out.name("value", n.value); },
      [&](const ast::SetColumnOptions& n) {
        out.name("column", n.column);
        for (const ast::StorageOption& option : n.set) dump(out, "option", option);
        out.names("option", n.reset);
      },
      [&](const ast::SetClustering& n) { out.name("index", n.index); },     //
      [&](const ast::SetReplicaIdentity& n) { replica_identity(out, n); },  //
      [](const ast::SetLogged&) {}, [](const ast::SetRowSecurity&) {});
}

}  // namespace

void dump(TreeWriter& out, ast::Deferral deferral) {
  out.flag("initially immediate", deferral == ast::Deferral::initially_immediate);
  out.flag("initially deferred", deferral == ast::Deferral::initially_deferred);
}

void dump(TreeWriter& out, const ast::ColumnDefinition& column) {
  out.node("column " + spell_name(column.name.text), column.span, [&] {
    out.type(column.type);
    for (const ast::ColumnAttribute& item : column.attributes) attribute(out, item);
  });
}

void dump(TreeWriter& out, const ast::TableConstraint& constraint) {
  out.node("constraint", constraint.span, [&] {
    out.name("name", constraint.name);
    constraint_body(out, constraint);
    dump(out, constraint.deferral);
    out.flag("not valid", constraint.not_valid);
  });
}

void dump(TreeWriter& out, const ast::LikeTable& like) {
  out.node("like " + spell_qualified(like.table), like.span, [&] {
    for (const ast::LikeOption& option : like.options)
      out.line(fmt::format("{} {}", option.including ? "including" : "excluding", words_of(option.part)));
  });
}

void dump(TreeWriter& out, const ast::IndexKey& key) {
  out.node("key", key.span, [&] {
    out.expression("over", key.key);
    out.name("collate", key.collation);
    out.name("operator class", key.operator_class);
    out.flag("desc", key.descending);
    out.flag("nulls first", key.nulls == ast::NullsOrder::first);
    out.flag("nulls last", key.nulls == ast::NullsOrder::last);
  });
}

void dump(TreeWriter& out, const ast::AlterAction& action) {
  out.node(action_name(action), action.span, [&] { action_body(out, action); });
}

}  // namespace galley::syntax
