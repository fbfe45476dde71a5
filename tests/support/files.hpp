// Files and folders of the tests.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace galley::testing {

/// An empty folder of its own below /tmp (short, because a socket's path has at most 107 bytes), removed at the end. The
/// name holds the process that made it, so that what a killed test left behind can be told and is removed by the next one.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(std::string_view purpose = "test");
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

[[nodiscard]] std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, std::string_view text);
/// Every regular file below `folder`, relative to it, sorted.
[[nodiscard]] std::vector<std::string> files_below(const std::filesystem::path& folder);

}  // namespace galley::testing
