// What every server has in pg_catalog: a name that stands here needs no schema, as pg_catalog is always searched.
// Read from a 15 server, with what 16 to 18 added; functions without those that only serve operators, aggregates and types.
#include "postgresql/builtin_names.hpp"

#include <algorithm>
#include <array>

namespace galley::postgresql {
namespace {

constexpr auto functions = std::to_array<std::string_view>({
#include "postgresql/builtin_functions.def"
});

constexpr auto types = std::to_array<std::string_view>({
#include "postgresql/builtin_types.def"
});

constexpr auto operator_classes = std::to_array<std::string_view>({
#include "postgresql/builtin_operator_classes.def"
});

static_assert(std::is_sorted(functions.begin(), functions.end()));
static_assert(std::is_sorted(types.begin(), types.end()));
static_assert(std::is_sorted(operator_classes.begin(), operator_classes.end()));

}  // namespace

bool is_builtin_function(std::string_view name) { return std::binary_search(functions.begin(), functions.end(), name); }
bool is_builtin_type(std::string_view name) { return std::binary_search(types.begin(), types.end(), name); }
bool is_builtin_operator_class(std::string_view name) { return std::binary_search(operator_classes.begin(), operator_classes.end(), name); }

}  // namespace galley::postgresql
