#include "viewer/app/answers.h"
#include "viewer/app/commands/commands.h"

namespace app {
namespace {

using control::Arguments;
using Done = geo::Result<void>;

Done setLanguage(Session& session, const std::string& word) {
    const auto language = parseLanguage(word);
    if (!language) return geo::fail(geo::ErrorCode::Malformed, "The language must be en, fr, es or native.", word);
    session.setLanguage(*language);
    return {};
}

Done select(Session& session, const Arguments& arguments) {
    if (!arguments.empty() && !arguments[0].empty())
        if (const auto found = session.member(arguments[0]); !found) return geo::Failure(found.error());
    session.selectMember(arguments.empty() ? std::string() : arguments[0]);
    return {};
}

Done search(Session& session, const std::string& text) {
    auto& desk = session.editDesk();
    desk.memberSearch = text;
    ++desk.searchRevision;
    desk.openPanels.insert("members");
    geo::MemberFilter filter;
    filter.text = text;
    if (session.members()) session.reply(inWords(session.members()->search(filter), text));
    return {};
}

void addMemberCommands(control::CommandRegistry& registry, Session& session) {
    registry.add({"member.fly", "ID", "Fly to a member city and show its map.", 1, 1,
                  [&session](const Arguments& a) { return session.flyToMember(a[0]); }});
    registry.add({"member.select", "[ID]", "Mark a member in the list and show its card; none without an id.", 0, 1,
                  [&session](const Arguments& a) { return select(session, a); }});
    registry.add({"member.search", "TEXT", "Search the members by any name, with or without accents.", 1, 1,
                  [&session](const Arguments& a) { return search(session, a[0]); }});
    registry.add({"labels.language", "en|fr|es|native", "Choose the language of the member cities' names.", 1, 1,
                  [&session](const Arguments& a) { return setLanguage(session, a[0]); }});
}

}  // namespace

void addPlaceCommands(control::CommandRegistry& registry, Session& session) {
    registry.add({"open", "FILE ...", "Open files and draw each with a sensible style; the map goes where they lie.", 1, 256,
                  [&session](const Arguments& a) { return session.open(a); }});
    registry.add({"scene.load", "NAME|FILE", "Show a scene: a name such as montevideo, or a scene file.", 1, 1,
                  [&session](const Arguments& a) { return session.loadScene(a[0]); }});
    registry.add({"scene.save", "FILE", "Write the map as it is now as a scene file.", 1, 1,
                  [&session](const Arguments& a) { return session.saveScene(a[0]); }});
    registry.add({"world", "", "Go back to the map of the world.", 0, 0, [&session](const Arguments&) -> Done {
                      session.showWorld();
                      return {};
                  }});
    addMemberCommands(registry, session);
}

}  // namespace app
