import { describe, expect, test } from "vitest";
import { type LayoutEdge, type LayoutInput, type LayoutNode, layout } from "./layout";

const nodes = (n: number, group = (_: number) => -1): LayoutNode[] =>
  Array.from({ length: n }, (_, i) => ({ id: `n${i}`, radius: 8, group: group(i) }));
const edge = (source: string, target: string, polarity = 1): LayoutEdge => ({
  source,
  target,
  polarity,
  independent: 1,
});

const distance = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.hypot(a.x - b.x, a.y - b.y);
const at = <T>(record: Record<string, T>, id: string): T => record[id] as T;

/** Two coalitions of six, with conflict between their leaders. */
function camps(): LayoutInput {
  const edges: LayoutEdge[] = [];
  for (const base of [0, 6])
    for (let i = 1; i < 6; i++)
      edges.push(edge(`n${base}`, `n${base + i}`), edge(`n${base + i}`, `n${base + (i % 5) + 1}`));
  return { nodes: nodes(12, (i) => (i < 6 ? 0 : 1)), edges: [...edges, edge("n0", "n6", -1), edge("n6", "n0", -1)] };
}

describe("a first layout", () => {
  test("repeats", () => expect(layout(camps())).toEqual(layout(camps())));

  test("places everyone, nobody upon another", () => {
    const positions = Object.values(layout(camps()));
    expect(positions).toHaveLength(12);
    for (const p of positions) {
      expect(Number.isFinite(p.x) && Number.isFinite(p.y)).toBe(true);
      for (const q of positions) if (p !== q) expect(distance(p, q)).toBeGreaterThan(30);
    }
  });

  test("keeps coalitions apart", () => {
    const p = layout(camps());
    const center = (from: number) => {
      const members = Array.from({ length: 6 }, (_, i) => at(p, `n${from + i}`));
      return { x: members.reduce((s, m) => s + m.x, 0) / 6, y: members.reduce((s, m) => s + m.y, 0) / 6 };
    };
    const [a, b] = [center(0), center(6)];
    for (let i = 0; i < 6; i++) expect(distance(at(p, `n${i}`), a)).toBeLessThan(distance(at(p, `n${i}`), b));
    for (let i = 6; i < 12; i++) expect(distance(at(p, `n${i}`), b)).toBeLessThan(distance(at(p, `n${i}`), a));
  });

  test("keeps parts without a tie close to the rest", () => {
    const { nodes: all, edges } = camps();
    const pair = [
      { id: "p", radius: 6, group: 2 },
      { id: "q", radius: 6, group: 2 },
    ];
    const p = layout({ nodes: [...all, ...pair], edges: [...edges, edge("p", "q")] });
    const others = Object.keys(p).filter((id) => id !== "p" && id !== "q");
    const nearest = Math.min(...others.map((id) => distance(at(p, "p"), at(p, id))));
    expect(nearest).toBeGreaterThan(80);
    expect(nearest).toBeLessThan(320);
  });

  test("copes with nothing, one, and edges to nowhere", () => {
    expect(layout({ nodes: [], edges: [] })).toEqual({});
    expect(Object.keys(layout({ nodes: nodes(1), edges: [edge("n0", "n0"), edge("n0", "gone")] }))).toEqual(["n0"]);
    expect(Object.values(layout({ nodes: nodes(2), edges: [] })).every((p) => Number.isFinite(p.x + p.y))).toBe(true);
  });
});

describe("an addition", () => {
  const first = layout(camps());
  const more: LayoutInput = {
    nodes: [
      ...camps().nodes.map((n) => ({ ...n, at: at(first, n.id) })),
      { id: "new1", radius: 6, group: 0 },
      { id: "new2", radius: 6, group: -1 },
    ],
    edges: [...camps().edges, edge("n3", "new1")],
  };

  test("moves nothing that stood", () => {
    const second = layout(more);
    for (const id of Object.keys(first)) expect(second[id]).toEqual(first[id]);
  });

  test("appears by its parent and upon nobody", () => {
    const second = layout(more);
    expect(distance(at(second, "new1"), at(second, "n3"))).toBeLessThan(260);
    for (const id of Object.keys(first)) expect(distance(at(second, "new1"), at(second, id))).toBeGreaterThan(30);
    expect(second.new2).toBeDefined();
  });
});
