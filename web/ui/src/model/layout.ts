// Where nodes stand. The same input gives the same positions: nothing random,
// a fixed number of steps. Positions are pixels at zoom 1.
import { DirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import noverlap from "graphology-layout-noverlap";

export interface Point {
  x: number;
  y: number;
}

export interface LayoutNode {
  id: string;
  radius: number;
  /** Index of its coalition, -1 outside of any. */
  group: number;
  /** Where it stands already; it stays there. */
  at?: Point;
}

export interface LayoutEdge {
  source: string;
  target: string;
  polarity: number;
  independent: number;
  /** The source belongs to the target: it stands beside it. */
  member?: boolean;
}

export interface LayoutInput {
  nodes: LayoutNode[];
  edges: LayoutEdge[];
  /** The screen is higher than wide. */
  upright?: boolean;
}

export type Positions = Record<string, Point>;

/** Lays out what has no place yet around what has one. */
export function layout(input: LayoutInput): Positions {
  if (input.nodes.length === 0) return {};
  return input.nodes.some((node) => node.at) ? extend(input) : arrange(input);
}

function arrange(input: LayoutInput): Positions {
  const graph = build(input, seeds(input.nodes));
  const iterations = input.nodes.length > 2000 ? 120 : 600;
  forceAtlas2.assign(graph, {
    iterations,
    getEdgeWeight: "weight",
    settings: {
      linLogMode: false,
      gravity: 0.06,
      strongGravityMode: true,
      scalingRatio: 30,
      slowDown: 3,
      edgeWeightInfluence: 1,
      barnesHutOptimize: input.nodes.length > 600,
    },
  });
  spread(graph, input.upright ? 0.7 : 1.25);
  separate(graph);
  gather(graph);
  const result = positions(graph);
  settle(input.nodes, input.nodes, result);
  return result;
}

const golden = Math.PI * (3 - Math.sqrt(5));

/** Coalitions start apart on a circle, their members in a spiral around each center. */
function seeds(nodes: LayoutNode[]): Positions {
  const groups = [...new Set(nodes.map((n) => n.group))].sort((a, b) => a - b);
  const next = new Map<number, number>();
  const result: Positions = {};
  for (const node of nodes) {
    const k = next.get(node.group) ?? 0;
    next.set(node.group, k + 1);
    const angle = (2 * Math.PI * groups.indexOf(node.group)) / groups.length;
    const far = node.group < 0 ? 220 : 140;
    const r = 9 * Math.sqrt(k + 0.5);
    result[node.id] = {
      x: far * Math.cos(angle) + r * Math.cos(k * golden),
      y: far * Math.sin(angle) + r * Math.sin(k * golden),
    };
  }
  return result;
}

function build(input: LayoutInput, start: Positions): DirectedGraph {
  const graph = new DirectedGraph();
  const group = new Map(input.nodes.map((node) => [node.id, node.group]));
  for (const node of input.nodes) {
    graph.addNode(node.id, { ...start[node.id], size: node.radius, fixed: node.at !== undefined });
  }
  for (const edge of input.edges) {
    if (edge.source === edge.target || !graph.hasNode(edge.source) || !graph.hasNode(edge.target)) continue;
    const together = group.get(edge.source) === group.get(edge.target) && group.get(edge.source) !== -1;
    const pull = weight(edge, together);
    graph.updateEdge(edge.source, edge.target, (attr) => ({ weight: (attr.weight ?? 0) + pull }));
  }
  return graph;
}

/** Friends pull, opponents hardly: that is what keeps coalitions apart. */
function weight(edge: LayoutEdge, together: boolean): number {
  const evidence = 1 + 0.35 * Math.log2(Math.max(1, edge.independent));
  if (edge.member) return 1.2;
  if (edge.polarity < 0) return 0.1 * evidence;
  if (edge.polarity === 0) return 0.35;
  return together ? evidence : 0.3 * evidence;
}

const room = 112; // pixels from one node to the next, with a name between
const flatten = 0.72; // below 1 opens the crowded middle and draws outliers in

/**
 * Turns the long way of the picture along the long side of the screen, evens
 * out its sides toward the screen's shape (width by height), spreads nodes from
 * the middle to the rim, and scales to a fixed room per node around the origin.
 */
function spread(graph: DirectedGraph, shape: number): void {
  turn(graph, shape < 1);
  const [dx, dy] = [deviation(graph, "x"), deviation(graph, "y")];
  const even = Math.min(1.7, Math.max(0.6, (dx / dy / shape) ** 0.8));
  const scale = (room * Math.sqrt(graph.order)) / (3.6 * Math.sqrt(dx * dy));
  graph.updateEachNodeAttributes((_, a) => {
    const [x, y] = [(a.x / dx) as number, (a.y / dy) as number];
    const r = Math.hypot(x, y);
    const near = r > 0 ? r ** flatten / r : 1;
    return { ...a, x: (x * near * dx * scale) / Math.sqrt(even), y: y * near * dy * scale * Math.sqrt(even) };
  });
}

/** Centers on the origin and turns the axis of greatest spread to x, or to y. */
function turn(graph: DirectedGraph, upright: boolean): void {
  const cx = middle(graph.mapNodes((_, a) => a.x as number));
  const cy = middle(graph.mapNodes((_, a) => a.y as number));
  const sum = (f: (x: number, y: number) => number) =>
    graph.reduceNodes((total, _, a) => total + f(a.x - cx, a.y - cy), 0);
  const [mixed, apart] = [sum((x, y) => x * y), sum((x, y) => x * x - y * y)];
  const angle = Math.atan2(2 * mixed, apart) / 2 - (upright ? Math.PI / 2 : 0);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  graph.updateEachNodeAttributes((_, a) => ({
    ...a,
    x: (a.x - cx) * cos + (a.y - cy) * sin,
    y: (a.y - cy) * cos - (a.x - cx) * sin,
  }));
}

const deviation = (graph: DirectedGraph, axis: "x" | "y") =>
  Math.sqrt(middle(graph.mapNodes((_, a) => (a[axis] as number) ** 2))) || 1;

const middle = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
function separate(graph: DirectedGraph): void {
  if (graph.order < 2) return;
  noverlap.assign(graph, { maxIterations: 300, settings: { margin: 20, ratio: 1.7, speed: 3 } });
}

/** Brings small parts without a tie to the rest close to it: FA2 drives them far away. */
function gather(graph: DirectedGraph): void {
  const [main, ...parts] = components(graph);
  const settled = main?.map((id) => point(graph, id)) ?? [];
  for (const part of parts) {
    const points = part.map((id) => point(graph, id));
    const center = centroid(points);
    const spot = free(
      points.map((p) => ({ x: p.x - center.x, y: p.y - center.y })),
      settled,
    );
    for (const id of part) {
      const p = point(graph, id);
      const moved = { x: p.x - center.x + spot.x, y: p.y - center.y + spot.y };
      graph.mergeNodeAttributes(id, moved);
      settled.push(moved);
    }
  }
}

const point = (graph: DirectedGraph, id: string): Point => ({
  x: graph.getNodeAttribute(id, "x"),
  y: graph.getNodeAttribute(id, "y"),
});

/** The place nearest to the origin, on a spiral, where a group of points keeps its distance from others. */
function free(group: Point[], others: Point[]): Point {
  for (let k = 0; ; k++) {
    const r = 0.4 * room * Math.sqrt(k);
    const at = { x: r * Math.cos(k * golden), y: r * Math.sin(k * golden) };
    const near = (p: Point) => others.some((q) => Math.hypot(p.x + at.x - q.x, p.y + at.y - q.y) < 0.9 * room);
    if (!group.some(near)) return at;
  }
}

/** Connected parts, largest first. */
function components(graph: DirectedGraph): string[][] {
  const seen = new Set<string>();
  const parts: string[][] = [];
  for (const start of graph.nodes()) {
    if (seen.has(start)) continue;
    const part = [start];
    seen.add(start);
    for (let i = 0; i < part.length; i++) {
      for (const next of graph.neighbors(part[i])) {
        if (seen.has(next)) continue;
        seen.add(next);
        part.push(next);
      }
    }
    parts.push(part);
  }
  return parts.sort((a, b) => b.length - a.length);
}

/** New nodes start beside the neighbors that have a place, then settle while those stay. */
function extend(input: LayoutInput): Positions {
  const start = beside(input);
  settle(
    input.nodes,
    input.nodes.filter((node) => !node.at),
    start,
  );
  return start;
}

const pairs = 2_000_000; // more would keep the reader waiting; noverlap alone must do then

/** Frees nodes of each other, for what noverlap's grid leaves and for additions. */
function settle(all: LayoutNode[], loose: LayoutNode[], at: Positions): void {
  if (all.length * loose.length > pairs) return;
  for (let round = 0; round < 60 && push(all, loose, at); round++);
}

function beside(input: LayoutInput): Positions {
  const result: Positions = {};
  for (const node of input.nodes) if (node.at) result[node.id] = { ...node.at };
  const center = centroid(Object.values(result));
  const placed = new Map<string, number>();
  for (const node of input.nodes) {
    if (node.at) continue;
    const anchors = anchorsOf(node.id, input.edges, result);
    const anchor = anchors.length > 0 ? centroid(anchors) : center;
    const key = `${Math.round(anchor.x)},${Math.round(anchor.y)}`;
    const k = placed.get(key) ?? 0;
    placed.set(key, k + 1);
    result[node.id] = around(anchor, center, k, anchors.length);
  }
  return result;
}

function anchorsOf(id: string, edges: LayoutEdge[], known: Positions): Point[] {
  const found = new Set<string>();
  for (const edge of edges) {
    if (edge.source === id && known[edge.target]) found.add(edge.target);
    if (edge.target === id && known[edge.source]) found.add(edge.source);
  }
  return [...found].map((other) => known[other] as Point);
}

/** The k-th place at an anchor: outward from the center first, then fanning to both sides. */
function around(anchor: Point, center: Point, k: number, anchors: number): Point {
  if (anchors > 1 && k === 0) return { x: anchor.x + 8, y: anchor.y + 8 };
  const outward = Math.atan2(anchor.y - center.y || 1, anchor.x - center.x || 1);
  const angle = outward + (k % 2 === 0 ? 1 : -1) * Math.ceil(k / 2) * 0.42;
  const r = room * (0.95 + 0.35 * Math.floor(k / 9));
  return { x: anchor.x + r * Math.cos(angle), y: anchor.y + r * Math.sin(angle) };
}

function centroid(points: Point[]): Point {
  if (points.length === 0) return { x: 0, y: 0 };
  return { x: middle(points.map((p) => p.x)), y: middle(points.map((p) => p.y)) };
}

/** Moves fresh nodes out of what they lie on; false once nothing lies on anything. */
function push(all: LayoutNode[], fresh: LayoutNode[], at: Positions): boolean {
  let moved = false;
  for (const node of fresh) {
    for (const other of all) {
      if (other === node) continue;
      const [p, q] = [at[node.id] as Point, at[other.id] as Point];
      const want = node.radius + other.radius + 34;
      const [dx, dy] = [p.x - q.x || 0.1, p.y - q.y || 0.1];
      const distance = Math.hypot(dx, dy);
      if (distance >= want) continue;
      const by = (want - distance) / distance;
      at[node.id] = { x: p.x + dx * by, y: p.y + dy * by };
      moved = true;
    }
  }
  return moved;
}

function positions(graph: DirectedGraph): Positions {
  const result: Positions = {};
  graph.forEachNode((id, a) => {
    result[id] = { x: a.x, y: a.y };
  });
  return result;
}
