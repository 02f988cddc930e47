const numbers = new Intl.NumberFormat("en-US");

/** 1310 as "1,310". */
export function count(n: number): string {
  return numbers.format(n);
}

/** "1 sentence", "1,310 sentences". */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

interface Day {
  year: number;
  month: number;
  day: number;
}

function parse(date: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  return match ? { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) } : null;
}

/** The day of a date or time in its own zone: "24 Apr 2017"; empty for none. */
export function day(date: string | undefined): string {
  const d = date ? parse(date) : null;
  return d ? `${d.day} ${months[d.month - 1]} ${d.year}` : "";
}

/** "12–24 Apr 2017", with what both days share said once. */
export function days(from: string | undefined, to: string | undefined): string {
  const [a, b] = [from ? parse(from) : null, to ? parse(to) : null];
  if (!a || !b) return day(from) || day(to);
  if (a.year !== b.year) return `${day(from)} – ${day(to)}`;
  if (a.month !== b.month) return `${a.day} ${months[a.month - 1]} – ${day(to)}`;
  return a.day === b.day ? day(to) : `${a.day}–${day(to)}`;
}

/** 0.874 as "87 %". */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** Nanoseconds as "12 ms" or "1.2 s". */
export function took(nanoseconds: number): string {
  const ms = nanoseconds / 1e6;
  if (ms < 1) return "under 1 ms";
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
