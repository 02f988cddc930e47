import type { Focus, Scene } from "./renderer";

export type Emphasis = "dim" | "plain" | "bright";

export interface Emphases {
  node(id: string): Emphasis;
  edge(key: string): Emphasis;
  /** Few enough stand out for all of them to be named. */
  few: boolean;
}

/** What stands out for a focus: the chosen, what touches it, and the rest behind. */
export function emphasis(scene: Scene, focus: Focus): Emphases {
  const nodes = new Set<string>();
  const edges = new Set<string>();
  for (const id of [focus.node, focus.hover]) if (id) nodes.add(id);
  for (const key of [focus.edge, focus.hover]) if (key) edges.add(key);
  const centers = new Set(nodes);
  const hasNode = scene.nodes.some((node) => centers.has(node.id));
  let chosen = hasNode;
  for (const edge of scene.edges) {
    const touches = centers.has(edge.source) || centers.has(edge.target);
    if (!touches && !edges.has(edge.key)) continue;
    chosen = true;
    edges.add(edge.key);
    nodes.add(edge.source).add(edge.target);
  }
  if (!chosen) return { node: () => "plain", edge: () => "plain", few: false };
  return {
    node: (id) => (nodes.has(id) ? "bright" : "dim"),
    edge: (key) => (edges.has(key) ? "bright" : "dim"),
    few: nodes.size <= 24,
  };
}
