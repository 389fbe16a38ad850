# Writes OUTPUT, a C++ file holding every shader stage of FOLDER as a raw string.
file(GLOB stages "${FOLDER}/*.vert" "${FOLDER}/*.frag")
list(SORT stages)
set(cases "")
foreach(stage IN LISTS stages)
  get_filename_component(name "${stage}" NAME)
  file(READ "${stage}" text)
  while(text MATCHES "#include \"([a-z_/]+\\.glsl)\"")
    set(piece "${CMAKE_MATCH_1}")
    file(READ "${FOLDER}/${piece}" inner)
    string(REPLACE "#include \"${piece}\"" "${inner}" text "${text}")
  endwhile()
  string(APPEND cases "    if (name == \"${name}\") return R\"glsl(${text})glsl\";\n")
endforeach()
file(WRITE "${OUTPUT}" "#include \"shaders/source.h\"

namespace shaders {

std::string_view source(std::string_view name) {
${cases}    return {};
}

}  // namespace shaders
")
