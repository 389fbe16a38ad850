#include "geo/pack/pack_model.h"

#include <algorithm>

namespace geo {

bool PackAsset::has(PackRole role) const {
    return std::ranges::find(roles, kPackRoles[static_cast<size_t>(role)]) != roles.end();
}

bool PackAsset::isLayer() const {
    for (size_t role = 0; role < static_cast<size_t>(PackRole::Thumbnail); ++role)
        if (has(static_cast<PackRole>(role))) return true;
    return false;
}

}  // namespace geo
