#include "rehearse/child_process.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

extern char** environ;

namespace galley {
namespace {

constexpr int not_started = 127;

/// The caller's own clients' settings are not for a cluster of ours.
void forget_postgres_variables() {
  std::vector<std::string> names;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    if (text.starts_with("PG")) names.emplace_back(text.substr(0, text.find('=')));
  }
  for (const std::string& name : names) ::unsetenv(name.c_str());
}

int opened(const char* path, int flags) {
  constexpr mode_t readable = 0600;
  return ::open(path, flags | O_CLOEXEC, readable);
}

/// What the child does between fork and exec.
[[noreturn]] void become(const std::vector<std::string>& arguments, const Environment& environment, int out, int err) {
  ::dup2(opened("/dev/null", O_RDONLY), STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  forget_postgres_variables();
  for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  ::execvp(argv[0], argv.data());
  ::_exit(not_started);
}

int exit_code_of(pid_t process) {
  constexpr int signalled = 128;
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {}
  return WIFSIGNALED(status) ? signalled + WTERMSIG(status) : WEXITSTATUS(status);
}

void read_lines(int descriptor, const std::function<void(std::string_view line)>& on_line) {
  std::string text;
  constexpr std::size_t buffer_size = 65536;
  std::array<char, buffer_size> buffer{};
  while (true) {
    const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    text.append(buffer.data(), static_cast<std::size_t>(count));
    std::size_t begin = 0;
    for (std::size_t end = 0; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1)
      on_line(std::string_view(text).substr(begin, end - begin));
    text.erase(0, begin);
  }
}

}  // namespace

int run_program(const std::vector<std::string>& arguments, const Environment& environment, const std::string& errors,
                const std::function<void(std::string_view line)>& on_line) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return not_started;
  const int err = opened(errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC);
  const pid_t process = ::fork();
  if (process == 0) become(arguments, environment, ends[1], err);
  ::close(ends[1]);
  ::close(err);
  if (process > 0) read_lines(ends[0], on_line);
  ::close(ends[0]);
  return process < 0 ? not_started : exit_code_of(process);
}

BackgroundProgram::BackgroundProgram(const std::vector<std::string>& arguments, const std::string& log) : process_(-1) {
  const int out = opened(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC);
  process_ = ::fork();
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);  // PostgreSQL's immediate shutdown
    become(arguments, {}, out, out);
  }
  ::close(out);
}

bool BackgroundProgram::is_running() {
  if (process_ > 0 && ::waitpid(process_, nullptr, WNOHANG) == process_) process_ = -1;
  return process_ > 0;
}

BackgroundProgram::~BackgroundProgram() {
  if (process_ <= 0) return;
  ::kill(process_, SIGQUIT);
  static_cast<void>(exit_code_of(process_));
}

}  // namespace galley
