// Histories replayed from their text, for a dialect that knows next to nothing.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "galley/dialect.hpp"
#include "galley/syntax.hpp"

namespace galley::testing {

struct ReplayRequest {
  Direction direction = Direction::upgrade;
  std::string range = "base:heads";
  bool ignores_case = false;  // the dialect does not tell "T" and "t" apart
  ReplayOptions options = {};
};

struct Replayed {
  std::unique_ptr<SourceSet> sources;
  ast::File file;
  Replay result;
  Diagnostics diagnostics;

  /// What was said, one "CODE word" each with a comma between, the word being the text under the caret.
  [[nodiscard]] std::string said() const;
  /// Of the only table of this name at the end; asserts that it is there.
  [[nodiscard]] const Table& table(const std::string& name) const;
  [[nodiscard]] const std::vector<Operation>& operations() const { return result.steps.back().operations; }
};

/// Of a history of one or more revisions. Throws when it does not parse.
[[nodiscard]] Replayed replay_history(const std::string& text, const ReplayRequest& request = {});
/// Of one revision with this upgrade body.
[[nodiscard]] Replayed replay_body(const std::string& body, const ReplayRequest& request = {});
/// All revisions up, then the last one down.
[[nodiscard]] Replayed replay_down(const std::string& text);

}  // namespace galley::testing
