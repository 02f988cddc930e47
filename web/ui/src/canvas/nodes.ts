// One program for every node: a shape with a ring, and the icon of its kind.
import { NodeProgram, type ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import { kindList, look, type Shape } from "../model/kinds";

export interface NodeLook {
  ring: string;
  ink: string;
  kind: string;
}

const cell = 64; // pixels of an icon in the texture

const vertexShader = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec4 a_ring;
attribute vec4 a_ink;
attribute vec2 a_position;
attribute vec3 a_look; // radius, shape, icon
attribute vec2 a_vertex;

uniform mat3 u_matrix;
uniform vec2 u_size;
uniform float u_scale;

varying vec4 v_id;
varying vec4 v_color;
varying vec4 v_ring;
varying vec4 v_ink;
varying vec2 v_at;
varying float v_radius;
varying float v_shape;
varying float v_icon;

void main() {
  v_radius = a_look.x * u_scale;
  v_at = a_vertex * (v_radius * 1.3 + 2.0);
  vec2 center = ((u_matrix * vec3(a_position, 1.0)).xy * 0.5 + 0.5) * u_size;
  gl_Position = vec4((center + v_at) / u_size * 2.0 - 1.0, 0.0, 1.0);
  float bias = 255.0 / 254.0;
  v_id = vec4(a_id.rgb, a_id.a * bias);
  v_color = vec4(a_color.rgb, a_color.a * bias);
  v_ring = vec4(a_ring.rgb, a_ring.a * bias);
  v_ink = vec4(a_ink.rgb, a_ink.a * bias);
  v_shape = a_look.y;
  v_icon = a_look.z;
}
`;

const fragmentShader = /* glsl */ `
precision highp float;

varying vec4 v_id;
varying vec4 v_color;
varying vec4 v_ring;
varying vec4 v_ink;
varying vec2 v_at;
varying float v_radius;
varying float v_shape;
varying float v_icon;

uniform float u_feather;
uniform float u_icons;
uniform sampler2D u_atlas;

float box(vec2 p, float half_, float round_) {
  vec2 q = abs(p) - half_ + round_;
  return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - round_;
}

float distanceTo(vec2 p) {
  if (v_shape > 1.5) return box(vec2(p.x + p.y, p.x - p.y) * 0.70711, v_radius * 0.88, v_radius * 0.16);
  if (v_shape > 0.5) return box(p, v_radius * 0.9, v_radius * 0.28);
  return length(p) - v_radius;
}

vec4 over(vec4 top, vec4 under) {
  return top + under * (1.0 - top.a);
}

vec4 solid(vec4 color, float cover) {
  float alpha = color.a * cover;
  return vec4(color.rgb * alpha, alpha);
}

void main() {
  float d = distanceTo(v_at);
  #ifdef PICKING_MODE
  if (d > max(0.0, 10.0 - v_radius)) discard;
  gl_FragColor = v_id;
  #else
  float rim = clamp(v_radius * 0.17, 1.6, 3.5);
  float shape = clamp(-d / u_feather + 0.5, 0.0, 1.0);
  float inner = clamp(-(d + rim) / u_feather + 0.5, 0.0, 1.0);
  vec4 color = over(solid(v_color, inner), solid(v_ring, shape));
  float half_ = v_radius * (v_shape > 1.5 ? 0.46 : 0.54);
  vec2 uv = v_at / (half_ * 2.0) * vec2(1.0, -1.0) + 0.5;
  if (v_radius > 7.0 && uv.x > 0.0 && uv.x < 1.0 && uv.y > 0.0 && uv.y < 1.0) {
    float ink = texture2D(u_atlas, vec2((v_icon + uv.x) / u_icons, uv.y)).a;
    color = over(solid(v_ink, ink * smoothstep(7.0, 9.0, v_radius)), color);
  }
  gl_FragColor = color;
  #endif
}
`;

const uniforms = ["u_matrix", "u_size", "u_scale", "u_feather", "u_icons", "u_atlas"] as const;
const shapes: Record<Shape, number> = { circle: 0, square: 1, diamond: 2 };

export class ShapeProgram extends NodeProgram<(typeof uniforms)[number]> {
  private atlas: WebGLTexture | null = null;

  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLE_STRIP } = WebGL2RenderingContext;
    return {
      VERTICES: 4,
      VERTEX_SHADER_SOURCE: vertexShader,
      FRAGMENT_SHADER_SOURCE: fragmentShader,
      METHOD: TRIANGLE_STRIP as number,
      UNIFORMS: uniforms,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_look", size: 3, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_ring", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_ink", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_vertex", size: 2, type: FLOAT }],
      CONSTANT_DATA: [
        [-1, -1],
        [1, -1],
        [-1, 1],
        [1, 1],
      ],
    };
  }

  processVisibleItem(id: number, start: number, node: NodeDisplayData & Partial<NodeLook>): void {
    const kind = node.kind ?? "organization";
    const values = [
      node.x,
      node.y,
      node.size,
      shapes[look(kind).shape],
      Math.max(0, (kindList as string[]).indexOf(kind)),
      floatColor(node.color),
      floatColor(node.ring ?? node.color),
      floatColor(node.ink ?? node.color),
      id,
    ];
    this.array.set(values, start);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations, isPicking }: ProgramInfo): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix ?? null, false, params.matrix);
    gl.uniform2f(uniformLocations.u_size ?? null, params.width, params.height);
    gl.uniform1f(uniformLocations.u_scale ?? null, 1 / params.sizeRatio);
    if (isPicking) return;
    gl.uniform1f(uniformLocations.u_feather ?? null, 1.2 / params.pixelRatio);
    gl.uniform1f(uniformLocations.u_icons ?? null, kindList.length);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.icons(gl));
    gl.uniform1i(uniformLocations.u_atlas ?? null, 0);
  }

  override kill(): void {
    this.normalProgram.gl.deleteTexture(this.atlas);
    super.kill();
  }

  private icons(gl: WebGLRenderingContext | WebGL2RenderingContext): WebGLTexture | null {
    if (this.atlas) return this.atlas;
    this.atlas = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, this.atlas);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, drawIcons());
    gl.generateMipmap(gl.TEXTURE_2D);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    return this.atlas;
  }
}

function drawIcons(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = cell * kindList.length;
  canvas.height = cell;
  const context = canvas.getContext("2d");
  kindList.forEach((kind, i) => {
    context?.setTransform(cell / 24, 0, 0, cell / 24, i * cell, 0);
    context?.fill(new Path2D(look(kind).icon), "evenodd");
  });
  return canvas;
}
