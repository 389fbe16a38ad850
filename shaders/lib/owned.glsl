uniform vec4 u_westEdge;  // of the part of the tile to draw: its north-west and south-west corners, device px
uniform vec4 u_eastEdge;  // its north-east and south-east corners

// Which side of the edge from a to b a pixel's centre lies on. The differences are exact, so that for the edge between two tiles,
// which both take in one direction, both get the same number, whatever piece of a page they are drawn in.
float side(vec2 p, vec2 a, vec2 b) {
    precise vec2 edge = b - a, from = p - a;
    precise float turn = edge.x * from.y - edge.y * from.x;
    return turn;
}

// Whether a pixel belongs to this part: of neighbours, one and only one says so.
bool owned(vec2 p) {
    return side(p, u_westEdge.xy, u_eastEdge.xy) >= 0.0 && side(p, u_westEdge.zw, u_eastEdge.zw) < 0.0
        && side(p, u_westEdge.xy, u_westEdge.zw) <= 0.0 && side(p, u_eastEdge.xy, u_eastEdge.zw) > 0.0;
}
