// The state of every screen lives in its address: what can be seen can be
// sent. Lists are comma-separated, defaults are left out, the order is fixed.
import type { Mode } from "./graph";
import { modes } from "./relations";

export interface Filter {
  relation: string[];
  polarity: number[];
  mode: Mode[];
  publisher: string[];
  from: string;
  to: string;
  min: number;
}

export const everything: Filter = { relation: [], polarity: [], mode: [], publisher: [], from: "", to: "", min: 0 };

/** What the picture shows and what is chosen in it. */
export interface GraphState extends Filter {
  /** Words of the search, when its results are open. */
  q: string;
  /** A node id, or an edge key, or empty. */
  sel: string;
  /** The evidence that is in focus, a statement id. */
  ev: string;
  /** Entities the picture starts from; empty for the overview. */
  around: string[];
  hops: number;
  /** Entities whose neighbors were added, in order. */
  expand: string[];
  /** Entities taken out of the picture. */
  hide: string[];
  /** The table stands beside the picture. */
  table: boolean;
}

export const initial: GraphState = {
  ...everything,
  q: "",
  sel: "",
  ev: "",
  around: [],
  hops: 1,
  expand: [],
  hide: [],
  table: false,
};

const list = (value: string | null): string[] => (value ? value.split(",").filter(Boolean).map(open) : []);

// A comma inside a name must not end it.
const open = (value: string) => value.replaceAll("%2C", ",").replaceAll("%25", "%");
const close = (value: string) => value.replaceAll("%", "%25").replaceAll(",", "%2C");

/** Keeps a comma inside a name from ending it where the API reads a list. */
const quote = (value: string) => value.replace(/[\\,]/g, "\\$&");

const date = (value: string | null) => (value && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : "");

function whole(value: string | null, fallback: number, from: number, to: number): number {
  const n = value === null || value === "" ? Number.NaN : Number(value);
  return Number.isInteger(n) && n >= from && n <= to ? n : fallback;
}

export function parseFilter(search: URLSearchParams): Filter {
  return {
    relation: list(search.get("relation")).filter((r) => /^[A-Z_]+$/.test(r)),
    polarity: list(search.get("polarity"))
      .map(Number)
      .filter((p) => p === -1 || p === 0 || p === 1),
    mode: list(search.get("mode")).filter((m): m is Mode => (modes as string[]).includes(m)),
    publisher: list(search.get("publisher")),
    from: date(search.get("from")),
    to: date(search.get("to")),
    min: whole(search.get("min"), 0, 0, 1_000_000),
  };
}

/**
 * The parameters of a filter: as the API reads them, and for an address with
 * the names of outlets kept apart from the commas between them.
 */
export function filterPairs(filter: Filter, name = quote): [string, string][] {
  const pairs: [string, string][] = [
    ["relation", filter.relation.join(",")],
    ["polarity", filter.polarity.join(",")],
    ["mode", filter.mode.join(",")],
    ["publisher", filter.publisher.map(name).join(",")],
    ["from", filter.from],
    ["to", filter.to],
    ["min", filter.min > 0 ? String(filter.min) : ""],
  ];
  return pairs.filter(([, value]) => value !== "");
}

export function parseGraph(query: string): GraphState {
  const search = new URLSearchParams(query);
  return {
    ...parseFilter(search),
    q: search.get("q") ?? "",
    sel: search.get("sel") ?? "",
    ev: search.get("ev") ?? "",
    around: list(search.get("around")),
    hops: whole(search.get("hops"), 1, 1, 3),
    expand: list(search.get("expand")),
    hide: list(search.get("hide")),
    table: search.get("table") === "1",
  };
}

/** The address behind the question mark; empty for the first screen. */
export function formatGraph(state: GraphState): string {
  const pairs: [string, string][] = [
    ["q", state.q],
    ["around", state.around.map(close).join(",")],
    ["hops", state.around.length > 0 && state.hops !== 1 ? String(state.hops) : ""],
    ...filterPairs(state, close),
    ["expand", state.expand.map(close).join(",")],
    ["hide", state.hide.map(close).join(",")],
    ["sel", state.sel],
    ["ev", state.ev],
    ["table", state.table ? "1" : ""],
  ];
  return encode(pairs.filter(([, value]) => value !== ""));
}

// URLSearchParams writes %2C and %7C for commas and bars; addresses that
// people read and send keep them as they are.
function encode(pairs: [string, string][]): string {
  return new URLSearchParams(pairs).toString().replaceAll("%2C", ",").replaceAll("%7C", "|");
}

export type Selection =
  | { kind: "none" }
  | { kind: "node"; id: string }
  | { kind: "edge"; key: string; source: string; relation: string; target: string };

/** Reads sel: an edge key is "source|RELATION|target". */
export function parseSelection(sel: string): Selection {
  if (sel === "") return { kind: "none" };
  const parts = sel.split("|");
  const [source, relation, target] = parts;
  if (parts.length === 3 && source && relation && target) return { kind: "edge", key: sel, source, relation, target };
  return { kind: "node", id: sel };
}

/** Whether a filter leaves anything out. */
export function filtered(filter: Filter): boolean {
  return filterPairs(filter).length > 0;
}

export const onlyFilter = (state: Filter): Filter => ({
  relation: state.relation,
  polarity: state.polarity,
  mode: state.mode,
  publisher: state.publisher,
  from: state.from,
  to: state.to,
  min: state.min,
});

export const paths = {
  graph: (state: Partial<GraphState> = {}) => join("/graph", formatGraph({ ...initial, ...state })),
  table: (state: Partial<GraphState> = {}) => join("/table", formatGraph({ ...initial, ...state, table: false })),
  actor: (id: string) => `/actor/${encodeURIComponent(id)}`,
  relation: (source: string, target: string, ev = "") =>
    join(`/relation/${encodeURIComponent(source)}/${encodeURIComponent(target)}`, encode(ev ? [["ev", ev]] : [])),
  article: (id: string, statement = "") =>
    join(`/article/${encodeURIComponent(id)}`, encode(statement ? [["s", statement]] : [])),
  cypher: (query = "", parameters: Record<string, unknown> = {}) =>
    join("/cypher", encode(cypherPairs(query, parameters))),
  batch: (id: string) => `/batches/${encodeURIComponent(id)}`,
};

function cypherPairs(query: string, parameters: Record<string, unknown>): [string, string][] {
  const pairs: [string, string][] = query ? [["query", query]] : [];
  if (Object.keys(parameters).length > 0) pairs.push(["parameters", JSON.stringify(parameters)]);
  return pairs;
}

const join = (path: string, query: string) => (query ? `${path}?${query}` : path);
