import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { everything, type Filter } from "../model/url";
import { Filters } from "./Filters";

afterEach(cleanup);

function show(filter: Partial<Filter> = {}) {
  const change = vi.fn();
  render(
    <Filters
      filter={{ ...everything, ...filter }}
      change={change}
      relations={[
        {
          relation: "SUPPORTS",
          polarity: 1,
          direction: "to",
          weight: 5,
          verb: "supports",
          judged: { right: 37, of: 40, low: 0.801, high: 0.974 },
        },
        { relation: "MEETS", polarity: 1, direction: "both", weight: 1.5, verb: "meets" },
      ]}
      publishers={[
        { publisher: "Wire", articles: 3 },
        { publisher: "Daily", articles: 1 },
      ]}
      coalitions={[]}
      kindsShown={new Set(["country"])}
      scheme="light"
      open
      close={() => {}}
    />,
  );
  return change;
}

const box = (name: RegExp) => screen.getByRole<HTMLInputElement>("checkbox", { name });

test("everything is checked before anything is filtered", () => {
  show();
  for (const checkbox of screen.getAllByRole<HTMLInputElement>("checkbox")) expect(checkbox.checked).toBe(true);
  expect(screen.queryByRole("button", { name: "Clear all filters" })).toBeNull();
});

test("unchecking leaves the others", async () => {
  const change = show();
  await userEvent.click(box(/^Conflict/));
  expect(change).toHaveBeenCalledWith({ polarity: [1, 0] });
  await userEvent.click(box(/^negated/));
  expect(change).toHaveBeenCalledWith({ mode: ["asserted", "hedged", "planned", "conditional"] });
  await userEvent.click(box(/^Wire/));
  expect(change).toHaveBeenCalledWith({ publisher: ["Daily"] });
});

test("taking the last one away, or putting the last one back, shows everything", async () => {
  const change = show({ polarity: [1], publisher: ["Daily"] });
  await userEvent.click(box(/^Cooperation/));
  expect(change).toHaveBeenCalledWith({ polarity: [] });
  await userEvent.click(box(/^Wire/));
  expect(change).toHaveBeenCalledWith({ publisher: [] });
});

test("one click clears all", async () => {
  const change = show({ min: 3 });
  await userEvent.click(screen.getByRole("button", { name: "Clear all filters" }));
  expect(change).toHaveBeenCalledWith(everything);
});

test("a relation tells how often it is read right, where that was judged", async () => {
  show();
  await userEvent.click(screen.getByRole("button", { name: "Relations of cooperation" }));
  expect(screen.getAllByText(/judged right/)).toHaveLength(1);
  expect(box(/^supports$/).getAttribute("aria-describedby")).toBe(screen.getByText("37 of 40 judged right").id);
  expect(box(/^meets$/).getAttribute("aria-describedby")).toBeNull();
});
