import { Readable } from 'node:stream';
import type { BodyRange, OpenedBody } from './http-answer';

/** As much as is read and handed to the socket at once: larger pieces cost hardly less, and each reader holds one. */
const PIECE_BYTES = 256 * 1024;

/**
 * A part of a stored file on its way to a socket. A file stream takes new memory for each piece; a region's file of 17 MB is
 * 270 of them, outside of the heap, and every few readers the collector went through the whole heap for it, which cost more
 * than all the sending. Here one piece of memory serves the whole file: it is filled again when the socket has taken what
 * was in it. Made to be piped once, into what keeps no memory beyond the callback of `write`, as sockets do.
 */
export class StoredPart extends Readable {
  private opened: OpenedBody | null = null;

  /** @param open called when it is piped: who has the file already causes no reading */
  constructor(
    private readonly open: () => Promise<OpenedBody>,
    private readonly range: BodyRange,
  ) {
    super();
  }

  override pipe<T extends NodeJS.WritableStream>(destination: T): T {
    void this.send(destination).then(
      () => {
        this.push(null);
        this.resume();
        destination.end();
      },
      (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
    );
    return destination;
  }

  override _read(): void {
    this.destroy(new Error('a stored part is piped into a socket, and not read in another way'));
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const closed = this.opened?.close() ?? Promise.resolve();
    this.opened = null;
    closed.then(
      () => done(error),
      (failed: unknown) => done(error ?? (failed instanceof Error ? failed : new Error(String(failed)))),
    );
  }

  /** @throws what opening and reading throw, and an Error where the file is shorter than was announced */
  private async send(destination: NodeJS.WritableStream): Promise<void> {
    const opened = await this.open();
    // Who asked may be gone by now.
    if (this.destroyed) return opened.close();
    this.opened = opened;
    const { start, end } = this.range;
    const memory = Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES, end + 1 - start));
    for (let at = start; at <= end;) {
      const read = await opened.read(memory.subarray(0, Math.min(memory.length, end + 1 - at)), at);
      if (this.destroyed) return;
      if (read === 0) throw new Error(`the file ends after ${at} bytes, and ${end + 1} were announced`);
      await written(destination, memory.subarray(0, read));
      if (this.destroyed) return;
      at += read;
    }
  }
}

/** Resolves when the bytes are out of the memory that they were in. */
const written = (destination: NodeJS.WritableStream, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    destination.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
