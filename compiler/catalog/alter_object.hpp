// What `alter` does to one object: each checks what it needs, then edits the new value. They return false when they have
// reported something.
#pragma once

#include <string>

#include "catalog/workspace.hpp"

namespace galley {

struct AlteredObject {
  const SchemaObject& before;
  SchemaObject& after;
  const Places& at;
  Workspace& workspace;
  std::string loss;  // as Operation::loss
};

// apply_sequence.cpp
bool alter(const ChangeSequence& change, AlteredObject& altered);
// apply_domain.cpp
bool alter(const SetDomainDefault& change, AlteredObject& altered);
bool alter(const SetDomainNotNull& change, AlteredObject& altered);
bool alter(const AddDomainCheck& change, AlteredObject& altered);
bool alter(const DropDomainCheck& change, AlteredObject& altered);
bool alter(const RenameDomainCheck& change, AlteredObject& altered);
bool alter(const ValidateDomainCheck& change, AlteredObject& altered);
// apply_composite.cpp
bool alter(const AddAttribute& change, AlteredObject& altered);
bool alter(const DropAttribute& change, AlteredObject& altered);
bool alter(const RenameAttribute& change, AlteredObject& altered);
bool alter(const AlterAttributeType& change, AlteredObject& altered);
// apply_extension.cpp
bool alter(const UpdateExtension& change, AlteredObject& altered);
// apply_policy.cpp
bool alter(const ChangePolicy& change, AlteredObject& altered);
// apply_routine.cpp
bool alter(const ChangeRoutine& change, AlteredObject& altered);
// apply_view.cpp
bool alter(const ChangeViewOptions& change, AlteredObject& altered);
bool alter(const RenameViewColumn& change, AlteredObject& altered);
// apply_publication.cpp
bool alter(const ChangePublication& change, AlteredObject& altered);

}  // namespace galley
