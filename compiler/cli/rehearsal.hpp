// A rehearsal: scripts compiled and run on a database that nobody minds, and the schema that they reach compared with the history.
#pragma once

#include <string>

#include "cli/session.hpp"
#include "rehearse/rehearsal.hpp"

namespace galley {

struct RehearsalRequest {
  std::string range;  // [FROM:]TO
  bool round_trip = false;
  bool starts_as_it_is = false;  // the subject is a copy of a database: FROM left out is where that is
};

class Rehearsal {
 public:
  Rehearsal(Session& session, const Dialect& dialect, RehearsalServer& server, RehearsalRequest request)
      : session_(session), dialect_(dialect), server_(server), request_(std::move(request)) {}
  [[nodiscard]] ExitCode run();
  [[nodiscard]] const std::string& report() const { return report_; }

 private:
  [[nodiscard]] ExitCode rehearse();
  [[nodiscard]] ExitCode reach_start(RehearsalDatabase& subject);
  /// Compiles and runs one script and compares the schema; `as_before` is what it has to be once more.
  [[nodiscard]] ExitCode go(RehearsalDatabase& subject, Direction direction, const std::string& range, const SchemaListing* as_before);
  [[nodiscard]] ExitCode compare(RehearsalDatabase& subject, Direction direction);
  [[nodiscard]] std::optional<std::string> compile_script(Direction direction, const std::string& range);
  [[nodiscard]] std::optional<SchemaListing> wanted_schema(const std::vector<std::string>& rows, std::string& error);
  void show_progress(const std::string& title) const;
  void clear_progress() const;

  Session& session_;
  const Dialect& dialect_;
  RehearsalServer& server_;
  RehearsalRequest request_;
  std::string start_;  // version rows before, as a selector
  std::string report_;
};

}  // namespace galley
