// What is said about galley.toml.
#pragma once

#include "galley/diagnostics.hpp"

namespace galley::diag {

inline constexpr DiagnosticDef<std::string_view> invalid_toml{"E0501", Severity::error, "not valid TOML: {}"};
inline constexpr DiagnosticDef<std::string_view> unknown_section{"E0502", Severity::error, "unknown section \"{}\""};
inline constexpr DiagnosticDef<std::string_view, std::string_view> unknown_key{"E0503", Severity::error,
                                                                               "unknown key \"{}\" in section \"{}\""};
inline constexpr DiagnosticDef<std::string_view> key_without_section{"E0504", Severity::error, "key \"{}\" stands outside of a section"};
/// the key, what it is: "an integer"
inline constexpr DiagnosticDef<std::string_view, std::string_view> wrong_type{"E0505", Severity::error, "\"{}\" is {}"};
inline constexpr DiagnosticDef<std::string_view> empty_value{"E0506", Severity::error, "\"{}\" is empty"};
inline constexpr DiagnosticDef<std::string_view> unknown_dialect_name{"E0507", Severity::error, "unknown dialect \"{}\""};
inline constexpr DiagnosticDef<std::string_view> repeated_dialect{"E0508", Severity::error, "dialect \"{}\" is named twice"};
inline constexpr DiagnosticDef<std::string_view, std::string_view> unknown_placeholder{"E0509", Severity::error,
                                                                                       "unknown placeholder \"{}\" in the names of \"{}\""};
inline constexpr DiagnosticDef<std::string_view> lone_brace{"E0510", Severity::error, "a brace of \"{}\" has no partner"};
inline constexpr DiagnosticDef<std::string_view, std::size_t> long_identifier{"E0511", Severity::error, "\"{}\" has {} bytes"};
inline constexpr DiagnosticDef<std::string_view> control_character{"E0512", Severity::error,
                                                                   "\"{}\" contains a control character or one that is invisible"};

inline constexpr DiagnosticDef<std::string_view, std::string_view> unknown_choice{"E0513", Severity::error, "\"{}\" cannot be \"{}\""};
inline constexpr DiagnosticDef<std::string_view> invalid_duration{"E0514", Severity::error, "the value of \"{}\" is no duration"};
inline constexpr DiagnosticDef<std::string_view, std::string_view> out_of_range{"E0515", Severity::error, "\"{}\" cannot be {}"};

inline constexpr DiagnosticDef<std::string_view> invalid_type{"E0520", Severity::error, "the value of \"{}\" is no type"};

}  // namespace galley::diag
