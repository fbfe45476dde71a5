// `-d` and `--target`, wherever a command compiles for a dialect.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "cli/session.hpp"

namespace galley {

struct DialectChoice {
  std::string dialect;
  std::string target;
};

void add_dialect_options(CLI::App& command, DialectChoice& choice);

/// Where migrations do not parse, their sound part is read for the chosen dialects all the same: nobody has to mend one file to
/// learn what is wrong with the others.
void check_the_rest_when_broken(Session& session, const DialectChoice& choice, Direction direction, const std::string& range);

}  // namespace galley
