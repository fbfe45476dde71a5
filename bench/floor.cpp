// bench_floor FOLDER BYTES: the least that any compiler has to do. Finds and reads every *.mig below FOLDER/migrations,
// and writes BYTES bytes to standard output. Its cost is the floor that the compiler's is compared with.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "base/output_file.hpp"

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: bench_floor FOLDER BYTES\n");
    return 2;
  }
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(argv[1]) + "/migrations")) {
    if (entry.path().extension() == ".mig") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  std::size_t read = 0;
  for (const std::string& path : paths) {
    std::string error;
    const auto text = galley::read_whole_file(path, error);
    if (!text) return 1;
    read += text->size();
  }
  fmt::print(stderr, "{} files, {} bytes\n", paths.size(), read);
  const std::string output(static_cast<std::size_t>(std::atoll(argv[2])), 'x');
  return galley::write_all(STDOUT_FILENO, output) ? 1 : 0;
}
