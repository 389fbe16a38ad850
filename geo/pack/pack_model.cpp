#include "geo/pack/pack_model.h"

#include <algorithm>

namespace geo {

bool PackAsset::has(PackRole role) const {
    return std::ranges::find(roles, kPackRoles[static_cast<size_t>(role)]) != roles.end();
}

}  // namespace geo
