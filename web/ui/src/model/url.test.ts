import { expect, test } from "vitest";
import { filterPairs, formatGraph, type GraphState, initial, parseGraph, parseSelection, paths } from "./url";

const full: GraphState = {
  q: "geneva talks",
  around: ["rus", "event-astana-talks-2017-05-03"],
  hops: 2,
  relation: ["SUPPORTS", "ATTACKS"],
  polarity: [-1, 1],
  mode: ["asserted", "hedged"],
  publisher: ["The Gulf, Daily", "100% News", "Al Noor & Sons"],
  from: "2017-04-01",
  to: "2017-04-24",
  min: 3,
  expand: ["usa"],
  hide: ["person-staffan-de-mistura"],
  sel: "rus|SUPPORTS|government-assad-regime",
  ev: "0123abcd",
  table: true,
};

test("a state survives its address", () => {
  expect(parseGraph(formatGraph(full))).toEqual(full);
  expect(parseGraph(formatGraph(initial))).toEqual(initial);
});

test("defaults leave no trace", () => {
  expect(formatGraph(initial)).toBe("");
  expect(formatGraph({ ...initial, hops: 2 })).toBe("");
});

test("addresses read well", () => {
  expect(formatGraph({ ...initial, mode: ["asserted", "hedged"], sel: "rus|SUPPORTS|syr" })).toBe(
    "mode=asserted,hedged&sel=rus|SUPPORTS|syr",
  );
});

test("letters of any script survive", () => {
  const state = { ...initial, q: "روسيا & 😀 = 100%", around: ["group-叙利亚"], sel: "group-叙利亚" };
  expect(parseGraph(formatGraph(state))).toEqual(state);
});

test("what makes no sense is left out", () => {
  const state = parseGraph("?relation=drop table&polarity=7,1&mode=sure&from=yesterday&min=-2&hops=9&table=yes");
  expect(state).toEqual({ ...initial, polarity: [1] });
});

test("a selection is a node or an edge", () => {
  expect(parseSelection("")).toEqual({ kind: "none" });
  expect(parseSelection("rus")).toEqual({ kind: "node", id: "rus" });
  expect(parseSelection("rus|SUPPORTS|syr")).toEqual({
    kind: "edge",
    key: "rus|SUPPORTS|syr",
    source: "rus",
    relation: "SUPPORTS",
    target: "syr",
  });
});

test("paths escape ids", () => {
  expect(paths.actor("a/b c")).toBe("/actor/a%2Fb%20c");
  expect(paths.article("x", "s1")).toBe("/article/x?s=s1");
  expect(paths.relation("rus", "syr")).toBe("/relation/rus/syr");
  const url = new URL(paths.cypher("MATCH (n) RETURN n LIMIT $limit", { limit: 3 }), "http://localhost");
  expect(url.searchParams.get("query")).toBe("MATCH (n) RETURN n LIMIT $limit");
  expect(JSON.parse(url.searchParams.get("parameters") ?? "")).toEqual({ limit: 3 });
});

test("the API gets the same filter", () => {
  expect(filterPairs({ ...initial, polarity: [0], min: 2 })).toEqual([
    ["polarity", "0"],
    ["min", "2"],
  ]);
});

test("the API gets a comma inside a name apart from those between names", () => {
  expect(filterPairs({ ...initial, publisher: ["The Gulf, Daily", "Al Noor"] })).toEqual([
    ["publisher", "The Gulf\\, Daily,Al Noor"],
  ]);
});
