#include "config/offset.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace galley::config {

std::uint32_t offset_of(const SourceFile& file, Position position) {
  std::string_view line = file.line(position.line);
  if (line.data() == nullptr) return static_cast<std::uint32_t>(file.text().size());  // no such line
  const char* end = line.data() + line.size();
  if (line.data() == file.text().data() && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
  for (std::uint32_t column = 1; column < position.column && !line.empty(); ++column) {
    line.remove_prefix(std::max<std::size_t>(1, first_code_point(line).size));
  }
  return static_cast<std::uint32_t>(end - file.text().data()) - static_cast<std::uint32_t>(line.size());
}

}  // namespace galley::config
