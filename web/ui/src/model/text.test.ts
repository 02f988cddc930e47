import { describe, expect, test } from "vitest";
import { count, day, days, percent, plural, took } from "./text";

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
