import { useCallback, useEffect, useRef, useState } from "react";
import { Arranger } from "../canvas/arranger";
import { nodeRadius } from "../model/encoding";
import type { LayoutInput, Point, Positions } from "../model/layout";
import type { Picture } from "../model/picture";

export type Places = ReadonlyMap<string, Point>;

const nowhere: Places = new Map();

/**
 * Where the nodes of a picture stand. What stands already stays; a new base,
 * a picture that is mostly new, or again() lays everything out anew.
 */
export function usePlaces(picture: Picture | null, groups: ReadonlyMap<string, number>, base: string) {
  const [places, setPlaces] = useState<Places>(nowhere);
  const known = useRef({ base, round: 0, map: new Map<string, Point>() });
  const [round, setRound] = useState(0);
  const [failure, setFailure] = useState<Error | null>(null);
  const arranger = useRef<Arranger | null>(null);

  useEffect(() => {
    arranger.current = new Arranger();
    return () => arranger.current?.destroy();
  }, []);

  useEffect(() => {
    if (!picture || picture.nodes.length === 0) return;
    const before = known.current;
    const kept = picture.nodes.filter((node) => before.map.has(node.id)).length;
    const fresh = before.base !== base || before.round !== round || kept * 2 < picture.nodes.length;
    if (!fresh && kept === picture.nodes.length) return;
    let stale = false;
    const input = describe(picture, groups, fresh ? nowhere : before.map);
    const take = (positions: Positions) => {
      if (stale) return;
      const map = new Map(fresh ? [] : before.map);
      for (const [id, at] of Object.entries(positions)) map.set(id, at);
      known.current = { base, round, map };
      setPlaces(new Map(map));
    };
    arranger.current?.arrange(input).then(take, (error: Error) => !stale && setFailure(error));
    return () => {
      stale = true;
    };
  }, [picture, groups, base, round]);

  const move = useCallback((id: string, at: Point) => known.current.map.set(id, at), []);
  const again = useCallback(() => setRound((n) => n + 1), []);
  return { places, move, again, failure };
}

function describe(picture: Picture, groups: ReadonlyMap<string, number>, at: Places): LayoutInput {
  return {
    upright: window.innerHeight > 1.2 * window.innerWidth,
    nodes: picture.nodes.map((node) => {
      const place = at.get(node.id);
      return {
        id: node.id,
        radius: nodeRadius(node.degree),
        group: groups.get(node.id) ?? -1,
        ...(place ? { at: place } : {}),
      };
    }),
    edges: picture.edges.map(({ source, target, polarity, independent, relation }) => ({
      source,
      target,
      polarity,
      independent,
      member: relation === "BELONGS_TO",
    })),
  };
}
