// Which rehearsals there are.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "rehearse/rehearsal.hpp"

namespace galley {

struct RehearsalPlace {
  std::string dialect;
  std::string file;      // a database to copy
  std::string binaries;  // of a server
};

/// The dialect that is meant where none was named.
[[nodiscard]] std::string_view dialect_for(const RehearsalPlace& place);
/// What is wrong with the place for its dialect, said to whoever gave it; empty where nothing is.
[[nodiscard]] std::string wrong_place(const RehearsalPlace& place);
/// Whether the dialect's own shell runs the scripts there, with its conditions and variables.
[[nodiscard]] bool runs_shell(const RehearsalPlace& place);
/// Nothing, with `error` filled, where it cannot be made.
[[nodiscard]] std::unique_ptr<RehearsalServer> make_rehearsal(const RehearsalPlace& place, const RehearsalOptions& options,
                                                              std::string& error);

}  // namespace galley
