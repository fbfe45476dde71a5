#include "property/psql_session.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <stdexcept>

namespace galley::testing {
namespace {

constexpr std::string_view marker = "galley-answer ";

void write_whole(int descriptor, const std::string& text) {
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t count = ::write(descriptor, text.data() + done, text.size() - done);
    if (count < 0 && errno != EINTR) throw std::runtime_error("psql does not listen any more");
    if (count > 0) done += static_cast<std::size_t>(count);
  }
}

}  // namespace

PsqlSession::PsqlSession(const std::string& program, const std::string& host, const std::string& database) {
  std::array<int, 2> in{};
  std::array<int, 2> out{};
  if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  std::signal(SIGPIPE, SIG_IGN);  // a psql that is gone is an error of write
  process_ = ::fork();
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(in[0], STDIN_FILENO);
    ::dup2(out[1], STDOUT_FILENO);
    ::dup2(::open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO);
    ::execlp(program.c_str(), "psql", "-X", "-q", "-A", "-t", "-h", host.c_str(), "-U", "postgres", "-d", database.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(in[0]);
  ::close(out[1]);
  input_ = in[1];
  output_ = out[0];
}

PsqlSession::~PsqlSession() {
  ::close(input_);  // psql ends with its input
  ::close(output_);
  if (process_ > 0) ::waitpid(process_, nullptr, 0);
}

PsqlSession::Answer PsqlSession::ask(const std::string& sql) {
  write_whole(input_, sql + "\n\\echo " + std::string(marker) + ":ERROR\n");
  std::array<char, 65536> buffer{};
  while (true) {
    const std::size_t at = read_.starts_with(marker) ? 0 : read_.find("\n" + std::string(marker));
    const std::size_t end = at == std::string::npos ? at : read_.find('\n', at + 1);
    if (end != std::string::npos) {
      const bool has_rows = !read_.starts_with(marker);
      const std::string said = read_.substr(at + (has_rows ? 1 : 0) + marker.size(), end - at - (has_rows ? 1 : 0) - marker.size());
      Answer answer{.rows = read_.substr(0, has_rows ? at + 1 : 0), .failed = said != "false"};
      read_.erase(0, end + 1);
      return answer;
    }
    const ssize_t count = ::read(output_, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw std::runtime_error("psql has gone while it was asked:\n" + sql);
    read_.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace galley::testing
