#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "geo/base/names.h"

namespace geo {
namespace {

constexpr std::array<std::string_view, 4> kDatabases{"pg:", "pgb:", "postgresql://", "postgres://"};
constexpr std::array<std::string_view, 3> kShown{"host", "port", "dbname"};
// Parts of names whose values are secret, of connections, signed addresses and services.
constexpr std::array<std::string_view, 9> kSecret{"passw",      "pwd",    "secret",  "token",     "signature",
                                                  "credential", "apikey", "api_key", "access_key"};
constexpr std::array<std::string_view, 2> kSecretWhole{"sig", "key"};
constexpr std::string_view kHidden = "***";

bool isBlank(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }
bool isOfKey(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-'; }

bool isSecret(std::string_view key) {
    const auto name = lowered(key);
    return std::ranges::any_of(kSecret, [&](auto part) { return name.find(part) != std::string::npos; }) ||
           std::ranges::find(kSecretWhole, name) != kSecretWhole.end();
}

/// Where a value ends that begins at `at`: behind its closing quote, else before a blank or an ampersand.
size_t endOfValue(std::string_view text, size_t at) {
    const char quote = at < text.size() && (text[at] == '\'' || text[at] == '"') ? text[at] : '\0';
    for (size_t i = quote ? at + 1 : at; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (quote ? text[i] == quote : isBlank(text[i]) || text[i] == '&')
            return quote ? i + 1 : i;
    }
    return text.size();
}

/// Calls `take(keyBegins, keyEnds, valueBegins, valueEnds)` for every "key = value".
template <class Take>
void eachPair(std::string_view text, Take&& take) {
    for (size_t sign = text.find('='); sign != std::string_view::npos;) {
        size_t keyEnds = sign, value = sign + 1;
        while (keyEnds > 0 && isBlank(text[keyEnds - 1])) --keyEnds;
        size_t key = keyEnds;
        while (key > 0 && isOfKey(text[key - 1])) --key;
        while (value < text.size() && isBlank(text[value])) ++value;
        const size_t end = endOfValue(text, value);
        const bool taken = key < keyEnds && take(key, keyEnds, value, end);
        sign = text.find('=', taken ? end : sign + 1);
    }
}

/// "host:5432/name" of what follows postgresql://; nothing where it cannot be told from the password.
std::string_view hostAndName(std::string_view address) {
    const size_t query = address.find('?');
    if (query != std::string_view::npos && address.find('@', query) != std::string_view::npos) return {};
    address = address.substr(0, query);
    if (const size_t user = address.rfind('@'); user != std::string_view::npos) address.remove_prefix(user + 1);
    const auto plain = [](char c) { return isOfKey(c) || std::string_view(".:,/[]%").find(c) != std::string_view::npos; };
    return address.substr(0, static_cast<size_t>(std::ranges::find_if_not(address, plain) - address.begin()));
}

std::string shownConnection(std::string_view words) {
    std::string shown;
    eachPair(words, [&](size_t key, size_t keyEnds, size_t value, size_t end) {
        if (std::ranges::find(kShown, lowered(words.substr(key, keyEnds - key))) != kShown.end()) {
            auto text = words.substr(value, end - value);
            if (text.ends_with(',')) text.remove_suffix(1);
            shown += (shown.empty() ? "" : " ") + std::string(words.substr(key, keyEnds - key)) + "=" + std::string(text);
        }
        return true;
    });
    return shown;
}

/// "https://user:word@host" -> "https://***@host".
std::string withoutUsers(std::string_view text) {
    std::string shown;
    for (size_t sign = text.find("://"); sign != std::string_view::npos; sign = text.find("://")) {
        const auto scheme = lowered(text.substr(0, sign));
        shown += text.substr(0, sign + 3);
        text.remove_prefix(sign + 3);
        const bool database = scheme.ends_with("postgres") || scheme.ends_with("postgresql");
        const size_t end =
            text.find_first_of(database ? " \t\r\n" : " \t\r\n/?#\"'");  // an address of a database may be careless
        const size_t user = text.substr(0, end).rfind('@');
        if (user == std::string_view::npos) continue;
        shown += kHidden;
        text.remove_prefix(user);
    }
    return shown.append(text);
}

}  // namespace

bool namesDatabase(std::string_view path) {
    const auto start = lowered(path.substr(0, 16));
    return std::ranges::any_of(kDatabases, [&](auto prefix) { return start.starts_with(prefix); });
}

std::string shownSource(std::string_view source) {
    if (!namesDatabase(source)) return withoutSecrets(source);
    const size_t colon = source.find(':') + 1;
    const bool isAddress = source.substr(colon).starts_with("//");
    const auto words = isAddress ? source : source.substr(colon);
    const auto prefix = source.substr(0, isAddress ? 0 : colon);
    const auto start = lowered(words.substr(0, 16));
    if (start.starts_with("postgresql://") || start.starts_with("postgres://")) {
        const size_t host = words.find("://") + 3;
        return std::string(prefix).append(words.substr(0, host)).append(hostAndName(words.substr(host)));
    }
    return std::string(prefix) + shownConnection(words);
}

std::string withoutSecrets(std::string_view text) {
    const auto open = withoutUsers(text);
    std::string shown;
    size_t told = 0;
    eachPair(open, [&](size_t key, size_t keyEnds, size_t value, size_t end) {
        if (!isSecret(std::string_view(open).substr(key, keyEnds - key))) return false;
        shown.append(open, told, value - told).append(kHidden);
        told = end;
        return true;
    });
    return shown.append(open, told);
}

}  // namespace geo
