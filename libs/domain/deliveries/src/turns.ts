/** Lets what has the same key go on one after the other, in the order in which it asked. */
export class Turns {
  private readonly last = new Map<string, Promise<void>>();

  /** Waits for its turn. @returns ends it; without that nobody else has one */
  async take(key: string): Promise<() => void> {
    const before = this.last.get(key);
    let end: () => void = () => undefined;
    const over = new Promise<void>((resolve) => {
      end = () => {
        if (this.last.get(key) === over) this.last.delete(key);
        resolve();
      };
    });
    this.last.set(key, over);
    await before;
    return end;
  }

  /** Does a work in its turn. */
  async during<T>(key: string, work: () => Promise<T>): Promise<T> {
    const end = await this.take(key);
    try {
      return await work();
    } finally {
      end();
    }
  }
}
