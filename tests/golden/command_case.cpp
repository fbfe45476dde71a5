#include "command_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "support/files.hpp"
#include "support/paths.hpp"
#include "support/process.hpp"

namespace fs = std::filesystem;

namespace galley::testing {
namespace {

/// Words separated by blanks; '...' holds blanks together.
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  bool in_word = false;
  bool in_quotes = false;
  for (const char c : line) {
    if (c == '\'') {
      in_quotes = !in_quotes;
      if (!in_word) words.emplace_back();
      in_word = true;
    } else if ((c == ' ' || c == '\n') && !in_quotes) {
      in_word = false;
    } else {
      if (!in_word) words.emplace_back();
      in_word = true;
      words.back() += c;
    }
  }
  return words;
}

bool is_result(const std::string& name) { return name == "stdout" || name == "stderr" || name == "exit" || name.starts_with("output/"); }

}  // namespace

CommandResult run_command_case(const fs::path& folder) {
  TemporaryFolder work("cli");
  const fs::path input = folder / "input";
  if (fs::exists(input)) fs::copy(input, work.path(), fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  std::vector<std::string> arguments = words_of(read_file(folder / "cmd"));
  arguments.insert(arguments.begin(), testing::executable());
  const RunResult ran = run(arguments, {.folder = work.path()});
  if (ran.exit == 127) throw std::runtime_error("cannot start " + testing::executable());

  CommandResult result{{"exit", fmt::format("{}\n", ran.exit)}, {"stderr", ran.err}, {"stdout", ran.out}};
  const std::vector<std::string> given = files_below(input);
  for (const std::string& file : files_below(work.path())) {
    const bool is_new = !std::binary_search(given.begin(), given.end(), file);
    const std::string text = read_file(work / file);
    if (is_new || text != read_file(input / file)) result.emplace_back("output/" + file, text);
  }
  std::sort(result.begin(), result.end());
  return result;
}

CommandResult expected_of_command_case(const fs::path& folder) {
  CommandResult expected;
  for (const std::string& file : files_below(folder)) {
    if (is_result(file)) expected.emplace_back(file, read_file(folder / file));
  }
  std::sort(expected.begin(), expected.end());
  return expected;
}

void rewrite_command_case(const fs::path& folder, const CommandResult& result) {
  fs::remove_all(folder / "output");
  for (const auto& [file, text] : result) write_file(folder / file, text);
}

}  // namespace galley::testing
