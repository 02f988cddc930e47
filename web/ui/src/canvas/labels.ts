// Names on the picture: the highest rank first, each where it covers nothing.
import type { Point } from "../model/layout";

export interface NodeLabel {
  id: string;
  text: string;
  at: Point;
  radius: number;
  /** Drawn even where it covers something. */
  must: boolean;
  /** May cover nodes, but no other name. */
  firm: boolean;
  bold: boolean;
  faint: boolean;
  /** Neighbors not shown; 0 for no badge. */
  badge: number;
}

export interface EdgeLabel {
  text: string;
  at: Point;
  /** Unit vector along the edge and its length between the two nodes. */
  along: Point;
  length: number;
  color: string;
  must: boolean;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Placed {
  label: NodeLabel;
  box: Box;
}

export type Measure = (text: string, bold: boolean) => number;

export const lineHeight = 16;
const gap = 3;

export const overlap = (a: Box, b: Box) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

const everywhere: Box = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
const inside = (a: Box, b: Box) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;

/** Boxes around a node where its name may stand, the best first. */
function candidates(label: NodeLabel, width: number): Box[] {
  const { at, radius } = label;
  const box = (left: number, top: number): Box => ({ left, top, right: left + width, bottom: top + lineHeight });
  return [
    box(at.x - width / 2, at.y + radius + gap),
    box(at.x - width / 2, at.y - radius - gap - lineHeight),
    box(at.x + radius + gap + 1, at.y - lineHeight / 2),
    box(at.x - radius - gap - 1 - width, at.y - lineHeight / 2),
  ];
}

/**
 * Chooses which names are drawn and where. labels come in order of rank;
 * discs are the nodes that a name should not cover.
 */
export function place(
  labels: NodeLabel[],
  discs: NodeLabel[],
  taken: Box[],
  most: number,
  measure: Measure,
  screen: Box = everywhere,
): Placed[] {
  const placed: Placed[] = [];
  const solid = discs.map((disc) => ({ id: disc.id, box: around(disc.at, disc.radius) }));
  const boxes = [...taken];
  for (const label of labels) {
    if (!label.must && placed.length >= most) break;
    const spots = candidates(label, measure(label.text, label.bold)).filter((spot) => inside(spot, screen));
    const choice = choose(label, spots, boxes, solid);
    if (!choice) continue;
    boxes.push(choice);
    placed.push({ label, box: choice });
  }
  return placed;
}

export const around = (at: Point, r: number): Box => ({
  left: at.x - r,
  right: at.x + r,
  top: at.y - r,
  bottom: at.y + r,
});

function choose(label: NodeLabel, spots: Box[], boxes: Box[], discs: { id: string; box: Box }[]): Box | null {
  const clear = spots.filter((spot) => !boxes.some((box) => overlap(spot, box)));
  const free = clear.find((spot) => !discs.some((disc) => disc.id !== label.id && overlap(spot, disc.box)));
  if (free) return free;
  if (label.must) return clear[0] ?? spots[0] ?? null;
  return label.firm ? (clear[0] ?? null) : null;
}

export interface Ink {
  text: string;
  faint: string;
  halo: string;
  accent: string;
}

export const family =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif';
const nodeFont = (bold: boolean) => `${bold ? 600 : 500} 12.5px ${family}`;
const edgeFont = `500 11.5px ${family}`;

/** Widths of texts, remembered. */
export function measurer(context: CanvasRenderingContext2D): Measure {
  const known = new Map<string, number>();
  return (text, bold) => {
    const key = (bold ? "b" : "n") + text;
    const width = known.get(key);
    if (width !== undefined) return width;
    context.font = nodeFont(bold);
    const measured = context.measureText(text).width;
    known.set(key, measured);
    return measured;
  };
}

export function drawNames(context: CanvasRenderingContext2D, names: Placed[], ink: Ink): void {
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.lineJoin = "round";
  for (const { label, box } of names) {
    context.font = nodeFont(label.bold);
    context.lineWidth = 3.5;
    context.strokeStyle = ink.halo;
    context.fillStyle = label.faint ? ink.faint : ink.text;
    const y = (box.top + box.bottom) / 2;
    context.strokeText(label.text, box.left, y);
    context.fillText(label.text, box.left, y);
  }
}

/** The number of neighbors not shown, at the upper right of each node that has some. */
export function drawBadges(context: CanvasRenderingContext2D, labels: NodeLabel[], ink: Ink): void {
  context.font = `600 10px ${family}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const { at, radius, badge } of labels) {
    if (badge === 0) continue;
    const text = `+${badge}`;
    const width = context.measureText(text).width + 8;
    const [x, y] = [at.x + radius * 0.75 + width / 2 - 3, at.y - radius * 0.75 - 4];
    context.beginPath();
    context.roundRect(x - width / 2, y - 7.5, width, 15, 7.5);
    context.fillStyle = ink.accent;
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = ink.halo;
    context.stroke();
    context.fillStyle = ink.halo;
    context.fillText(text, x, y + 0.5);
  }
}

/** Relation words on their edges; returns what they cover. */
export function drawRelations(context: CanvasRenderingContext2D, labels: EdgeLabel[], taken: Box[], ink: Ink): Box[] {
  context.font = edgeFont;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const boxes: Box[] = [];
  for (const label of labels) {
    const half = context.measureText(label.text).width / 2 + 5;
    const spots = besides(label, half).map((at) => boxAt(at, half));
    const free = spots.find((spot) => ![...boxes, ...taken].some((other) => overlap(spot, other)));
    const box = free ?? (label.must ? spots[0] : undefined);
    if (!box) continue;
    boxes.push(box);
    context.beginPath();
    context.roundRect(box.left, box.top, half * 2, 18, 9);
    context.globalAlpha = 0.92;
    context.fillStyle = ink.halo;
    context.fill();
    context.globalAlpha = 1;
    context.fillStyle = label.color;
    context.fillText(label.text, box.left + half, box.top + 9.5);
  }
  return boxes;
}

const boxAt = (at: Point, half: number): Box => ({
  left: at.x - half,
  right: at.x + half,
  top: at.y - 9,
  bottom: at.y + 9,
});

/** On the line where there is room for it, beside it where the line is short: the best place first. */
function besides({ at, along, length }: EdgeLabel, half: number): Point[] {
  const covered = Math.min(2 * half * Math.abs(along.x) + 18 * Math.abs(along.y), length);
  const off = half * Math.abs(along.y) + 12 * Math.abs(along.x) + 4;
  const sides = [1, -1, 1.8, -1.8].map((by) => ({
    x: at.x + along.y * off * by,
    y: at.y - along.x * off * by,
  }));
  return length > covered + 30 ? [at, ...sides] : sides;
}
