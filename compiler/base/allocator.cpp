// operator new and delete for the executable. A compilation makes and drops many small objects for every revision; lists of free
// blocks by size do less for that than a general allocator, which took a fifth of the CPU time when all trees were kept. Not linked
// into tests and sanitized builds.
//
// Each thread has lists of its own. A block goes into those of the thread that frees it, whoever has made it; as one thread makes trees
// and another one drops them, a list that has become long is handed over, whole, to whoever needs it.
//
// Blocks of one size stand in spans of one aligned range of addresses, so that a block's span, and with it the size, follows
// from its address. What is larger, or comes when no such range is to be had, is malloc's.
#include <sys/mman.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <utility>

// Blocks are found by arithmetic on addresses.
// NOLINTBEGIN(performance-no-int-to-ptr)

namespace {

constexpr std::size_t grain = 16;
constexpr std::size_t largest = 2048;
constexpr std::size_t span_size = std::size_t{32} * 1024;
constexpr std::size_t range_size = std::size_t{1} << 36U;  // addresses, not memory
constexpr std::size_t least_range_size = std::size_t{1} << 30U;

struct Free {
  Free* next;
  Free* next_list;  // of the first block in a list
};
static_assert(sizeof(Free) <= grain);
struct Span {
  std::size_t grains;  // of each block
};
constexpr std::size_t span_header = 64;
static_assert(sizeof(Span) <= span_header);

struct Range {
  std::uintptr_t begin = 0;
  std::uintptr_t end = 0;
  Range() {
    // Where addresses are few (ulimit -v, valgrind) a smaller range does for most.
    for (std::size_t size = range_size; size >= least_range_size; size /= 4) {
      void* const memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
      if (memory == MAP_FAILED) continue;
      begin = (reinterpret_cast<std::uintptr_t>(memory) + span_size - 1) / span_size * span_size;
      end = reinterpret_cast<std::uintptr_t>(memory) + size;
      return;
    }
  }
  [[nodiscard]] bool contains(const void* block) const { return reinterpret_cast<std::uintptr_t>(block) - begin < end - begin; }
};

/// Made at the first allocation, which may come before any other initialisation.
const Range& range() {
  static const Range made;
  return made;
}

std::atomic<std::size_t> spans_used = 0;

/// Blocks of one size.
struct Blocks {
  Free* free = nullptr;
  std::size_t room = 0;       // of that list: with so many more it is handed over
  Free* full_list = nullptr;  // or several, to be used next
  std::uintptr_t next = 0;    // never used before
  std::uintptr_t end = 0;
};
constexpr std::size_t list_size = std::size_t{8} * 1024;
constexpr std::size_t sizes = largest / grain + 1;
thread_local constinit std::array<Blocks, sizes> blocks_of_size{};
/// Full lists that no thread has. They are taken all at once, so that none can come back while another thread looks at it.
constinit std::array<std::atomic<Free*>, sizes> lists_of_size{};

void* from_malloc(std::size_t size) {
  for (;;) {
    if (void* const block = std::malloc(size)) return block;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

[[gnu::noinline]] void* from_new_span(std::size_t grains) {
  const Range& all = range();
  const std::size_t size = grains * grain;
  const std::uintptr_t begin = all.begin + spans_used.fetch_add(1, std::memory_order_relaxed) * span_size;
  if (all.begin == 0 || begin + span_size > all.end) return from_malloc(size);
  new (reinterpret_cast<void*>(begin)) Span{grains};
  Blocks& blocks = blocks_of_size[grains];
  blocks.next = begin + span_header + size;
  blocks.end = begin + span_size;
  return reinterpret_cast<void*>(begin + span_header);
}

/// The list is empty.
[[gnu::noinline]] void* from_other_list(std::size_t grains) {
  Blocks& blocks = blocks_of_size[grains];
  if (blocks.full_list == nullptr) blocks.full_list = lists_of_size[grains].exchange(nullptr, std::memory_order_acquire);
  Free* const block = blocks.full_list;
  if (block == nullptr) return from_new_span(grains);
  blocks.full_list = block->next_list;
  blocks.free = block->next;
  blocks.room = 1;
  return block;
}

/// The list has no room, or has never been used. One full list is kept, as it may be needed at once.
[[gnu::noinline]] void begin_list(std::size_t grains) {
  Blocks& blocks = blocks_of_size[grains];
  blocks.room = list_size / (grains * grain);
  Free* const full = std::exchange(blocks.free, nullptr);
  if (full == nullptr) return;
  if (blocks.full_list == nullptr) {
    full->next_list = nullptr;
    blocks.full_list = full;
    return;
  }
  std::atomic<Free*>& lists = lists_of_size[grains];
  full->next_list = lists.load(std::memory_order_relaxed);
  while (!lists.compare_exchange_weak(full->next_list, full, std::memory_order_release, std::memory_order_relaxed)) {}
}

}  // namespace

void* operator new(std::size_t size) {
  const std::size_t grains = (size + grain - 1) / grain + (size == 0 ? 1 : 0);
  if (size > largest) return from_malloc(size);
  Blocks& blocks = blocks_of_size[grains];
  if (Free* const block = blocks.free) {
    blocks.free = block->next;
    ++blocks.room;
    return block;
  }
  const std::uintptr_t block = blocks.next;
  if (block == 0 || block + grains * grain > blocks.end) return from_other_list(grains);
  blocks.next = block + grains * grain;
  return reinterpret_cast<void*>(block);
}

void operator delete(void* block) noexcept {
  if (!range().contains(block)) {
    std::free(block);
    return;
  }
  const std::uintptr_t span = reinterpret_cast<std::uintptr_t>(block) / span_size * span_size;
  const std::size_t grains = reinterpret_cast<const Span*>(span)->grains;
  Blocks& blocks = blocks_of_size[grains];
  if (blocks.room == 0) begin_list(grains);
  --blocks.room;
  blocks.free = new (block) Free{blocks.free, nullptr};
}

void operator delete(void* block, std::size_t) noexcept { operator delete(block); }

// NOLINTEND(performance-no-int-to-ptr)
