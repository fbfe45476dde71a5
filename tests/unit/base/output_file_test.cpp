#include "base/output_file.hpp"

#include <stdlib.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>

using namespace galley;
namespace fs = std::filesystem;

namespace {

struct TemporaryFolder {
  TemporaryFolder() {
    std::string pattern = (fs::temp_directory_path() / "galley-test-XXXXXX").string();
    path = ::mkdtemp(pattern.data());
  }
  ~TemporaryFolder() { fs::remove_all(path); }
  fs::path path;
};

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("a file is written whole and read back") {
  const TemporaryFolder folder;
  const std::string path = folder.path / "out.sql";
  const std::string text = std::string("line\r\n\0 \xff", 9) + std::string(100'000, 'x');
  REQUIRE_FALSE(write_whole_file(path, text).has_value());
  std::string error;
  CHECK(read_whole_file(path, error) == text);
  CHECK(files_in(folder.path) == 1);
}

TEST_CASE("a file that was there keeps its permissions and is replaced") {
  const TemporaryFolder folder;
  const std::string path = folder.path / "out.sql";
  REQUIRE_FALSE(write_whole_file(path, "old").has_value());
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  REQUIRE_FALSE(write_whole_file(path, "").has_value());
  std::string error;
  CHECK(read_whole_file(path, error) == "");
  CHECK(fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("a failure says why and leaves nothing behind") {
  const TemporaryFolder folder;
  CHECK(write_whole_file(folder.path / "missing" / "out.sql", "x").has_value());
  CHECK(write_whole_file(folder.path, "x").has_value());
  CHECK(files_in(folder.path) == 0);
  if (fs::exists("/dev/full")) CHECK(write_whole_file("/dev/full", "x").has_value());
  std::string error;
  CHECK_FALSE(read_whole_file(folder.path / "missing", error).has_value());
  CHECK_FALSE(error.empty());
}
