import { describe, expect, test } from "vitest";
import { sorted, turned } from "./sorting";

describe("sorting", () => {
  test("keeps the order of equals and reads numbers as numbers", () => {
    const rows = [
      { n: 10, s: "b" },
      { n: 9, s: "a" },
      { n: 10, s: "a" },
    ];
    expect(sorted(rows, (r) => r.n, true).map((r) => r.s)).toEqual(["b", "a", "a"]);
    expect(sorted(rows, (r) => r.s, false).map((r) => r.n)).toEqual([9, 10, 10]);
  });

  test("turns on the second click", () => {
    const first = turned({ by: "a", down: true }, "b", false);
    expect(first).toEqual({ by: "b", down: false });
    expect(turned(first, "b", false)).toEqual({ by: "b", down: true });
  });
});
