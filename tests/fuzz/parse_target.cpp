// The parser: any bytes at all.
#include "target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace galley;
  SourceSet sources;
  const SourceId id = sources.add("a.mig", std::string(fuzz::text_of(data, size)));
  Diagnostics diagnostics;
  const ast::File file = parse(sources, id, diagnostics);
  fuzz::expect(diagnostics.has_errors() || !file.revisions.empty(), "neither a revision nor an error");
  static_cast<void>(dump(file));
  fuzz::expect_sound(diagnostics, sources);
  return 0;
}
