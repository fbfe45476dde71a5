// What a dialect remarks on a history: what it leaves out, or does in another way.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "galley/script.hpp"

namespace galley {

/// In the order in which they are made first.
class DialectNotes {
 public:
  void add(const Step& step);
  /// One line a remark, with the first place where it is made and how often; empty where there is none.
  [[nodiscard]] std::string text(const SourceSet& sources) const;

 private:
  struct Note {
    std::string text;
    Span first;
    std::size_t times = 0;
  };
  std::vector<Note> notes_;
  std::map<std::string, std::size_t, std::less<>> places_;
};

}  // namespace galley
