// Search and jump: a combobox over actors, articles and statements.
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { search } from "../api/questions";
import type { SearchResult } from "../model/graph";
import { look } from "../model/kinds";
import { type Verbs, verb } from "../model/relations";
import { day, plural } from "../model/text";
import { parseGraph, paths } from "../model/url";
import { useVerbs } from "./data";
import { go } from "./history";
import { Icon, KindIcon } from "./icons";
import { useKeys } from "./keys";

interface Option {
  key: string;
  group: string;
  icon: ReactNode;
  text: ReactNode;
  aside: string;
  href: string;
}

const most = 8; // per group

export function Search() {
  const [location] = useLocation();
  const address = new URLSearchParams(useSearch()).get("q") ?? "";
  const [text, setText] = useState(address);
  const [open, setOpen] = useState(address !== "");
  const [at, setAt] = useState(0);
  const words = useLater(text.trim(), 150);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const { data, error, isFetching } = useQuery({
    queryKey: ["search", words],
    queryFn: ({ signal }) => search(words, most, signal),
    enabled: open && words !== "",
    placeholderData: (before) => before,
  });
  const verbs = useVerbs();
  const options = data && words ? optionsOf(data, verbs) : [];
  useEffect(() => document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: "nearest" }), [id, at]);
  useEffect(() => {
    setText(address);
    setOpen(address !== "");
  }, [address]);
  useKeys({
    "/": (event) => {
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    },
  });

  const choose = (option: Option) => {
    setOpen(false);
    setText("");
    field.current?.blur();
    go(option.href);
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => setAt(Math.min(at + 1, options.length - 1)),
    ArrowUp: () => setAt(Math.max(at - 1, 0)),
    Enter: () => (options[at] ? choose(options[at]) : keep(location, text)),
    Escape: () => (open && text ? close() : field.current?.blur()),
  };
  const close = () => {
    setOpen(false);
    setText("");
    if (address) keep(location, "");
  };
  const onKey = (event: KeyboardEvent) => {
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <search className="search">
      <div className="search-field">
        <Icon name="search" size={17} />
        <input
          ref={field}
          type="search"
          role="combobox"
          aria-label="Search actors, articles and statements"
          aria-expanded={open && words !== ""}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && options[at] ? `${id}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="Search"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setOpen(true);
            setAt(0);
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => !address && setOpen(false)}
          onKeyDown={onKey}
        />
        <kbd>/</kbd>
      </div>
      {open && words !== "" && (
        // biome-ignore lint/a11y/noStaticElementInteractions: keeps the focus in the field while a result is clicked
        <div className="search-results" onMouseDown={(event) => event.preventDefault()}>
          <div id={`${id}-list`} role="listbox" aria-label="Results">
            {groupsOf(options).map(([group, list]) => (
              <div role="group" key={group} aria-label={group}>
                <div className="search-heading" role="presentation">
                  {group}
                </div>
                {list.map((option) => {
                  const index = options.indexOf(option);
                  return (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox handles the keys of its options
                    // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, by the combobox pattern
                    <div
                      key={option.key}
                      id={`${id}-${index}`}
                      role="option"
                      aria-selected={index === at}
                      onMouseMove={() => setAt(index)}
                      onClick={() => choose(option)}
                    >
                      {option.icon}
                      <span className="clip">{option.text}</span>
                      <span className="aside">{option.aside}</span>
                    </div>
                  );
                })}
              </div>
            ))}
          </div>
          <div className="search-note" role="status">
            {error ? error.message : note(data, options.length, isFetching, words)}
          </div>
        </div>
      )}
    </search>
  );
}

function note(data: SearchResult | undefined, found: number, fetching: boolean, words: string): string {
  if (fetching && found === 0) return "Searching…";
  if (found === 0) return `Nothing found for “${words}”.`;
  return data?.more ? "More was found than is shown; add a word to narrow it." : `${plural(found, "result")}.`;
}

/** The words stay in the address, so that their results can be sent. */
function keep(location: string, q: string): void {
  const onTable = location.startsWith("/table");
  const state = { ...parseGraph(location === "/graph" || onTable ? window.location.search : ""), q: q.trim() };
  go(onTable ? paths.table(state) : paths.graph(state));
}

function optionsOf(data: SearchResult, verbs: Verbs): Option[] {
  const state = /^\/(graph|table)/.test(window.location.pathname) ? parseGraph(window.location.search) : parseGraph("");
  return [
    ...data.entities.map((node) => ({
      key: `n${node.id}`,
      group: "Actors",
      icon: <KindIcon kind={node.kind} />,
      text: node.name,
      aside: `${look(node.kind).word}, ${plural(node.statements, "statement")}`,
      href: paths.graph({ ...state, q: "", sel: node.id, ev: "", hide: state.hide.filter((h) => h !== node.id) }),
    })),
    ...data.articles.map((article) => ({
      key: `a${article.id}`,
      group: "Articles",
      icon: <Icon name="article" size={16} />,
      text: article.title || article.key,
      aside: [article.publisher, day(article.published)].filter(Boolean).join(", "),
      href: paths.article(article.id),
    })),
    ...data.statements.map((s) => ({
      key: `s${s.id}`,
      group: "Statements",
      icon: <Icon name="arrow" size={16} />,
      text: (
        <>
          <strong>
            {s.source.entity ?? s.source.text} {verb(verbs, s.relation)} {s.target.entity ?? s.target.text}
          </strong>{" "}
          <span className="dim">{s.sentence.text}</span>
        </>
      ),
      aside: day(s.published),
      href: paths.article(s.article_id ?? "", s.id),
    })),
  ];
}

function groupsOf(options: Option[]): [string, Option[]][] {
  const groups = new Map<string, Option[]>();
  for (const option of options) groups.set(option.group, [...(groups.get(option.group) ?? []), option]);
  return [...groups];
}

/** The value once it has rested. */
function useLater<T>(value: T, milliseconds: number): T {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setLater(value), milliseconds);
    return () => window.clearTimeout(timer);
  }, [value, milliseconds]);
  return later;
}
