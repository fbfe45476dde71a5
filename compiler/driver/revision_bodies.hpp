// What revisions do, parsed when it is asked for. With the headers alone in memory a history may be much larger than what
// one revision of it takes.
#pragma once

#include <array>
#include <future>
#include <memory>
#include <vector>

#include "base/background.hpp"
#include "galley/compile.hpp"

namespace galley {

class RevisionBodies {
 public:
  static constexpr std::size_t batch_size = 64;

  /// Line numbers of sources that were read are kept where steps are written long after their sources were read.
  RevisionBodies(Project& project, bool keep_line_numbers);
  ~RevisionBodies();
  RevisionBodies(const RevisionBodies&) = delete;
  RevisionBodies& operator=(const RevisionBodies&) = delete;

  /// Revisions that will be asked for next, in this order, each once; what was read before is given back. They are parsed some at a time,
  /// which is faster than one by one between other work: the processor keeps the parser at hand. While some are in use, the next ones are
  /// parsed in a second thread.
  void expect(std::vector<RevisionIndex> order);
  /// Valid until something is asked for that is not parsed with it, and so is the text of its source. Empty where it does not parse.
  const ast::Revision& read(RevisionIndex index);
  /// Parses those that nobody has asked for, for their mistakes.
  void read_others();
  /// Of all that was asked for, and what was parsed with it.
  [[nodiscard]] const Diagnostics& diagnostics() const { return diagnostics_; }
  /// The digest of a revision that was read.
  [[nodiscard]] std::string_view meaning(RevisionIndex index) const { return {meanings_[index].data(), meanings_[index].size()}; }

 private:
  using Meaning = std::array<char, 64>;

  struct Body {
    RevisionIndex revision = 0;
    ast::File file;  // empty where the project has it whole
  };
  /// What is parsed together.
  struct Batch {
    std::vector<Body> bodies;
    Diagnostics found;
    std::future<void> end;  // of the parsing
  };

  void start_next();
  /// Waits until nobody parses.
  void settle() const;
  void parse_all(Batch& batch);
  void take(RevisionIndex index);
  void release();
  [[nodiscard]] const ast::Revision& revision_of(const Body& body) const;

  Project& project_;
  const RevisionGraph& graph_;
  bool keep_line_numbers_;
  Diagnostics diagnostics_;
  std::vector<bool> has_body_;  // by source
  std::vector<bool> was_read_;  // by revision
  std::vector<Meaning> meanings_;
  std::vector<RevisionIndex> expected_;
  std::size_t next_expected_ = 0;
  std::unique_ptr<Batch> present_;
  std::size_t next_present_ = 0;
  std::unique_ptr<Batch> next_;  // belongs to the second thread until its end
  Background background_;        // the last member, so that its work ends before anything goes that it uses
};

}  // namespace galley
