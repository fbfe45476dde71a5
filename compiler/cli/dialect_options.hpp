// `-d` and `--target`, wherever a command compiles for a dialect.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace galley {

struct DialectChoice {
  std::string dialect;
  std::string target;
};

void add_dialect_options(CLI::App& command, DialectChoice& choice);

}  // namespace galley
