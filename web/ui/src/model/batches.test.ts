import { expect, test } from "vitest";
import { join, pace, type Sample, sampled } from "./batches";
import type { Counts, Item } from "./graph";

test("live items stand over stored ones", () => {
  const item = (id: string, state: Item["state"]): Item => ({ id, name: id, state, statements: 0, rejects: 0 });
  const stored = [item("1", "reading"), item("2", "done")];
  const live = [item("1", "rejected"), item("3", "done")];
  expect(join(stored, live, "").map((i) => i.id + i.state)).toEqual(["1rejected", "2done", "3done"]);
  expect(join(stored, live, "done").map((i) => i.id)).toEqual(["2", "3"]);
});

const counts = (done: number, queued = 0): Counts => ({
  items: done + queued,
  queued,
  reading: 0,
  done,
  unchanged: 0,
  rejected: 0,
  failed: 0,
  statements: 0,
});

test("the pace is that of the last seconds", () => {
  let samples: Sample[] = [];
  const after = (seconds: number, done: number, queued = 0) => {
    samples = sampled(samples, counts(done, queued), 1000 * seconds);
    return pace(samples, counts(done, queued));
  };
  expect(after(0, 0)).toBe("");
  expect(after(0.1, 5)).toBe("");
  expect(after(1, 50)).toBe("");
  expect(after(2, 150)).toBe("75 articles/s");
  expect(after(4, 300, 750)).toBe("75 articles/s, about 10 seconds left");
  expect(after(30, 301)).toBe("");
  expect(after(34, 303, 150)).toBe("0.5 articles/s, about 5 minutes left");
  expect(after(36, 304, 7200)).toBe("0.5 articles/s, about 4 hours left");
});
