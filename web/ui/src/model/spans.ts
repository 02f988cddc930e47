// Offsets of the API count Unicode code points; JavaScript strings count
// UTF-16 code units. Everything that cuts text at given offsets goes through
// here.

/** A text that can be cut at code point offsets. */
export class CodePoints {
  readonly length: number;
  // Code unit offset of each code point; null where both counts agree.
  private readonly offsets: Uint32Array | null;

  constructor(readonly text: string) {
    this.offsets = hasAstral(text) ? codeUnitOffsets(text) : null;
    this.length = this.offsets ? this.offsets.length - 1 : text.length;
  }

  /** The text between two code point offsets, half open, clipped to the text. */
  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }

  private unit(codePoint: number): number {
    const at = Math.min(Math.max(codePoint, 0), this.length);
    return this.offsets ? (this.offsets[at] as number) : at;
  }
}

function hasAstral(text: string): boolean {
  return /[\ud800-\udbff][\udc00-\udfff]/.test(text);
}

function codeUnitOffsets(text: string): Uint32Array {
  const offsets: number[] = [];
  let unit = 0;
  for (const point of text) {
    offsets.push(unit);
    unit += point.length;
  }
  offsets.push(unit);
  return Uint32Array.from(offsets);
}

export type Part = "source" | "target" | "trigger" | "cue" | "speaker" | "sentence";

/** A marked stretch; start and end are code points of the whole article. */
export interface Span {
  start: number;
  end: number;
  part: Part;
  /** The statement it belongs to. */
  statement: string;
}

/** A stretch of text under the same marks throughout. */
export interface Segment {
  text: string;
  start: number;
  end: number;
  spans: Span[];
}

/**
 * Cuts text at the borders of the spans. base is the offset of the text within
 * the article that the spans count in. Spans that reach outside are clipped,
 * empty ones left out; the texts of the segments join to the whole text.
 */
export function segments(text: string, spans: Span[], base = 0): Segment[] {
  const points = new CodePoints(text);
  const inside = clip(spans, base, base + points.length);
  const borders = cuts(inside, base, base + points.length);
  const starts = [...inside].sort((a, b) => a.start - b.start);
  const result: Segment[] = [];
  let active: Span[] = [];
  let next = 0;
  for (let i = 0; i + 1 < borders.length; i++) {
    const [start, end] = [borders[i] as number, borders[i + 1] as number];
    active = active.filter((span) => span.end > start);
    for (; next < starts.length && (starts[next] as Span).start <= start; next++) active.push(starts[next] as Span);
    result.push({ text: points.slice(start - base, end - base), start, end, spans: [...active] });
  }
  return result;
}

function clip(spans: Span[], from: number, to: number): Span[] {
  return spans
    .map((span) => ({ ...span, start: Math.max(span.start, from), end: Math.min(span.end, to) }))
    .filter((span) => span.end > span.start);
}

function cuts(spans: Span[], from: number, to: number): number[] {
  const borders = new Set<number>([from, to]);
  for (const span of spans) borders.add(span.start).add(span.end);
  return [...borders].sort((a, b) => a - b);
}

const order: Part[] = ["trigger", "cue", "source", "target", "speaker", "sentence"];

/** The part that a segment shows when several lie on it: the narrower meaning wins. */
export function leading(segment: Segment): Part | null {
  for (const part of order) if (segment.spans.some((span) => span.part === part)) return part;
  return null;
}

interface Marked {
  id: string;
  source: { start: number; end: number };
  target: { start: number; end: number };
  trigger: { start: number; end: number };
  sentence: { start: number; end: number };
  cues: { start: number; end: number }[];
  speakers: { start: number; end: number }[];
}

/** Every marked stretch of a statement, its sentence included. */
export function spansOf(s: Marked): Span[] {
  const span = (part: Part, at: { start: number; end: number }): Span => ({
    part,
    start: at.start,
    end: at.end,
    statement: s.id,
  });
  return [
    span("sentence", s.sentence),
    span("source", s.source),
    span("target", s.target),
    span("trigger", s.trigger),
    ...s.cues.map((cue) => span("cue", cue)),
    ...s.speakers.map((speaker) => span("speaker", speaker)),
  ];
}
