import { useEffect, useRef } from "react";

export type Keys = Record<string, (event: KeyboardEvent) => void>;

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !passive(target));
}

const passive = (target: HTMLElement) =>
  target instanceof HTMLInputElement && (target.type === "checkbox" || target.type === "radio");

/** Calls the handler of a key, named as KeyboardEvent.key says; off while typing and with Ctrl, Alt or Meta. */
export function useKeys(keys: Keys, enabled = true): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!enabled) return;
    const handle = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (document.querySelector("dialog[open]")) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      latest.current[key]?.(event);
    };
    window.addEventListener("keydown", handle);
    return () => window.removeEventListener("keydown", handle);
  }, [enabled]);
}

/** Whether an arrow or Enter pressed here belongs to what is focused rather than to the picture. */
export function onControl(event: KeyboardEvent): boolean {
  return (
    event.target instanceof HTMLElement && event.target.closest("a, button, input, summary, [role=option]") !== null
  );
}
