// The picture as tables: the same relations and actors, for the keyboard and
// for reading.
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useMemo, useRef, useState } from "react";
import type { Edge, Node } from "../model/graph";
import { look } from "../model/kinds";
import { byRank, type Picture } from "../model/picture";
import { edgeMode, verb } from "../model/relations";
import { type Order, sorted, turned } from "../model/sorting";
import { count, day } from "../model/text";
import { useVerbs } from "./data";
import { KindIcon } from "./icons";
import { Line } from "./Line";

interface Props {
  picture: Picture;
  group: ReadonlyMap<string, number>;
  colors: (group: number) => string;
  selected: string;
  select: (sel: string) => void;
  point: (id: string) => void;
  note: ReactNode;
}

export function Tables(props: Props) {
  const [actors, setActors] = useState(false);
  const choice = (on: boolean, word: string) => (
    <button
      type="button"
      className="chip"
      aria-pressed={actors === on}
      aria-current={actors === on}
      onClick={() => setActors(on)}
    >
      {word}
    </button>
  );
  return (
    <>
      <div className="table-tools">
        <div className="chips" role="group" aria-label="Rows">
          {choice(false, "Relations")}
          {choice(true, "Actors")}
        </div>
        {props.note && <span className="dim small">{props.note}</span>}
      </div>
      {actors ? <Actors {...props} /> : <Relations {...props} />}
    </>
  );
}

interface Column<T, K extends string> {
  key: K;
  word: string;
  value: (row: T) => string | number;
  cell: (row: T) => ReactNode;
  number?: boolean;
}

interface GridProps<T, K extends string> {
  label: string;
  rows: T[];
  columns: Column<T, K>[];
  start: Order<K>;
  id: (row: T) => string;
  selected: string;
  select: (id: string) => void;
  point: (id: string) => void;
}

const rowHeight = 38;

function Grid<T, K extends string>({ label, rows, columns, start, id, selected, select, point }: GridProps<T, K>) {
  const [order, setOrder] = useState(start);
  const column = columns.find((c) => c.key === order.by);
  const list = useMemo(() => (column ? sorted(rows, column.value, order.down) : rows), [rows, column, order.down]);
  const body = useRef<HTMLTableElement>(null);
  const virtual = useVirtualizer({
    count: list.length,
    getScrollElement: () => body.current?.closest<HTMLElement>(".table-wrap") ?? null,
    estimateSize: () => rowHeight,
    overscan: 30,
    initialRect: { width: 800, height: 800 },
  });
  const shown = virtual.getVirtualItems();
  const above = shown[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <table className="data rows" ref={body} aria-label={label} aria-rowcount={list.length + 1}>
      <thead>
        <tr>
          {columns.map((c) => (
            <th
              key={c.key}
              scope="col"
              className={c.number ? "number" : undefined}
              aria-sort={c.key === order.by ? (order.down ? "descending" : "ascending") : undefined}
            >
              <button
                type="button"
                className="plain-button"
                style={{ textAlign: c.number ? "right" : "left" }}
                onClick={() => setOrder(turned(order, c.key, c.number ?? false))}
              >
                {c.word}
                {c.key === order.by && (order.down ? " ↓" : " ↑")}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {above > 0 && <tr style={{ height: above }} />}
        {shown.map((item) => {
          const row = list[item.index] as T;
          const key = id(row);
          return (
            <tr
              key={key}
              ref={virtual.measureElement}
              data-index={item.index}
              data-current={key === selected}
              aria-rowindex={item.index + 2}
              onClick={(event) => !(event.target as HTMLElement).closest("button, a") && select(key)}
              onMouseEnter={() => point(key)}
              onMouseLeave={() => point("")}
              onFocus={() => point(key)}
              onBlur={() => point("")}
            >
              {columns.map((c) => (
                <td key={c.key} className={c.number ? "number" : undefined}>
                  {c.cell(row)}
                </td>
              ))}
            </tr>
          );
        })}
        {below > 0 && <tr style={{ height: below }} />}
      </tbody>
    </table>
  );
}

function Relations({ picture, selected, select, point }: Props) {
  const verbs = useVerbs();
  const columns = useMemo(() => {
    const names = new Map(picture.nodes.map((node) => [node.id, node.name]));
    const name = (key: string) => names.get(key) ?? key;
    const sentence = (e: Edge) => `${name(e.source)} ${verb(verbs, e.relation)} ${name(e.target)}`;
    const numbers = (key: "statements" | "independent" | "hedged" | "negated", word: string) => ({
      key,
      word,
      number: true,
      value: (e: Edge) => e[key],
      cell: (e: Edge) => (e[key] === 0 ? <span className="dim">0</span> : count(e[key])),
    });
    return [
      {
        key: "source",
        word: "Source",
        value: (e: Edge) => name(e.source),
        cell: (e: Edge) => (
          <button type="button" className="plain-button" onClick={() => select(e.source)}>
            {name(e.source)}
          </button>
        ),
      },
      {
        key: "relation",
        word: "Relation",
        value: (e: Edge) => verb(verbs, e.relation),
        cell: (e: Edge) => (
          <button type="button" className="link-button" aria-label={sentence(e)} onClick={() => select(e.key)}>
            {verb(verbs, e.relation)}
          </button>
        ),
      },
      {
        key: "target",
        word: "Target",
        value: (e: Edge) => name(e.target),
        cell: (e: Edge) => (
          <button type="button" className="plain-button" onClick={() => select(e.target)}>
            {name(e.target)}
          </button>
        ),
      },
      {
        key: "mode",
        word: "Mode",
        value: (e: Edge) => edgeMode(e),
        cell: (e: Edge) => (
          <span className="state-word">
            <Line polarity={e.polarity} mode={edgeMode(e)} />
            {edgeMode(e)}
          </span>
        ),
      },
      numbers("independent", "Sources"),
      numbers("statements", "Sentences"),
      numbers("hedged", "Hedged"),
      numbers("negated", "Negated"),
      {
        key: "last",
        word: "Latest",
        value: (e: Edge) => e.last ?? "",
        cell: (e: Edge) => day(e.last) || <span className="dim">undated</span>,
      },
    ];
  }, [picture, verbs, select]);
  return (
    <Grid
      label="Relations"
      rows={picture.edges}
      columns={columns}
      start={{ by: "independent", down: true }}
      id={(e) => e.key}
      selected={selected}
      select={select}
      point={point}
    />
  );
}

function Actors({ picture, group, colors, selected, select, point }: Props) {
  const rows = useMemo(() => byRank(picture.nodes), [picture]);
  const columns: Column<Node, string>[] = [
    {
      key: "name",
      word: "Actor",
      value: (n) => n.name,
      cell: (n) => (
        <button type="button" className="link-button" onClick={() => select(n.id)}>
          {n.name}
        </button>
      ),
    },
    {
      key: "kind",
      word: "Kind",
      value: (n) => look(n.kind).word,
      cell: (n) => (
        <span className="state-word">
          <KindIcon kind={n.kind} size={14} /> {look(n.kind).word}
        </span>
      ),
    },
    {
      key: "coalition",
      word: "Coalition",
      value: (n) => group.get(n.id) ?? 999,
      cell: (n) => <Ring group={group.get(n.id)} colors={colors} />,
    },
    { key: "degree", word: "Neighbors", number: true, value: (n) => n.degree, cell: (n) => count(n.degree) },
    { key: "hidden", word: "Not shown", number: true, value: (n) => n.hidden, cell: (n) => count(n.hidden) },
    {
      key: "statements",
      word: "Statements",
      number: true,
      value: (n) => n.statements,
      cell: (n) => count(n.statements),
    },
  ];
  return (
    <Grid
      label="Actors"
      rows={rows}
      columns={columns}
      start={{ by: "degree", down: true }}
      id={(n) => n.id}
      selected={selected}
      select={select}
      point={point}
    />
  );
}

function Ring({ group, colors }: { group: number | undefined; colors: (group: number) => string }) {
  if (group === undefined) return <span className="dim">none</span>;
  return (
    <span className="state-word">
      <svg width="14" height="14" aria-hidden="true">
        <circle cx="7" cy="7" r="5" fill="none" stroke={colors(group)} strokeWidth="3" />
      </svg>
      {group + 1}
    </span>
  );
}
