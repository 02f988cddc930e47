// The picture: the canvas with its tools and its keys.
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Renderer } from "../canvas/renderer";
import { SigmaRenderer } from "../canvas/sigma";
import type { Scheme } from "../model/encoding";
import { neighbors, type Picture } from "../model/picture";
import type { Verbs } from "../model/relations";
import { toward } from "../model/steps";
import { plural } from "../model/text";
import { useUndo } from "./history";
import { Icon, type IconName } from "./icons";
import { onControl, useKeys } from "./keys";
import type { Places } from "./places";
import { sceneOf } from "./scene";
import { Loading } from "./states";

export interface CanvasProps {
  picture: Picture;
  places: Places;
  groups: ReadonlyMap<string, number>;
  verbs: Verbs;
  scheme: Scheme;
  software: boolean;
  /** Selected node or edge, and what is pointed at in the table or panel. */
  node: string;
  edge: string;
  pointed: string;
  note: ReactNode;
  table: boolean;
  onNode: (id: string) => void;
  onEdge: (key: string) => void;
  onStage: () => void;
  onExpand: (id: string) => void;
  onMoved: (id: string, at: { x: number; y: number }) => void;
  onLayout: () => void;
  onTable: () => void;
  onFilters: () => void;
}

const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

export function Canvas(props: CanvasProps) {
  const stage = useRef<HTMLDivElement>(null);
  const marker = useRef<HTMLDivElement>(null);
  const renderer = useRef<Renderer | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const [hover, setHover] = useState("");
  const cursor = useCursor(props, renderer);
  const outside = cursor.at || props.pointed;
  const scene = useMemo(
    () => sceneOf(props.picture, props.places, props.groups, props.verbs, props.scheme),
    [props.picture, props.places, props.groups, props.verbs, props.scheme],
  );
  const ready = scene.nodes.length > 0;
  const mark = useCallback(() => placeMarker(marker.current, renderer.current), []);

  // The engine lives as long as the stage; everything else reaches it through show, focus and paint.
  // biome-ignore lint/correctness/useExhaustiveDependencies: props are read through latest
  useEffect(() => {
    if (!stage.current) return;
    const engine = new SigmaRenderer(
      stage.current,
      {
        node: (id) => latest.current.onNode(id),
        edge: (key) => latest.current.onEdge(key),
        stage: () => latest.current.onStage(),
        expand: (id) => latest.current.onExpand(id),
        hover: setHover,
        frame: mark,
        moved: (id, at) => latest.current.onMoved(id, at),
      },
      { scheme: latest.current.scheme, still: still(), software: latest.current.software },
    );
    renderer.current = engine;
    return () => {
      renderer.current = null;
      engine.destroy();
    };
  }, []);

  useEffect(() => renderer.current?.paint(props.scheme), [props.scheme]);
  useEffect(() => renderer.current?.show(scene), [scene]);
  useEffect(() => {
    renderer.current?.focus({ node: props.node, edge: props.edge, hover: outside || hover });
    mark();
  }, [props.node, props.edge, outside, hover, mark]);
  useEffect(() => {
    const chosen = props.node || props.edge;
    if (chosen && ready) renderer.current?.reveal(chosen);
  }, [props.node, props.edge, ready]);

  useKeys({
    f: () => renderer.current?.fit(),
    "+": () => renderer.current?.zoom(1.5),
    "-": () => renderer.current?.zoom(1 / 1.5),
    ...cursor.keys,
  });

  return (
    <section className="picture" aria-label="Picture" data-nodes={scene.nodes.length} data-edges={scene.edges.length}>
      <div className="stage" ref={stage} tabIndex={0} role="group" aria-label={describe(props.picture)} />
      <div
        className="marker"
        ref={marker}
        hidden={!outside}
        data-node={outside && !outside.includes("|") ? outside : undefined}
        data-edge={outside.includes("|") ? outside : undefined}
      />
      {scene.nodes.length === 0 && props.picture.nodes.length > 0 && <Loading what="Laying out the picture…" />}
      <div className="picture-note">{props.note}</div>
      <Tools {...props} fit={() => renderer.current?.fit()} zoom={(by) => renderer.current?.zoom(by)} />
      <p className="hidden-text" role="status">
        {cursor.words}
      </p>
    </section>
  );
}

const describe = (picture: Picture) =>
  `Map of ${plural(picture.nodes.length, "actor")} and ${plural(picture.edges.length, "relation")}. ` +
  "Arrow keys move to neighbors, Enter selects. The same relations stand in the table: press T.";

function placeMarker(marker: HTMLDivElement | null, renderer: Renderer | null): void {
  if (!marker || marker.hidden || !renderer) return;
  const at = renderer.locate(marker.dataset.node ?? marker.dataset.edge ?? "");
  marker.style.visibility = at ? "visible" : "hidden";
  if (at) marker.style.transform = `translate(${at.x}px, ${at.y}px)`;
}

/** The keyboard's way through the picture: arrows go to the neighbor in that direction. */
function useCursor(props: CanvasProps, renderer: React.RefObject<Renderer | null>) {
  const [at, setAt] = useState("");
  const { node, picture, places } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new selection ends the walk
  useEffect(() => setAt(""), [node, props.edge]);
  const around = useMemo(() => neighbors(picture.edges), [picture]);
  const step = (dx: number, dy: number) => (event: KeyboardEvent) => {
    if (onControl(event)) return;
    event.preventDefault();
    const first = picture.nodes[0]?.id;
    if (!node && !at) return first ? setAt(first) : undefined;
    const options = node ? [...(around.get(node) ?? [])] : picture.nodes.map((n) => n.id);
    const next = toward(places, at || node, options, dx, dy);
    if (next) {
      setAt(next);
      renderer.current?.reveal(next);
    }
  };
  const name = picture.nodes.find((n) => n.id === at);
  const shared = picture.edges.filter(
    (e) => node && [e.source, e.target].includes(at) && [e.source, e.target].includes(node),
  );
  return {
    at,
    words: name
      ? `${name.name}, ${plural(node ? shared.length : name.degree, node ? "relation" : "neighbor")}. Enter selects.`
      : "",
    keys: {
      ArrowLeft: step(-1, 0),
      ArrowRight: step(1, 0),
      ArrowUp: step(0, -1),
      ArrowDown: step(0, 1),
      Enter: (event: KeyboardEvent) => {
        if (at && !onControl(event)) props.onNode(at);
      },
    },
  };
}

interface ToolsProps extends CanvasProps {
  fit: () => void;
  zoom: (factor: number) => void;
}

function Tools({ fit, zoom, onLayout, onTable, onFilters, table }: ToolsProps) {
  const { canUndo, canRedo, undo, redo } = useUndo();
  return (
    <div className="picture-tools" role="toolbar" aria-label="Picture tools" aria-orientation="vertical">
      <span className="only-narrow">
        <Tool icon="filter" name="Legend and filters" act={onFilters} />
      </span>
      <span className="wide-only tool-group">
        <Tool icon="plus" name="Zoom in" act={() => zoom(1.5)} />
        <Tool icon="minus" name="Zoom out" act={() => zoom(1 / 1.5)} />
      </span>
      <Tool icon="fit" name="Fit everything (F)" act={fit} />
      <Tool icon="layout" name="Lay out anew (L)" act={onLayout} />
      <hr />
      <Tool icon="undo" name="Undo" act={undo} disabled={!canUndo} />
      <Tool icon="redo" name="Redo" act={redo} disabled={!canRedo} />
      <hr className="wide-only" />
      <Tool icon="table" name="Table beside the picture (T)" act={onTable} pressed={table} />
    </div>
  );
}

interface ToolProps {
  icon: IconName;
  name: string;
  act: () => void;
  disabled?: boolean;
  pressed?: boolean;
}

function Tool({ icon, name, act, disabled, pressed }: ToolProps) {
  return (
    <button
      type="button"
      className="icon-button"
      title={name}
      aria-label={name}
      onClick={act}
      disabled={disabled}
      aria-pressed={pressed}
    >
      <Icon name={icon} />
    </button>
  );
}
