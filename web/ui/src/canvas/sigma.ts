// The renderer by sigma 3. Nothing outside of this folder knows it.
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import type { Coordinates, EdgeDisplayData, NodeDisplayData } from "sigma/types";
import { coalitionColors, type Scheme, stanceColors, surfaces } from "../model/encoding";
import type { Point } from "../model/layout";
import { handle } from "./curve";
import { dragging } from "./drag";
import { type EdgeLook, RibbonProgram } from "./edges";
import { emphasis } from "./emphasis";
import {
  around,
  drawBadges,
  drawNames,
  drawRelations,
  type EdgeLabel,
  type Ink,
  lineHeight,
  type Measure,
  measurer,
  type NodeLabel,
  place,
} from "./labels";
import { type NodeLook, ShapeProgram } from "./nodes";
import {
  type Focus,
  nothing,
  type Renderer,
  type RendererEvents,
  type Scene,
  type SceneEdge,
  type SceneNode,
} from "./renderer";

const names = 15; // largest actors named at the first zoom
const leaders = 8; // actors whose names may cover smaller ones
const words = 5; // strongest relations named
const closest = 1.5; // screen pixels per layout pixel when few nodes are shown
const readable = 0.72; // scale of nodes below which a chosen one is drawn nearer
const many = 1500; // edges above which software drawing leaves them out while moving

export interface Options {
  scheme: Scheme;
  /** No animation: the reader prefers reduced motion. */
  still: boolean;
  /** Drawn without a graphics card. */
  software: boolean;
}

export class SigmaRenderer implements Renderer {
  private readonly graph = new MultiDirectedGraph();
  private readonly sigma: Sigma;
  private readonly context: CanvasRenderingContext2D;
  private readonly measure: Measure;
  private scene: Scene = { nodes: [], edges: [] };
  private nodes = new Map<string, SceneNode>();
  private edges = new Map<string, SceneEdge>();
  private state: Focus = nothing;
  private look: ReturnType<typeof emphasis>;
  private scheme: Scheme;
  private framed = false;
  // Sigma itself watches the window only; panels change the container alone.
  private readonly resized = new ResizeObserver(() => this.sigma.scheduleRefresh());

  constructor(
    container: HTMLElement,
    private readonly events: RendererEvents,
    private readonly options: Options,
  ) {
    this.scheme = options.scheme;
    this.look = emphasis(this.scene, nothing);
    this.sigma = new Sigma(this.graph, container, {
      allowInvalidContainer: true,
      renderLabels: false,
      renderEdgeLabels: false,
      enableEdgeEvents: true,
      zIndex: true,
      stagePadding: margin(container),
      minCameraRatio: 0.02,
      maxCameraRatio: 8,
      zoomToSizeRatioFunction: (ratio) => Math.sqrt(ratio * this.unitsPerPixel()),
      nodeProgramClasses: { shape: ShapeProgram },
      nodeHoverProgramClasses: { shape: ShapeProgram },
      edgeProgramClasses: { ribbon: RibbonProgram },
      defaultNodeType: "shape",
      defaultEdgeType: "ribbon",
      defaultDrawNodeHover: () => {},
      nodeReducer: (id) => this.nodeLook(id),
      edgeReducer: (key) => this.edgeLook(key),
      zoomDuration: options.still ? 0 : 200,
      inertiaDuration: options.still ? 0 : 200,
    });
    this.sigma.createCanvasContext("names", { style: { pointerEvents: "none" } });
    this.sigma.resize(true);
    this.context = this.canvas();
    this.measure = measurer(this.context);
    this.resized.observe(container);
    this.listen();
  }

  show(scene: Scene): void {
    this.scene = scene;
    this.nodes = new Map(scene.nodes.map((node) => [node.id, node]));
    this.edges = new Map(scene.edges.map((edge) => [edge.key, edge]));
    this.look = emphasis(scene, this.state);
    this.fill();
    this.sigma.setSetting("hideEdgesOnMove", this.options.software && scene.edges.length > many);
    if (!this.framed && scene.nodes.length > 0) this.frame();
    this.sigma.refresh();
  }

  focus(focus: Focus): void {
    this.state = focus;
    this.look = emphasis(this.scene, focus);
    this.sigma.refresh({ skipIndexation: false });
  }

  paint(scheme: Scheme): void {
    this.scheme = scheme;
    this.sigma.refresh();
  }

  fit(): void {
    if (this.scene.nodes.length === 0) return;
    this.frame();
    this.sigma.refresh();
    this.move({ x: 0.5, y: 0.5, ratio: 1 });
  }

  reveal(id: string): void {
    const at = this.locate(id);
    const { width, height } = this.sigma.getDimensions();
    if (!at) return;
    const tiny = this.sigma.scaleSize() < readable;
    if (!tiny && at.x > 60 && at.y > 50 && at.x < width - 60 && at.y < height - 60) return;
    const camera = this.sigma.getCamera();
    const { x, y } = this.sigma.viewportToFramedGraph(at);
    this.move({ x, y, ratio: tiny ? camera.ratio * (this.sigma.scaleSize() / readable) ** 2 : camera.ratio });
  }

  zoom(factor: number): void {
    this.move({ ratio: this.sigma.getCamera().getBoundedRatio(this.sigma.getCamera().ratio / factor) });
  }

  locate(id: string): Point | null {
    const node = this.nodes.get(id);
    if (node) return this.toScreen(node.at);
    const edge = this.edges.get(id);
    return edge ? this.middle(edge) : null;
  }

  destroy(): void {
    this.resized.disconnect();
    this.sigma.kill();
  }

  private move(to: Partial<Coordinates & { ratio: number }>): void {
    const camera = this.sigma.getCamera();
    if (this.options.still) camera.setState(to);
    else void camera.animate(to, { duration: 250 });
  }

  private listen(): void {
    const { sigma, events } = this;
    sigma.on("clickNode", ({ node }) => events.node(node));
    sigma.on("clickEdge", ({ edge }) => events.edge(edge));
    sigma.on("clickStage", () => events.stage());
    sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      events.expand(node);
    });
    sigma.on("enterNode", ({ node }) => this.point(node));
    sigma.on("leaveNode", () => this.point(""));
    sigma.on("enterEdge", ({ edge }) => this.point(edge));
    sigma.on("leaveEdge", () => this.point(""));
    sigma.on("afterRender", () => {
      this.annotate();
      events.frame();
    });
    dragging(sigma, (id, at) => {
      const node = this.nodes.get(id);
      if (!node) return;
      node.at = at;
      this.graph.mergeNodeAttributes(id, at);
      events.moved(id, at);
    });
  }

  private point(id: string): void {
    this.sigma.getContainer().style.cursor = id ? "pointer" : "";
    this.events.hover(id);
  }

  // The weakest first, so that the strongest lie on top.
  private fill(): void {
    this.graph.clear();
    for (const node of [...this.scene.nodes].reverse()) this.graph.addNode(node.id, { ...node.at, size: node.radius });
    for (const edge of [...this.scene.edges].reverse()) {
      this.graph.addDirectedEdgeWithKey(edge.key, edge.source, edge.target);
    }
  }

  /** Fixes what zoom 1 shows, so that later additions don't move the map. */
  private frame(): void {
    const { width, height } = this.sigma.getDimensions();
    const xs = this.scene.nodes.map((n) => n.at.x);
    const ys = this.scene.nodes.map((n) => n.at.y);
    this.sigma.setCustomBBox({ x: widen(xs, width / closest), y: widen(ys, height / closest) });
    this.framed = true;
  }

  // Layout pixels per screen pixel at zoom 1.
  private unitsPerPixel(): number {
    const box = this.sigma?.getCustomBBox();
    if (!box) return 1;
    const { width, height } = this.sigma.getDimensions();
    const usable = 2 * this.sigma.getSetting("stagePadding");
    const across = (box.x[1] - box.x[0]) / Math.max(1, width - usable);
    const down = (box.y[1] - box.y[0]) / Math.max(1, height - usable);
    return Math.max(across, down, 0.01);
  }

  private nodeLook(id: string): Partial<NodeDisplayData> & NodeLook {
    const node = this.nodes.get(id) as SceneNode;
    const colors = surfaces[this.scheme];
    const shown = this.look.node(id);
    return {
      ...node.at,
      size: node.radius,
      color: shown === "dim" ? mix(colors.fill, colors.canvas) : colors.fill,
      ring: shown === "dim" ? fade(node.ring, 0.28) : node.ring,
      ink: shown === "dim" ? fade(colors.icon, 0.25) : colors.icon,
      kind: node.kind,
      zIndex: shown === "bright" ? 1 : 0,
    };
  }

  private edgeLook(key: string): Partial<EdgeDisplayData> & EdgeLook {
    const edge = this.edges.get(key) as SceneEdge;
    const shown = this.look.edge(key);
    // Well-evidenced lines stand before the rest.
    const strength = { dim: 0.12, plain: Math.min(0.95, 0.32 + 0.2 * edge.width), bright: 1 }[shown];
    return {
      size: edge.width + (shown === "bright" && this.chosen(key) ? 1.6 : 0.4),
      color: fade(stanceColors[this.scheme][edge.stance], strength),
      curvature: edge.curvature,
      dash: edge.dash,
      mutual: edge.mutual,
      zIndex: shown === "bright" ? 1 : 0,
    };
  }

  private chosen(key: string): boolean {
    return key === this.state.edge || key === this.state.hover;
  }

  private toScreen(at: Point): Point {
    return this.sigma.graphToViewport(at);
  }

  private middle(edge: SceneEdge): Point | null {
    const [a, b] = [this.nodes.get(edge.source), this.nodes.get(edge.target)];
    if (!a || !b) return null;
    const scale = this.sigma.scaleSize();
    return handle(this.toScreen(a.at), this.toScreen(b.at), a.radius * scale, b.radius * scale, edge.curvature);
  }

  /** Where an edge runs on screen, and how much of it is seen. */
  private course(edge: SceneEdge): { along: Point; length: number } {
    const [a, b] = [this.nodes.get(edge.source) as SceneNode, this.nodes.get(edge.target) as SceneNode];
    const [p, q] = [this.toScreen(a.at), this.toScreen(b.at)];
    const far = Math.hypot(q.x - p.x, q.y - p.y) || 1;
    const length = far - (a.radius + b.radius) * this.sigma.scaleSize();
    return { along: { x: (q.x - p.x) / far, y: (q.y - p.y) / far }, length };
  }

  private canvas(): CanvasRenderingContext2D {
    const context = this.sigma.getCanvases().names?.getContext("2d");
    if (!context) throw new Error("This browser has no 2D canvas.");
    return context;
  }

  // Names, relation words and badges, over the nodes.
  private annotate(): void {
    const { width, height } = this.sigma.getDimensions();
    this.context.clearRect(0, 0, width, height);
    const roomy = Math.min(1, (width * height) / 400_000);
    const labels = this.nodeLabels(leaders * roomy).filter(
      ({ at }) => at.x > -80 && at.y > -30 && at.x < width + 80 && at.y < height + 30,
    );
    const ink = this.ink();
    const zoomed = Math.max(1, 1 / this.sigma.getCamera().ratio) ** 1.6;
    const most = Math.max(6, names * roomy) * zoomed;
    const screen = { left: 4, top: 4, right: width - 4, bottom: height - 4 };
    // The leading names first, then the relations, then whoever finds room.
    const lead = labels.filter((label) => label.must || label.firm).sort((a, b) => Number(b.must) - Number(a.must));
    const first = place(lead, labels, [], most, this.measure, screen);
    const boxes = first.map((name) => name.box);
    const discs = labels.map((label) => around(label.at, label.radius));
    const relations = drawRelations(this.context, this.edgeLabels(), [...discs, ...boxes], ink);
    const rest = labels.filter((label) => !label.must && !label.firm);
    const others = place(rest, labels, [...boxes, ...relations], most - first.length, this.measure, screen);
    this.ring(labels, ink);
    drawBadges(this.context, labels, ink);
    drawNames(this.context, [...first, ...others], ink);
  }

  private ink(): Ink {
    const colors = surfaces[this.scheme];
    return {
      text: colors.text,
      faint: fade(colors.text, 0.45),
      halo: colors.canvas,
      accent: coalitionFree[this.scheme],
    };
  }

  private nodeLabels(leading: number): NodeLabel[] {
    const scale = this.sigma.scaleSize();
    return this.scene.nodes.map((node, rank) => {
      const shown = this.look.node(node.id);
      const own = node.id === this.state.node || node.id === this.state.hover;
      return {
        id: node.id,
        text: node.name,
        at: this.toScreen(node.at),
        radius: node.radius * scale,
        must: own || (shown === "bright" && this.look.few),
        firm: rank < leading && shown !== "dim",
        bold: own || node.radius > 13,
        faint: shown === "dim",
        badge: own ? node.hidden : 0,
      };
    });
  }

  private edgeLabels(): EdgeLabel[] {
    const { node, edge, hover } = this.state;
    const some = this.scene.edges.filter((e) => e.stance !== "neutral").slice(0, words);
    const calm = !node && !edge;
    const own = [edge, hover].map((key) => this.edges.get(key)).filter((e) => e !== undefined);
    const touching = node ? this.scene.edges.filter((e) => e.source === node || e.target === node).slice(0, 12) : [];
    const wanted = [...new Set([...own, ...touching, ...(calm ? some : [])])];
    return wanted.flatMap((e) => {
      const at = this.middle(e);
      if (!at) return [];
      return [
        { text: e.label, at, ...this.course(e), color: stanceColors[this.scheme][e.stance], must: own.includes(e) },
      ];
    });
  }

  private ring(labels: NodeLabel[], ink: Ink): void {
    const label = labels.find((l) => l.id === this.state.node);
    if (!label) return;
    this.context.beginPath();
    this.context.arc(label.at.x, label.at.y, label.radius * 1.12 + 5, 0, 2 * Math.PI);
    this.context.strokeStyle = ink.accent;
    this.context.lineWidth = 2;
    this.context.stroke();
  }
}

const coalitionFree: Record<Scheme, string> = { light: "#1b2330", dark: "#e6eaf0" };

/** Pixels left free around the picture. */
const margin = (container: HTMLElement) => (container.clientWidth < 500 ? 28 : 46);

/** The extent of values, at least as wide as asked, with room for a name. */
function widen(values: number[], atLeast: number): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const missing = Math.max(0, atLeast - (high - low)) / 2;
  return [low - missing, high + missing + lineHeight];
}

/** A "#rrggbb" color with an alpha. */
function fade(color: string, alpha: number): string {
  const n = Number.parseInt(color.slice(1), 16);
  return `rgba(${n >> 16},${(n >> 8) & 255},${n & 255},${alpha})`;
}

/** Halfway between two "#rrggbb" colors. */
function mix(a: string, b: string): string {
  const [m, n] = [Number.parseInt(a.slice(1), 16), Number.parseInt(b.slice(1), 16)];
  const half = (shift: number) => (((m >> shift) & 255) + ((n >> shift) & 255)) >> 1;
  return `rgb(${half(16)},${half(8)},${half(0)})`;
}

/** The ring of a coalition by its rank; beyond the palette, and alone, a quiet one. */
export function ringColor(scheme: Scheme, group: number): string {
  return coalitionColors[scheme][group] ?? surfaces[scheme].alone;
}
