// A file without a name, for what is too long to be kept in memory.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace galley {

class TemporaryFile {
 public:
  /// In $TMPDIR, or /tmp. It is gone with this object, whatever ends the process.
  TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile();

  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  /// False where there is no room; what is in the file behind the last text that was taken is of no use then.
  [[nodiscard]] bool append(std::string_view text) const;
  /// Returns what went wrong, or nothing.
  [[nodiscard]] std::optional<std::string> read(std::size_t offset, char* into, std::size_t size) const;

 private:
  int descriptor_;
};

}  // namespace galley
