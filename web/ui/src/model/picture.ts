// The picture is what several replies show together: the view it starts from,
// the neighborhoods added to it, less what was hidden.
import type { Edge, Node, View } from "./graph";

export interface Picture {
  nodes: Node[];
  edges: Edge[];
}

export const blank: Picture = { nodes: [], edges: [] };

/**
 * Joins views in order: what an earlier one shows stays where it is, later
 * ones add. Hidden entities go with their edges. Each node's hidden count is
 * what the joined picture leaves out.
 */
export function compose(views: Pick<View, "nodes" | "edges">[], hide: string[]): Picture {
  const hidden = new Set(hide);
  const nodes = new Map<string, Node>();
  const edges = new Map<string, Edge>();
  for (const view of views) {
    for (const node of view.nodes) if (!hidden.has(node.id) && !nodes.has(node.id)) nodes.set(node.id, node);
    for (const edge of view.edges) if (!edges.has(edge.key)) edges.set(edge.key, edge);
  }
  const shown = [...edges.values()].filter((edge) => nodes.has(edge.source) && nodes.has(edge.target));
  return { nodes: recount([...nodes.values()], shown), edges: shown };
}

function recount(nodes: Node[], edges: Edge[]): Node[] {
  const around = neighbors(edges);
  return nodes.map((node) => ({ ...node, hidden: Math.max(0, node.degree - (around.get(node.id)?.size ?? 0)) }));
}

/** Who stands next to whom, either way. */
export function neighbors(edges: Pick<Edge, "source" | "target">[]): Map<string, Set<string>> {
  const around = new Map<string, Set<string>>();
  const add = (a: string, b: string) => {
    const set = around.get(a);
    if (set) set.add(b);
    else around.set(a, new Set([b]));
  };
  for (const { source, target } of edges) {
    if (source === target) continue;
    add(source, target);
    add(target, source);
  }
  return around;
}

/** The pair of an edge, whichever way it points. */
export function pairOf(edge: Pick<Edge, "source" | "target">): string {
  return edge.source < edge.target ? `${edge.source}|${edge.target}` : `${edge.target}|${edge.source}`;
}

const step = 0.16;

/**
 * Curvature of each edge by key: straight for a pair's only edge, fanned out
 * side by side where a pair has several. Positive bends to the left of the way
 * from source to target, so edges of opposite direction get opposite signs for
 * the same side.
 */
export function curvatures(edges: Pick<Edge, "key" | "source" | "target">[]): Map<string, number> {
  const pairs = new Map<string, Pick<Edge, "key" | "source" | "target">[]>();
  for (const edge of edges) {
    const pair = pairOf(edge);
    const list = pairs.get(pair);
    if (list) list.push(edge);
    else pairs.set(pair, [edge]);
  }
  const result = new Map<string, number>();
  for (const list of pairs.values()) {
    list.forEach((edge, i) => {
      const side = (i - (list.length - 1) / 2) * step;
      result.set(edge.key, edge.source < edge.target ? side : -side);
    });
  }
  return result;
}

/** Nodes by degree, then statements, then name: who is named first. */
export function byRank(nodes: Node[]): Node[] {
  return [...nodes].sort(
    (a, b) => b.degree - a.degree || b.statements - a.statements || a.name.localeCompare(b.name, "en"),
  );
}

/** Edges by evidence: independent sources, statements, key; as the API sorts them. */
export function byEvidence(edges: Edge[]): Edge[] {
  return [...edges].sort(
    (a, b) =>
      b.independent - a.independent || b.statements - a.statements || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );
}
