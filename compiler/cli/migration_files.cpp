#include "cli/migration_files.hpp"

#include <dirent.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <string_view>
#include <system_error>

#include "base/append.hpp"

namespace galley {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view extension = ".mig";

bool find_below(const std::string& folder, std::vector<std::string>& paths, std::string& error) {
  const auto fail = [&] {
    error = fmt::format("cannot read \"{}\": {}", folder, std::generic_category().message(errno));
    return false;
  };
  const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir(folder.c_str()), ::closedir);
  if (!directory) return fail();
  std::vector<std::string> folders;
  for (errno = 0; const dirent* entry = ::readdir(directory.get()); errno = 0) {
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    std::string path = concatenated(folder, folder.ends_with('/') ? "" : "/", name);
    std::error_code code;
    const bool is_known = entry->d_type == DT_REG || entry->d_type == DT_DIR;
    if (entry->d_type == DT_DIR || (!is_known && fs::symlink_status(path, code).type() == fs::file_type::directory)) {
      folders.push_back(std::move(path));
    } else if (name.size() > extension.size() && name.ends_with(extension) && (is_known || !fs::is_directory(path, code))) {
      paths.push_back(std::move(path));
    }
  }
  if (errno != 0) return fail();
  return std::all_of(folders.begin(), folders.end(), [&](const std::string& below) { return find_below(below, paths, error); });
}

}  // namespace

std::optional<std::vector<std::string>> find_migrations(const std::string& folder, std::string& error) {
  std::vector<std::string> paths;
  if (!find_below(folder, paths, error)) return std::nullopt;
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace galley
