// What replaying a history can find wrong with schemas, sequences, domains, composite types and other objects.
#pragma once

#include "diag/catalogue/catalog.hpp"
#include "galley/diagnostics.hpp"

namespace galley::diag {

/// the kind and the name
inline constexpr DiagnosticDef<Text, Text> unknown_object{"E0252", Severity::error, "{} \"{}\" does not exist"};
inline constexpr DiagnosticDef<Text, Text> object_in_use{"E0253", Severity::error, "{} \"{}\" is in use"};
inline constexpr DiagnosticDef<Text, Text> named_in_raw_text{"E0254", Severity::error, "{} \"{}\" is named in text that is not rewritten"};
inline constexpr DiagnosticDef<Text, Text> several_routines{"E0255", Severity::error, "there are several {}s \"{}\""};
/// the kind, what it has none of: "an owner"
inline constexpr DiagnosticDef<Text, Text> kind_has_none{"E0256", Severity::error, "the {} has no {} of its own"};
/// the name, the domain
inline constexpr DiagnosticDef<Text, Text> unknown_domain_check{"E0257", Severity::error,
                                                                "constraint \"{}\" does not exist in domain \"{}\""};
inline constexpr DiagnosticDef<Text, Text> domain_check_exists{"E0258", Severity::error,
                                                               "constraint \"{}\" exists already in domain \"{}\""};
/// the name, the type
inline constexpr DiagnosticDef<Text, Text> unknown_attribute{"E0259", Severity::error, "attribute \"{}\" does not exist in type \"{}\""};
inline constexpr DiagnosticDef<Text, Text> attribute_exists{"E0260", Severity::error, "attribute \"{}\" exists already in type \"{}\""};
inline constexpr DiagnosticDef<Text> sequence_type{"E0261", Severity::error, "a sequence cannot count in {}"};
inline constexpr DiagnosticDef<Text> unknown_statistics{"E0262", Severity::error, "\"{}\" is no kind of statistics"};
/// the publication, why not
inline constexpr DiagnosticDef<Text, Text> publication_refuses{"E0263", Severity::error, "publication \"{}\" does not take this: {}"};

inline constexpr DiagnosticDef<Text> strange_schema{"W0210", Severity::warning, "schema \"{}\" is not known to this history"};

}  // namespace galley::diag
