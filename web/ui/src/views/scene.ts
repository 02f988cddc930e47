import type { Scene } from "../canvas/renderer";
import { ringColor } from "../canvas/sigma";
import { edgeDash, edgeWidth, nodeRadius, type Scheme, stance } from "../model/encoding";
import { byEvidence, byRank, curvatures, type Picture } from "../model/picture";
import { edgeWords, mutual, type Verbs } from "../model/relations";
import type { Places } from "./places";

/** A picture as it is drawn: what has a place, strongest first. */
export function sceneOf(
  picture: Picture,
  places: Places,
  groups: ReadonlyMap<string, number>,
  verbs: Verbs,
  scheme: Scheme,
): Scene {
  const placed = picture.edges.filter((e) => places.has(e.source) && places.has(e.target) && e.source !== e.target);
  const bend = curvatures(placed);
  return {
    nodes: byRank(picture.nodes).flatMap((node) => {
      const at = places.get(node.id);
      if (!at) return [];
      const ring = ringColor(scheme, groups.get(node.id) ?? -1);
      return [
        {
          id: node.id,
          name: node.name,
          kind: node.kind,
          at,
          radius: nodeRadius(node.degree),
          ring,
          hidden: node.hidden,
        },
      ];
    }),
    edges: byEvidence(placed).map((edge) => ({
      key: edge.key,
      source: edge.source,
      target: edge.target,
      label: edgeWords(verbs, edge),
      stance: stance(edge.polarity),
      dash: edgeDash(edge),
      width: edgeWidth(edge.independent),
      curvature: bend.get(edge.key) ?? 0,
      mutual: mutual(verbs, edge.relation),
    })),
  };
}
