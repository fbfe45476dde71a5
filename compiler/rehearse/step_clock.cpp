#include "rehearse/step_clock.hpp"

#include <utility>

namespace galley {

void StepClock::read_line(std::string_view line) {
  constexpr std::string_view start = "== ";
  if (!line.starts_with(start)) return;
  end_step();
  script_.steps.push_back({.title = std::string(line.substr(start.size())), .statements = {}});
  step_begin_ = Clock::now();
  on_step_(script_.steps.back().title);
}

void StepClock::begin_statement(std::string_view label) {
  label_ = label;
  statement_begin_ = Clock::now();
}

void StepClock::end_statement(std::int64_t rows) {
  if (label_.empty() || script_.steps.empty()) return;
  script_.steps.back().statements.push_back({std::exchange(label_, {}), since(statement_begin_), rows});
}

void StepClock::end_step() {
  if (!script_.steps.empty()) script_.steps.back().time = since(step_begin_);
}

RehearsedScript StepClock::finish(std::string error) {
  end_step();
  script_.error = std::move(error);
  if (!script_.error.empty() && !label_.empty()) script_.error = label_ + "\n" + script_.error;
  return std::move(script_);
}

}  // namespace galley
