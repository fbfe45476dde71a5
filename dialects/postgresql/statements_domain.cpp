// Domains and composite types.
#include <fmt/format.h>

#include "postgresql/expressions.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

std::string check_text(const DomainDefinition::Check& check, const Printing& printing) {
  return fmt::format("CONSTRAINT {} CHECK ({})", identifier(check.name), expression_text(check.condition, printing));
}

std::string attribute_text(const CompositeAttribute& attribute, const Printing& printing) {
  std::string text = fmt::format("{} {}", identifier(attribute.name), type_text(attribute.type, printing));
  if (attribute.collation) text += " COLLATE " + collation_text(*attribute.collation);
  return text;
}

struct DomainAction {
  const Printing& printing;
  std::string operator()(const SetDomainDefault& c) const {
    return c.value ? "SET DEFAULT " + expression_text(*c.value, printing) : std::string("DROP DEFAULT");
  }
  std::string operator()(const SetDomainNotNull& c) const { return c.not_null ? "SET NOT NULL" : "DROP NOT NULL"; }
  std::string operator()(const AddDomainCheck& c) const {
    return "ADD " + check_text(c.check, printing) + (c.check.valid ? "" : " NOT VALID");
  }
  std::string operator()(const DropDomainCheck& c) const {
    return fmt::format("DROP CONSTRAINT {}{}{}", c.if_exists ? "IF EXISTS " : "", identifier(c.name), c.cascade ? " CASCADE" : "");
  }
  std::string operator()(const RenameDomainCheck& c) const {
    return fmt::format("RENAME CONSTRAINT {} TO {}", identifier(c.from), identifier(c.to));
  }
  std::string operator()(const ValidateDomainCheck& c) const { return "VALIDATE CONSTRAINT " + identifier(c.name); }

  std::string operator()(const AddAttribute& c) const { return "ADD ATTRIBUTE " + attribute_text(c.attribute, printing); }
  std::string operator()(const DropAttribute& c) const {
    return fmt::format("DROP ATTRIBUTE {}{}", c.if_exists ? "IF EXISTS " : "", identifier(c.name));
  }
  std::string operator()(const RenameAttribute& c) const {
    return fmt::format("RENAME ATTRIBUTE {} TO {}", identifier(c.from), identifier(c.to));
  }
  std::string operator()(const AlterAttributeType& c) const {
    std::string text = fmt::format("ALTER ATTRIBUTE {} TYPE {}", identifier(c.attribute.name), type_text(c.attribute.type, printing));
    if (c.attribute.collation) text += " COLLATE " + collation_text(*c.attribute.collation);
    return text;
  }
  // Of other kinds of objects.
  std::string operator()(const ChangeSequence&) const { return {}; }
  std::string operator()(const UpdateExtension&) const { return {}; }
  std::string operator()(const ChangePolicy&) const { return {}; }
  std::string operator()(const ChangeRoutine&) const { return {}; }
  std::string operator()(const ChangeViewOptions&) const { return {}; }
  std::string operator()(const RenameViewColumn&) const { return {}; }
  std::string operator()(const ChangePublication&) const { return {}; }
};

}  // namespace

std::string create_domain(const ObjectName& name, const DomainDefinition& domain, const Printing& printing) {
  std::string text = fmt::format("CREATE DOMAIN {} AS {}", qualified(name), type_text(domain.type, printing));
  if (domain.collation) text += " COLLATE " + collation_text(*domain.collation);
  if (domain.default_value) text += "\n    DEFAULT " + restricted_expression_text(*domain.default_value, printing);
  if (domain.not_null) text += "\n    NOT NULL";
  for (const DomainDefinition::Check& check : domain.checks)
    if (check.valid) text += "\n    " + check_text(check, printing);
  return text + ";";
}

std::string create_composite_type(const ObjectName& name, const CompositeDefinition& type, const Printing& printing) {
  std::vector<std::string> lines;
  for (const CompositeAttribute& attribute : type.attributes) lines.push_back("    " + attribute_text(attribute, printing));
  return fmt::format("CREATE TYPE {} AS (\n{}\n);", qualified(name), fmt::join(lines, ",\n"));
}

std::string alter_type(const AlterObject& change, const Printing& printing) {
  return fmt::format("ALTER {} {} {}{};", change.object.kind == ObjectKind::domain ? "DOMAIN" : "TYPE", qualified(change.object.name),
                     std::visit(DomainAction{printing}, change.what), change.cascade ? " CASCADE" : "");
}

}  // namespace galley::postgresql
