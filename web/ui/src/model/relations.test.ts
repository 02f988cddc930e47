import { describe, expect, test } from "vitest";
import type { RelationInfo } from "./graph";
import { judgedMeaning, judgedWords } from "./relations";

const supports: RelationInfo = { relation: "SUPPORTS", polarity: 1, direction: "to", weight: 5, verb: "supports" };
const judged = (right: number, of: number, low = 0, high = 1): RelationInfo => ({
  ...supports,
  judged: { right, of, low, high },
});

describe("what was judged of a relation", () => {
  test("is told in counts", () => {
    expect(judgedWords(judged(37, 40))).toBe("37 of 40 such statements judged right");
    expect(judgedWords(judged(1200, 1310))).toBe("1,200 of 1,310 such statements judged right");
    expect(judgedWords(judged(37, 40), true)).toBe("37 of 40 judged right");
  });

  test("is said to be few when it is", () => {
    expect(judgedWords(judged(19, 19))).toBe("19 of only 19 such statements judged right");
    expect(judgedWords(judged(18, 20))).toBe("18 of 20 such statements judged right");
    expect(judgedWords(judged(0, 1))).toBe("0 of only 1 such statement judged right");
    expect(judgedWords(judged(3, 4), true)).toBe("3 of only 4 judged right");
  });

  test("is left out where there is nothing", () => {
    expect(judgedWords(supports)).toBe("");
    expect(judgedWords(judged(0, 0))).toBe("");
    expect(judgedWords(undefined)).toBe("");
    expect(judgedMeaning(supports)).toBe("");
  });

  test("says how far it may be from the truth", () => {
    expect(judgedMeaning(judged(37, 40, 0.801, 0.974))).toContain("80 % to 97 %");
  });
});
