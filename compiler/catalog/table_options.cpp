#include "catalog/table_options.hpp"

#include <algorithm>

#include "catalog/resolve.hpp"
#include "diag/catalogue/syntax.hpp"

namespace galley {

const StorageOption* find_option(const std::vector<StorageOption>& options, std::string_view name) {
  const auto found = std::find_if(options.begin(), options.end(), [&](const StorageOption& option) { return option.name.text == name; });
  return found == options.end() ? nullptr : &*found;
}

void put_option(std::vector<StorageOption>& options, StorageOption option) {
  erase_option(options, option.name.text);
  const auto place = std::lower_bound(options.begin(), options.end(), option,
                                      [](const StorageOption& a, const StorageOption& b) { return a.name.text < b.name.text; });
  options.insert(place, std::move(option));
}

void erase_option(std::vector<StorageOption>& options, std::string_view name) {
  std::erase_if(options, [&](const StorageOption& option) { return option.name.text == name; });
}

bool set_options(std::vector<StorageOption>& kept, const std::vector<StorageOption>& written, Workspace& workspace) {
  bool ok = true;
  std::vector<StorageOption> seen;
  for (const StorageOption& option : written) {
    if (const StorageOption* first = find_option(seen, option.name.text)) {
      workspace.report(option.name.span, diag::given_twice, "option \"" + option.name.text + "\"")
          .note(first->name.span, "the first stands here");
      ok = false;
    }
    put_option(seen, option);
    put_option(kept, option);
  }
  return ok;
}

}  // namespace galley
