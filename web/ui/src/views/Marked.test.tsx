import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { Statement } from "../model/graph";
import { Marked } from "./Marked";

afterEach(cleanup);

const before = "The 😀 start. "; // 13 code points, 14 code units
const text = 'Moscow <script>alert("x")</script> may back 𝒜ssad, envoys said.';

function at(words: string) {
  const from = [...(before + text).slice(0, (before + text).indexOf(words))].length;
  return { text: words, start: from, end: from + [...words].length };
}

const statement: Statement = {
  id: "s",
  article_id: "a",
  source: at("Moscow"),
  target: at("𝒜ssad"),
  trigger: at("back"),
  cues: [{ ...at("may"), kind: "hedge" }],
  speakers: [at("envoys")],
  sentence: at(text),
  relation: "SUPPORTS",
  polarity: 1,
  weight: 5,
  mode: "hedged",
  negated: false,
  certainty: "hedged",
  time: "ongoing",
  conditional: false,
  reciprocal: false,
  quoted: false,
  plover: "SUPPORT",
  cameo: "051",
  quad: 1,
  confidence: 0.9,
};

test("marks each part verbatim, and text stays text", () => {
  const { container } = render(<Marked statement={statement} />);
  expect(container.textContent).toBe(text);
  expect(container.querySelector("script")).toBeNull();
  const part = (name: string) => container.querySelector(`mark[data-part=${name}]`)?.textContent;
  expect(["source", "trigger", "target", "cue", "speaker"].map(part)).toEqual([
    "Moscow",
    "back",
    "𝒜ssad",
    "may",
    "envoys",
  ]);
  expect(screen.getByText("back").title).toMatch(/^Trigger/);
});
