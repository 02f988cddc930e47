import type { LayoutInput, Positions } from "../model/layout";

interface Reply {
  id: number;
  positions: Positions;
}

interface Waiting {
  resolve: (positions: Positions) => void;
  reject: (error: Error) => void;
}

/** Runs layouts off the main thread, one after the other. */
export class Arranger {
  private readonly worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
  private readonly waiting = new Map<number, Waiting>();
  private next = 1;

  constructor() {
    this.worker.onmessage = (event: MessageEvent<Reply>) => {
      this.waiting.get(event.data.id)?.resolve(event.data.positions);
      this.waiting.delete(event.data.id);
    };
    this.worker.onerror = (event) => {
      for (const { reject } of this.waiting.values()) reject(new Error(`The layout failed: ${event.message}`));
      this.waiting.clear();
    };
  }

  arrange(input: LayoutInput): Promise<Positions> {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, input });
    });
  }

  destroy(): void {
    this.worker.terminate();
  }
}
