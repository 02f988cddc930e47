import type { WeekCount } from "./graph";

/** A bar of the time line: one week, or several where a long time must fit. */
export interface Bar {
  /** First and last day. */
  from: string;
  to: string;
  negative: number;
  neutral: number;
  positive: number;
}

const dayLength = 86_400_000;

const time = (date: string) => Date.parse(`${date}T00:00:00Z`);
const date = (at: number) => new Date(at).toISOString().slice(0, 10);

/** The weeks as bars without gaps, at most as many as asked. */
export function bars(weeks: WeekCount[], most: number): Bar[] {
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (!first || !last) return [];
  const span = Math.round((time(last.week) - time(first.week)) / dayLength / 7) + 1;
  const per = Math.ceil(span / most);
  const result: Bar[] = [];
  for (let i = 0; i < span; i += per) {
    const start = time(first.week) + i * 7 * dayLength;
    result.push({
      from: date(start),
      to: date(start + (per * 7 - 1) * dayLength),
      negative: 0,
      neutral: 0,
      positive: 0,
    });
  }
  for (const week of weeks) {
    const bar = result[Math.floor(Math.round((time(week.week) - time(first.week)) / dayLength / 7) / per)];
    if (!bar) continue;
    bar.negative += week.negative;
    bar.neutral += week.neutral;
    bar.positive += week.positive;
  }
  return result;
}

/** The bars that a range of days covers, as first and last index; everything for an empty range. */
export function covered(list: Bar[], from: string, to: string): [number, number] {
  const low = from ? list.findIndex((bar) => bar.to >= from) : 0;
  const high = to ? list.findLastIndex((bar) => bar.from <= to) : list.length - 1;
  const start = low < 0 ? list.length - 1 : low;
  return [start, Math.max(start, high)];
}

export const sum = (bar: Bar) => bar.negative + bar.neutral + bar.positive;
