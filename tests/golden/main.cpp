// The golden runner.   golden_tests [--only PREFIX] [--update] [options of Catch2]
// A case is named "phase/topic: name", one of the command line "cli/folder".
#define CATCH_CONFIG_RUNNER
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "case_file.hpp"
#include "command_case.hpp"
#include "evaluate.hpp"
#include "support/files.hpp"
#include "support/paths.hpp"
#include "support/text.hpp"

namespace fs = std::filesystem;

namespace galley::testing {
namespace {

const fs::path golden_folder = fs::path(testing::source_folder()) / "golden";

std::string command_for(const std::string& name) { return fmt::format("run it alone:  {} --only '{}'", GALLEY_GOLDEN_RUNNER, name); }

// ---- checking

struct CaseTest : Catch::ITestInvoker {
  CaseTest(std::string full_name, std::string in_phase, Case each)
      : name(std::move(full_name)), phase(std::move(in_phase)), tested(std::move(each)) {}

  void invoke() const override {
    INFO(command_for(name));
    const Evaluated actual = evaluate(phase, tested);
    for (const std::string& complaint : actual.complaints) FAIL_CHECK(complaint);
    if (tested.sections.empty()) FAIL_CHECK("the case has no sections: run with --update, then review");
    for (const CaseSection& section : actual.sections) {
      const CaseSection* expected = tested.find_section(section.name);
      if (expected == nullptr) FAIL_CHECK("section \"" << section.name << "\" is missing; it would be\n" << section.text);
      if (expected == nullptr || expected->text == section.text) continue;
      FAIL_CHECK("section \"" << section.name << "\" differs (- expected, + actual)\n" << diff(expected->text, section.text));
    }
    for (const CaseSection& section : tested.sections) expect_made(actual, section);
    SUCCEED();
  }

  static void expect_made(const Evaluated& actual, const CaseSection& section) {
    for (const CaseSection& made : actual.sections) {
      if (made.name == section.name) return;
    }
    FAIL_CHECK("section \"" << section.name << "\" is not made by this case any more");
  }

  std::string name;
  std::string phase;
  Case tested;
};

struct CommandTest : Catch::ITestInvoker {
  CommandTest(std::string full_name, fs::path in) : name(std::move(full_name)), folder(std::move(in)) {}

  void invoke() const override {
    INFO(command_for(name));
    const CommandResult actual = run_command_case(folder);
    const CommandResult expected = expected_of_command_case(folder);
    std::set<std::string> files;
    for (const auto& [file, text] : actual) files.insert(file);
    for (const auto& [file, text] : expected) files.insert(file);
    for (const std::string& file : files) compare(file, find(expected, file), find(actual, file));
  }

  static const std::string* find(const CommandResult& result, const std::string& file) {
    for (const auto& [name, text] : result) {
      if (name == file) return &text;
    }
    return nullptr;
  }

  static void compare(const std::string& file, const std::string* expected, const std::string* actual) {
    if (expected == nullptr)
      FAIL_CHECK(file << " was made and not expected:\n" << *actual);
    else if (actual == nullptr)
      FAIL_CHECK(file << " was expected and not made");
    else if (*expected != *actual)
      FAIL_CHECK(file << " differs (- expected, + actual)\n" << diff(*expected, *actual));
    else
      SUCCEED();
  }

  std::string name;
  fs::path folder;
};

// ---- finding

struct Topic {
  std::string name;  // "phase/topic"
  std::string phase;
  fs::path path;
};

std::vector<Topic> all_topics() {
  std::vector<Topic> topics;
  for (const std::string& file : files_below(golden_folder)) {
    if (file.starts_with("cli/") || !file.ends_with(".case")) continue;
    const std::string name = file.substr(0, file.size() - std::string_view(".case").size());
    topics.push_back({name, name.substr(0, name.find('/')), golden_folder / file});
  }
  return topics;
}

std::vector<std::string> all_command_cases() {
  std::vector<std::string> names;
  for (const std::string& file : files_below(golden_folder / "cli")) {
    const std::size_t slash = file.find('/');
    if (file.substr(slash + 1) == "cmd") names.push_back("cli/" + file.substr(0, slash));
  }
  return names;
}

std::string full_name(const Topic& topic, const Case& each) { return topic.name + ": " + each.name; }

std::size_t add_test(Catch::ITestInvoker* test, const std::string& name) {
  Catch::getMutableRegistryHub().registerTest(Catch::makeTestCase(test, "", Catch::NameAndTags(name), CATCH_INTERNAL_LINEINFO));
  return 1;
}

/// Registers every case whose name begins so, and counts them.
std::size_t add_tests(const std::string& only) {
  std::size_t count = 0;
  for (const Topic& topic : all_topics()) {
    for (Case& each : parse_case_file(read_file(topic.path)).cases) {
      const std::string name = full_name(topic, each);
      if (name.starts_with(only)) count += add_test(new CaseTest(name, topic.phase, std::move(each)), name);
    }
  }
  for (const std::string& name : all_command_cases()) {
    if (name.starts_with(only)) count += add_test(new CommandTest(name, golden_folder / name), name);
  }
  return count;
}

// ---- updating

bool update_case(Case& each, const std::string& phase, const std::string& name) {
  try {
    Evaluated actual = evaluate(phase, each);
    for (const std::string& complaint : actual.complaints) fmt::print(stderr, "{}: {}\n", name, complaint);
    each.sections = std::move(actual.sections);
    return actual.complaints.empty();
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}: {}\n", name, error.what());
    return false;
  }
}

bool update_topic(const Topic& topic, const std::string& only) {
  const std::string before = read_file(topic.path);
  CaseFile file = parse_case_file(before);
  bool all_well = true;
  for (Case& each : file.cases) {
    const std::string name = full_name(topic, each);
    if (name.starts_with(only)) all_well = update_case(each, topic.phase, name) && all_well;
  }
  const std::string after = print_case_file(file);
  if (after == before) return all_well;
  write_file(topic.path, after);
  fmt::print("updated {}\n", topic.name);
  return all_well;
}

void update_command_case(const std::string& name) {
  const fs::path folder = golden_folder / name;
  const CommandResult actual = run_command_case(folder);
  if (actual == expected_of_command_case(folder)) return;
  rewrite_command_case(folder, actual);
  fmt::print("updated {}\n", name);
}

int update(const std::string& only) {
  bool all_well = true;
  for (const Topic& topic : all_topics()) all_well = update_topic(topic, only) && all_well;
  for (const std::string& name : all_command_cases()) {
    if (name.starts_with(only)) update_command_case(name);
  }
  return all_well ? 0 : 1;
}

bool is_set(const char* variable, std::string_view value) {
  const char* found = std::getenv(variable);
  return found != nullptr && value == found;
}

int main_of_runner(int argc, char** argv) {
  Catch::Session session;
  std::string only;
  bool wants_update = is_set("GALLEY_UPDATE_GOLDEN", "1");
  session.cli(session.cli() | Catch::clara::Opt(only, "prefix")["--only"]("only cases whose name begins so") |
              Catch::clara::Opt(wants_update)["--update"]("rewrite the sections instead of comparing them"));
  if (const int code = session.applyCommandLine(argc, argv); code != 0) return code;
  if (session.configData().showHelp) return 0;
  if (wants_update && is_set("CI", "true")) {
    fmt::print(stderr, "what CI sees is compared, never rewritten\n");
    return 2;
  }
  if (wants_update) return update(only);
  if (add_tests(only) == 0) {
    fmt::print(stderr, "no case has a name that begins with \"{}\"\n", only);
    return 2;
  }
  return session.run();
}

}  // namespace
}  // namespace galley::testing

int main(int argc, char** argv) { return galley::testing::main_of_runner(argc, argv); }
