#include "support/files.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace fs = std::filesystem;

namespace galley::testing {
namespace {

constexpr std::string_view prefix = "galley-";

/// The process in "galley-<purpose>-<pid>-XXXXXX", or 0.
int maker_of(const std::string& name) {
  const std::size_t last = name.rfind('-');
  if (!name.starts_with(prefix) || last == std::string::npos || last == 0) return 0;
  const std::size_t before = name.rfind('-', last - 1);
  return before == std::string::npos ? 0 : std::atoi(name.c_str() + before + 1);
}

void remove_leftovers(const fs::path& parent) {
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(parent, ignored)) {
    const int maker = maker_of(entry.path().filename().string());
    const bool is_dead = maker > 0 && kill(maker, 0) != 0 && errno == ESRCH;
    if (is_dead) fs::remove_all(entry.path(), ignored);
  }
}

}  // namespace

TemporaryFolder::TemporaryFolder(std::string_view purpose) {
  const fs::path parent = "/tmp";
  static const bool once = (remove_leftovers(parent), true);
  static_cast<void>(once);
  std::string name = (parent / fmt::format("{}{}-{}-XXXXXX", prefix, purpose, getpid())).string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(fmt::format("cannot read {}", path.string()));
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_file(const fs::path& path, std::string_view text) {
  if (path.has_parent_path()) fs::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  if (!out.flush()) throw std::runtime_error(fmt::format("cannot write {}", path.string()));
}

std::vector<std::string> files_below(const fs::path& folder) {
  std::vector<std::string> names;
  if (!fs::exists(folder)) return names;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) names.push_back(fs::relative(entry.path(), folder).generic_string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace galley::testing
