import { describe, expect, test } from "vitest";
import { toward } from "./steps";

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
