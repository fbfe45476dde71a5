#include "base/temporary_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "base/output_file.hpp"

namespace galley {
namespace {

int open_without_name(const std::string& folder) {
#ifdef O_TMPFILE
  if (const int made = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600); made >= 0) return made;
#endif
  std::string path = folder + "/galley-XXXXXX";
  const int made = ::mkstemp(path.data());
  if (made >= 0) ::unlink(path.c_str());
  return made;
}

}  // namespace

TemporaryFile::TemporaryFile() {
  const char* const folder = std::getenv("TMPDIR");
  descriptor_ = open_without_name(folder != nullptr && *folder != '\0' ? folder : "/tmp");
}

TemporaryFile::~TemporaryFile() {
  if (is_open()) ::close(descriptor_);
}

bool TemporaryFile::append(std::string_view text) const { return !write_all(descriptor_, text); }

std::optional<std::string> TemporaryFile::read(std::size_t offset, char* into, std::size_t size) const {
  for (std::size_t done = 0; done < size;) {
    const ssize_t got = ::pread(descriptor_, into + done, size - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return "a temporary file cannot be read: " + (got == 0 ? "it is too short" : std::generic_category().message(errno));
    done += static_cast<std::size_t>(got);
  }
  return std::nullopt;
}

}  // namespace galley
