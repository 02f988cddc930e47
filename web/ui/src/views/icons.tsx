import type { Kind } from "../model/graph";
import { look } from "../model/kinds";

const strokes = {
  search: "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm5 11.5 5 5",
  graph:
    "M6 7.5 12 17M18 7.5 12 17M8 6h8M6 6m-2 0a2 2 0 1 0 4 0 2 2 0 1 0-4 0M18 6m-2 0a2 2 0 1 0 4 0 2 2 0 1 0-4 0M12 18.5m-2 0a2 2 0 1 0 4 0 2 2 0 1 0-4 0",
  table: "M4 5h16v14H4V5Zm0 5h16M4 14.5h16M10 5v14",
  article: "M6 3.5h9l4 4V20.5H6v-17Zm3 7.5h6M9 14.5h6M9 7.5h2.5",
  console: "M4 5h16v14H4V5Zm3.5 4.5 3 2.5-3 2.5M13 15h4",
  load: "M12 15V4m0 0L7.5 8.5M12 4l4.5 4.5M4.5 15v4.5h15V15",
  sun: "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm0-5v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
  help: "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.5v.1",
  close: "M6 6l12 12M18 6 6 18",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  undo: "M8 5 4 9l4 4M4.5 9H14a5 5 0 0 1 0 10h-3",
  redo: "m16 5 4 4-4 4m3.5-4H10a5 5 0 0 0 0 10h3",
  expand: "M12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM12 3v3.5M12 17.5V21M3 12h3.5M17.5 12H21",
  hide: "M4 4l16 16M9.5 6c.8-.2 1.6-.3 2.5-.3 5 0 8.5 4 9.5 6.3-.5 1-1.4 2.3-2.7 3.4M6.3 7.8C4.3 9.1 3 10.9 2.5 12c1 2.3 4.5 6.3 9.5 6.3 1.5 0 2.9-.4 4.1-.9M10 10a2.8 2.8 0 0 0 4 4",
  focus: "M12 8.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM12 2.5v4M12 17.5v4M2.5 12h4M17.5 12h4",
  filter: "M4 5.5h16M7 12h10M10 18.5h4",
  layout: "M5 12a7 7 0 0 1 12-5l2 2m0-5v5h-5M19 12a7 7 0 0 1-12 5l-2-2m0 5v-5h5",
  arrow: "M5 12h14m-5-5 5 5-5 5",
  external: "M14 4h6v6M20 4l-9 9M18 13.5V20H4V6h6.5",
  check: "m5 12.5 4.5 4.5L19 7.5",
  cross: "M7 7l10 10M17 7 7 17",
  clock: "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 7.5V12l3 2",
  same: "M5 9.5h14M5 14.5h14",
  up: "m6 15 6-6 6 6",
  down: "m6 9 6 6 6-6",
} as const;

export type IconName = keyof typeof strokes;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={strokes[name]} />
    </svg>
  );
}

export function KindIcon({ kind, size = 16 }: { kind: Kind; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="currentColor" fillRule="evenodd" aria-hidden="true">
      <path d={look(kind).icon} />
    </svg>
  );
}

export function Brand() {
  return (
    <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#1c2a44" />
      <path d="M9.5 22 16 10l6.5 12" fill="none" stroke="#6cb4ee" strokeWidth="2.2" />
      <path d="M10 22h12" stroke="#ff9a5a" strokeWidth="2.2" strokeDasharray="3 2.2" />
      <g fill="#fff">
        <circle cx="16" cy="9.5" r="3.4" />
        <circle cx="9.5" cy="22" r="3.4" />
        <circle cx="22.5" cy="22" r="3.4" />
      </g>
    </svg>
  );
}
