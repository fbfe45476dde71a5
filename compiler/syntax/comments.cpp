#include "syntax/comments.hpp"

#include <algorithm>

namespace galley::syntax {
namespace {

/// Behind the "*/" that closes the comment that begins here. They nest.
std::size_t end_of_block(std::string_view text, std::size_t at) {
  int depth = 0;
  do {
    const std::string_view pair = text.substr(at, 2);
    depth += pair == "/*" ? 1 : pair == "*/" ? -1 : 0;
    at += pair == "/*" || pair == "*/" ? 2 : 1;
  } while (depth > 0 && at < text.size());
  return at;
}

}  // namespace

std::vector<Comment> comments_between(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::vector<Comment> comments;
  text = text.substr(0, end);
  std::size_t at = begin;
  while ((at = text.find_first_of("-/", at)) != std::string_view::npos) {
    const std::size_t behind = text[at] == '-' ? std::min(text.find('\n', at), text.size()) : end_of_block(text, at);
    comments.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(behind)});
    at = behind;
  }
  return comments;
}

}  // namespace galley::syntax
