import { orderMails } from '@halles/domain/orders';
import type { DeliveryService } from '@halles/domain/deliveries';
import type { Locale } from '@halles/kernel';
import type { Job } from '@halles/platform/outbox';

/** That an order waits, for the phone of a shop. */
export interface ShopText {
  /** E.164. */
  readonly phone: string;
  readonly locale: Locale;
  readonly listing: string;
  readonly number: string;
  /** The order in the merchant's space. */
  readonly orderUrl: string;
}

/**
 * Sends a text message to a shop. Gateways differ from one country and contract to the next: whoever has one adds a driver
 * here, and its name to `TEXT_MESSAGES`. Where that is `off`, no job asks for a message.
 */
export abstract class ShopTexter {
  /**
   * Sends once for each job: its `outboxId` is the key by which a gateway knows a second attempt.
   * @throws PermanentFailure when the number can never be reached
   */
  abstract send(job: Job, text: ShopText): Promise<void>;
}

/** For trials: what would be sent goes to the mailbox, under an address made of the number. */
export class MailboxTexter extends ShopTexter {
  constructor(private readonly deliveries: DeliveryService) {
    super();
  }

  async send(job: Job, { phone, locale, listing, number, orderUrl }: ShopText): Promise<void> {
    await this.deliveries.deliver(job, {
      mail: orderMails.text,
      locale,
      // RFC 2606: no mail ever leaves for that domain.
      to: { name: phone, address: `${phone.replace('+', '')}@phone.invalid`, isProven: true },
      model: { listing, number, phone, orderUrl },
    });
  }
}

/** Where text messages were switched off after one was promised. */
export class NoTexter extends ShopTexter {
  send(): Promise<void> {
    return Promise.resolve();
  }
}
