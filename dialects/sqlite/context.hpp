// What every function of the dialect needs while one operation is lowered.
#pragma once

#include <string>
#include <vector>

#include "galley/dialect.hpp"
#include "sqlite/capabilities.hpp"

namespace galley::sqlite {

struct Context {
  const Capabilities& capabilities;
  const DialectOptions& options;
  Diagnostics& diagnostics;
  std::vector<std::string>& notes;  // for whoever reads the script, each once

  void note(std::string text) const;
  /// "`what` has no counterpart in SQLite", with the way out.
  void no_counterpart(Span span, std::string_view what) const;
  void no_counterpart(Span span, std::string_view what, std::string_view help) const;
  /// The name without its schema, quoted. Another schema than the default one is reported.
  [[nodiscard]] std::string name(const ObjectName& object, Span span) const;
};

}  // namespace galley::sqlite
