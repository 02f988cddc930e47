// Who stands together: communities of the positive part of the picture, where
// members stand with what they belong to.
import { UndirectedGraph } from "graphology";
import louvain from "graphology-communities-louvain";
import type { Edge, Node } from "./graph";
import { byRank } from "./picture";

export interface Coalition {
  /** The member with the most neighbors. */
  leader: Node;
  members: string[];
}

/**
 * Coalitions of two or more, largest first. Louvain on the positive edges,
 * weighted by independent sources; the same picture gives the same coalitions.
 */
export function coalitions(nodes: Node[], edges: Edge[]): Coalition[] {
  const graph = positive(nodes, edges);
  if (graph.size === 0) return [];
  const groups = new Map<number, Node[]>();
  const community = louvain(graph, { getEdgeWeight: "weight", rng: generator(7) });
  for (const node of byRank(nodes)) {
    const group = community[node.id];
    if (group === undefined) continue;
    const list = groups.get(group);
    if (list) list.push(node);
    else groups.set(group, [node]);
  }
  return [...groups.values()]
    .filter((members) => members.length > 1)
    .map((members) => ({ leader: members[0] as Node, members: members.map((m) => m.id) }))
    .sort((a, b) => b.members.length - a.members.length || (a.leader.id < b.leader.id ? -1 : 1));
}

function positive(nodes: Node[], edges: Edge[]): UndirectedGraph {
  const graph = new UndirectedGraph();
  // Events bring opponents to one table: they don't make a coalition.
  const actors = new Set(nodes.filter((n) => n.kind !== "event" && n.kind !== "place").map((n) => n.id));
  const links = edges
    .filter(
      (e) =>
        (e.polarity > 0 || e.relation === "BELONGS_TO") &&
        e.source !== e.target &&
        actors.has(e.source) &&
        actors.has(e.target),
    )
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  for (const { source, target, independent } of links) {
    graph.mergeNode(source);
    graph.mergeNode(target);
    graph.updateEdge(source, target, (attr) => ({ weight: (attr.weight ?? 0) + Math.max(1, independent) }));
  }
  return graph;
}

/** A small seeded generator (mulberry32), so that pictures repeat. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
