import type { LayoutInput, Positions } from "../model/layout";

interface Reply {
  id: number;
  positions: Positions;
}

interface Waiting {
  input: LayoutInput;
  resolve: (positions: Positions) => void;
  reject: (error: unknown) => void;
}

/** Runs layouts off the main thread, or on it where workers don't run. */
export class Arranger {
  private readonly worker: Worker | null;
  private readonly waiting = new Map<number, Waiting>();
  private next = 1;
  private broken = false;

  constructor() {
    this.worker = this.start();
  }

  arrange(input: LayoutInput): Promise<Positions> {
    if (!this.worker || this.broken) return here(input);
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { input, resolve, reject });
      this.worker?.postMessage({ id, input });
    });
  }

  destroy(): void {
    this.worker?.terminate();
  }

  private start(): Worker | null {
    try {
      const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
      worker.onmessage = (event: MessageEvent<Reply>) => {
        this.waiting.get(event.data.id)?.resolve(event.data.positions);
        this.waiting.delete(event.data.id);
      };
      worker.onerror = () => this.giveUp();
      return worker;
    } catch {
      return null;
    }
  }

  private giveUp(): void {
    this.broken = true;
    for (const { input, resolve, reject } of this.waiting.values()) here(input).then(resolve, reject);
    this.waiting.clear();
  }
}

async function here(input: LayoutInput): Promise<Positions> {
  const { layout } = await import("../model/layout");
  return layout(input);
}
