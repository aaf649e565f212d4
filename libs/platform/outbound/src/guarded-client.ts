import { lookup as lookUp } from 'node:dns/promises';
import { type IncomingMessage, request as overHttp, type RequestOptions } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { SECOND } from '@halles/kernel';
import { isPublicAddress } from './public-address';

/** Why nothing was got from an address that somebody gave. */
export type OutboundProblem =
  /** No address of the web that may be asked: another scheme, a port, a name and a password in it. */
  | 'address'
  /** It leads into a network that is not the internet's. */
  | 'private'
  /** No such name, nobody answers, the connection or its certificate is bad. */
  | 'unreachable'
  | 'slow'
  | 'redirects'
  /** The answer is no 200. */
  | 'status'
  | 'too-large'
  /** Another kind of document. */
  | 'type';

/** Nothing was got, and why. */
export class OutboundRefused extends Error {
  constructor(
    readonly problem: OutboundProblem,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(`${problem}: ${detail}`, options);
  }
}

/** What may be asked, and at what cost. */
export interface OutboundLimits {
  readonly mostBytes: number;
  readonly timeoutMs: number;
  readonly mostRedirects: number;
  /** Media types that are taken, without parameters. */
  readonly types: readonly string[];
}

/** An address of the internet, with its name. */
interface Found {
  readonly address: string;
  readonly family: number;
}

/** What differs in tests: there, servers are on this machine. */
export interface OutboundOptions {
  /** Origins that are asked whatever they are, e.g. `http://localhost:4999`. */
  readonly trustedOrigins?: readonly string[];
  readonly resolve?: (host: string) => Promise<readonly Found[]>;
}

const resolveAll = (host: string): Promise<readonly Found[]> => lookUp(host, { all: true });

/**
 * Asks addresses that somebody gave us: https at its usual port alone, no network but the internet. A name is resolved once, all
 * that it resolves to is looked at, and what was looked at is what is connected to: a name that answers otherwise the next time
 * gains nothing. Redirects are followed by the same rules.
 */
export class GuardedClient {
  private readonly trusted: ReadonlySet<string>;
  private readonly resolve: NonNullable<OutboundOptions['resolve']>;

  constructor({ trustedOrigins = [], resolve = resolveAll }: OutboundOptions = {}) {
    this.trusted = new Set(trustedOrigins);
    this.resolve = resolve;
  }

  /** What an address answers. @throws OutboundRefused */
  async get(address: string, limits: OutboundLimits): Promise<Buffer> {
    const signal = AbortSignal.timeout(limits.timeoutMs);
    try {
      let url = urlOf(address);
      for (let redirects = 0; ; redirects += 1) {
        if (redirects > limits.mostRedirects) throw new OutboundRefused('redirects', 'too many redirects');
        const answer = await this.ask(url, limits, signal);
        if (Buffer.isBuffer(answer)) return answer;
        url = answer;
      }
    } catch (error) {
      if (error instanceof OutboundRefused) throw error;
      const problem = signal.aborted ? 'slow' : 'unreachable';
      throw new OutboundRefused(problem, error instanceof Error ? error.message : 'no answer', {
        cause: error,
      });
    }
  }

  /** @returns the body, or where it went */
  private async ask(url: URL, limits: OutboundLimits, signal: AbortSignal): Promise<Buffer | URL> {
    const isTrusted = this.trusted.has(url.origin);
    if (!isTrusted) assertAskable(url);
    const found = await within(this.addressesOf(url, isTrusted), signal);
    const answer = await open(url, found, limits, signal);
    const { statusCode = 0, headers } = answer;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      answer.destroy();
      return urlOf(headers.location, url);
    }
    if (statusCode !== 200) {
      answer.destroy();
      throw new OutboundRefused('status', String(statusCode));
    }
    return bodyOf(answer, limits);
  }

  /** @throws OutboundRefused one of them is not of the internet */
  private async addressesOf(url: URL, isTrusted: boolean): Promise<readonly Found[]> {
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const family = isIP(host);
    const found = family === 0 ? await this.resolve(host) : [{ address: host, family }];
    if (!isTrusted && !found.every(({ address }) => isPublicAddress(address)))
      throw new OutboundRefused('private', host);
    if (found.length === 0) throw new OutboundRefused('unreachable', 'no address');
    return found;
  }
}

/** @throws OutboundRefused */
function urlOf(address: string, base?: URL): URL {
  try {
    const url = new URL(address, base);
    // What calendar programs call an address that they subscribe to.
    return url.protocol === 'webcal:' ? new URL(url.href.replace(/^webcal:/, 'https:')) : url;
  } catch (error) {
    throw new OutboundRefused('address', 'no URL', { cause: error });
  }
}

/** @throws OutboundRefused */
function assertAskable({ protocol, port, username, password, hostname }: URL): void {
  const isAskable =
    protocol === 'https:' && port === '' && username === '' && password === '' && hostname !== '';
  if (!isAskable) throw new OutboundRefused('address', `${protocol}//${hostname}`);
}

/** The promise, unless the time is over before. */
function within<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    promise,
    new Promise<never>((_, reject) => {
      if (signal.aborted) reject(new Error('timeout'));
      signal.addEventListener('abort', () => reject(new Error('timeout')), { once: true });
    }),
  ]);
}

/** Answers whoever connects with what was looked at. Pure. */
const pinned =
  (found: readonly Found[]): LookupFunction =>
  (_host, options, done) => {
    const [first] = found;
    if (options.all === true) done(null, [...found]);
    else done(null, first?.address ?? '', first?.family);
  };

function open(
  url: URL,
  found: readonly Found[],
  { types }: OutboundLimits,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const options: RequestOptions = {
    lookup: pinned(found),
    signal,
    // A connection of its own: none that was opened under other rules is used again.
    agent: false,
    headers: {
      accept: `${types.join(', ')}, */*;q=0.1`,
      // What is packed may be larger than it looks.
      'accept-encoding': 'identity',
      'user-agent': 'Halles (agenda)',
    },
  };
  const request = url.protocol === 'http:' ? overHttp : overHttps;
  return new Promise((resolve, reject) => {
    request(url, options, resolve).once('error', reject).end();
  });
}

async function bodyOf(answer: IncomingMessage, { mostBytes, types }: OutboundLimits): Promise<Buffer> {
  try {
    const type = (answer.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
    const encoding = answer.headers['content-encoding'] ?? 'identity';
    if (!types.includes(type) || encoding !== 'identity')
      throw new OutboundRefused('type', `${type} ${encoding}`);
    if (Number(answer.headers['content-length'] ?? 0) > mostBytes)
      throw new OutboundRefused('too-large', 'as it says');
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new OutboundRefused('too-large', 'as it came');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    answer.destroy();
  }
}

/** Of calendars. */
export const CALENDAR_LIMITS: OutboundLimits = {
  mostBytes: 2 * 1024 * 1024,
  timeoutMs: 10 * SECOND,
  mostRedirects: 3,
  types: ['text/calendar', 'application/ics', 'application/octet-stream', 'text/plain'],
};
