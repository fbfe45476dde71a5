// E01xx: text that is not the language.
#pragma once

#include "galley/diagnostics.hpp"

namespace galley::diag {

inline constexpr DiagnosticDef<std::string_view, std::string_view> unexpected{"E0101", Severity::error, "expected {}, found {}"};
inline constexpr DiagnosticDef<> invalid_utf8{"E0102", Severity::error, "the file is not valid UTF-8 from here on"};
inline constexpr DiagnosticDef<> nul_byte{"E0103", Severity::error, "the file contains a NUL byte"};
inline constexpr DiagnosticDef<std::size_t> file_too_large{"E0104", Severity::error, "the file has {} bytes; 64 MiB is the limit"};
inline constexpr DiagnosticDef<> no_revision{"E0105", Severity::error, "the file contains no revision"};
inline constexpr DiagnosticDef<> unclosed_string{"E0106", Severity::error, "this string is not closed"};
inline constexpr DiagnosticDef<> unclosed_quoted_name{"E0107", Severity::error, "this quoted name is not closed"};
inline constexpr DiagnosticDef<> unclosed_comment{"E0108", Severity::error, "this comment is not closed"};
inline constexpr DiagnosticDef<std::string_view> unclosed_raw_text{"E0109", Severity::error, "this raw text is not closed by {}"};
inline constexpr DiagnosticDef<std::string_view> unclosed_block{"E0110", Severity::error, "this block is not closed before {}"};
inline constexpr DiagnosticDef<std::string_view> unexpected_character{"E0111", Severity::error, "unexpected character {}"};
inline constexpr DiagnosticDef<std::string_view> prefixed_string{"E0112", Severity::error,
                                                                 "strings with the prefix \"{}\" are not part of the language"};
inline constexpr DiagnosticDef<std::string_view> invalid_in_string{"E0124", Severity::error, "\"{}\" means nothing in this string"};
inline constexpr DiagnosticDef<std::string_view> clause_of_aggregate{
    "E0125", Severity::error, "\"{}\" belongs to aggregates and window functions, which cannot stand here"};
inline constexpr DiagnosticDef<> empty_name{"E0113", Severity::error, "a name cannot be empty"};
inline constexpr DiagnosticDef<std::string_view, int> too_deep{"E0114", Severity::error, "{} are nested more than {} deep"};
inline constexpr DiagnosticDef<std::string_view> chained_operator{"E0115", Severity::error,
                                                                  "\"{}\" cannot follow an operator that binds as tightly"};
inline constexpr DiagnosticDef<std::string_view> given_twice{"E0116", Severity::error, "{} is given twice"};
inline constexpr DiagnosticDef<std::string_view> unsupported_form{"E0117", Severity::error, "\"{}\" is not part of the language yet"};
inline constexpr DiagnosticDef<> format_changes_meaning{"E0126", Severity::error, "formatting this file would change its meaning"};

}  // namespace galley::diag
