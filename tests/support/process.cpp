#include "support/process.hpp"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string_view>

extern char** environ;

namespace galley::testing {
namespace {

using Clock = std::chrono::steady_clock;

struct Account {
  uid_t user = 0;
  gid_t group = 0;
};

std::optional<Account> find_account(const std::string& name) {
  const passwd* entry = getpwnam(name.c_str());
  if (entry == nullptr) return std::nullopt;
  return Account{entry->pw_uid, entry->pw_gid};
}

struct Pipe {
  int read = -1;
  int write = -1;
  Pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe2 failed");
    read = ends[0];
    write = ends[1];
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_end(read);
    close_end(write);
  }
  static void close_end(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
  }
};

/// The settings of a developer's own clients must not reach the tests.
void forget_postgres_variables() {
  std::vector<std::string> names;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    if (text.starts_with("PG")) names.emplace_back(text.substr(0, text.find('=')));
  }
  for (const std::string& name : names) unsetenv(name.c_str());
}

void drop_privileges(const std::optional<Account>& account) {
  if (!account) return;
  if (setgroups(0, nullptr) != 0 || setgid(account->group) != 0 || setuid(account->user) != 0) _exit(126);
}

struct Streams {
  int in = -1;
  int out = -1;
  int err = -1;
};

/// What the child does between fork and exec. Never returns.
[[noreturn]] void become(const std::vector<std::string>& arguments, const RunOptions& options, const std::optional<Account>& account,
                         Streams streams, bool die_with_parent) {
  setpgid(0, 0);
  std::signal(SIGPIPE, SIG_DFL);
  dup2(streams.in, STDIN_FILENO);
  dup2(streams.out, STDOUT_FILENO);
  dup2(streams.err, STDERR_FILENO);
  drop_privileges(account);
  // After setuid, which takes the parent-death signal back. SIGQUIT is PostgreSQL's immediate shutdown.
  if (die_with_parent) prctl(PR_SET_PDEATHSIG, SIGQUIT);
  forget_postgres_variables();
  for (const auto& [name, value] : options.environment) setenv(name.c_str(), value.c_str(), 1);
  if (!options.folder.empty() && chdir(options.folder.c_str()) != 0) _exit(125);
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  execvp(argv[0], argv.data());
  _exit(127);
}

int start(const std::vector<std::string>& arguments, const RunOptions& options, Streams streams, bool die_with_parent) {
  std::signal(SIGPIPE, SIG_IGN);  // a child that reads nothing must not end the test
  std::optional<Account> account;
  if (running_as_root() && !options.user.empty()) account = find_account(options.user);
  const pid_t pid = fork();
  if (pid < 0) throw std::runtime_error("fork failed");
  if (pid == 0) become(arguments, options, account, streams, die_with_parent);
  return pid;
}

int exit_code(int status) { return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status); }

/// Appends what can be read; false at the end of the stream.
bool read_some(int descriptor, std::string& text) {
  std::array<char, 65536> buffer{};
  const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
  if (count > 0) text.append(buffer.data(), static_cast<std::size_t>(count));
  return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN));
}

/// Removes what was written from `rest`; false when there is nothing more to write.
bool write_some(int descriptor, std::string_view& rest) {
  const ssize_t count = ::write(descriptor, rest.data(), rest.size());
  if (count > 0) rest.remove_prefix(static_cast<std::size_t>(count));
  if (count < 0 && errno != EINTR && errno != EAGAIN) return false;
  return !rest.empty();
}

/// Feeds the input and collects the outputs until the child has closed both or the time is over (false).
bool converse(Pipe& in, Pipe& out, Pipe& err, const RunOptions& options, RunResult& result) {
  const auto deadline = Clock::now() + options.timeout;
  std::string_view rest = options.input;
  fcntl(in.write, F_SETFL, O_NONBLOCK);
  if (rest.empty()) Pipe::close_end(in.write);
  while (out.read >= 0 || err.read >= 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    std::array<pollfd, 3> waiting{{{in.write, POLLOUT, 0}, {out.read, POLLIN, 0}, {err.read, POLLIN, 0}}};
    if (poll(waiting.data(), waiting.size(), static_cast<int>(left)) < 0 && errno != EINTR) return false;
    if (waiting[0].revents != 0 && !write_some(in.write, rest)) Pipe::close_end(in.write);
    if (waiting[1].revents != 0 && !read_some(out.read, result.out)) Pipe::close_end(out.read);
    if (waiting[2].revents != 0 && !read_some(err.read, result.err)) Pipe::close_end(err.read);
  }
  return true;
}

}  // namespace

RunResult run(const std::vector<std::string>& arguments, const RunOptions& options) {
  Pipe in;
  Pipe out;
  Pipe err;
  const int pid = start(arguments, options, {in.read, out.write, err.write}, false);
  Pipe::close_end(in.read);
  Pipe::close_end(out.write);
  Pipe::close_end(err.write);
  RunResult result;
  if (!converse(in, out, err, options, result)) {
    result.timed_out = true;
    kill(-pid, SIGKILL);
  }
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {}
  result.exit = exit_code(status);
  return result;
}

BackgroundProcess::BackgroundProcess(const std::vector<std::string>& arguments, const RunOptions& options, const std::string& log) {
  const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  const int output = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  pid_ = start(arguments, options, {nothing, output, output}, true);
  ::close(nothing);
  ::close(output);
}

BackgroundProcess::~BackgroundProcess() {
  if (!is_running()) return;
  kill(pid_, SIGQUIT);
  for (int wait = 0; wait < 500; ++wait) {
    if (!is_running()) return;
    usleep(10'000);
  }
  kill(-pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

bool BackgroundProcess::is_running() {
  if (pid_ < 0) return false;
  if (waitpid(pid_, nullptr, WNOHANG) == 0) return true;
  pid_ = -1;
  return false;
}

bool user_exists(const std::string& name) { return find_account(name).has_value(); }
bool running_as_root() { return geteuid() == 0; }

}  // namespace galley::testing
