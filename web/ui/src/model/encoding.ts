// How a value looks: the one place that the legend, the canvas and the table
// take it from.
import type { Edge, Mode } from "./graph";
import { edgeMode } from "./relations";

export type Scheme = "light" | "dark";
export type Stance = "positive" | "neutral" | "negative";
export type Dash = "solid" | "dashed" | "dotted";

export const stances: Stance[] = ["positive", "neutral", "negative"];

export function stance(polarity: number): Stance {
  if (polarity > 0) return "positive";
  return polarity < 0 ? "negative" : "neutral";
}

export const polarityOf: Record<Stance, number> = { positive: 1, neutral: 0, negative: -1 };

/** At least 20 CIEDE2000 apart for normal, protan, deutan and tritan sight. */
export const stanceColors: Record<Scheme, Record<Stance, string>> = {
  light: { positive: "#0060a8", neutral: "#6f6f6f", negative: "#d1510a" },
  dark: { positive: "#6cb4ee", neutral: "#a8a8a8", negative: "#ff9a5a" },
};

export const surfaces: Record<Scheme, { canvas: string; fill: string; text: string; icon: string; alone: string }> = {
  light: { canvas: "#f7f8fa", fill: "#ffffff", text: "#1b2330", icon: "#4a5568", alone: "#a3acb9" },
  dark: { canvas: "#11151c", fill: "#232b37", text: "#e6eaf0", icon: "#c3cbd6", alone: "#5c6777" },
};

/** Rings of the coalitions, largest first; away from the colors of stance. */
export const coalitionColors: Record<Scheme, string[]> = {
  light: ["#7b4fb5", "#0d8a6a", "#b0316f", "#8a7500", "#3f4fc4", "#5d7a1f"],
  dark: ["#b794f0", "#3fc7a0", "#f07fb2", "#d9c24a", "#8f9cff", "#a5c95a"],
};

export const dashOf: Record<Mode, Dash> = {
  asserted: "solid",
  hedged: "dashed",
  planned: "dashed",
  conditional: "dashed",
  negated: "dotted",
};

export function edgeDash(edge: Pick<Edge, Mode>): Dash {
  return dashOf[edgeMode(edge)];
}

/** Pixels: 1 + log2(independent sources). */
export function edgeWidth(independent: number): number {
  return 1 + Math.log2(Math.max(1, independent));
}

const smallest = 5.5;
const largest = 27;

/** Radius in pixels, by the square root of the degree. */
export function nodeRadius(degree: number): number {
  return Math.min(largest, smallest + 3 * Math.sqrt(Math.max(0, degree - 1)));
}
