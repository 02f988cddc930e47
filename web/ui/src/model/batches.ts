import type { Item } from "./graph";

/** Stored items with the live ones over them; new ones follow. Only those of the state asked for, all for "". */
export function join(stored: Item[], live: Item[], state: string): Item[] {
  const items = new Map(stored.map((item) => [item.id, item]));
  for (const item of live) items.set(item.id, item);
  return [...items.values()].filter((item) => state === "" || item.state === state);
}
