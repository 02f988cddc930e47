// One program for every edge: a ribbon along a quadratic curve, with dashes
// and arrow heads. Several programs would draw in the order of programs, not
// of evidence.
import { EdgeProgram, type ProgramInfo } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import type { Dash } from "../model/encoding";

export interface EdgeLook {
  curvature: number;
  dash: Dash;
  mutual: boolean;
}

const pieces = 20;

// A vertex is (place, part, side). Parts: 0 tip and 1 base of the arrow at the
// source, 2 body (place runs from 0 to 1), 3 base and 4 tip at the target.
function ribbon(): number[][] {
  const both = (place: number, part: number) => [
    [place, part, -1],
    [place, part, 1],
  ];
  const body = Array.from({ length: pieces + 1 }, (_, i) => both(i / pieces, 2)).flat();
  return [...both(0, 0), ...both(0, 1), ...body, ...both(1, 3), ...both(1, 4)];
}

const vertices = ribbon();

const vertexShader = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_source;
attribute vec2 a_target;
attribute vec2 a_radii;
attribute vec4 a_look; // thickness, curvature, dash, arrow at the source
attribute vec3 a_vertex;

uniform mat3 u_matrix;
uniform vec2 u_size;
uniform float u_scale;
uniform float u_feather;

varying vec4 v_color;
varying float v_along;
varying float v_across;
varying float v_half;
varying float v_dash;

vec2 pixels(vec2 p) {
  return ((u_matrix * vec3(p, 1.0)).xy * 0.5 + 0.5) * u_size;
}

void main() {
  vec2 a = pixels(a_source);
  vec2 c = pixels(a_target);
  vec2 way = c - a;
  float far = max(length(way), 0.001);
  vec2 b = (a + c) * 0.5 + vec2(-way.y, way.x) * a_look.y;
  float reach = 2.0 * length(c - b); // pixels per unit of t at either end
  float shrink = clamp(u_scale, 0.55, 1.2);
  float halfBody = a_look.x * 0.5 * shrink;
  float arrow = (4.5 + a_look.x * 1.5) * shrink;
  float gap = 2.0;
  float tipA = min((a_radii.x * u_scale + gap) / reach, 0.48);
  float tipB = 1.0 - min((a_radii.y * u_scale + gap) / reach, 0.48);
  float baseA = tipA + a_look.w * arrow / reach;
  float baseB = tipB - arrow / reach;
  if (baseB < baseA) { baseA = tipA; baseB = mix(tipA, tipB, 0.5); }

  float part = a_vertex.y;
  float t = mix(baseA, baseB, a_vertex.x);
  float halfWidth = halfBody;
  if (part < 0.5) { t = tipA; halfWidth = a_look.w > 0.5 ? 0.0 : halfBody; }
  else if (part < 1.5) { t = baseA; halfWidth = a_look.w > 0.5 ? arrow * 0.55 : halfBody; }
  else if (part > 3.5) { t = tipB; halfWidth = 0.0; }
  else if (part > 2.5) { t = baseB; halfWidth = arrow * 0.55; }

  v_dash = part > 1.5 && part < 2.5 ? a_look.z : 0.0;
  #ifdef PICKING_MODE
  halfWidth = max(halfWidth, 6.0);
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;

  vec2 at = mix(mix(a, b, t), mix(b, c, t), t);
  vec2 tangent = normalize(mix(b - a, c - b, t));
  float edge = halfWidth + u_feather;
  v_half = halfWidth;
  v_across = a_vertex.z * edge;
  v_along = (t - baseA) * far * (1.0 + 1.2 * a_look.y * a_look.y);
  vec2 p = at + vec2(-tangent.y, tangent.x) * v_across;
  gl_Position = vec4(p / u_size * 2.0 - 1.0, 0.0, 1.0);
}
`;

const fragmentShader = /* glsl */ `
precision highp float;

varying vec4 v_color;
varying float v_along;
varying float v_across;
varying float v_half;
varying float v_dash;

uniform float u_feather;

void main() {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  float cover = clamp((v_half - abs(v_across)) / u_feather + 0.5, 0.0, 1.0);
  if (v_dash > 1.5) {
    float period = max(5.5, v_half * 4.4);
    float on = max(2.0, v_half * 2.0);
    float at = abs(mod(v_along, period) - period * 0.5);
    cover *= clamp((on * 0.5 - at) / u_feather + 0.5, 0.0, 1.0);
  } else if (v_dash > 0.5) {
    float at = abs(mod(v_along, 13.0) - 6.5);
    cover *= clamp((4.0 - at) / u_feather + 0.5, 0.0, 1.0);
  }
  float alpha = v_color.a * cover;
  gl_FragColor = vec4(v_color.rgb * alpha, alpha);
  #endif
}
`;

const uniforms = ["u_matrix", "u_size", "u_scale", "u_feather"] as const;
const dashes: Record<Dash, number> = { solid: 0, dashed: 1, dotted: 2 };

export class RibbonProgram extends EdgeProgram<(typeof uniforms)[number]> {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLE_STRIP } = WebGL2RenderingContext;
    return {
      VERTICES: vertices.length,
      VERTEX_SHADER_SOURCE: vertexShader,
      FRAGMENT_SHADER_SOURCE: fragmentShader,
      METHOD: TRIANGLE_STRIP as number,
      UNIFORMS: uniforms,
      ATTRIBUTES: [
        { name: "a_source", size: 2, type: FLOAT },
        { name: "a_target", size: 2, type: FLOAT },
        { name: "a_radii", size: 2, type: FLOAT },
        { name: "a_look", size: 4, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_vertex", size: 3, type: FLOAT }],
      CONSTANT_DATA: vertices,
    };
  }

  processVisibleItem(
    id: number,
    start: number,
    source: NodeDisplayData,
    target: NodeDisplayData,
    edge: EdgeDisplayData & Partial<EdgeLook>,
  ): void {
    const values = [
      source.x,
      source.y,
      target.x,
      target.y,
      source.size,
      target.size,
      edge.size,
      edge.curvature ?? 0,
      dashes[edge.dash ?? "solid"],
      edge.mutual ? 1 : 0,
      floatColor(edge.color),
      id,
    ];
    this.array.set(values, start);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix ?? null, false, params.matrix);
    gl.uniform2f(uniformLocations.u_size ?? null, params.width, params.height);
    gl.uniform1f(uniformLocations.u_scale ?? null, 1 / params.sizeRatio);
    gl.uniform1f(uniformLocations.u_feather ?? null, 1.2 / params.pixelRatio);
  }
}
