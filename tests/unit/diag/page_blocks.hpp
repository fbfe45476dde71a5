// The pages of docs/diagnostics as the tests read them.
#pragma once

#include <string>
#include <vector>

#include "support/markdown.hpp"

namespace galley::testing {

/// Every code that stands in the catalogue of diagnostics, in order, as often as it is defined.
[[nodiscard]] std::vector<std::string> codes_of_catalogue();
/// Every code that a script can stop with.
[[nodiscard]] std::vector<std::string> codes_of_scripts();

/// One run of the program that a page shows.
struct PageRun {
  std::string migrations;     // the text of the only *.mig file
  std::string configuration;  // galley.toml; empty: none
  std::string command;        // "galley check"
  std::string heading;        // "Example", "Fix"
  int line = 0;               // where the page shows it
};
/// toml, mig and sh next to one another are one run; what a run leaves out is as in the run before it.
[[nodiscard]] std::vector<PageRun> runs_of(const std::vector<Block>& blocks);

}  // namespace galley::testing
