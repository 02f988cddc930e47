// Light and dark: what the system asks for, until the reader chooses.
import { useSyncExternalStore } from "react";
import type { Scheme } from "../model/encoding";

const key = "entente-scheme";
const system = window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

function chosen(): Scheme | null {
  try {
    const value = localStorage.getItem(key);
    return value === "light" || value === "dark" ? value : null;
  } catch {
    return null; // storage may be forbidden
  }
}

let override = chosen();

const current = (): Scheme => override ?? (system.matches ? "dark" : "light");

export function applyScheme(): void {
  document.documentElement.dataset.scheme = current();
  document.documentElement.style.colorScheme = current();
  for (const listener of listeners) listener();
}

export function toggleScheme(): void {
  override = current() === "dark" ? "light" : "dark";
  try {
    localStorage.setItem(key, override);
  } catch {
    // It then lasts until the page is closed.
  }
  applyScheme();
}

system.addEventListener("change", applyScheme);

export function useScheme(): Scheme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, current);
}
