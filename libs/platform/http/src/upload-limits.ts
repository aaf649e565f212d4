import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { MINUTE, SECOND } from '@halles/kernel';
import { FilesBusy } from '@halles/platform/untrusted-files';
import { MalformedRequest, RateLimited, RequestTimeout } from './http.errors';

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;

/**
 * Largest form with files that is read at all, bytes. A file that is larger than its form takes is refused beside its field,
 * with what was typed: so it is let by, and only what no camera makes is refused unread.
 */
export const MOST_FORM_BYTES = 48 * MEGABYTE;

/** A connection may take so long to get going, or to come back out of a tunnel. */
const GRACE_MS = 20 * SECOND;
/** What comes more slowly than this, on average, is no upload but a socket that somebody holds. */
const LEAST_RATE = (8 * KILOBYTE) / SECOND;
/** At this rate a whole form must be through, once its grace is over: a telephone in the country. */
const WHOLE_RATE = (32 * KILOBYTE) / SECOND;

/** How long a form with files may be waited for. Pure. @param length of the whole body, bytes */
const mostTime = (length: number): number => GRACE_MS + length / WHOLE_RATE;

/** When the server itself cuts a request off: whoever sends waits for us too, while one file after the other is made. */
export const UPLOAD_CUT_OFF = Math.ceil(mostTime(MOST_FORM_BYTES)) + 10 * MINUTE;

const LOOKED_AT_EVERY = SECOND;
/** How long a sender may go on after the answer: a browser that is cut off at once does not show it. */
export const LINGER_MS = 5 * SECOND;
/** What a form takes that is received and made into pictures. */
const RETRY_AFTER_SECONDS = 10;

/** Whether a body comes too slowly to be waited for any longer. Pure. @param length of the whole body, bytes */
export const isTooSlow = (elapsedMs: number, received: number, length: number): boolean =>
  (elapsedMs > GRACE_MS && received < elapsedMs * LEAST_RATE) || elapsedMs > mostTime(length);

/** Watches whether and how fast a body comes. */
export interface Pace {
  /** Rejects once the body comes too slowly, or whoever sends it hangs up; never resolves. */
  readonly cutOff: Promise<never>;
  stop(): void;
}

/** How long a body has been waited for: not while it is held back, since what has come is not read yet. */
class SenderClock {
  private waited = 0;
  private since: number | null = performance.now();

  constructor(body: Readable) {
    body
      .on('pause', () => this.hold())
      .on('resume', () => {
        // A stream that was held back before it began to flow says afterwards that it does.
        if (!body.isPaused()) this.since ??= performance.now();
      });
  }

  get elapsedMs(): number {
    return this.waited + (this.since === null ? 0 : performance.now() - this.since);
  }

  private hold(): void {
    this.waited = this.elapsedMs;
    this.since = null;
  }
}

/** What is watched of a request. */
interface Arriving {
  readonly raw: Readable & { readonly complete: boolean; readonly socket: { readonly bytesRead: number } };
  readonly headers: IncomingHttpHeaders;
}

/**
 * Waits until what is left of a body has gone by, read by nobody, for as long as it comes at its pace. Whoever refused a file
 * reads no further, and a browser, or a proxy before us, takes an answer only once all that it sends has gone by. Never rejects.
 */
export async function letGoBy(raw: IncomingMessage, { cutOff }: Pace): Promise<void> {
  raw.unpipe();
  raw.resume();
  if (!raw.complete && !raw.destroyed) await Promise.race([once(raw, 'end'), cutOff]).catch(() => undefined);
}

/** Begins to watch the body of a request, which is read from now on; ends by `stop`. */
export function watchPace({ raw, headers }: Arriving): Pace {
  const before = raw.socket.bytesRead;
  const clock = new SenderClock(raw);
  const length = Number(headers['content-length'] ?? 0);
  let timer: NodeJS.Timeout | undefined;
  const cutOff = new Promise<never>((_resolve, reject) => {
    timer = setInterval(() => {
      const received = raw.socket.bytesRead - before;
      if (!raw.complete && isTooSlow(clock.elapsedMs, received, length)) reject(new RequestTimeout({}));
    }, LOOKED_AT_EVERY).unref();
    raw.once('close', () => {
      if (!raw.complete) reject(new MalformedRequest({}));
    });
  });
  // Where nobody waits for the next part at that moment, whoever waits later is told.
  cutOff.catch(() => undefined);
  return { cutOff, stop: () => clearInterval(timer) };
}

/** Counts what is taken at once under each name. */
class Places {
  private readonly taken = new Map<string, number>();

  isFull(name: string, most: number): boolean {
    return (this.taken.get(name) ?? 0) >= most;
  }

  add(name: string, change: 1 | -1): void {
    const now = (this.taken.get(name) ?? 0) + change;
    if (now > 0) this.taken.set(name, now);
    else this.taken.delete(name);
  }
}

/**
 * How many forms with files are received and worked on at once: each holds a socket, buffers and a file that grows. Half of
 * them for one tenant, and of these a quarter for one sender.
 */
export class UploadSlots {
  private readonly ofTenants = new Places();
  private readonly ofSenders = new Places();
  private all = 0;

  constructor(private readonly most: number) {}

  /**
   * @param sender an account, or the address of whoever is not signed in
   * @returns the way to give the slot back
   * @throws RateLimited where the sender has its share, FilesBusy where the tenant has its own or there is none left
   */
  take(tenant: string, sender: string): () => void {
    const own = `${tenant} ${sender}`;
    if (this.ofSenders.isFull(own, Math.ceil(this.most / 8)))
      throw new RateLimited({ retryAfterSeconds: RETRY_AFTER_SECONDS });
    if (this.all >= this.most || this.ofTenants.isFull(tenant, Math.ceil(this.most / 2)))
      throw new FilesBusy({});
    this.count(tenant, own, 1);
    let isGiven = false;
    return () => {
      if (isGiven) return;
      isGiven = true;
      this.count(tenant, own, -1);
    };
  }

  private count(tenant: string, own: string, change: 1 | -1): void {
    this.all += change;
    this.ofTenants.add(tenant, change);
    this.ofSenders.add(own, change);
  }
}

/** Closes the connection of a sender who goes on after the answer, whatever was asked: what comes is read by nobody. */
export const closeAfterAnswer =
  (lingerMs: number) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    response.once('finish', () => {
      if (request.complete) return;
      const timer = setTimeout(() => {
        if (!request.complete) request.destroy();
      }, lingerMs).unref();
      request.once('close', () => clearTimeout(timer)).once('end', () => clearTimeout(timer));
    });
  };
