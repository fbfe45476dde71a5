// A folder of its own, in which the built executable is at work.
#pragma once

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "support/files.hpp"
#include "support/paths.hpp"
#include "support/process.hpp"

namespace galley::testing {

struct Workplace {
  TemporaryFolder folder{"work"};

  [[nodiscard]] RunResult galley(std::vector<std::string> arguments, const RunOptions& options = {}) const {
    arguments.insert(arguments.begin(), executable());
    RunOptions here = options;
    here.folder = folder.path();
    return run(arguments, here);
  }
  /// Must work; gives back standard output.
  std::string must(const std::vector<std::string>& arguments, const RunOptions& options = {}) const {
    const RunResult result = galley(arguments, options);
    INFO(fmt::format("galley {}", fmt::join(arguments, " ")) << "\n" << result.err);
    REQUIRE(result.exit == 0);
    return result.out;
  }
  /// Must fail without leaving anything behind; gives back standard error.
  std::string refused(const std::vector<std::string>& arguments) const {
    const std::vector<std::string> before = files_below(folder.path());
    const RunResult result = galley(arguments);
    CHECK(result.exit != 0);
    CHECK(files_below(folder.path()) == before);
    return result.err;
  }
  void write(const std::string& file, std::string_view text) const {
    std::filesystem::create_directories((folder / file).parent_path());
    write_file(folder / file, text);
  }
};

}  // namespace galley::testing
