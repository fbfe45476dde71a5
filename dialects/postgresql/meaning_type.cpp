// Enumerations, domains, composite types and sequences.
#include <algorithm>

#include "postgresql/meaning.hpp"

namespace galley::postgresql {
namespace {

ast::StringLiteral literal(const std::string& text, MeaningReader& reader) { return {text, reader.words.whole()}; }

void read_create_enum(const ParseNode& tree, MeaningReader& reader) {
  reader.changes(ObjectKind::composite_type, name_of(tree["typeName"]));
  ast::CreateEnum create;
  create.name = reader.qualified(tree["typeName"]);
  for (const std::string& value : strings_of(tree["vals"])) create.values.push_back(literal(value, reader));
  reader.add(std::move(create));
}

void read_alter_enum(const ParseNode& tree, MeaningReader& reader) {
  reader.changes(ObjectKind::composite_type, name_of(tree["typeName"]));
  const QualifiedName name = reader.qualified(tree["typeName"]);
  if (tree.has("oldVal"))
    return reader.add(ast::RenameEnumValue{name, literal(tree.text("oldVal"), reader), literal(tree.text("newVal"), reader)});
  const EnumPointer known = reader.catalog.find_enum(reader.object_name(name_of(tree["typeName"])));
  if (tree.flag("skipIfNewValExists") && known && known->has_value(tree.text("newVal"))) return;
  ast::AddEnumValue added;
  added.name = name;
  added.value = literal(tree.text("newVal"), reader);
  if (tree.has("newValNeighbor")) {
    added.position = tree.flag("newValIsAfter") ? ast::ValuePosition::after : ast::ValuePosition::before;
    added.neighbour = literal(tree.text("newValNeighbor"), reader);
  }
  reader.add(std::move(added));
}

/// "d_check", "d_check1"
std::string check_name(const std::string& domain, std::vector<std::string>& taken) {
  std::string name = make_object_name(domain, {}, "check");
  for (int number = 1; std::find(taken.begin(), taken.end(), name) != taken.end(); ++number)
    name = make_object_name(domain, {}, "check" + std::to_string(number));
  taken.push_back(name);
  return name;
}

ast::DomainCheck read_domain_check(const ParseNode& constraint, const std::string& domain, std::vector<std::string>& taken,
                                   MeaningReader& reader) {
  const StatementText& words = reader.words;
  const Words from = words.from(constraint.location());
  ast::DomainCheck check;
  const std::string& name = constraint.text("conname");
  check.name = words.name(name.empty() ? check_name(domain, taken) : name, from);
  check.condition = reader.expression(words.in_parentheses(words.after_word(from, "CHECK")), constraint["raw_expr"]);
  check.not_valid = constraint.flag("skip_validation");
  check.span = words.span(from);
  return check;
}

void read_create_domain(const ParseNode& tree, MeaningReader& reader) {
  const StatementText& words = reader.words;
  const NameInTree name = name_of(tree["domainname"]);
  reader.changes(ObjectKind::composite_type, name);
  std::vector<std::size_t> stops;
  if (tree.has("collClause")) stops.push_back(tree["collClause"].location());
  std::vector<std::string> taken;
  for (const ParseNode& constraint : tree["constraints"].children) {
    stops.push_back(constraint.location());
    taken.push_back(constraint.text("conname"));
  }
  ast::CreateDomain create;
  create.name = reader.qualified(tree["domainname"]);
  create.type = reader.type(words.item(words.from(tree["typeName"].location()), stops), tree["typeName"]);
  if (tree.has("collClause")) create.collation = reader.qualified(tree["collClause"]["collname"]);
  for (const ParseNode& constraint : tree["constraints"].children) {
    const std::string& kind = constraint.text("contype");
    const Words part = words.item(words.from(constraint.location()), stops);
    if (kind == "CONSTR_NOTNULL")
      create.not_null = true;
    else if (kind == "CONSTR_DEFAULT")
      create.default_value = reader.expression(words.after_word(part, "DEFAULT"), constraint["raw_expr"]);
    else if (kind == "CONSTR_CHECK")
      create.checks.push_back(read_domain_check(constraint, name.name, taken, reader));
    else if (kind != "CONSTR_NULL")
      reader.not_understood();
  }
  reader.add(std::move(create));
}

void read_alter_domain(const ParseNode& tree, MeaningReader& reader) {
  const StatementText& words = reader.words;
  const NameInTree name = name_of(tree["typeName"]);
  reader.changes(ObjectKind::composite_type, name);
  ast::AlterDomain alter;
  alter.name = reader.qualified(tree["typeName"]);
  const std::string& kind = tree.text("subtype");
  const Name constraint = reader.named(tree.text("name"));
  if (kind == "T") {
    alter.what = ast::SetDomainDefault{reader.optional_expression(words.after_word(words.all(), "DEFAULT"), tree["def"])};
  } else if (kind == "N" || kind == "O") {
    alter.what = ast::SetDomainNotNull{kind == "O"};
  } else if (kind == "C") {
    std::vector<std::string> taken;
    const auto known = reader.catalog.objects().find({ObjectKind::domain, reader.object_name(name), {}});
    if (known != reader.catalog.objects().end())
      for (const DomainDefinition::Check& check : std::get<DomainDefinition>(known->second->definition).checks) taken.push_back(check.name);
    alter.what = read_domain_check(tree["def"], name.name, taken, reader);
  } else if (kind == "X") {
    alter.what = ast::DropConstraint{tree.flag("missing_ok"), constraint, tree.text("behavior") == "DROP_CASCADE"};
  } else {
    alter.what = ast::ValidateConstraint{constraint};
  }
  reader.add(std::move(alter));
}

void read_composite(const ParseNode& tree, MeaningReader& reader) {
  reader.changes(ObjectKind::composite_type, {tree["typevar"].text("schemaname"), tree["typevar"].text("relname")});
  ast::CreateCompositeType create;
  create.name = reader.relation(tree["typevar"]);
  for (const ParseNode& attribute : tree["coldeflist"].children) create.attributes.push_back(read_type_attribute(attribute, reader));
  reader.add(std::move(create));
}

}  // namespace

ast::TypeAttribute read_type_attribute(const ParseNode& node, MeaningReader& reader) {
  const StatementText& words = reader.words;
  std::vector<std::size_t> stops;
  if (node.has("collClause")) stops.push_back(node["collClause"].location());
  ast::TypeAttribute attribute;
  attribute.name = words.name(node.text("colname"), node.location());
  Words type = words.item(words.from(node["typeName"].location()), stops);
  type = words.before_word(words.before_word(type, "CASCADE"), "RESTRICT");
  attribute.type = reader.type(type, node["typeName"]);
  if (node.has("collClause")) attribute.collation = reader.qualified(node["collClause"]["collname"]);
  attribute.span = attribute.name.span;
  return attribute;
}

bool read_type_statement(const ParseNode& tree, MeaningReader& reader) {
  if (tree.is("CreateEnumStmt"))
    read_create_enum(tree, reader);
  else if (tree.is("AlterEnumStmt"))
    read_alter_enum(tree, reader);
  else if (tree.is("CreateDomainStmt"))
    read_create_domain(tree, reader);
  else if (tree.is("AlterDomainStmt"))
    read_alter_domain(tree, reader);
  else if (tree.is("CompositeTypeStmt"))
    read_composite(tree, reader);
  else
    return false;
  return true;
}

}  // namespace galley::postgresql
