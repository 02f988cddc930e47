import { Component, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ringColor } from "../canvas/sigma";
import { probe } from "../canvas/webgl";
import { coalitions } from "../model/coalitions";
import { blank, type Picture } from "../model/picture";
import { count } from "../model/text";
import { everything, type Filter, filtered, type GraphState, onlyFilter, parseSelection } from "../model/url";
import { Canvas } from "./Canvas";
import { usePicture, useRelations, useVerbs } from "./data";
import { Filters } from "./Filters";
import { type Change, useGraphState } from "./history";
import { useKeys } from "./keys";
import { Panel } from "./Panel";
import { usePlaces } from "./places";
import { useScheme } from "./scheme";
import { Failed, Loading, Notice } from "./states";
import { Tables } from "./Tables";
import { useTitle } from "./title";
import { Weeks } from "./Weeks";
import { Welcome } from "./Welcome";

export type Mode = "graph" | "table";

let probed: ReturnType<typeof probe> | undefined;
const graphics = () => {
  if (probed === undefined) probed = probe();
  return probed;
};

/** The graph with its filters and evidence, or the same as a table. */
export function Explorer({ mode }: { mode: Mode }) {
  const [state, change] = useGraphState(mode === "graph" ? "/graph" : "/table");
  const data = usePicture(state, mode);
  useTitle(mode === "graph" ? "Graph" : "Table");
  useSummoned(state, change, data.picture, data.loading);
  if (data.summary?.articles === 0) return <Welcome />;
  if (data.error && !data.picture) return <Failed error={data.error} retry={data.retry} />;
  if (!data.picture) return <Loading what="Fetching the best-evidenced relations…" />;
  return <Screen mode={mode} state={state} change={change} data={data} picture={data.picture} />;
}

interface ScreenProps {
  mode: Mode;
  state: GraphState;
  change: Change;
  data: ReturnType<typeof usePicture>;
  picture: Picture;
}

function Screen({ mode, state, change, data, picture }: ScreenProps) {
  const scheme = useScheme();
  const verbs = useVerbs();
  const relations = useRelations().data ?? [];
  const [pointed, point] = useState("");
  const [filtersOpen, openFilters] = useState(false);
  const groups = useMemo(() => coalitions(picture.nodes, picture.edges), [picture]);
  const group = useMemo(() => new Map(groups.flatMap((c, i) => c.members.map((id) => [id, i] as const))), [groups]);
  const shownKinds = useMemo(() => new Set<string>(picture.nodes.map((n) => n.kind)), [picture]);
  const base = `${state.around.join(",")}/${state.hops}`;
  const { places, move, again, failure } = usePlaces(mode === "graph" ? picture : blank, group, base);
  const selection = parseSelection(state.sel);
  const select = useCallback((sel: string) => change({ sel, ev: "" }), [change]);
  const refine = useCallback((part: Partial<Filter>) => change(part), [change]);
  const expand = useCallback((id: string) => change(expanded(state, id)), [change, state]);
  const hide = useCallback((id: string) => change({ hide: [...state.hide, id], sel: "", ev: "" }), [change, state]);
  const chosen = selection.kind === "node" ? selection.id : "";
  const drawable = mode === "graph" && !failure ? graphics() : null;

  useKeys({
    e: () => chosen && expand(chosen),
    h: () => chosen && hide(chosen),
    l: again,
    t: () => mode === "graph" && change({ table: !state.table }),
    Escape: () => (filtersOpen ? openFilters(false) : state.sel && select("")),
  });

  const table = (
    <Tables
      picture={picture}
      group={group}
      colors={(i) => ringColor(scheme, i)}
      selected={state.sel}
      select={select}
      point={point}
      note={drawable ? null : <Shown data={data} state={state} picture={picture} change={change} />}
    />
  );
  const split = mode === "graph" && (state.table || !drawable);
  return (
    <div className="explorer">
      <h1 className="hidden-text">{mode === "graph" ? "Graph of relations" : "Table of relations"}</h1>
      <Filters
        filter={onlyFilter(state)}
        change={refine}
        relations={relations}
        publishers={data.summary?.publishers ?? []}
        coalitions={mode === "graph" ? groups : []}
        kindsShown={shownKinds}
        scheme={scheme}
        open={filtersOpen}
        close={() => openFilters(false)}
      />
      <div className={split && drawable ? "center split" : "center"}>
        {drawable && (
          <Guard fallback={table}>
            <Canvas
              picture={picture}
              places={places}
              groups={group}
              verbs={verbs}
              scheme={scheme}
              software={drawable.software}
              node={chosen}
              edge={selection.kind === "edge" ? selection.key : ""}
              pointed={pointed}
              note={<Shown data={data} state={state} picture={picture} change={change} />}
              table={state.table}
              onNode={select}
              onEdge={select}
              onStage={() => state.sel && select("")}
              onExpand={expand}
              onMoved={move}
              onLayout={again}
              onTable={() => change({ table: !state.table })}
              onFilters={() => openFilters(true)}
            />
          </Guard>
        )}
        {(split || mode === "table") && (
          <div className="table-wrap">
            {mode === "graph" && !drawable && (
              <Notice title={failure?.message ?? "This browser does not draw with WebGL 2."}>
                The table shows the same relations.
              </Notice>
            )}
            {table}
          </div>
        )}
        <Weeks
          weeks={data.summary?.weeks ?? []}
          span={[data.summary?.first, data.summary?.last]}
          from={state.from}
          to={state.to}
          change={refine}
        />
      </div>
      <Panel
        state={state}
        selection={selection}
        summary={data.summary}
        picture={picture}
        answer={data.base}
        complete={picture.edges.length >= data.total && state.hide.length === 0}
        change={change}
        select={select}
        point={point}
        expand={expand}
        hide={hide}
      />
    </div>
  );
}

function expanded(state: GraphState, id: string): Partial<GraphState> {
  return { sel: id, ev: "", expand: state.expand.includes(id) ? state.expand : [...state.expand, id] };
}

/** What an address selects comes into the picture, even where the overview leaves it out. */
function useSummoned(state: GraphState, change: Change, picture: Picture | null, loading: boolean): void {
  const asked = useRef(new Set<string>());
  useEffect(() => {
    const selection = parseSelection(state.sel);
    const id = selection.kind === "node" ? selection.id : selection.kind === "edge" ? selection.source : "";
    if (!id || !picture || loading || asked.current.has(state.sel)) return;
    const shown =
      selection.kind === "edge"
        ? picture.edges.some((e) => e.key === state.sel)
        : picture.nodes.some((n) => n.id === id);
    if (shown || state.expand.includes(id) || state.hide.includes(id)) return;
    asked.current.add(state.sel);
    change({ expand: [...state.expand, id] }, { replace: true });
  }, [state, change, picture, loading]);
}

interface ShownProps {
  data: ReturnType<typeof usePicture>;
  state: GraphState;
  picture: Picture;
  change: Change;
}

/** What is shown and what is not: nothing is left out silently. */
function Shown({ data, state, picture, change }: ShownProps) {
  const all = data.summary?.relations ?? data.total;
  const actors = data.summary?.actors ?? data.totalNodes;
  if (picture.edges.length === 0 && filtered(state)) {
    return (
      <span role="status">
        Nothing passes these filters.{" "}
        <button type="button" className="link-button" onClick={() => change(everything)}>
          Clear all filters
        </button>
      </span>
    );
  }
  return (
    <span role="status" className="numbers">
      {count(picture.edges.length)} of {count(all)} relations shown, {count(picture.nodes.length)} of {count(actors)}{" "}
      actors
      {data.fetching ? " …" : ""}
      {state.hide.length > 0 && (
        <>
          ; {state.hide.length} hidden by you,{" "}
          <button type="button" className="link-button" onClick={() => change({ hide: [] })}>
            show again
          </button>
        </>
      )}
      {state.around.length > 0 && (
        <>
          ;{" "}
          <label>
            within{" "}
            <select
              className="inline-select"
              value={state.hops}
              onChange={(event) => change({ hops: Number(event.target.value) })}
            >
              <option value={1}>1 step</option>
              <option value={2}>2 steps</option>
              <option value={3}>3 steps</option>
            </select>{" "}
            of {state.around.map((id) => picture.nodes.find((n) => n.id === id)?.name ?? id).join(" and ")}
          </label>
          ,{" "}
          <button type="button" className="link-button" onClick={() => change({ around: [], hops: 1, expand: [] })}>
            back to the overview
          </button>
        </>
      )}
    </span>
  );
}

/** Shows the fallback when drawing fails. */
class Guard extends Component<{ fallback: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="table-wrap">
        <Notice alarm title="The picture could not be drawn.">
          The table shows the same relations.
        </Notice>
        {this.props.fallback}
      </div>
    );
  }
}
