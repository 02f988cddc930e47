import { dashOf, stance } from "../model/encoding";
import type { Mode } from "../model/graph";

const dashes = { solid: undefined, dashed: "5 3.5", dotted: "1.5 3.5" };

/** An edge in small, as the canvas draws it. */
export function Line({ polarity, mode, width = 26 }: { polarity: number; mode: Mode; width?: number }) {
  return (
    <svg className="swatch" width={width} height="10" aria-hidden="true">
      <line
        x1="1"
        y1="5"
        x2={width - 6}
        y2="5"
        stroke={`var(--${stance(polarity)})`}
        strokeWidth="2.5"
        strokeDasharray={dashes[dashOf[mode]]}
      />
      <path d={`M${width - 8} 1 ${width - 1} 5l-7 4Z`} fill={`var(--${stance(polarity)})`} />
    </svg>
  );
}
