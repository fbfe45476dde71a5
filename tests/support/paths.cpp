#include "support/paths.hpp"

#include <cstdlib>

namespace galley::testing {

const std::string& source_folder() {
  // Another checkout's cases can be run, and renewed, by the tests built in this one.
  static const char* other = std::getenv("GALLEY_SOURCE_FOLDER");
  static const std::string folder = other == nullptr ? GALLEY_SOURCE_DIR : other;
  return folder;
}
const std::string& executable() {
  static const std::string path = GALLEY_EXECUTABLE;
  return path;
}

}  // namespace galley::testing
