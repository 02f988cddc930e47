import { expect, test } from "vitest";
import { join } from "./batches";
import type { Item } from "./graph";

test("live items stand over stored ones", () => {
  const item = (id: string, state: Item["state"]): Item => ({ id, name: id, state, statements: 0, rejects: 0 });
  const stored = [item("1", "reading"), item("2", "done")];
  const live = [item("1", "rejected"), item("3", "done")];
  expect(join(stored, live, "").map((i) => i.id + i.state)).toEqual(["1rejected", "2done", "3done"]);
  expect(join(stored, live, "done").map((i) => i.id)).toEqual(["2", "3"]);
});
