import { claimMails } from '@halles/domain/claims';
import type { Locale } from '@halles/kernel';
import type { DeliveryService } from '@halles/domain/deliveries';
import type { Job } from '@halles/platform/outbox';
import { PhoneGateway } from '../phone-gateway';

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

/** Said slowly: each digit by itself. */
const spoken = (code: string): string => [...code].join(' ');

/** Posts to the gateway of the installation (`PHONE_GATEWAY_URL`), as docs/configuration.md describes. */
export class GatewayCaller extends CodeCaller {
  private readonly gateway: PhoneGateway;

  /** @param url with the credentials in it, if it asks for any */
  constructor(url: string) {
    super();
    this.gateway = new PhoneGateway(url);
  }

  async call(job: Job, { phone, code, locale, listing }: PhoneCode): Promise<void> {
    const portal = job.ctx.tenant.settings.title[locale];
    const text =
      locale === 'fr'
        ? `${portal} : votre code pour ${listing} est ${spoken(code)}. Ne le donnez à personne.`
        : `${portal}: your code for ${listing} is ${spoken(code)}. Give it to nobody.`;
    await this.gateway.post({ id: job.outboxId, to: phone, code, locale, text });
  }
}
