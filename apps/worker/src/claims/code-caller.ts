import { claimMails } from '@halles/domain/claims';
import type { Locale } from '@halles/kernel';
import type { DeliveryService } from '@halles/domain/deliveries';
import { type Job, PermanentFailure } from '@halles/platform/outbox';

/** A code for a phone. */
export interface PhoneCode {
  /** E.164. */
  readonly phone: string;
  /** Six digits. */
  readonly code: string;
  readonly locale: Locale;
  /** Name of the business that the call is about. */
  readonly listing: string;
  readonly until: Date;
}

/**
 * Brings a code to a phone: a call that says the digits, or a text message. Gateways differ from one country and contract
 * to the next, so an installation plugs in its own; without one a production offers no proof by phone.
 */
export abstract class CodeCaller {
  /**
   * Calls once for each job: its `outboxId` is the key by which a gateway knows a second attempt.
   * @throws PermanentFailure when the number can never be reached
   */
  abstract call(job: Job, code: PhoneCode): Promise<void>;
}

/** For trials: what would be said goes to the mailbox, under an address made of the number. */
export class MailboxCaller extends CodeCaller {
  constructor(private readonly deliveries: DeliveryService) {
    super();
  }

  async call(job: Job, { phone, code, locale, listing, until }: PhoneCode): Promise<void> {
    await this.deliveries.deliver(job, {
      mail: claimMails.code,
      locale,
      // RFC 2606: no mail ever leaves for that domain.
      to: { name: phone, address: `${phone.replace('+', '')}@phone.invalid`, isProven: true },
      model: { listing, code, until, phone },
    });
  }
}

const TIMEOUT_MS = 10_000;
/** Answers that no further attempt will mend. */
const NEVER: ReadonlySet<number> = new Set([400, 404, 410, 422]);

/** Said slowly: each digit by itself. */
const spoken = (code: string): string => [...code].join(' ');

/** Posts to the gateway of the installation (`PHONE_GATEWAY_URL`), as docs/configuration.md describes. */
export class GatewayCaller extends CodeCaller {
  private readonly address: URL;
  private readonly headers: Readonly<Record<string, string>>;

  /** @param url with the credentials in it, if it asks for any */
  constructor(url: string) {
    super();
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

  async call(job: Job, { phone, code, locale, listing }: PhoneCode): Promise<void> {
    const portal = job.ctx.tenant.settings.title[locale];
    const text =
      locale === 'fr'
        ? `${portal} : votre code pour ${listing} est ${spoken(code)}. Ne le donnez à personne.`
        : `${portal}: your code for ${listing} is ${spoken(code)}. Give it to nobody.`;
    const answer = await fetch(this.address, {
      method: 'POST',
      headers: this.headers,
      body: JSON.stringify({ id: job.outboxId, to: phone, code, locale, text }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.body?.cancel();
    if (answer.ok) return;
    const reason = `the phone gateway answered ${answer.status}`;
    throw NEVER.has(answer.status) ? new PermanentFailure(reason) : new Error(reason);
  }
}
