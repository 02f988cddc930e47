import { describe, expect, test } from "vitest";
import { bars, covered, sum } from "./weeks";

describe("weeks", () => {
  const week = (week: string, n: number) => ({ week, negative: n, neutral: 0, positive: 1 });

  test("have no gaps", () => {
    const list = bars([week("2017-04-03", 1), week("2017-04-24", 2)], 100);
    expect(list.map((bar) => [bar.from, bar.to, sum(bar)])).toEqual([
      ["2017-04-03", "2017-04-09", 2],
      ["2017-04-10", "2017-04-16", 0],
      ["2017-04-17", "2017-04-23", 0],
      ["2017-04-24", "2017-04-30", 3],
    ]);
  });

  test("join where they are many", () => {
    const list = bars([week("2017-01-02", 1), week("2017-01-09", 1), week("2017-12-25", 1)], 10);
    expect(list.length).toBeLessThanOrEqual(10);
    expect(list[0]?.negative).toBe(2);
    expect(list.reduce((n, bar) => n + sum(bar), 0)).toBe(6);
  });

  test("cover a range of days", () => {
    const list = bars([week("2017-04-03", 1), week("2017-04-24", 2)], 100);
    expect(covered(list, "", "")).toEqual([0, 3]);
    expect(covered(list, "2017-04-12", "2017-04-20")).toEqual([1, 2]);
    expect(covered(list, "2020-01-01", "")).toEqual([3, 3]);
    expect(covered(list, "", "2000-01-01")).toEqual([0, 0]);
    expect(bars([], 10)).toEqual([]);
  });
});
