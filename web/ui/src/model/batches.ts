import type { Counts, Item } from "./graph";
import { plural } from "./text";

/** Stored items with the live ones over them; new ones follow. Only those of the state asked for, all for "". */
export function join(stored: Item[], live: Item[], state: string): Item[] {
  const items = new Map(stored.map((item) => [item.id, item]));
  for (const item of live) items.set(item.id, item);
  return [...items.values()].filter((item) => state === "" || item.state === state);
}

/** How many inputs were through at a moment, in milliseconds. */
export interface Sample {
  at: number;
  ended: number;
}

const span = 15_000; // milliseconds that the pace is told from
const least = 1_500; // before which nothing is told
const step = 250;

export const ended = (counts: Counts) => counts.done + counts.unchanged + counts.rejected + counts.failed;

/** The samples with one more, without those that are too old to tell the pace of now. */
export function sampled(samples: Sample[], counts: Counts, at: number): Sample[] {
  const last = samples.at(-1);
  if (last && at - last.at < step) return samples;
  return [...samples.filter((sample) => at - sample.at <= span), { at, ended: ended(counts) }];
}

/** "76 articles/s, about 3 min left", or nothing while it cannot be told. The time left is that of what waits. */
export function pace(samples: Sample[], counts: Counts): string {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.at - first.at < least || last.ended <= first.ended) return "";
  const perSecond = (1000 * (last.ended - first.ended)) / (last.at - first.at);
  const told = `${perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)} articles/s`;
  const waiting = counts.queued + counts.reading;
  return waiting > 0 ? `${told}, about ${duration(waiting / perSecond)} left` : told;
}

function duration(seconds: number): string {
  if (seconds < 60) return plural(Math.max(1, Math.round(seconds)), "second");
  if (seconds < 5400) return plural(Math.round(seconds / 60), "minute");
  return plural(Math.round(seconds / 3600), "hour");
}
