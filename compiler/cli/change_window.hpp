// --window START/END: when a script may run.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace galley {

struct ChangeWindow {
  std::string begin;
  std::string end;
};

/// "2026-01-15T22:00:00Z/2026-01-16T04:00+01:00", two instants in ISO 8601 with their offsets, the later one last. Nothing where
/// the text is something else, with `error` filled.
[[nodiscard]] std::optional<ChangeWindow> read_change_window(std::string_view text, std::string& error);

}  // namespace galley
