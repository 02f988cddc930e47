import { describe, expect, test } from "vitest";
import { edgeDash, edgeWidth, nodeRadius, type Scheme, stance, stanceColors, surfaces } from "./encoding";
import type { Edge } from "./graph";
import { edgeMode, edgeWords, mutual, plain, verb, verbsOf } from "./relations";

const none = { asserted: 0, hedged: 0, planned: 0, conditional: 0, negated: 0 };

describe("an edge's mode", () => {
  test.each([
    ["asserted as soon as one statement is", { asserted: 1, negated: 9 }, "asserted", "solid"],
    ["else the most frequent", { hedged: 1, planned: 3 }, "planned", "dashed"],
    ["the more certain of equals", { hedged: 2, negated: 2 }, "hedged", "dashed"],
    ["negated alone", { negated: 1 }, "negated", "dotted"],
    ["conditional alone", { conditional: 1 }, "conditional", "dashed"],
  ])("%s", (_, counts, mode, dash) => {
    expect(edgeMode({ ...none, ...counts })).toBe(mode);
    expect(edgeDash({ ...none, ...counts })).toBe(dash);
  });
});

test("width grows with the logarithm of independent sources", () => {
  expect([0, 1, 2, 4, 8].map(edgeWidth)).toEqual([1, 1, 2, 3, 4]);
});

test("radius grows with the square root of the degree, within bounds", () => {
  expect(nodeRadius(0)).toBe(nodeRadius(1));
  expect(nodeRadius(5) - nodeRadius(1)).toBeCloseTo(2 * (nodeRadius(2) - nodeRadius(1)));
  expect(nodeRadius(100_000)).toBe(nodeRadius(10_000));
});

test("stance is the sign", () => expect([-9, 0, 2].map(stance)).toEqual(["negative", "neutral", "positive"]));

describe("words", () => {
  const verbs = verbsOf([
    { relation: "ATTENDS", polarity: 1, direction: "to_event", weight: 1, verb: "attends" },
    { relation: "MEETS", polarity: 1, direction: "both", weight: 1.5, verb: "meets" },
  ]);

  test("come from the API, or from the relation's name", () => {
    expect(verb(verbs, "ATTENDS")).toBe("attends");
    expect(verb(verbs, "MOBILIZES_AGAINST")).toBe("mobilizes against");
    expect(plain("BELONGS_TO")).toBe("belongs to");
  });

  test("say the mode where nothing is asserted", () => {
    const edge = (counts: Partial<Edge>) => ({ ...none, relation: "ATTENDS", ...counts }) as Edge;
    expect(edgeWords(verbs, edge({ negated: 1 }))).toBe("attends (negated)");
    expect(edgeWords(verbs, edge({ asserted: 1, negated: 3 }))).toBe("attends");
  });

  test("tell relations that hold either way", () => {
    expect(mutual(verbs, "MEETS")).toBe(true);
    expect(mutual(verbs, "ATTENDS")).toBe(false);
  });
});

/** Contrast ratio by WCAG 2. */
function contrast(a: string, b: string): number {
  const light = (color: string) => {
    const channel = (shift: number) => {
      const c = ((Number.parseInt(color.slice(1), 16) >> shift) & 255) / 255;
      return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0);
  };
  const [x, y] = [light(a), light(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

test.each(["light", "dark"] as Scheme[])("lines stand out from the %s canvas", (scheme) => {
  for (const color of Object.values(stanceColors[scheme])) {
    expect(contrast(color, surfaces[scheme].canvas)).toBeGreaterThan(3);
  }
  expect(contrast(surfaces[scheme].text, surfaces[scheme].canvas)).toBeGreaterThan(7);
});
