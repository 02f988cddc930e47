// Every move is an address, so undo and redo are the browser's Back and
// Forward. What is added here is to know whether there is a move to take back.
import { useCallback, useSyncExternalStore } from "react";
import type { BaseLocationHook } from "wouter";
import { navigate, useBrowserLocation, useHistoryState, useSearch } from "wouter/use-browser-location";
import { formatGraph, type GraphState, parseGraph } from "../model/url";

interface Step {
  step?: number;
}

const key = "entente-last-step";

const step = () => (window.history.state as Step | null)?.step ?? 0;

function last(): number {
  try {
    return Number(sessionStorage.getItem(key) ?? 0);
  } catch {
    return step();
  }
}

function remember(n: number): void {
  try {
    sessionStorage.setItem(key, String(n));
  } catch {
    // Redo then looks possible only after an undo on this page.
  }
}

export interface Move {
  replace?: boolean;
}

/** Goes to an address of the explorer as a move that can be undone. */
export function go(to: string, move: Move = {}): void {
  const replace = move.replace || to === window.location.pathname + window.location.search;
  const next = replace ? step() : step() + 1;
  if (!replace) remember(next);
  navigate(to, { replace, state: { step: next } });
}

/** The location hook of the router: links are moves too. */
export const useMoves: BaseLocationHook = () => {
  const [path] = useBrowserLocation();
  return [path, go];
};

const events = ["popstate", "pushState", "replaceState"];

function subscribe(listener: () => void): () => void {
  for (const name of events) window.addEventListener(name, listener);
  return () => {
    for (const name of events) window.removeEventListener(name, listener);
  };
}

export function useUndo() {
  useHistoryState();
  const at = useSyncExternalStore(subscribe, step);
  return {
    canUndo: at > 0,
    canRedo: at < last(),
    undo: () => at > 0 && window.history.back(),
    redo: () => at < last() && window.history.forward(),
  };
}

export type Change = (change: Partial<GraphState>, move?: Move) => void;

/** The state of the picture, and the way to change it. */
export function useGraphState(path: "/graph" | "/table"): [GraphState, Change] {
  const search = useSearch();
  const change = useCallback<Change>(
    (part, move) => {
      const next = formatGraph({ ...parseGraph(window.location.search), ...part });
      go(next ? `${path}?${next}` : path, move);
    },
    [path],
  );
  return [parseGraph(search), change];
}
