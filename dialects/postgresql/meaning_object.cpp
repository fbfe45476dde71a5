// What is written alike for objects of every kind: drop, rename, comment, set schema, owner; and the kinds that have little else.
#include <array>

#include "postgresql/meaning.hpp"

namespace galley::postgresql {
namespace {

/// The kind under which the language knows a type.
ObjectKind type_kind(const NameInTree& name, const MeaningReader& reader) {
  const ObjectName object = reader.object_name(name);
  if (reader.catalog.find_enum(object)) return ObjectKind::enumeration;
  return reader.catalog.objects().contains({ObjectKind::domain, object, {}}) ? ObjectKind::domain : ObjectKind::composite_type;
}

/// The last name of a list, and the relation before it.
void read_part(const ParseNode& list, ast::ObjectReference& reference, MeaningReader& reader) {
  std::vector<std::string> names = strings_of(list);
  if (names.size() < 2) return reader.not_understood();
  reference.name = {{}, reader.named(names.back())};
  names.pop_back();
  reference.table = reader.words.name(names.size() > 1 ? names[names.size() - 2] : std::string(), names.back(), reader.words.all());
}

bool is_part(ObjectKind kind) {
  return kind == ObjectKind::column || kind == ObjectKind::constraint || kind == ObjectKind::trigger || kind == ObjectKind::policy;
}

void read_parameters(const ParseNode& routine, ast::ObjectReference& reference, MeaningReader& reader) {
  if (routine.flag("args_unspecified")) return;
  reference.parameters.emplace();
  for (const ParseNode& type : routine["objargs"].children)
    reference.parameters->push_back(reader.type(reader.words.item(reader.words.from(type.location())), type));
}

void drop_one(const ParseNode& tree, ObjectKind kind, const ParseNode& object, MeaningReader& reader) {
  const bool if_exists = tree.flag("missing_ok");
  const bool cascade = tree.text("behavior") == "DROP_CASCADE";
  ast::ObjectReference reference = read_object(kind, object, reader);
  kind = reference.kind;
  if (kind == ObjectKind::table) return reader.add(ast::DropTable{if_exists, reference.name, cascade});
  if (kind == ObjectKind::index) return reader.add(ast::DropIndex{tree.flag("concurrent"), if_exists, reference.name, cascade});
  if (kind != ObjectKind::enumeration) return reader.add(ast::DropObject{if_exists, std::move(reference), cascade});
  reader.add(ast::DropEnum{if_exists, reference.name, cascade});
}

void read_drop(const ParseNode& tree, MeaningReader& reader) {
  const std::optional<ObjectKind> kind = object_kind(tree.text("removeType"));
  if (!kind) return;  // rules, casts, operators: the catalog knows none
  for (const ParseNode& object : tree["objects"].children) drop_one(tree, *kind, object, reader);
}

void alter_one(const ParseNode& relation, decltype(ast::AlterAction::what) what, MeaningReader& reader) {
  ast::AlterTable alter;
  alter.name = reader.relation(relation);
  alter.actions.emplace_back().what = std::move(what);
  alter.actions.back().span = reader.words.whole();
  reader.add(std::move(alter));
}

/// Of a table or, whatever the statement calls it, of a view.
void rename_column(const ParseNode& tree, ast::RenameColumn rename, MeaningReader& reader) {
  const ParseNode& relation = tree["relation"];
  const std::optional<ObjectKind> told = object_kind(tree.text("relationType"));
  const ObjectName name = reader.object_name(relation);
  for (const ObjectKind kind : {ObjectKind::view, ObjectKind::materialized_view}) {
    if (told != kind && !reader.catalog.find_object({kind, name, {}})) continue;
    ast::AlterView alter;
    alter.view.kind = kind;
    alter.view.name = reader.relation(relation);
    alter.view.span = alter.view.name.span();
    alter.what = std::move(rename);
    return reader.add(std::move(alter));
  }
  if (tree.text("relationType") != "OBJECT_TABLE") reader.not_understood();
  alter_one(relation, std::move(rename), reader);
}

/// Renames of what is a part of something else.
bool rename_part(const ParseNode& tree, MeaningReader& reader) {
  const std::string& kind = tree.text("renameType");
  const Name from = reader.named(tree.text("subname"));
  const Name to = reader.named(tree.text("newname"));
  if (kind == "OBJECT_COLUMN") {
    rename_column(tree, {from, to}, reader);
  } else if (kind == "OBJECT_TABCONSTRAINT") {
    alter_one(tree["relation"], ast::RenameConstraint{from, to}, reader);
  } else if (kind == "OBJECT_DOMCONSTRAINT") {
    reader.add(ast::AlterDomain{reader.qualified(tree["object"]["items"]), ast::RenameConstraint{from, to}});
  } else if (kind == "OBJECT_ATTRIBUTE") {
    reader.add(ast::AlterCompositeType{reader.relation(tree["relation"]), ast::RenameAttribute{from, to},
                                       tree.text("behavior") == "DROP_CASCADE"});
  } else {
    return false;
  }
  return true;
}

void read_rename(const ParseNode& tree, MeaningReader& reader) {
  if (tree.has("relation")) {
    reader.changes(tree["relation"]);
    const ObjectName name = reader.object_name(tree["relation"]);
    const std::string& kind = tree.text("renameType");
    const bool is_relation = kind == "OBJECT_TABLE" || kind == "OBJECT_COLUMN" || kind == "OBJECT_VIEW" || kind == "OBJECT_MATVIEW";
    const bool is_known = reader.catalog.find_table(name) || reader.catalog.find_object({ObjectKind::view, name, {}}) ||
                          reader.catalog.find_object({ObjectKind::materialized_view, name, {}});
    if (tree.flag("missing_ok") && is_relation && !is_known) return;
  }
  if (rename_part(tree, reader)) return;
  const std::optional<ObjectKind> kind = object_kind(tree.text("renameType"));
  if (!kind) return;
  const Name to = reader.named(tree.text("newname"));
  ast::ObjectReference reference;
  reference.kind = *kind;
  if (is_part(*kind)) {
    reference.name = {{}, reader.named(tree.text("subname"))};
    reference.table = reader.relation(tree["relation"]);
  } else if (tree.has("relation")) {
    reference.name = reader.relation(tree["relation"]);
  } else if (tree.has("object")) {
    reference = read_object(*kind, tree["object"], reader);
  } else {
    reference.name = {{}, reader.named(tree.text("subname"))};
  }
  if (reference.kind == ObjectKind::table) return reader.add(ast::RenameTable{reference.name, to});
  if (reference.kind == ObjectKind::index) return reader.add(ast::RenameIndex{reference.name, to});
  if (reference.kind == ObjectKind::enumeration) return reader.add(ast::RenameEnum{reference.name, to});
  reader.add(ast::RenameObject{std::move(reference), to});
}

void read_comment(const ParseNode& tree, MeaningReader& reader) {
  const std::optional<ObjectKind> kind = object_kind(tree.text("objtype"));
  if (!kind) return;
  ast::CommentOn comment;
  comment.object = read_object(*kind, tree["object"], reader);
  if (tree.has("comment")) comment.text = ast::StringLiteral{tree.text("comment"), reader.words.whole()};
  reader.add(std::move(comment));
}

/// The object of "alter KIND name set schema" and "owner to".
std::optional<ast::ObjectReference> altered_object(const ParseNode& tree, MeaningReader& reader) {
  const std::optional<ObjectKind> kind = object_kind(tree.text("objectType"));
  if (!kind) return std::nullopt;
  if (!tree.has("relation")) return read_object(*kind, tree["object"], reader);
  reader.changes(tree["relation"]);
  return read_object(*kind, tree["relation"], reader);
}

void read_set_schema(const ParseNode& tree, MeaningReader& reader) {
  std::optional<ast::ObjectReference> object = altered_object(tree, reader);
  if (!object) return;
  const Name schema = reader.named(tree.text("newschema"));
  if (object->kind == ObjectKind::table) return alter_one(tree["relation"], ast::SetTableSchema{schema}, reader);
  reader.add(ast::SetObjectSchema{std::move(*object), schema});
}

void read_owner(const ParseNode& tree, MeaningReader& reader) {
  if (std::optional<ast::ObjectReference> object = altered_object(tree, reader))
    reader.add(ast::SetObjectOwner{std::move(*object), role_name(tree["newowner"], reader)});
}

void read_create_schema(const ParseNode& tree, MeaningReader& reader) {
  ast::CreateSchema create;
  create.if_not_exists = tree.flag("if_not_exists");
  const ParseNode& role = tree["authrole"];
  if (role.exists()) create.owner = role_name(role, reader);
  create.name = reader.named(tree.has("schemaname") ? tree.text("schemaname") : role.text("rolename"));
  for (const ParseNode& element : tree["schemaElts"].children) {
    reader.not_understood();
    for (const char* field : {"relation", "view", "sequence"})
      if (const ParseNode* relation = element.find(field))
        reader.changed.push_back({ObjectKind::table, create.name.text, relation->text("relname"), relation->location()});
  }
  reader.add(std::move(create));
}

/// A type that the language has no form for is told of by its name alone, so that columns may be of it.
void read_other_type(const ParseNode& name, MeaningReader& reader) {
  ast::CreateCompositeType create;
  create.name = reader.qualified(name);
  ast::Declare declare;
  declare.what.emplace_back().what = std::move(create);
  declare.what.back().span = reader.words.whole();
  reader.add(std::move(declare));
}

void read_create_extension(const ParseNode& tree, MeaningReader& reader) {
  ast::CreateExtension create;
  create.if_not_exists = tree.flag("if_not_exists");
  create.name = reader.named(tree.text("extname"));
  for (const ParseNode& option : tree["options"].children) {
    const std::string& name = option.text("defname");
    if (name == "schema") create.schema = reader.named(option_value(option));
    if (name == "new_version") create.version = ast::StringLiteral{option_value(option), reader.words.whole()};
    if (name == "cascade") create.cascade = true;
  }
  reader.add(std::move(create));
}

}  // namespace

std::optional<ObjectKind> object_kind(std::string_view object_type) {
  constexpr std::array<std::pair<std::string_view, ObjectKind>, 19> kinds{{{"OBJECT_TABLE", ObjectKind::table},
                                                                           {"OBJECT_INDEX", ObjectKind::index},
                                                                           {"OBJECT_SEQUENCE", ObjectKind::sequence},
                                                                           {"OBJECT_VIEW", ObjectKind::view},
                                                                           {"OBJECT_MATVIEW", ObjectKind::materialized_view},
                                                                           {"OBJECT_TYPE", ObjectKind::composite_type},
                                                                           {"OBJECT_DOMAIN", ObjectKind::domain},
                                                                           {"OBJECT_SCHEMA", ObjectKind::schema},
                                                                           {"OBJECT_EXTENSION", ObjectKind::extension},
                                                                           {"OBJECT_FUNCTION", ObjectKind::function},
                                                                           {"OBJECT_ROUTINE", ObjectKind::function},
                                                                           {"OBJECT_PROCEDURE", ObjectKind::procedure},
                                                                           {"OBJECT_TRIGGER", ObjectKind::trigger},
                                                                           {"OBJECT_POLICY", ObjectKind::policy},
                                                                           {"OBJECT_STATISTIC_EXT", ObjectKind::statistics},
                                                                           {"OBJECT_PUBLICATION", ObjectKind::publication},
                                                                           {"OBJECT_COLUMN", ObjectKind::column},
                                                                           {"OBJECT_TABCONSTRAINT", ObjectKind::constraint},
                                                                           {"OBJECT_FOREIGN_TABLE", ObjectKind::table}}};
  for (const auto& [name, kind] : kinds)
    if (name == object_type) return kind;
  return std::nullopt;
}

ast::ObjectReference read_object(ObjectKind kind, const ParseNode& object, MeaningReader& reader) {
  ast::ObjectReference reference;
  reference.kind = kind;
  if (object.has("relname")) {
    reader.changes(object);
    reference.name = reader.relation(object);
  } else if (object.is("String")) {
    reference.name = {{}, reader.named(object.text("sval"))};
  } else if (object.is("ObjectWithArgs")) {
    reference.name = reader.qualified(object["objname"]);
    read_parameters(object, reference, reader);
  } else if (is_part(kind)) {
    read_part(object["items"], reference, reader);
  } else {
    const ParseNode& names = object[object.is("TypeName") ? "names" : "items"];
    const NameInTree name = name_of(names);
    reader.changes(ObjectKind::table, name);
    reference.name = reader.qualified(names);
    if (kind == ObjectKind::composite_type) reference.kind = type_kind(name, reader);
  }
  reference.span = reference.name.span();
  return reference;
}

bool read_object_statement(const ParseNode& tree, MeaningReader& reader) {
  if (tree.is("DropStmt"))
    read_drop(tree, reader);
  else if (tree.is("RenameStmt"))
    read_rename(tree, reader);
  else if (tree.is("CommentStmt"))
    read_comment(tree, reader);
  else if (tree.is("AlterObjectSchemaStmt"))
    read_set_schema(tree, reader);
  else if (tree.is("AlterOwnerStmt"))
    read_owner(tree, reader);
  else if (tree.is("CreateSchemaStmt"))
    read_create_schema(tree, reader);
  else if (tree.is("CreateExtensionStmt"))
    read_create_extension(tree, reader);
  else if (tree.is("CreateRangeStmt"))
    read_other_type(tree["typeName"], reader);
  else if (tree.is("DefineStmt") && tree.text("kind") == "OBJECT_TYPE")
    read_other_type(tree["defnames"], reader);
  else
    return false;
  return true;
}

}  // namespace galley::postgresql
