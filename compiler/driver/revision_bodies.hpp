// What revisions do, parsed when it is asked for. With the headers alone in memory a history may be much larger than what
// one revision of it takes.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "galley/compile.hpp"

namespace galley {

class RevisionBodies {
 public:
  /// Line numbers of sources that were read are kept where steps are written long after their sources were read.
  RevisionBodies(Project& project, bool keep_line_numbers);
  ~RevisionBodies();
  RevisionBodies(const RevisionBodies&) = delete;
  RevisionBodies& operator=(const RevisionBodies&) = delete;

  /// Valid until the next call, and so is the text of its source. Empty where it does not parse.
  const ast::Revision& read(RevisionIndex index);
  /// Parses those that nobody has asked for, for their mistakes.
  void read_others();
  /// Of all that was read.
  [[nodiscard]] const Diagnostics& diagnostics() const { return diagnostics_; }
  /// The digest of a revision that was read.
  [[nodiscard]] std::string_view meaning(RevisionIndex index) const { return {meanings_[index].data(), meanings_[index].size()}; }

 private:
  using Meaning = std::array<char, 64>;

  const ast::Revision& parse_again(RevisionIndex index);
  void release_text();

  Project& project_;
  const RevisionGraph& graph_;
  bool keep_line_numbers_;
  Diagnostics diagnostics_;
  std::vector<bool> has_body_;  // by source
  std::vector<bool> was_read_;  // by revision
  std::vector<Meaning> meanings_;
  ast::File file_;  // of the present revision
  std::optional<SourceId> source_;
};

}  // namespace galley
