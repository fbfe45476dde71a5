#include "catalog/alter_object.hpp"

namespace galley {

bool alter(const UpdateExtension& change, AlteredObject& altered) {
  std::get<ExtensionDefinition>(altered.after.definition).version = change.version;
  return true;
}

}  // namespace galley
