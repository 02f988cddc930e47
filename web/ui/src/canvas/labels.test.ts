import { describe, expect, test } from "vitest";
import { handle } from "./curve";
import { emphasis } from "./emphasis";
import { around, type NodeLabel, overlap, place } from "./labels";
import { nothing, type Scene } from "./renderer";

const width = (text: string) => text.length * 7;
const label = (id: string, x: number, y: number, part: Partial<NodeLabel> = {}): NodeLabel => ({
  id,
  text: id,
  at: { x, y },
  radius: 8,
  must: false,
  firm: false,
  bold: false,
  faint: false,
  badge: 0,
  ...part,
});

describe("names", () => {
  const crowd = Array.from({ length: 40 }, (_, i) => label(`actor ${i}`, (i % 8) * 40, Math.floor(i / 8) * 40));

  test("never overlap, the first in rank come first", () => {
    const placed = place(crowd, crowd, [], 100, width);
    expect(placed[0]?.label.id).toBe("actor 0");
    for (const a of placed) for (const b of placed) if (a !== b) expect(overlap(a.box, b.box)).toBe(false);
  });

  test("cover no node", () => {
    for (const { label: own, box } of place(crowd, crowd, [], 100, width)) {
      for (const other of crowd) if (other.id !== own.id) expect(overlap(box, around(other.at, 8))).toBe(false);
    }
  });

  test("are as many as asked, and those that must", () => {
    const far = Array.from({ length: 10 }, (_, i) => label(`n${i}`, i * 300, 0));
    expect(place(far, far, [], 4, width)).toHaveLength(4);
    const must = [label("chosen", 0, 0, { must: true }), label("other", 4, 0), label("third", 0, 4)];
    expect(place(must, must, [around({ x: 0, y: 0 }, 200)], 0, width).map((p) => p.label.id)).toEqual(["chosen"]);
  });
});

describe("the handle of an edge", () => {
  const [a, b] = [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
  ];

  test("lies in the middle of what is seen", () => {
    expect(handle(a, b, 10, 10, 0)).toEqual({ x: 50, y: 0 });
    expect(handle(a, b, 30, 10, 0).x).toBeCloseTo(60);
  });

  test("follows the curve to the left of the way", () => {
    expect(handle(a, b, 10, 10, 0.4).y).toBeCloseTo(-20);
    expect(handle(b, a, 10, 10, 0.4).y).toBeCloseTo(20);
  });
});

describe("emphasis", () => {
  const edge = (key: string) => {
    const [source, , target] = key.split("|") as [string, string, string];
    return { key, source, target } as Scene["edges"][number];
  };
  const scene = {
    nodes: ["a", "b", "c"].map((id) => ({ id })),
    edges: [edge("a|AIDS|b"), edge("b|AIDS|c")],
  } as Scene;

  test("without a focus everything is plain", () => {
    const look = emphasis(scene, nothing);
    expect(look.node("a")).toBe("plain");
    expect(look.edge("a|AIDS|b")).toBe("plain");
  });

  test("a node stands out with what touches it", () => {
    const look = emphasis(scene, { ...nothing, node: "a" });
    expect(["a", "b", "c"].map(look.node)).toEqual(["bright", "bright", "dim"]);
    expect(scene.edges.map((e) => look.edge(e.key))).toEqual(["bright", "dim"]);
  });

  test("an edge stands out with its ends", () => {
    const look = emphasis(scene, { ...nothing, edge: "b|AIDS|c" });
    expect(["a", "b", "c"].map(look.node)).toEqual(["dim", "bright", "bright"]);
  });

  test("what is not in the picture changes nothing", () => {
    expect(emphasis(scene, { ...nothing, node: "gone", edge: "x|AIDS|y" }).node("a")).toBe("plain");
  });
});
