// A picture of its own: newest on top, a row a revision, the text beside the dots.
#include <fmt/format.h>

#include <iterator>

#include "base/utf8.hpp"
#include "drawing/drawing.hpp"
#include "drawing/lanes.hpp"

namespace galley::drawing {
namespace {

constexpr std::uint32_t row_height = 26;
constexpr std::uint32_t lane_width = 18;
constexpr std::uint32_t margin = 16;
constexpr std::uint32_t title_height = 30;
constexpr std::uint32_t character_width = 8;

constexpr std::string_view style =
    "<style>\n"
    "text { font: 13px monospace; fill: #1a1a1a; }\n"
    ".title { font-weight: bold; }\n"
    ".message, .role { fill: #555; }\n"
    ".label { fill: #0b5394; }\n"
    ".parent { fill: none; stroke: #7a7a7a; stroke-width: 2; }\n"
    ".dependency { fill: none; stroke: #b45f06; stroke-width: 1.5; stroke-dasharray: 4 3; }\n"
    ".dot { fill: #fff; stroke: #333; stroke-width: 2; }\n"
    ".head .dot { fill: #333; }\n"
    ".band { fill: none; }\n"
    ".range .band { fill: #fff2b3; }\n"
    "</style>\n";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

std::size_t columns(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const CodePoint point = first_code_point(text);
    width += static_cast<std::size_t>(display_width(point.value));
    text.remove_prefix(std::max<std::size_t>(1, point.size));
  }
  return width;
}

class Picture {
 public:
  Picture(const RevisionGraph& graph, const RevisionSet& highlighted)
      : graph_(graph), boxes_(boxes_of(graph, highlighted)), lanes_(assign_lanes(graph)) {}

  std::string draw(std::string_view title) {
    const std::uint32_t height = title_height + static_cast<std::uint32_t>(boxes_.size()) * row_height + margin;
    put("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\">\n", width(title), height);
    put("<title>{}</title>\n", escaped(title));
    text_ += style;
    put("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<text class=\"title\" x=\"{}\" y=\"{}\">{}</text>\n", margin, margin + 5,
        escaped(title));
    put("<g>\n");
    for (std::uint32_t row = 0; row < boxes_.size(); ++row) draw_band(row);
    put("</g>\n");
    for (const LaneEdge& edge : lanes_.parents) draw_parent(edge);
    draw_dependencies();
    for (std::uint32_t row = 0; row < boxes_.size(); ++row) draw_box(row);
    return std::move(text_) + "</svg>\n";
  }

 private:
  template <class... Args>
  void put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
  }

  [[nodiscard]] std::uint32_t x(std::uint32_t lane) const { return margin + lane * lane_width; }
  [[nodiscard]] std::uint32_t y(std::uint32_t row) const {
    return title_height + (static_cast<std::uint32_t>(boxes_.size()) - 1 - row) * row_height + row_height / 2;
  }
  [[nodiscard]] std::uint32_t text_x() const { return x(lanes_.width) + margin; }

  [[nodiscard]] std::uint32_t width(std::string_view title) const {
    std::size_t widest = 0;
    for (const Box& box : boxes_)
      widest = std::max(widest, columns(box.id) + columns(box.labels) + columns(box.role) + columns(box.message) + 8);
    return std::max(text_x() + static_cast<std::uint32_t>(widest) * character_width,
                    static_cast<std::uint32_t>(columns(title)) * character_width + 2 * margin);
  }

  void draw_band(std::uint32_t row) {
    if (boxes_[row].is_highlighted)
      put("<g class=\"range\"><rect class=\"band\" x=\"0\" y=\"{}\" width=\"100%\" height=\"{}\"/></g>\n", y(row) - row_height / 2,
          row_height);
  }

  /// Out of the parent's lane at once, along its own, and into the child's just before it.
  void draw_parent(const LaneEdge& edge) {
    const std::uint32_t from = x(lanes_.lane[edge.from_row]);
    const std::uint32_t along = x(edge.lane);
    const std::uint32_t to = x(lanes_.lane[edge.to_row]);
    put("<path class=\"parent\" d=\"M{} {}", from, y(edge.from_row));
    if (along != from) put(" L{} {}", along, y(edge.from_row) - row_height / 2);
    if (along != to) put(" L{} {}", along, y(edge.to_row) + row_height / 2);
    put(" L{} {}\"/>\n", to, y(edge.to_row));
  }

  void draw_dependencies() {
    std::vector<std::uint32_t> row_of(graph_.size());
    for (std::uint32_t row = 0; row < boxes_.size(); ++row) row_of[graph_.order()[row]] = row;
    for (std::uint32_t row = 0; row < boxes_.size(); ++row) {
      for (const RevisionIndex needed : graph_.dependencies(graph_.order()[row])) {
        const std::uint32_t from = row_of[needed];
        const std::uint32_t bend = x(lanes_.width);
        put("<path class=\"dependency\" d=\"M{} {} C{} {} {} {} {} {}\"/>\n", x(lanes_.lane[from]), y(from), bend, y(from), bend, y(row),
            x(lanes_.lane[row]), y(row));
      }
    }
  }

  void draw_box(std::uint32_t row) {
    const Box& box = boxes_[row];
    const bool is_head = box.role.find("head") != std::string::npos;
    put("<g class=\"revision{}{}\">", is_head ? " head" : "", box.is_highlighted ? " range" : "");
    put("<circle class=\"dot\" cx=\"{}\" cy=\"{}\" r=\"5\"/>", x(lanes_.lane[row]), y(row));
    put("<text x=\"{}\" y=\"{}\">{}", text_x(), y(row) + 4, escaped(box.id));
    if (!box.labels.empty()) put(" <tspan class=\"label\">({})</tspan>", escaped(box.labels));
    if (!box.role.empty()) put(" <tspan class=\"role\">[{}]</tspan>", escaped(box.role));
    if (!box.message.empty()) put(" <tspan class=\"message\">{}</tspan>", escaped(box.message));
    put("</text></g>\n");
  }

  const RevisionGraph& graph_;
  std::vector<Box> boxes_;
  Lanes lanes_;
  std::string text_;
};

}  // namespace

std::string draw_svg(const RevisionGraph& graph, const RevisionSet& highlighted, std::string_view title) {
  return Picture(graph, highlighted).draw(title);
}

}  // namespace galley::drawing
