// Output that appears whole or not at all.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace galley {

/// Writes all of `text` to an open descriptor. Returns what went wrong, or nothing.
[[nodiscard]] std::optional<std::string> write_all(int descriptor, std::string_view text);

/// Writes to an open descriptor. Returns what went wrong, or nothing.
using WriteText = std::function<std::optional<std::string>(int descriptor)>;

/// Writes to `path` by way of a new file beside it and a rename, so that a reader sees the old file or the new one and
/// nothing is left behind after a failure. What is no regular file (a device, a pipe) is written to directly.
/// Returns what went wrong, or nothing.
[[nodiscard]] std::optional<std::string> write_whole_file(const std::string& path, const WriteText& write);
[[nodiscard]] inline std::optional<std::string> write_whole_file(const std::string& path, std::string_view text) {
  return write_whole_file(path, [&](int descriptor) { return write_all(descriptor, text); });
}

/// A file open for reading, whose size nobody needs to ask for.
class InputFile {
 public:
  /// `error` is filled when it cannot be opened.
  InputFile(const std::string& path, std::string& error);
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  ~InputFile();
  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  /// As much as there is room for; less is all of it. False after an error.
  bool read(char* into, std::size_t room, std::size_t& size, std::string& error);

 private:
  int descriptor_;
};

/// The bytes of a file, or nothing with `error` filled.
[[nodiscard]] std::optional<std::string> read_whole_file(const std::string& path, std::string& error);

}  // namespace galley
