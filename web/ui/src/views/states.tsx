import type { ReactNode } from "react";
import { Failure } from "../api/client";
import { Icon } from "./icons";

export function Loading({ what }: { what: string }) {
  return (
    <div className="state" role="status">
      <span className="pulse" />
      <p className="dim">{what}</p>
    </div>
  );
}

/** Why nothing is shown, and what can be done about it. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const failure = error instanceof Failure ? error : null;
  return (
    <div className="state" role="alert">
      <h1>{failure?.title ?? "Something went wrong"}</h1>
      <p>{failure?.message ?? (error instanceof Error ? error.message : String(error))}</p>
      {failure?.requestID && <p className="dim small">Request {failure.requestID}</p>}
      {retry && (
        <button type="button" className="button" onClick={retry}>
          <Icon name="layout" size={16} /> Try again
        </button>
      )}
    </div>
  );
}

/** Focuses a button when it appears. */
export const focused = (button: HTMLButtonElement | null) => button?.focus();

export function Notice({ title, alarm, children }: { title?: string; alarm?: boolean; children: ReactNode }) {
  return (
    <div className={alarm ? "notice alarm" : "notice"} role={alarm ? "alert" : undefined}>
      {title && (
        <p>
          <strong>{title}</strong>
        </p>
      )}
      {children}
    </div>
  );
}
