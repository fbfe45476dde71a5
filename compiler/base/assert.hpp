// For what only a bug can break; a user's mistake is a diagnostic.
#pragma once

namespace galley {
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);
}  // namespace galley

#define GALLEY_ASSERT(condition) ((condition) ? static_cast<void>(0) : ::galley::assertion_failed(#condition, __FILE__, __LINE__))
