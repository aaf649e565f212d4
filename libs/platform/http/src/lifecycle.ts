/** Where the process is in its life: what readiness, connections and open streams ask. */
export class Lifecycle {
  private ending = false;
  private readonly listeners = new Set<() => void>();

  get draining(): boolean {
    return this.ending;
  }

  /** Says once that the process is about to stop: not ready any more, streams end, connections close after an answer. */
  drain(): void {
    if (this.ending) return;
    this.ending = true;
    for (const listener of this.listeners) listener();
    this.listeners.clear();
  }

  /** Calls back when draining begins. Returns the way to stop listening. */
  onDrain(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
