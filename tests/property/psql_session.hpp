// A psql that stays: one process and one connection for many questions.
#pragma once

#include <sys/types.h>

#include <string>

namespace galley::testing {

class PsqlSession {
 public:
  PsqlSession(const std::string& program, const std::string& host, const std::string& database);
  PsqlSession(const PsqlSession&) = delete;
  PsqlSession& operator=(const PsqlSession&) = delete;
  ~PsqlSession();

  struct Answer {
    std::string rows;     // one a line, columns separated by '|'
    bool failed = false;  // the last statement
  };
  /// Without \quit, and without a change of ON_ERROR_STOP.
  [[nodiscard]] Answer ask(const std::string& sql);

 private:
  pid_t process_ = -1;
  int input_ = -1;
  int output_ = -1;
  std::string read_;
};

}  // namespace galley::testing
