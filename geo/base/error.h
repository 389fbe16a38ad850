#pragma once

#include <string>

namespace geo {

/// What kind of trouble the world gave us; the message is for people, the code is for branches.
enum class ErrorCode {
    NotFound,     ///< no such file, layer, member, command
    Unreadable,   ///< exists, but reading failed: permission, truncated, damaged
    Unsupported,  ///< understood, but not something this program draws
    Malformed,    ///< text or numbers that do not parse
    TooLarge,     ///< a claimed size beyond what is allowed
    NoCrs,        ///< no coordinate reference system, and none can be guessed
    Network,      ///< a URL that did not answer
    Cancelled,    ///< stopped on request; never shown to a person
    Output,       ///< writing failed: disk full, read-only folder
};

/// One clear sentence: what went wrong, where, and what to do next.
struct Error {
    ErrorCode code = ErrorCode::Unreadable;
    std::string message;  ///< a sentence for a person, ending in a full stop
    std::string subject;  ///< the file, layer or tile it is about; may be empty
    std::string cause;    ///< what the library underneath said; may be empty
};

/// "subject: message (cause)" on one printable line without secrets (shownSource(), withoutSecrets()), leaving out what is empty.
[[nodiscard]] std::string describe(const Error& error);

}  // namespace geo
