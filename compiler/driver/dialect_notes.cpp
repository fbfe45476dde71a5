#include "driver/dialect_notes.hpp"

#include <fmt/format.h>

#include <iterator>

namespace galley {

void DialectNotes::add(const Step& step) {
  for (const std::string& note : step.notes) {
    const auto [found, is_new] = places_.try_emplace(note, notes_.size());
    if (is_new) notes_.push_back({note, step.span});
    ++notes_[found->second].times;
  }
}

std::string DialectNotes::text(const SourceSet& sources) const {
  std::string text;
  for (const Note& note : notes_) {
    const std::string place = note.first.exists() ? sources.place(note.first) + ": " : std::string();
    const std::string more = note.times > 1 ? fmt::format(" (and {} more)", note.times - 1) : std::string();
    fmt::format_to(std::back_inserter(text), "  {}{}{}\n", place, comment_text(note.text), more);
  }
  return text;
}

}  // namespace galley
