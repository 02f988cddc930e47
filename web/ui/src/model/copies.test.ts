import { expect, test } from "vitest";
import { carried, copiesAmong, outlet } from "./copies";
import type { Article } from "./graph";

test("says how many articles are copies", () => {
  expect(copiesAmong({ articles: 3, independent: 3 })).toBe("");
  expect(copiesAmong({ articles: 2, independent: 1 })).toBe("1 of 2 articles is a copy of another");
  expect(copiesAmong({ articles: 1500, independent: 3 })).toBe("1,497 of 1,500 articles are copies of others");
});

const wire = { id: "a", key: "a", publisher: "Sample Wire", published: "2017-04-24T08:00:00Z" } as Article;
const nameless = { id: "b", key: "b" } as Article;

test("says who carries a text, and who did first", () => {
  expect(carried({ articles: [wire, nameless], total: 4, publishers: 3 })).toBe(
    "Carried by 3 outlets; first by Sample Wire, 24 Apr 2017",
  );
  expect(carried({ articles: [wire, wire], total: 2, publishers: 1 })).toBe(
    "Carried 2 times; first by Sample Wire, 24 Apr 2017",
  );
  expect(outlet(nameless)).toBe("an outlet without a name, undated");
});
