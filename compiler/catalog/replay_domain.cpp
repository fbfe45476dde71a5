// Domains and composite types.
#include <fmt/format.h>

#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/object_needs.hpp"
#include "catalog/resolve.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/objects.hpp"

namespace galley {
namespace {

/// The value is a column of its own name in a table of no name.
std::optional<Expression> resolve_domain_check(const Expression& written, const Type& type, Workspace& workspace) {
  Table table;
  Column value;
  value.name = "value";
  value.type = type;
  table.columns.push_back(std::move(value));
  table.name.name = "the domain";
  return resolve_expression(written, {.table = &table, .keeper = "a domain"}, workspace);
}

/// domain_check, domain_check1, ... as PostgreSQL would name it, so that it is known.
std::string free_check_name(const std::string& domain, const std::vector<DomainDefinition::Check>& checks) {
  std::string name = shorten_identifier(domain + "_check");
  for (int number = 1; std::any_of(checks.begin(), checks.end(), [&](const auto& check) { return check.name == name; }); ++number)
    name = shorten_identifier(fmt::format("{}_check{}", domain, number));
  return name;
}

std::optional<DomainDefinition::Check> define_check(const ast::DomainCheck& written, const std::string& domain,
                                                    const DomainDefinition& definition, Workspace& workspace) {
  std::optional<Expression> condition = resolve_domain_check(written.condition, definition.type, workspace);
  if (!condition || (written.name && !workspace.check_length(*written.name))) return std::nullopt;
  std::string name = written.name ? written.name->text : free_check_name(domain, definition.checks);
  return DomainDefinition::Check{std::move(name), std::move(*condition), !written.not_valid};
}

std::optional<Expression> resolve_domain_default(const Expression& written, const Type& type, Workspace& workspace) {
  Column column;
  column.type = type;
  return resolve_default(written, column, workspace);
}

std::optional<DomainDefinition> define_domain(const ast::CreateDomain& statement, const ObjectName& name, Workspace& workspace) {
  DomainDefinition domain;
  domain.type = resolve_type(statement.type, workspace);
  bool ok = domain.type.kind != TypeKind::unknown;
  if (statement.collation) domain.collation = dotted(*statement.collation);
  domain.not_null = statement.not_null;
  if (ok && statement.default_value) {
    domain.default_value = resolve_domain_default(*statement.default_value, domain.type, workspace);
    ok = domain.default_value.has_value();
  }
  for (const ast::DomainCheck& written : statement.checks) {
    std::optional<DomainDefinition::Check> check = define_check(written, name.name, domain, workspace);
    const bool repeated =
        check && std::any_of(domain.checks.begin(), domain.checks.end(), [&](const auto& known) { return known.name == check->name; });
    if (repeated) workspace.report(written.name->span, diag::domain_check_exists, check->name, workspace.shown(name));
    ok = check && !repeated && ok;
    if (check && !repeated) domain.checks.push_back(std::move(*check));
  }
  if (!ok) return std::nullopt;
  return domain;
}

CompositeAttribute define_attribute(const ast::TypeAttribute& written, Workspace& workspace) {
  CompositeAttribute attribute{written.name.text, resolve_type(written.type, workspace), std::nullopt};
  if (written.collation) attribute.collation = dotted(*written.collation);
  return attribute;
}

/// What an action means; nothing when it says something wrong.
class DomainChange {
 public:
  using Change = std::optional<decltype(AlterObject::what)>;
  DomainChange(const SchemaObject& domain, Workspace& workspace)
      : object_(domain), domain_(std::get<DomainDefinition>(domain.definition)), workspace_(workspace) {}

  Change operator()(const ast::SetDomainDefault& action) {
    if (!action.value) return SetDomainDefault{};
    std::optional<Expression> value = resolve_domain_default(*action.value, domain_.type, workspace_);
    if (!value) return std::nullopt;
    return SetDomainDefault{std::move(value)};
  }
  Change operator()(const ast::SetDomainNotNull& action) { return SetDomainNotNull{action.not_null}; }
  Change operator()(const ast::DomainCheck& action) {
    part = action.name ? action.name->span : action.span;
    std::optional<DomainDefinition::Check> check = define_check(action, object_.key.name.name, domain_, workspace_);
    if (!check) return std::nullopt;
    return AddDomainCheck{std::move(*check)};
  }
  Change operator()(const ast::DropConstraint& action) {
    part = action.name.span;
    const bool is_there =
        std::any_of(domain_.checks.begin(), domain_.checks.end(), [&](const auto& check) { return check.name == action.name.text; });
    if (!action.if_exists || is_there) return DropDomainCheck{action.name.text, action.if_exists, action.cascade};
    workspace_.report(action.name.span, diag::missing_already, "constraint", action.name.text);
    return std::nullopt;
  }
  Change operator()(const ast::RenameConstraint& action) {
    part = action.from.span;
    if (!workspace_.check_length(action.to)) return std::nullopt;
    return RenameDomainCheck{action.from.text, action.to.text};
  }
  Change operator()(const ast::ValidateConstraint& action) {
    part = action.name.span;
    return ValidateDomainCheck{action.name.text};
  }

  Span part;

 private:
  const SchemaObject& object_;
  const DomainDefinition& domain_;
  Workspace& workspace_;
};

}  // namespace

void run(const ast::CreateDomain& statement, Span span, Workspace& workspace) {
  SchemaObject object = new_object(workspace.object_key(ObjectKind::domain, statement.name), statement.name.span());
  const bool ok = workspace.check_length(statement.name.name);
  std::optional<DomainDefinition> domain = define_domain(statement, object.key.name, workspace);
  if (domain) object.definition = std::move(*domain);
  create_object(std::move(object), false, ok && domain, span, workspace);
}

void run(const ast::AlterDomain& statement, Span span, Workspace& workspace) {
  const ObjectKey key = workspace.object_key(ObjectKind::domain, statement.name);
  const ObjectPointer domain = workspace.find_object(key, statement.name.span());
  if (!domain) return;
  DomainChange meaning(*domain, workspace);
  if (auto what = std::visit(meaning, statement.what))
    apply(AlterObject{domain->key, std::move(*what), false}, {span, statement.name.span(), meaning.part}, workspace);
}

void run(const ast::CreateCompositeType& statement, Span span, Workspace& workspace) {
  SchemaObject object = new_object(workspace.object_key(ObjectKind::composite_type, statement.name), statement.name.span());
  bool ok = workspace.check_length(statement.name.name);
  CompositeDefinition composite;
  for (const ast::TypeAttribute& written : statement.attributes) {
    const bool repeated = std::any_of(composite.attributes.begin(), composite.attributes.end(),
                                      [&](const CompositeAttribute& known) { return known.name == written.name.text; });
    if (repeated) workspace.report(written.name.span, diag::attribute_exists, written.name.text, workspace.shown(object.key));
    composite.attributes.push_back(define_attribute(written, workspace));
    ok = !repeated && workspace.check_length(written.name) && composite.attributes.back().type.kind != TypeKind::unknown && ok;
  }
  object.definition = std::move(composite);
  create_object(std::move(object), false, ok, span, workspace);
}

void run(const ast::AlterCompositeType& statement, Span span, Workspace& workspace) {
  const ObjectKey key = workspace.object_key(ObjectKind::composite_type, statement.name);
  const ObjectPointer type = workspace.find_object(key, statement.name.span());
  if (!type) return;
  const auto change = [&](auto what, Span part) {
    apply(AlterObject{type->key, std::move(what), statement.cascade}, {span, statement.name.span(), part}, workspace);
  };
  match(
      statement.what,
      [&](const ast::AddAttribute& action) {
        CompositeAttribute attribute = define_attribute(action.attribute, workspace);
        if (attribute.type.kind != TypeKind::unknown && workspace.check_length(action.attribute.name))
          change(AddAttribute{std::move(attribute)}, action.attribute.name.span);
      },
      [&](const ast::DropAttribute& action) {
        const auto& attributes = std::get<CompositeDefinition>(type->definition).attributes;
        const bool is_there = std::any_of(attributes.begin(), attributes.end(),
                                          [&](const CompositeAttribute& known) { return known.name == action.name.text; });
        if (action.if_exists && !is_there)
          workspace.report(action.name.span, diag::missing_already, "attribute", action.name.text);
        else
          change(DropAttribute{action.name.text, action.if_exists}, action.name.span);
      },
      [&](const ast::RenameAttribute& action) {
        if (workspace.check_length(action.to)) change(RenameAttribute{action.from.text, action.to.text}, action.from.span);
      },
      [&](const ast::AlterAttributeType& action) {
        CompositeAttribute attribute = define_attribute(action.attribute, workspace);
        if (attribute.type.kind != TypeKind::unknown) change(AlterAttributeType{std::move(attribute)}, action.attribute.name.span);
      });
}

}  // namespace galley
