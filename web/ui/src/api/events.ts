import type { Batch, Item } from "../model/graph";
import { base } from "./client";
import { batch as ask } from "./questions";

export interface Watcher {
  batch(batch: Batch): void;
  item(item: Item): void;
  notice(message: string): void;
  /** The load has ended; nothing follows. */
  end(): void;
}

const again = 3000; // milliseconds between questions where no stream is to be had

/** Follows a load: by the stream of events, or by asking where that is refused. Returns the way to stop. */
export function watch(id: string, watcher: Watcher): () => void {
  const source = new EventSource(`${base}/batches/${encodeURIComponent(id)}/events`);
  let timer = 0;
  const on = <T>(name: string, handle: (data: T) => void) =>
    source.addEventListener(name, (event) => handle(JSON.parse((event as MessageEvent<string>).data) as T));
  on<Batch>("batch", watcher.batch);
  on<Item>("item", watcher.item);
  on<{ message: string }>("notice", (notice) => watcher.notice(notice.message));
  on<Batch>("end", (batch) => {
    source.close();
    watcher.batch(batch);
    watcher.end();
  });
  const poll = async () => {
    const batch = await ask(id).catch(() => null);
    if (batch) watcher.batch(batch);
    if (batch && batch.state !== "queued" && batch.state !== "running") watcher.end();
    else timer = window.setTimeout(poll, again);
  };
  // A closed source was refused; one that is connecting tries again by itself.
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED && timer === 0) timer = window.setTimeout(poll, 0);
  };
  return () => {
    source.close();
    window.clearTimeout(timer);
  };
}
