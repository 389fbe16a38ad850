#pragma once

#include <tl/expected.hpp>

#include "geo/base/error.h"

namespace geo {

/// A value, or the reason there is none. The world fails with a Result; we fail with assert.
template <class T>
using Result = tl::expected<T, Error>;

using Failure = tl::unexpected<Error>;

/// `return fail(ErrorCode::NotFound, "There is no layer of this name.", path);`
[[nodiscard]] inline Failure fail(ErrorCode code, std::string message, std::string subject = {}, std::string cause = {}) {
    return Failure(Error{code, std::move(message), std::move(subject), std::move(cause)});
}

}  // namespace geo
