// What nearly every file includes, read once for all of them. Each file still includes what it uses: the precompiled headers can be
// turned off (GALLEY_PRECOMPILE).
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "galley/compile.hpp"
