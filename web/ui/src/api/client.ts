// Questions to the server. A reply that is no success throws a Failure.
import type { Problem } from "../model/graph";

export const base = "/api/v1";

/** Why a question got no answer, in words for a reader. */
export class Failure extends Error {
  constructor(
    message: string,
    /** HTTP status, 0 when the server did not answer at all. */
    readonly status: number,
    /** The code of the problem: invalid, not_found, refused, … */
    readonly code: string,
    readonly title: string,
    readonly fields: Problem["errors"] = [],
    readonly requestID = "",
  ) {
    super(message);
  }
}

export type Query = [string, string][];

export async function get<T>(path: string, query: Query = [], signal?: AbortSignal): Promise<T> {
  const search = new URLSearchParams(query).toString();
  return send<T>(search ? `${path}?${search}` : path, signal ? { signal } : {});
}

export async function post<T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const form = body instanceof FormData;
  return send<T>(path, {
    method: "POST",
    headers: body === undefined || form ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? null : form ? body : JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
}

export const put = <T>(path: string, query: Query, body: Blob, type: string): Promise<T> =>
  send<T>(`${path}?${new URLSearchParams(query)}`, { method: "PUT", headers: { "Content-Type": type }, body });

export const del = <T>(path: string): Promise<T> => send<T>(path, { method: "DELETE" });

async function send<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(base + path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Failure(
      "The server does not answer. It may have been stopped; start it again and this page goes on.",
      0,
      "unreachable",
      "No connection",
    );
  }
  if (response.ok) return (await response.json()) as T;
  throw await failure(response);
}

async function failure(response: Response): Promise<Failure> {
  try {
    const problem = (await response.json()) as Problem;
    const code = problem.type.split("/").pop() ?? "";
    return new Failure(problem.detail, response.status, code, problem.title, problem.errors, problem.request_id);
  } catch {
    return new Failure(`The server answered with status ${response.status}.`, response.status, "unknown", "Error");
  }
}
