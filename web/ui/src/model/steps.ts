import type { Point } from "./layout";

/**
 * The option that lies best in a direction as seen from a place: near, and
 * little off the way. When none lies that way, the one farthest the other way,
 * so that walking on goes round. dx and dy point on screen, y downward.
 */
export function toward(
  places: ReadonlyMap<string, Point>,
  from: string,
  options: string[],
  dx: number,
  dy: number,
): string | null {
  const start = places.get(from);
  if (!start) return null;
  let best: { id: string; cost: number } | null = null;
  let wrap: { id: string; back: number } | null = null;
  for (const id of options) {
    const at = places.get(id);
    if (!at || id === from) continue;
    // Layout coordinates point up.
    const [x, y] = [at.x - start.x, start.y - at.y];
    const [ahead, aside] = [x * dx + y * dy, Math.abs(x * dy) + Math.abs(y * dx)];
    const cost = ahead + 2 * aside;
    if (ahead > 0 && (best === null || cost < best.cost)) best = { id, cost };
    if (ahead <= 0 && (wrap === null || -ahead - aside > wrap.back)) wrap = { id, back: -ahead - aside };
  }
  return best?.id ?? wrap?.id ?? null;
}
