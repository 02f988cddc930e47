// One function per question of the API, under the same words.
import type {
  ArticleList,
  ArticlePage,
  Batch,
  ItemPage,
  Overview,
  Plan,
  Profile,
  RelationInfo,
  Removal,
  SearchResult,
  StakeholderList,
  StatementPage,
  Status,
  Table,
  View,
} from "../model/graph";
import { type Filter, filterPairs } from "../model/url";
import { base, del, get, post, put, type Query } from "./client";

const id = encodeURIComponent;

export const overview = (filter: Filter, limit: number, signal?: AbortSignal) =>
  get<Overview>("/overview", [...filterPairs(filter), ["limit", String(limit)]], signal);

export const neighborhood = (ids: string[], hops: number, filter: Filter, limit: number, signal?: AbortSignal) =>
  get<View>(
    "/neighborhood",
    [["id", ids.join(",")], ["hops", String(hops)], ["limit", String(limit)], ...filterPairs(filter)],
    signal,
  );

export const search = (q: string, limit: number, signal?: AbortSignal) =>
  get<SearchResult>(
    "/search",
    [
      ["q", q],
      ["limit", String(limit)],
    ],
    signal,
  );

export const entity = (key: string, signal?: AbortSignal) => get<Profile>(`/entities/${id(key)}`, [], signal);

export interface Evidence {
  source?: string;
  target?: string;
  between?: boolean;
  article?: string;
  filter: Filter;
  cursor?: string;
}

// The least number of sources belongs to edges; statements have none.
export function statements(ask: Evidence, signal?: AbortSignal): Promise<StatementPage> {
  const query: Query = filterPairs({ ...ask.filter, min: 0 });
  for (const name of ["source", "target", "article", "cursor"] as const) {
    const value = ask[name];
    if (value) query.push([name, value]);
  }
  if (ask.between) query.push(["between", "true"]);
  return get<StatementPage>("/statements", query, signal);
}

export const article = (key: string, signal?: AbortSignal) => get<ArticlePage>(`/articles/${id(key)}`, [], signal);

export const articles = (publisher: string, cursor: string, signal?: AbortSignal) =>
  get<ArticleList>(
    "/articles",
    (
      [
        ["publisher", publisher],
        ["cursor", cursor],
      ] as Query
    ).filter(([, v]) => v !== ""),
    signal,
  );

export const relations = async (signal?: AbortSignal) =>
  (await get<{ relations: RelationInfo[] }>("/relations", [], signal)).relations;

export const status = (signal?: AbortSignal) => get<Status>("/status", [], signal);

export const cypher = (query: string, parameters: Record<string, unknown>, signal?: AbortSignal) =>
  post<Table>("/cypher", { query, parameters }, signal);

export const explain = (query: string, parameters: Record<string, unknown>, signal?: AbortSignal) =>
  post<Plan>("/cypher/explain", { query, parameters }, signal);

export const batches = async (signal?: AbortSignal) =>
  (await get<{ batches: Batch[] }>("/batches", [], signal)).batches;

export const batch = (key: string, signal?: AbortSignal) => get<Batch>(`/batches/${id(key)}`, [], signal);

export const items = (key: string, state: string, cursor: string, signal?: AbortSignal) =>
  get<ItemPage>(
    `/batches/${id(key)}/items`,
    (
      [
        ["state", state],
        ["cursor", cursor],
        ["limit", "200"],
      ] as Query
    ).filter(([, v]) => v !== ""),
    signal,
  );

/** Loads the rest of a batch that failed or was canceled, or what of it failed. */
export const retry = (key: string) => post<Batch>(`/batches/${id(key)}/retry`);

export const cancel = (key: string) => post<Batch>(`/batches/${id(key)}/cancel`);

/** The address of a file with what a load rejected or failed to load. */
export const rejects = (key: string) => `${base}/batches/${id(key)}/rejects`;

export const loadSample = () => post<Batch>("/batches/sample");

/** Takes an article out of the graph, with what it alone supported. */
export const removeArticle = (key: string) => del<Removal>(`/articles/${id(key)}`);

export const stakeholders = (signal?: AbortSignal) => get<StakeholderList>("/stakeholders", [["limit", "20"]], signal);

/** The address of the list as it was given. */
export const stakeholdersFile = `${base}/stakeholders/csv`;

/** Sets the list; the batch reads by it what is loaded. */
export const setStakeholders = (file: File) =>
  put<Batch>("/stakeholders", [["name", file.name.slice(-200)]], file, "text/csv");

/** Sets the list that is kept once more. */
export async function setStakeholdersAgain(name: string): Promise<Batch> {
  const reply = await fetch(stakeholdersFile);
  return setStakeholders(new File([await reply.blob()], name));
}

export const removeStakeholders = () => del<Batch>("/stakeholders");

export const loadAddress = (url: string, follow: boolean) => post<Batch>("/batches/url", { url, follow });

export function load(files: File[]): Promise<Batch> {
  const form = new FormData();
  for (const file of files) form.append("files", file, file.webkitRelativePath || file.name);
  return post<Batch>("/batches", form);
}
