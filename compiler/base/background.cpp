#include "base/background.hpp"

#include <system_error>

namespace galley {

Background::Background(std::size_t items) {
  if (items < worth_a_thread || std::thread::hardware_concurrency() < 2) return;
  try {
    thread_ = std::thread([this] { work(); });
  } catch (const std::system_error&) {
    // The user may start no more threads (ulimit -u); the work is done all the same.
  }
}

Background::~Background() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

std::future<void> Background::add(Task task) {
  std::future<void> end = task.get_future();
  if (!thread_.joinable()) {
    task();
    return end;
  }
  {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  changed_.notify_one();
  return end;
}

void Background::work() {
  for (;;) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return is_ending_ || !tasks_.empty(); });
    if (tasks_.empty()) return;
    Task next = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    next();
  }
}

}  // namespace galley
