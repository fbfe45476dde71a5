// What fuzzing begins with: every migration that the project itself shows, and what once went wrong (tests/fuzz/corpus).
#pragma once

#include <string>
#include <vector>

namespace galley::fuzz {

/// Inputs of the goldens, examples of the documentation, migrations/ and the corpus. In a fixed order, each once.
[[nodiscard]] std::vector<std::string> seeds();
/// Words worth trying: keywords, operators, and the like.
[[nodiscard]] std::vector<std::string> words();

}  // namespace galley::fuzz
