import { describe, expect, test } from "vitest";
import { CodePoints, leading, type Span, segments, spansOf } from "./spans";

const span = (part: Span["part"], start: number, end: number, statement = "s"): Span => ({
  part,
  start,
  end,
  statement,
});
const cut = (text: string, spans: Span[], base = 0) =>
  segments(text, spans, base).map((s) => `${s.text}:${s.spans.map((x) => x.part).join("+")}`);

describe("CodePoints", () => {
  test("counts as the API does", () => {
    expect(new CodePoints("Aa").length).toBe(2);
    expect(new CodePoints("A😀a").length).toBe(3);
    expect(new CodePoints("e\u0301").length).toBe(2);
    expect(new CodePoints("").length).toBe(0);
  });

  test("cuts behind astral letters", () => {
    const text = new CodePoints("😀 𝒜ssad backs 🇸🇾 talks");
    expect(text.slice(2, 7)).toBe("𝒜ssad");
    expect(text.slice(8, 13)).toBe("backs");
    expect(text.slice(14, 16)).toBe("🇸🇾");
    expect(text.slice(17, 99)).toBe("talks");
  });
});

describe("segments", () => {
  test("without spans give the text", () => {
    expect(cut("Russia backs Assad", [])).toEqual(["Russia backs Assad:"]);
    expect(cut("", [span("source", 0, 3)])).toEqual([]);
  });

  test("mark each part", () => {
    const spans = [span("source", 0, 6), span("trigger", 7, 12), span("target", 13, 18)];
    expect(cut("Russia backs Assad.", spans)).toEqual([
      "Russia:source",
      " :",
      "backs:trigger",
      " :",
      "Assad:target",
      ".:",
    ]);
  });

  test("split where spans overlap", () => {
    expect(cut("abcdef", [span("source", 0, 4), span("cue", 2, 6)])).toEqual(["ab:source", "cd:source+cue", "ef:cue"]);
    expect(cut("abc", [span("source", 0, 3), span("target", 0, 3)])).toEqual(["abc:source+target"]);
  });

  test("nest", () => {
    expect(cut("abcd", [span("sentence", 0, 4), span("trigger", 1, 3)])).toEqual([
      "a:sentence",
      "bc:sentence+trigger",
      "d:sentence",
    ]);
  });

  test("count from the base and clip what reaches outside", () => {
    expect(cut("backs Assad", [span("source", 0, 6), span("trigger", 7, 12), span("target", 13, 99)], 7)).toEqual([
      "backs:trigger",
      " :",
      "Assad:target",
    ]);
  });

  test("keep astral letters whole", () => {
    expect(cut("🔥Iran🔥 hits 😀", [span("source", 1, 5), span("target", 12, 13)])).toEqual([
      "🔥:",
      "Iran:source",
      "🔥 hits :",
      "😀:target",
    ]);
  });

  test("join to the whole text", () => {
    const text = "Moscow — 🕊 «says» it 'may' arm 叙利亚.";
    const spans = [span("source", 0, 6), span("cue", 22, 26), span("target", 31, 35), span("sentence", 0, 36)];
    expect(
      segments(text, spans)
        .map((s) => s.text)
        .join(""),
    ).toBe(text);
  });
});

test("the narrower part leads", () => {
  const all = segments("ab", [span("sentence", 0, 2), span("speaker", 0, 2), span("source", 0, 2), span("cue", 0, 1)]);
  expect(all.map(leading)).toEqual(["cue", "source"]);
  expect(segments("a", []).map(leading)).toEqual([null]);
});

test("spansOf lists every part of a statement", () => {
  const at = (start: number, end: number) => ({ start, end });
  const parts = spansOf({
    id: "x",
    sentence: at(0, 20),
    source: at(0, 2),
    target: at(4, 6),
    trigger: at(3, 4),
    cues: [at(7, 8), at(9, 10)],
    speakers: [at(11, 12)],
  });
  expect(parts.map((p) => p.part)).toEqual(["sentence", "source", "target", "trigger", "cue", "cue", "speaker"]);
  expect(new Set(parts.map((p) => p.statement))).toEqual(new Set(["x"]));
});
