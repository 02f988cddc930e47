import { describe, expect, test } from "vitest";
import { join } from "./batches";
import type { Item } from "./graph";
import { sorted, turned } from "./sorting";
import { toward } from "./steps";
import { count, day, days, percent, plural, took } from "./text";
import { bars, covered, sum } from "./weeks";

describe("text", () => {
  test("counts", () => {
    expect(count(1310)).toBe("1,310");
    expect(plural(1, "sentence")).toBe("1 sentence");
    expect(plural(0, "reply", "replies")).toBe("0 replies");
    expect(percent(0.874)).toBe("87 %");
  });

  test("days are those of the source, in its own zone", () => {
    expect(day("2017-04-24T23:30:00-07:00")).toBe("24 Apr 2017");
    expect(day(undefined)).toBe("");
    expect(day("soon")).toBe("");
  });

  test.each([
    ["2017-04-12", "2017-04-24", "12–24 Apr 2017"],
    ["2017-04-24", "2017-04-24", "24 Apr 2017"],
    ["2017-03-30", "2017-04-02", "30 Mar – 2 Apr 2017"],
    ["2016-12-30", "2017-01-02", "30 Dec 2016 – 2 Jan 2017"],
    ["2017-04-12", undefined, "12 Apr 2017"],
    [undefined, undefined, ""],
  ])("%s to %s", (from, to, words) => expect(days(from, to)).toBe(words));

  test("durations", () => {
    expect([400_000, 12_400_000, 1_230_000_000].map(took)).toEqual(["under 1 ms", "12 ms", "1.2 s"]);
  });
});

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

describe("steps through the picture", () => {
  const places = new Map(
    Object.entries({ me: { x: 0, y: 0 }, east: { x: 10, y: 1 }, far: { x: 90, y: 0 }, north: { x: 0, y: 10 } }),
  );
  const all = ["east", "far", "north"];

  test("go to the nearest in that direction", () => {
    expect(toward(places, "me", all, 1, 0)).toBe("east");
    expect(toward(places, "me", all, 0, -1)).toBe("north");
    expect(toward(places, "east", all, 1, 0)).toBe("far");
  });

  test("go round where nothing lies that way", () => {
    expect(toward(places, "far", ["east", "north"], 1, 0)).toBe("north");
    expect(toward(places, "me", [], 1, 0)).toBeNull();
    expect(toward(places, "nowhere", all, 1, 0)).toBeNull();
  });
});

test("live items stand over stored ones", () => {
  const item = (id: string, state: Item["state"]): Item => ({ id, name: id, state, statements: 0, rejects: 0 });
  const stored = [item("1", "reading"), item("2", "done")];
  const live = [item("1", "rejected"), item("3", "done")];
  expect(join(stored, live, "").map((i) => i.id + i.state)).toEqual(["1rejected", "2done", "3done"]);
  expect(join(stored, live, "done").map((i) => i.id)).toEqual(["2", "3"]);
});
