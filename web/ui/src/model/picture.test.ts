import { describe, expect, test } from "vitest";
import { coalitions } from "./coalitions";
import type { Edge, Node } from "./graph";
import { byEvidence, byRank, compose, curvatures, neighbors, pairOf } from "./picture";

const node = (id: string, degree = 1, part: Partial<Node> = {}): Node => ({
  id,
  name: id,
  kind: "country",
  degree,
  statements: degree,
  hidden: 0,
  ...part,
});

const edge = (key: string, part: Partial<Edge> = {}): Edge => {
  const [source, relation, target] = key.split("|") as [string, Edge["relation"], string];
  return {
    key,
    source,
    relation,
    target,
    statements: 1,
    articles: 1,
    publishers: 1,
    independent: 1,
    asserted: 1,
    negated: 0,
    hedged: 0,
    planned: 0,
    conditional: 0,
    weight: 5,
    polarity: 1,
    confidence: 0.9,
    months: [],
    counts: [],
    ...part,
  };
};

describe("compose", () => {
  const first = { nodes: [node("a", 3), node("b", 1)], edges: [edge("a|SUPPORTS|b")] };
  const more = { nodes: [node("a", 3), node("c", 1)], edges: [edge("a|AIDS|c")] };

  test("adds what later views bring and counts what is still hidden", () => {
    const picture = compose([first, more], []);
    expect(picture.nodes.map((n) => [n.id, n.hidden])).toEqual([
      ["a", 1],
      ["b", 0],
      ["c", 0],
    ]);
    expect(picture.edges.map((e) => e.key)).toEqual(["a|SUPPORTS|b", "a|AIDS|c"]);
  });

  test("taking a view away gives the picture before it", () => {
    expect(compose([first], [])).toEqual(compose([first, more].slice(0, 1), []));
    expect(compose([first, first], [])).toEqual(compose([first], []));
  });

  test("hides entities with their edges, and brings them back", () => {
    const picture = compose([first, more], ["c"]);
    expect(picture.nodes.map((n) => n.id)).toEqual(["a", "b"]);
    expect(picture.edges.map((e) => e.key)).toEqual(["a|SUPPORTS|b"]);
    expect(picture.nodes[0]?.hidden).toBe(2);
    expect(compose([first, more], []).nodes).toHaveLength(3);
  });

  test("draws no edge without both its ends", () => {
    expect(compose([{ nodes: [node("a")], edges: [edge("a|AIDS|z")] }], []).edges).toEqual([]);
  });
});

test("neighbors go both ways and leave out oneself", () => {
  const around = neighbors([edge("a|AIDS|b"), edge("b|MEETS|a"), edge("c|AIDS|c")]);
  expect([...(around.get("a") ?? [])]).toEqual(["b"]);
  expect([...(around.get("b") ?? [])]).toEqual(["a"]);
  expect(around.has("c")).toBe(false);
});

test("a pair is the same either way", () => expect(pairOf(edge("b|AIDS|a"))).toBe(pairOf(edge("a|AIDS|b"))));

describe("curvatures", () => {
  test("a lone edge is straight", () => expect(curvatures([edge("a|AIDS|b")]).get("a|AIDS|b")).toBe(-0 + 0));

  test("edges of a pair lie side by side, whichever way they point", () => {
    const bend = curvatures([edge("a|AIDS|b"), edge("a|MEETS|b"), edge("b|ATTACKS|a")]);
    // The same side has the opposite sign for the opposite direction.
    const side = [bend.get("a|AIDS|b"), bend.get("a|MEETS|b"), -(bend.get("b|ATTACKS|a") ?? 0)];
    expect(new Set(side).size).toBe(3);
    expect(side).toContain(0);
  });
});

test("ranks by degree, evidence by independent sources", () => {
  expect(byRank([node("x", 1), node("y", 5), node("a", 1)]).map((n) => n.id)).toEqual(["y", "a", "x"]);
  const edges = [edge("a|AIDS|b"), edge("a|MEETS|b", { independent: 3 }), edge("a|AGREES_WITH|b", { statements: 4 })];
  expect(byEvidence(edges).map((e) => e.relation)).toEqual(["MEETS", "AGREES_WITH", "AIDS"]);
});

describe("coalitions", () => {
  const nodes = ["a", "b", "c", "x", "y", "talks"].map((id) => node(id, 2, id === "talks" ? { kind: "event" } : {}));
  const edges = [
    edge("a|SUPPORTS|b"),
    edge("b|AIDS|c"),
    edge("c|MEETS|a"),
    edge("x|SUPPORTS|y"),
    edge("a|ATTACKS|x", { polarity: -1 }),
    edge("a|ATTENDS|talks"),
    edge("x|ATTENDS|talks"),
  ];

  test("are communities of the positive part, largest first; events join nobody", () => {
    expect(coalitions(nodes, edges).map((c) => [...c.members].sort())).toEqual([
      ["a", "b", "c"],
      ["x", "y"],
    ]);
  });

  test("repeat, whatever the order", () => {
    expect(coalitions([...nodes].reverse(), [...edges].reverse())).toEqual(coalitions(nodes, edges));
  });

  test("without cooperation there are none", () => {
    expect(coalitions(nodes, [edge("a|ATTACKS|x", { polarity: -1 })])).toEqual([]);
  });
});
