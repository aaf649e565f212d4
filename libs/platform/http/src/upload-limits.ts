import { MINUTE, SECOND } from '@halles/kernel';
import { FilesBusy } from '@halles/platform/untrusted-files';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MalformedRequest, RequestTimeout } from './http.errors';

/** How long files may take at most: ten megabytes over a telephone in the country. */
export const UPLOAD_TIMEOUT = 5 * MINUTE;

const KILOBYTE = 1024;
/** A connection may take so long to get going, or to come back out of a tunnel. */
const GRACE_MS = 20 * SECOND;
/** What comes more slowly than this, on average, is no upload but a socket that somebody holds. */
const LEAST_RATE = (8 * KILOBYTE) / SECOND;
/** At this rate a whole form must be through, once its grace is over. */
const WHOLE_RATE = (32 * KILOBYTE) / SECOND;
const LOOKED_AT_EVERY = SECOND;
/** How long a sender may go on after the answer: a browser that is cut off at once does not show it. */
const LINGER_MS = 5 * SECOND;

/** Whether a body comes too slowly to be waited for any longer. Pure. @param length of the whole body, bytes */
export const isTooSlow = (elapsedMs: number, received: number, length: number): boolean =>
  (elapsedMs > GRACE_MS && received < elapsedMs * LEAST_RATE) ||
  elapsedMs > Math.min(UPLOAD_TIMEOUT, GRACE_MS + length / WHOLE_RATE);

/** Watches whether and how fast a body comes. */
export interface Pace {
  /** Rejects once the body comes too slowly, or whoever sends it hangs up; never resolves. */
  readonly cutOff: Promise<never>;
  stop(): void;
}

/** Begins to watch the body of a request; ends by `stop`. */
export function watchPace({ raw, headers }: FastifyRequest): Pace {
  const [started, before] = [performance.now(), raw.socket.bytesRead];
  const length = Number(headers['content-length'] ?? 0);
  let timer: NodeJS.Timeout | undefined;
  const cutOff = new Promise<never>((_resolve, reject) => {
    timer = setInterval(() => {
      const received = raw.socket.bytesRead - before;
      if (!raw.complete && isTooSlow(performance.now() - started, received, length))
        reject(new RequestTimeout({}));
    }, LOOKED_AT_EVERY).unref();
    raw.once('close', () => {
      if (!raw.complete) reject(new MalformedRequest({}));
    });
  });
  // Where nobody waits for the next part at that moment, whoever waits later is told.
  cutOff.catch(() => undefined);
  return { cutOff, stop: () => clearInterval(timer) };
}

/** How many forms with files arrive at once: each holds a socket, buffers and a file that grows. Half of them for one tenant. */
export class UploadSlots {
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor(private readonly most: number) {}

  /** @returns the way to give the slot back @throws FilesBusy */
  take(tenant: string): () => void {
    const own = this.#taken.get(tenant) ?? 0;
    if (this.#all >= this.most || own >= Math.ceil(this.most / 2)) throw new FilesBusy({});
    this.#all += 1;
    this.#taken.set(tenant, own + 1);
    let isGiven = false;
    return () => {
      if (isGiven) return;
      isGiven = true;
      this.#all -= 1;
      const left = (this.#taken.get(tenant) ?? 1) - 1;
      if (left > 0) this.#taken.set(tenant, left);
      else this.#taken.delete(tenant);
    };
  }
}

/** Closes the connection of a sender who goes on after the answer: what comes is read by nobody. */
export function closeAfterAnswer({ raw }: FastifyRequest, reply: FastifyReply): void {
  reply.raw.once('finish', () => {
    if (raw.complete) return;
    const timer = setTimeout(() => {
      if (!raw.complete) raw.destroy();
    }, LINGER_MS).unref();
    raw.once('close', () => clearTimeout(timer)).once('end', () => clearTimeout(timer));
  });
}
