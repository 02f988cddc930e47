import { useSyncExternalStore } from "react";
import { Failure } from "../api/client";
import { load, loadAddress, loadSample, setStakeholders } from "../api/questions";
import type { Batch } from "../model/graph";
import { paths } from "../model/url";
import { client } from "./data";
import { go } from "./history";

export interface Upload {
  busy: boolean;
  error: Failure | null;
}

let state: Upload = { busy: false, error: null };
const listeners = new Set<() => void>();

function set(next: Upload): void {
  state = next;
  for (const listener of listeners) listener();
}

export function useUpload(): Upload {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}

export const forget = () => set({ busy: false, error: null });

/** Sends what queues a batch, and goes to its page. */
export async function start(send: () => Promise<Batch>): Promise<void> {
  if (state.busy) return;
  set({ busy: true, error: null });
  try {
    const batch = await send();
    set({ busy: false, error: null });
    void client.invalidateQueries({ queryKey: ["batches"] });
    void client.invalidateQueries({ queryKey: ["stakeholders"] });
    go(paths.batch(batch.id));
  } catch (error) {
    const failure = error instanceof Failure ? error : new Failure(String(error), 0, "unknown", "The upload failed");
    set({ busy: false, error: failure });
  }
}

/** Sends files and goes to the page of their batch. */
export const upload = (files: File[]) => (files.length > 0 ? start(() => load(files)) : Promise.resolve());

/** Has the server fetch an address and goes to the page of its batch. */
export const address = (url: string, follow: boolean) => start(() => loadAddress(url, follow));

/** Sets a file as the list of stakeholders and goes to the page of the batch that reads by it. */
export const setList = ([file, more]: File[]) => {
  if (!file) return Promise.resolve();
  if (more) {
    refuse("More than one file", "One list is kept at a time. Choose a single file.");
    return Promise.resolve();
  }
  return start(() => setStakeholders(file));
};

function refuse(title: string, message: string): void {
  set({ busy: false, error: new Failure(message, 0, "invalid", title) });
}

export const sample = () => start(loadSample);

/** Every file that was dropped, those in dropped folders too. */
export async function dropped(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return [...transfer.files];
  const found = await Promise.all(entries.map((entry) => (entry ? walk(entry) : [])));
  return found.flat();
}

async function walk(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: File[] = [];
  for (;;) {
    // A reader gives its entries in portions, an empty one at the end.
    const part = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (part.length === 0) return files;
    for (const child of part) files.push(...(await walk(child)));
  }
}
