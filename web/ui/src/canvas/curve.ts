import type { Point } from "../model/layout";

/**
 * Where an edge's label or a click on it belongs: the middle of what is seen
 * between the two nodes' rims. On screen, where y points down, a positive
 * curvature bends to the left of the way from a to b.
 */
export function handle(a: Point, b: Point, radiusA: number, radiusB: number, curvature: number): Point {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const t = 0.5 + (radiusA - radiusB) / (2 * length);
  const u = Math.min(0.8, Math.max(0.2, t));
  const control = { x: (a.x + b.x) / 2 + (b.y - a.y) * curvature, y: (a.y + b.y) / 2 - (b.x - a.x) * curvature };
  return {
    x: (1 - u) ** 2 * a.x + 2 * u * (1 - u) * control.x + u ** 2 * b.x,
    y: (1 - u) ** 2 * a.y + 2 * u * (1 - u) * control.y + u ** 2 * b.y,
  };
}
