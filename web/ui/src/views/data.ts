// The server's answers as the views use them.
import { keepPreviousData, QueryClient, useInfiniteQuery, useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Failure } from "../api/client";
import * as ask from "../api/questions";
import { compose, type Picture } from "../model/picture";
import { type Verbs, verbsOf } from "../model/relations";
import { type GraphState, onlyFilter } from "../model/url";

const gone = (error: unknown) => error instanceof Failure && error.status === 0 && error.code === "unreachable";

const again = (failure: number, error: unknown) =>
  failure < 2 && error instanceof Failure && (error.status === 0 || error.status === 503);

export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      retry: again,
      refetchOnWindowFocus: false,
      // A server that was gone is asked until it is back.
      refetchInterval: (query) => (gone(query.state.error) ? 4000 : false),
    },
  },
});

/** Edges of the first screen, and of the table, which has room for more. */
export const firstEdges = { graph: 300, table: 1500 };
/** New neighbors that one expansion adds at most. */
export const newNeighbors = 100;

const noVerbs: Verbs = new Map();

export function useVerbs(): Verbs {
  const { data } = useQuery({
    queryKey: ["relations"],
    queryFn: ({ signal }) => ask.relations(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return useMemo(() => (data ? verbsOf(data) : noVerbs), [data]);
}

export function useRelations() {
  return useQuery({
    queryKey: ["relations"],
    queryFn: ({ signal }) => ask.relations(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useOverview(state: GraphState, limit = firstEdges.graph) {
  const filter = onlyFilter(state);
  return useQuery({
    queryKey: ["overview", filter, limit],
    queryFn: ({ signal }) => ask.overview(filter, limit, signal),
    placeholderData: keepPreviousData,
  });
}

/** The picture of a state: the overview or what lies around some entities, with what was expanded. */
export function usePicture(state: GraphState, mode: keyof typeof firstEdges) {
  const filter = onlyFilter(state);
  const overview = useOverview(state, firstEdges[mode]);
  const around = useQuery({
    queryKey: ["neighborhood", state.around, state.hops, filter],
    queryFn: ({ signal }) => ask.neighborhood(state.around, state.hops, filter, newNeighbors, signal),
    enabled: state.around.length > 0,
    placeholderData: keepPreviousData,
  });
  const expanded = useQueries({
    queries: state.expand.map((id) => ({
      queryKey: ["neighborhood", [id], 1, filter],
      queryFn: ({ signal }: { signal: AbortSignal }) => ask.neighborhood([id], 1, filter, newNeighbors, signal),
      placeholderData: keepPreviousData,
    })),
    combine: (results) => ({
      views: results.flatMap((result) => (result.data ? [result.data] : [])),
      pending: results.some((result) => result.isPending),
      error: results.find((result) => result.error)?.error ?? null,
    }),
  });
  const base = state.around.length > 0 ? around : overview;
  const hide = state.hide.join(",");
  const picture = useMemo<Picture | null>(
    () => (base.data ? compose([base.data, ...expanded.views], hide ? hide.split(",") : []) : null),
    [base.data, expanded.views, hide],
  );
  return {
    picture,
    base: base.data,
    summary: overview.data?.summary,
    total: overview.data?.total_edges ?? 0,
    totalNodes: overview.data?.total_nodes ?? 0,
    loading: base.isPending || expanded.pending,
    fetching: base.isFetching,
    error: base.error ?? overview.error ?? expanded.error,
    retry: () => void client.refetchQueries({ type: "active" }),
  };
}

export function useEvidence(evidence: ask.Evidence) {
  return useInfiniteQuery({
    queryKey: ["statements", evidence],
    queryFn: ({ pageParam, signal }) => ask.statements({ ...evidence, cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
  });
}

export const useEntity = (id: string) =>
  useQuery({ queryKey: ["entity", id], queryFn: ({ signal }) => ask.entity(id, signal), enabled: id !== "" });

export const useArticle = (id: string) =>
  useQuery({ queryKey: ["article", id], queryFn: ({ signal }) => ask.article(id, signal) });

export function useArticles(publisher: string) {
  return useInfiniteQuery({
    queryKey: ["articles", publisher],
    queryFn: ({ pageParam, signal }) => ask.articles(publisher, pageParam, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
  });
}

/** After a load, everything may have changed. */
export const changed = () => void client.invalidateQueries({ predicate: (q) => q.queryKey[0] !== "relations" });
