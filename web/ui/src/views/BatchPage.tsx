import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link } from "wouter";
import { watch } from "../api/events";
import { batch as askBatch, items as askItems, cancel, rejects, retry } from "../api/questions";
import { join, pace, type Sample, sampled } from "../model/batches";
import type { Batch, Counts, Item } from "../model/graph";
import { count, plural } from "../model/text";
import { paths } from "../model/url";
import { BatchWord, ItemWord, moment } from "./batch";
import { changed } from "./data";
import { Icon } from "./icons";
import { Failed, Loading, Notice } from "./states";
import { useTitle } from "./title";

const going = (batch: Batch | undefined) => batch?.state === "queued" || batch?.state === "running";

interface Live {
  batch: Batch | null;
  items: Map<string, Item>;
  notice: string;
  samples: Sample[];
}

const nothing: Live = { batch: null, items: new Map(), notice: "", samples: [] };

/** Follows a load while it goes on. */
function useLive(id: string, follow: boolean, ended: () => void): Live {
  const [live, setLive] = useState(nothing);
  // biome-ignore lint/correctness/useExhaustiveDependencies: ended is called once, at the end
  useEffect(() => {
    if (!follow) return;
    setLive(nothing);
    return watch(id, {
      batch: (batch) =>
        setLive((now) => ({ ...now, batch, samples: sampled(now.samples, batch.counts, performance.now()) })),
      item: (item) => setLive((now) => ({ ...now, items: new Map(now.items).set(item.id, item), notice: "" })),
      notice: (notice) => setLive((now) => ({ ...now, notice })),
      end: ended,
    });
  }, [id, follow]);
  return live;
}

/** One load: how far it is, what each input gave, and what was rejected and why. */
export function BatchPage({ id }: { id: string }) {
  useTitle("Load");
  const [state, setState] = useState("");
  const [over, setOver] = useState(false);
  const client = useQueryClient();
  const stored = useQuery({ queryKey: ["batch", id], queryFn: ({ signal }) => askBatch(id, signal), staleTime: 0 });
  const list = useInfiniteQuery({
    queryKey: ["items", id, state],
    queryFn: ({ pageParam, signal }) => askItems(id, state, pageParam, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
    staleTime: 0,
  });
  const live = useLive(id, !over && going(stored.data), () => {
    setOver(true);
    changed();
  });
  // Of a load by another program only the counts are told: its rows are asked for.
  const moved = live.items.size === 0 && live.batch ? JSON.stringify(live.batch.counts) : "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when the counts have moved
  useEffect(() => {
    if (moved) void list.refetch({ cancelRefetch: false });
  }, [moved]);
  const again = (queued: Batch) => {
    client.setQueryData(["batch", id], queued);
    setOver(false);
  };
  if (stored.error) return <Failed error={stored.error} retry={() => void stored.refetch()} />;
  if (stored.isPending) return <Loading what="Fetching the load…" />;
  const batch = going(stored.data) ? (live.batch ?? stored.data) : stored.data;
  const rows = join(list.data?.pages.flatMap((page) => page.items) ?? [], over ? [] : [...live.items.values()], state);
  return (
    <div className="page">
      <div className="page-inner">
        <Head batch={batch} again={again} />
        {live.notice && going(batch) && <Notice>{live.notice}</Notice>}
        {batch.state === "failed" && (
          <Notice alarm title="The load could not go on.">
            {batch.reason}
          </Notice>
        )}
        <Progress counts={batch.counts} />
        {going(batch) && <p className="dim small numbers">{pace(live.samples, batch.counts) || "\u00a0"}</p>}
        <Shares counts={batch.counts} state={state} choose={setState} />
        {!going(batch) && batch.counts.rejected + batch.counts.failed > 0 && (
          <p>
            <a href={rejects(id)} download>
              Download what gave nothing, with the reasons
            </a>
          </p>
        )}
        <Rows rows={rows} />
        {list.hasNextPage && (
          <button type="button" className="button" style={{ marginTop: 16 }} onClick={() => void list.fetchNextPage()}>
            Show more
          </button>
        )}
      </div>
    </div>
  );
}

function Head({ batch, again }: { batch: Batch; again: (queued: Batch) => void }) {
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const act = async (action: () => Promise<unknown>) => {
    setError("");
    setBusy(true);
    await action().catch((e: Error) => setError(e.message));
    setBusy(false);
  };
  return (
    <div className="page-head">
      <div>
        <p className="dim small">
          <Link href="/batches">Loads</Link>
        </p>
        <h1>{batch.name || batch.id}</h1>
        <p className="dim" role="status">
          <BatchWord state={batch.state} /> {moment(batch.created)}, {plural(batch.counts.statements, "statement")} from{" "}
          {plural(batch.counts.done, "new article")}
        </p>
        {error && (
          <p className="alarm-text" role="alert">
            {error}
          </p>
        )}
      </div>
      {going(batch) ? (
        <button type="button" className="button" disabled={busy} onClick={() => void act(() => cancel(batch.id))}>
          <Icon name="close" size={16} /> Cancel
        </button>
      ) : (
        <div className="actions">
          {batch.kept && (
            <button
              type="button"
              className="button"
              disabled={busy}
              onClick={() => void act(async () => again(await retry(batch.id)))}
            >
              <Icon name="layout" size={16} /> {batch.state === "done" ? "Retry what failed" : "Load the rest"}
            </button>
          )}
          <Link className="button primary" href="/graph">
            <Icon name="graph" size={16} /> Open the graph
          </Link>
        </div>
      )}
    </div>
  );
}

const colors: [keyof Counts, string][] = [
  ["done", "var(--good)"],
  ["unchanged", "var(--dim)"],
  ["rejected", "var(--alarm)"],
  ["failed", "var(--alarm)"],
];

function Progress({ counts }: { counts: Counts }) {
  const all = Math.max(1, counts.items);
  const ended = counts.done + counts.unchanged + counts.rejected + counts.failed;
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label="Inputs that are through"
      aria-valuemin={0}
      aria-valuemax={counts.items}
      aria-valuenow={ended}
    >
      {colors.map(([key, color]) => (
        <span key={key} style={{ width: `${(100 * counts[key]) / all}%`, background: color }} />
      ))}
    </div>
  );
}

const states: [keyof Counts, string][] = [
  ["items", "all"],
  ["reading", "reading"],
  ["done", "loaded"],
  ["unchanged", "unchanged"],
  ["rejected", "rejected"],
  ["failed", "failed"],
];

function Shares({ counts, state, choose }: { counts: Counts; state: string; choose: (state: string) => void }) {
  return (
    <div className="chips" role="group" aria-label="Show inputs" style={{ margin: "14px 0" }}>
      {states.map(([key, word]) => {
        const value = key === "items" ? "" : key;
        if (key !== "items" && counts[key] === 0 && state !== value) return null;
        return (
          <button
            type="button"
            className="chip"
            key={key}
            aria-current={state === value}
            aria-pressed={state === value}
            onClick={() => choose(value)}
          >
            {word} <span className="dim numbers">{count(counts[key])}</span>
          </button>
        );
      })}
    </div>
  );
}

function Rows({ rows }: { rows: Item[] }) {
  return (
    <table className="data">
      <thead>
        <tr>
          <th scope="col">
            <span>Input</span>
          </th>
          <th scope="col">
            <span>State</span>
          </th>
          <th scope="col" className="number">
            <span>Statements</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((item) => (
          <tr key={item.id}>
            <td>
              {item.article_id ? (
                <Link href={paths.article(item.article_id)}>{item.title || item.name}</Link>
              ) : (
                item.title || item.name
              )}
              {item.title && <div className="dim small">{item.name}</div>}
              {item.reason && (
                <div className="alarm-text">
                  {item.line ? `Line ${item.line}: ` : ""}
                  {item.reason}
                </div>
              )}
            </td>
            <td>
              <ItemWord state={item.state} />
            </td>
            <td className="number">{count(item.statements)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
