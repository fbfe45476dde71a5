#include "seeds.hpp"

#include <algorithm>
#include <set>

#include "golden/case_options.hpp"
#include "support/files.hpp"
#include "support/markdown.hpp"
#include "support/paths.hpp"

namespace galley::fuzz {
namespace {

using testing::read_file;

std::string in_project(const std::string& path) { return testing::source_folder() + "/" + path; }

std::vector<std::string> files_with(const std::string& folder, std::string_view ending) {
  std::vector<std::string> files;
  for (const std::string& file : testing::files_below(in_project(folder))) {
    if (file.ends_with(ending)) files.push_back(in_project(folder + "/" + file));
  }
  return files;
}

}  // namespace

std::vector<std::string> seeds() {
  constexpr std::size_t largest = 8'000;
  std::set<std::string> found;
  for (const char* folder : {"migrations", "tests/apply/cases", "tests/fuzz/corpus"}) {
    for (const std::string& file : files_with(folder, ".mig")) found.insert(read_file(file));
  }
  for (const std::string& file : files_with("golden", ".case")) {
    for (const testing::Case& each : testing::parse_case_file(read_file(file)).cases) {
      for (const auto& [name, text] : testing::files_of(each, testing::options_of(each))) found.insert(text);
    }
  }
  for (const std::string& file : files_with("docs", ".md")) {
    for (const testing::Block& block : testing::blocks_of(read_file(file))) {
      if (block.language == "mig") found.insert(block.text);
    }
  }
  std::erase_if(found, [](const std::string& text) { return text.size() > largest; });
  return {found.begin(), found.end()};
}

std::vector<std::string> words() {
  std::vector<std::string> all{
#define KEYWORD(word, reserved) #word,
#include "syntax/keywords.def"
#undef KEYWORD
  };
  for (const char* word : {"'x'",
                           "''",
                           "$$x$$",
                           "$a$",
                           "\"q\"",
                           "(",
                           ")",
                           "{",
                           "}",
                           "[",
                           "]",
                           ",",
                           ";",
                           ".",
                           "::",
                           "=",
                           "<>",
                           "->>",
                           "-",
                           "1",
                           "0",
                           "-1",
                           "99999999999999999999",
                           "1.5e9",
                           "users",
                           "posts",
                           "id",
                           "name",
                           "author",
                           "title",
                           "email",
                           "mood",
                           "'ok'",
                           "now()",
                           "lower(name)",
                           "--",
                           "/*",
                           "*/",
                           "\n",
                           "\xF0\x9F\x90\x98",
                           "e'\\n'",
                           "null"}) {
    all.emplace_back(word);
  }
  return all;
}

}  // namespace galley::fuzz
