// fuzz_seeds FOLDER: the seeds as files, and a dictionary FOLDER.dict, for libFuzzer.
#include <fmt/format.h>

#include <filesystem>
#include <string>

#include "seeds.hpp"
#include "support/files.hpp"

namespace {

/// In libFuzzer's own notation.
std::string quoted(const std::string& word) {
  std::string text;
  for (const char c : word) text += fmt::format("\\x{:02X}", static_cast<unsigned char>(c));
  return "\"" + text + "\"";
}

}  // namespace

int main(int argc, char** argv) {
  using namespace galley;
  if (argc != 2) {
    fmt::print(stderr, "usage: fuzz_seeds FOLDER\n");
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  std::size_t number = 0;
  for (const std::string& seed : fuzz::seeds()) testing::write_file(folder / fmt::format("seed{:04}", number++), seed);
  std::string dictionary;
  for (const std::string& word : fuzz::words()) dictionary += quoted(word) + "\n";
  testing::write_file(folder.string() + ".dict", dictionary);
  fmt::print("{} seeds\n", number);
}
