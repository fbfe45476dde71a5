// Times the steps of a script while it runs.
#pragma once

#include <string>
#include <string_view>

#include "rehearse/rehearsal.hpp"

namespace galley {

class StepClock {
 public:
  explicit StepClock(const OnStep& on_step) : on_step_(on_step) {}

  /// A line of the script's own output: "== 1/3  a1  customers" begins a step.
  void read_line(std::string_view line);
  /// `label` is empty for statements that are no part of the history.
  void begin_statement(std::string_view label);
  void end_statement(std::int64_t rows);
  [[nodiscard]] RehearsedScript finish(std::string error);

 private:
  using Clock = std::chrono::steady_clock;
  void end_step();
  [[nodiscard]] static Duration since(Clock::time_point begin) { return std::chrono::duration_cast<Duration>(Clock::now() - begin); }

  const OnStep& on_step_;
  RehearsedScript script_;
  Clock::time_point step_begin_ = Clock::now();
  Clock::time_point statement_begin_ = Clock::now();
  std::string label_;
};

}  // namespace galley
