#include <fmt/format.h>

#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

void append(std::string& text, std::string_view clause) {
  if (!clause.empty()) fmt::format_to(std::back_inserter(text), " {}", clause);
}

std::string owned_by(const OwnedBy& owner) { return fmt::format("OWNED BY {}.{}", qualified(owner.table), identifier(owner.column)); }

}  // namespace

std::string create_sequence(const CreateObject& change, const SequenceDefinition& sequence, const Printing& printing) {
  std::string text = fmt::format("CREATE SEQUENCE {}{}", change.if_not_exists ? "IF NOT EXISTS " : "", qualified(change.object->key.name));
  append(text, sequence_options(sequence.options, printing));
  if (sequence.owned_by) append(text, owned_by(*sequence.owned_by));
  return text + ";";
}

std::string alter_sequence(const ObjectName& name, const ChangeSequence& change, const Printing& printing) {
  std::string text = "ALTER SEQUENCE " + qualified(name);
  append(text, sequence_options(change.options, printing));
  if (change.restarts) append(text, change.restart ? "RESTART WITH " + *change.restart : "RESTART");
  if (change.owned_by_none) append(text, "OWNED BY NONE");
  if (change.owned_by) append(text, owned_by(*change.owned_by));
  return text + ";";
}

}  // namespace galley::postgresql
