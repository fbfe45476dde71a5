#include "base/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace galley {
namespace {

std::string last_error() { return std::generic_category().message(errno); }

// Closes on the way out of every path; close_now() tells whether the system took all of it.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  [[nodiscard]] int get() const { return value_; }
  [[nodiscard]] bool is_open() const { return value_ >= 0; }
  [[nodiscard]] bool close_now() {
    const int closed = ::close(value_);
    value_ = -1;
    return closed == 0;
  }

 private:
  int value_;
};

std::optional<std::string> write_directly(const std::string& path, const WriteText& write) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file.is_open()) return last_error();
  if (auto error = write(file.get())) return error;
  if (!file.close_now()) return last_error();
  return std::nullopt;
}

std::optional<std::string> write_and_sync(Descriptor& file, const WriteText& write, mode_t mode) {
  if (auto error = write(file.get())) return error;
  if (::fchmod(file.get(), mode) != 0 || ::fsync(file.get()) != 0 || !file.close_now()) return last_error();
  return std::nullopt;
}

mode_t default_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return static_cast<mode_t>(0666) & ~mask;
}

}  // namespace

std::optional<std::string> write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return last_error();
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return std::nullopt;
}

std::optional<std::string> write_whole_file(const std::string& path, const WriteText& write) {
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) return std::generic_category().message(EISDIR);
  if (exists && !S_ISREG(status.st_mode)) return write_directly(path, write);

  std::string temporary = path + ".galley-XXXXXX";
  Descriptor file(::mkstemp(temporary.data()));
  if (!file.is_open()) return last_error();
  auto error = write_and_sync(file, write, exists ? status.st_mode & 07777 : default_mode());
  if (!error && ::rename(temporary.c_str(), path.c_str()) != 0) error = last_error();
  if (error) ::unlink(temporary.c_str());
  return error;
}

InputFile::InputFile(const std::string& path, std::string& error) : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (!is_open()) error = last_error();
}

InputFile::~InputFile() {
  if (is_open()) ::close(descriptor_);
}

bool InputFile::read(char* into, std::size_t room, std::size_t& size, std::string& error) {
  for (;;) {  // a regular file gives less than asked for only at its end; anything else is asked until it gives nothing
    const ssize_t got = ::read(descriptor_, into + size, room - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      error = last_error();
      return false;
    }
    size += static_cast<std::size_t>(got);
    if (got == 0 || size == room) return true;
  }
}

std::optional<std::string> read_whole_file(const std::string& path, std::string& error) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (!file.is_open() || ::fstat(file.get(), &status) != 0) {
    error = last_error();
    return std::nullopt;
  }
  std::string text;
  std::size_t used = 0;
  text.resize(static_cast<std::size_t>(status.st_size) + 1);
  for (;;) {  // one byte more than expected, so that a file of the expected size needs no second round
    const ssize_t got = ::read(file.get(), text.data() + used, text.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      error = last_error();
      return std::nullopt;
    }
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
    if (used == text.size()) text.resize(text.size() * 2);
  }
  text.resize(used);
  return text;
}

}  // namespace galley
