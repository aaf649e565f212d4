import { type Clock, HOUR, SECOND } from '@halles/kernel';
import { type Config, consoleOrigin } from '@halles/platform/config';
import { LRUCache } from 'lru-cache';
import webpush from 'web-push';
import { type VapidKeys, vapidKeys } from './vapid-keys';

/** Where a browser is reached, and what only it can read with (RFC 8030, RFC 8291). */
export interface PushSubscription {
  /** An https address of the browser's own push service. */
  readonly endpoint: string;
  /** Public key of the browser, base64url. */
  readonly p256dh: string;
  /** Secret shared with the browser, base64url. */
  readonly auth: string;
}

export interface PushMessage {
  /** What the browser's worker is given: the kind of what happened and no word of it. */
  readonly payload: Readonly<Record<string, string>>;
  /** Of two messages with the same topic that wait at the service, the later one is delivered. At most 32 letters. */
  readonly topic: string;
  /** How long the service keeps it for a browser that is away, seconds. */
  readonly ttl: number;
}

/** One request to a push service. */
export interface PushRequest {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What a push service answered. */
export interface PushAnswer {
  readonly status: number;
  /** Of the header `Retry-After`, as it stands there; null for none. */
  readonly retryAfter?: string | null;
}

/** Makes the request. */
export type PushTransport = (request: PushRequest) => Promise<PushAnswer>;

/** The service could not take it now: the job is tried again. */
export class PushUnavailable extends Error {}

const TIMEOUT = 10 * SECOND;
/** A service is left alone for no longer, whatever it says. */
const MOST_HELD = HOUR;

/** How long a service asks to be left alone (RFC 9110, 10.2.3), ms; none where it does not. Pure. */
function heldFor(retryAfter: string | null | undefined, now: number): number {
  if (!retryAfter) return 0;
  const wait = /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * SECOND : Date.parse(retryAfter) - now;
  return Number.isNaN(wait) ? 0 : Math.min(Math.max(wait, 0), MOST_HELD);
}

/** Redirects are not followed: the service that a browser named is the one that is asked. */
const overHttps: PushTransport = async ({ endpoint, headers, body }) => {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers,
    body: Buffer.from(body),
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT),
  });
  await answer.body?.cancel();
  return { status: answer.status, retryAfter: answer.headers.get('retry-after') };
};

/** Encrypts and signs notifications, and hands them to the push service that the browser named. */
export class PushSender {
  private readonly keys: VapidKeys;
  private readonly subject: string;
  /** Until when services asked to be left alone, by host: at most as many as there are in the configuration, and below. */
  private readonly held = new LRUCache<string, number>({ max: 100 });

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly transport: PushTransport = overHttps,
  ) {
    this.keys = vapidKeys(config.masterKey);
    const origin = consoleOrigin(config);
    // Services ask for an address where the operator can be reached; theirs is the console's, or the mail domain's.
    this.subject = origin.startsWith('https:') ? origin : `mailto:postmaster@${config.mailDomain}`;
  }

  /** What browsers subscribe under, base64url. */
  get publicKey(): string {
    return this.keys.publicKey;
  }

  /** Whether an address is one of a push service that is trusted: a browser names it, and the server would call it. */
  accepts(endpoint: string): boolean {
    if (!URL.canParse(endpoint)) return false;
    const { protocol, hostname, port, username, password } = new URL(endpoint);
    if (protocol !== 'https:' || username !== '' || password !== '' || port !== '') return false;
    return this.config.pushServices.some(
      (service) => hostname === service || hostname.endsWith(`.${service}`),
    );
  }

  /**
   * Sends a message to one browser. Not for inside a transaction: it waits for the network.
   * @returns `gone` where the browser does not want any more, or never will be reached
   * @throws PushUnavailable when it may pass later
   */
  async send(subscription: PushSubscription, message: PushMessage): Promise<'sent' | 'gone'> {
    const { endpoint, p256dh, auth } = subscription;
    if (!this.accepts(endpoint)) return 'gone';
    const { hostname } = new URL(endpoint);
    const now = this.clock.now().getTime();
    if ((this.held.get(hostname) ?? 0) > now) throw new PushUnavailable('the push service asked for a pause');
    const details = webpush.generateRequestDetails(
      { endpoint, keys: { p256dh, auth } },
      JSON.stringify(message.payload),
      {
        vapidDetails: { subject: this.subject, ...this.keys },
        TTL: message.ttl,
        topic: message.topic,
        contentEncoding: 'aes128gcm',
      },
    );
    const headers = Object.fromEntries(
      Object.entries(details.headers as Record<string, string | number>)
        // The length is the transport's to say.
        .filter(([name]) => name.toLowerCase() !== 'content-length')
        .map(([name, value]) => [name, String(value)]),
    );
    const { status, retryAfter } = await this.attempt({ endpoint, headers, body: details.body });
    if (status >= 200 && status < 300) return 'sent';
    if (status === 429 || status === 503) this.held.set(hostname, now + heldFor(retryAfter, now));
    if (status === 429 || status >= 500) throw new PushUnavailable(`the push service answered ${status}`);
    // 404 and 410: the subscription is over; 400, 401 and 403: it was made under another key.
    return 'gone';
  }

  private async attempt(request: PushRequest): Promise<PushAnswer> {
    try {
      return await this.transport(request);
    } catch (error) {
      throw new PushUnavailable('the push service could not be reached', { cause: error });
    }
  }
}
