import type { Locale } from '@halles/kernel';
import { PermanentFailure } from '@halles/platform/outbox';

/** What is posted to the gateway for phones, as docs/configuration.md describes it. */
export interface PhoneMessage {
  /** The same at each attempt. */
  readonly id: string;
  /** E.164. */
  readonly to: string;
  readonly locale: Locale;
  /** A sentence to read out or send. */
  readonly text: string;
  /** Six digits, of a proof by phone. */
  readonly code?: string;
}

const TIMEOUT_MS = 10_000;
/** Answers that no further attempt will mend. */
const NEVER: ReadonlySet<number> = new Set([400, 404, 410, 422]);

/** Posts to the gateway of the installation (`PHONE_GATEWAY_URL`). */
export class PhoneGateway {
  private readonly address: URL;
  private readonly headers: Readonly<Record<string, string>>;

  /** @param url with the credentials in it, if it asks for any */
  constructor(url: string) {
    const address = new URL(url);
    const { username, password } = address;
    [address.username, address.password] = ['', ''];
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    this.address = address;
    this.headers = {
      'content-type': 'application/json',
      ...(username === '' ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }),
    };
  }

  /** @returns what it answered @throws PermanentFailure when the number can never be reached */
  async post(message: PhoneMessage): Promise<string> {
    const answer = await fetch(this.address, {
      method: 'POST',
      headers: this.headers,
      body: JSON.stringify(message),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.body?.cancel();
    const response = `the phone gateway answered ${answer.status}`;
    if (answer.ok) return response;
    throw NEVER.has(answer.status) ? new PermanentFailure(response) : new Error(response);
  }
}
