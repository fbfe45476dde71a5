// Source files and places in them. A place is a range of bytes; line and column exist only where something is printed.
#pragma once

#include <compare>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace galley {

struct SourceId {
  std::uint32_t value = UINT32_MAX;
  friend auto operator<=>(SourceId, SourceId) = default;
};

/// Bytes [begin, end) of one source. A default Span means "no place".
/// Equality is always true, so that values which carry spans (trees, catalog objects) compare by meaning alone;
/// use same_place() to compare places.
struct Span {
  SourceId source;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] bool exists() const { return source != SourceId{}; }
  friend constexpr bool operator==(Span, Span) { return true; }
};
[[nodiscard]] inline bool same_place(Span a, Span b) { return a.source == b.source && a.begin == b.begin && a.end == b.end; }
/// From the beginning of `first` to the end of `last`, both in one source.
[[nodiscard]] inline Span join(Span first, Span last) { return {first.source, first.begin, last.end}; }

/// One-based. `column` counts code points, tabs as one.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

class SourceFile {
 public:
  SourceFile(std::string path, std::string text);

  /// As shown to the user: relative to the project's folder, with '/' between parts.
  [[nodiscard]] const std::string& path() const { return path_; }
  /// Read again where it was released.
  [[nodiscard]] std::string_view text() const;
  [[nodiscard]] Position position(std::uint32_t offset) const;
  /// One-based.
  [[nodiscard]] std::uint32_t line_number(std::uint32_t offset) const;
  /// The text of a one-based line, without its line end.
  [[nodiscard]] std::string_view line(std::uint32_t number) const;

 private:
  friend class SourceSet;
  static constexpr std::uint32_t no_block = UINT32_MAX;
  SourceFile(std::string path, std::string_view text, std::uint32_t block);
  [[nodiscard]] const std::vector<std::uint32_t>& line_starts() const;

  std::string path_;
  mutable std::string own_text_;
  std::string_view shared_text_;  // in a block of the set, instead of own_text_
  std::uint32_t block_ = no_block;
  bool is_in_file_ = false;          // as it was read, so that it can be read again
  mutable bool is_released_ = false;
  mutable std::vector<std::uint32_t> line_starts_;  // filled when first asked for
};

/// Every source of a run. References stay valid while the set lives.
class SourceSet {
 public:
  SourceId add(std::string path, std::string text);
  /// Adds a file. False, with `error` filled, when it cannot be read.
  bool read(std::string path, SourceId& id, std::string& error);
  /// Takes over what another set has, behind its own; ids of the other one end.
  void append(SourceSet others);
  /// Gives the memory of a text that was read() back: it is read again if somebody asks for it after all. Until then line
  /// numbers are known only if they are to be kept. Views of the text end here.
  void release(SourceId id, bool keep_line_numbers);
  [[nodiscard]] const SourceFile& operator[](SourceId id) const { return files_[id.value]; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(files_.size()); }
  [[nodiscard]] std::string_view text(Span span) const;
  /// "migrations/0001.mig:12", for annotations.
  [[nodiscard]] std::string place(Span span) const;

 private:
  /// Small files stand side by side, as an allocation each costs more than the file; a block goes with its last text.
  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t used = 0;
    std::uint32_t texts = 0;
  };
  static constexpr std::size_t block_size = std::size_t{256} * 1024;
  void end_block();

  std::deque<SourceFile> files_;
  std::vector<Block> blocks_;
};

}  // namespace galley
