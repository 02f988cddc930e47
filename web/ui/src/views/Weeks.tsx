import { useMemo, useState } from "react";
import { stances } from "../model/encoding";
import type { WeekCount } from "../model/graph";
import { days, plural } from "../model/text";
import type { Filter } from "../model/url";
import { type Bar, bars, covered, sum } from "../model/weeks";

interface Props {
  weeks: WeekCount[];
  /** First and last day of all that is said. */
  span: [string | undefined, string | undefined];
  from: string;
  to: string;
  change: (part: Partial<Filter>) => void;
}

const most = 160;

/** Statements per week by stance, and the range of time that the picture shows. */
export function Weeks({ weeks, span, from, to, change }: Props) {
  const list = useMemo(() => bars(weeks, most), [weeks]);
  const set = useMemo(() => covered(list, from, to), [list, from, to]);
  // While a thumb is held, the range is only a draft.
  const [draft, setDraft] = useState<[number, number] | null>(null);
  const range = draft ?? set;
  const [low, high] = range;
  const [first, last] = [list[low], list[high]];
  if (list.length < 2 || !first || !last) return null;
  const apply = () => {
    if (!draft) return;
    setDraft(null);
    change({ from: low === 0 ? "" : first.from, to: high === list.length - 1 ? "" : last.to });
  };
  const inside = list.slice(low, high + 1).reduce((n, bar) => n + sum(bar), 0);
  return (
    <section className="weeks" aria-label="Time">
      <div className="weeks-head">
        <span>
          <strong style={{ color: "var(--text)" }}>
            {days(from || (low === 0 ? span[0] : first.from), to || (high === list.length - 1 ? span[1] : last.to))}
          </strong>{" "}
          {plural(inside, "statement")}
        </span>
        <span className="wide-only">{unit(first)}</span>
        {(from || to) && (
          <button type="button" className="link-button" onClick={() => change({ from: "", to: "" })}>
            All time
          </button>
        )}
      </div>
      <Chart list={list} low={low} high={high} />
      <Range list={list} range={range} set={setDraft} apply={apply} />
    </section>
  );
}

const unit = (bar: Bar) => {
  const weeks = Math.round((Date.parse(bar.to) - Date.parse(bar.from)) / 86_400_000 / 7 + 0.1);
  return weeks <= 1 ? "one bar per week" : `one bar per ${weeks} weeks`;
};

function Chart({ list, low, high }: { list: Bar[]; low: number; high: number }) {
  const top = Math.max(1, ...list.map(sum));
  return (
    <svg viewBox={`0 0 ${list.length} 100`} preserveAspectRatio="none" aria-hidden="true">
      {list.map((bar, i) => {
        let y = 100;
        return (
          <g key={bar.from} opacity={i >= low && i <= high ? 1 : 0.25}>
            {stances.map((name) => {
              const height = (bar[name] / top) * 98;
              y -= height;
              return <rect key={name} x={i + 0.1} y={y} width={0.8} height={height} fill={`var(--${name})`} />;
            })}
          </g>
        );
      })}
    </svg>
  );
}

interface RangeProps {
  list: Bar[];
  range: [number, number];
  set: (range: [number, number]) => void;
  apply: () => void;
}

/** Two thumbs on one track; the address changes when a thumb is let go. */
function Range({ list, range, set, apply }: RangeProps) {
  const [low, high] = range;
  const end = list.length - 1;
  const common = {
    min: 0,
    max: end,
    step: 1,
    onPointerUp: apply,
    onKeyUp: apply,
    onBlur: apply,
  };
  return (
    <div className="range" style={{ "--low": low / end, "--high": high / end } as React.CSSProperties}>
      <input
        type="range"
        {...common}
        aria-label="From"
        aria-valuetext={days(list[low]?.from, undefined)}
        value={low}
        onChange={(event) => set([Math.min(Number(event.target.value), high), high])}
      />
      <input
        type="range"
        {...common}
        aria-label="To"
        aria-valuetext={days(list[high]?.to, undefined)}
        value={high}
        onChange={(event) => set([low, Math.max(Number(event.target.value), low)])}
      />
    </div>
  );
}
