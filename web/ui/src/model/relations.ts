import type { Edge, Mode, Relation, RelationInfo } from "./graph";
import { count, percent, plural } from "./text";

/** Modes, most certain first: the order of the legend. */
export const modes: Mode[] = ["asserted", "hedged", "planned", "conditional", "negated"];

export const modeWords: Record<Mode, string> = {
  asserted: "asserted",
  hedged: "hedged",
  planned: "planned",
  conditional: "conditional",
  negated: "negated",
};

/** What a mode means, for a reader. */
export const modeMeanings: Record<Mode, string> = {
  asserted: "stated as a fact",
  hedged: "alleged, reported, may",
  planned: "promised or still to come",
  conditional: "only if something happens",
  negated: "said not to be so",
};

/** How relations read, by name. */
export type Verbs = ReadonlyMap<Relation, RelationInfo>;

export function verbsOf(infos: RelationInfo[]): Verbs {
  return new Map(infos.map((info) => [info.relation, info]));
}

/** "A verb B": the verb, or the relation's own name in plain letters. */
export function verb(verbs: Verbs, relation: Relation): string {
  return verbs.get(relation)?.verb ?? plain(relation);
}

/** MOBILIZES_AGAINST as "mobilizes against". */
export function plain(relation: Relation): string {
  return relation.toLowerCase().replaceAll("_", " ");
}

/** Whether the relation holds either way, so that both ends get an arrow. */
export function mutual(verbs: Verbs, relation: Relation): boolean {
  return verbs.get(relation)?.direction === "both";
}

/**
 * The one mode that an aggregated edge is drawn in: asserted as soon as one
 * statement asserts it; otherwise its most frequent mode, the more certain one
 * when two are as frequent.
 */
export function edgeMode(edge: Pick<Edge, Mode>): Mode {
  if (edge.asserted > 0) return "asserted";
  let best: Mode = "hedged";
  for (const mode of modes) if (edge[mode] > edge[best]) best = mode;
  return best;
}

/** The verb, with the mode where no statement asserts it: "attends (negated)". */
export function edgeWords(verbs: Verbs, edge: Edge): string {
  const mode = edgeMode(edge);
  const word = verb(verbs, edge.relation);
  return mode === "asserted" ? word : `${word} (${modeWords[mode]})`;
}

/** With fewer judged than this, the interval is so wide that the count must be said to be small. */
const few = 20;

/**
 * How often statements of a relation are read right, as people judged them:
 * "37 of 40 such statements judged right"; in short, for a list of relations,
 * "37 of 40 judged right". Empty where nothing was judged.
 */
export function judgedWords(info: RelationInfo | undefined, short = false): string {
  const judged = info?.judged;
  if (!judged || judged.of === 0) return "";
  const of = short ? count(judged.of) : plural(judged.of, "such statement");
  return `${count(judged.right)} of ${judged.of < few ? "only " : ""}${of} judged right`;
}

/** What was judged, and how far the count may be from the truth. */
export function judgedMeaning(info: RelationInfo | undefined): string {
  const judged = info?.judged;
  if (!judged) return "";
  return `Drawn at random from news and read beside their sentences. Of all such statements, ${percent(judged.low)} to ${percent(judged.high)} may be right (95 % interval).`;
}
