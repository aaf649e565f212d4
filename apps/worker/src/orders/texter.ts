import { TextDeliveries } from '@halles/domain/deliveries';
import { orderMails, orderTextModel } from '@halles/domain/orders';
import type { Locale } from '@halles/kernel';
import type { Mailer } from '@halles/platform/mail';
import type { Job } from '@halles/platform/outbox';
import { PhoneGateway } from '../phone-gateway';

/** A text message about an order. */
export interface OrderTextMessage {
  /** E.164. */
  readonly phone: string;
  readonly locale: Locale;
  /** In the alphabet of text messages. */
  readonly text: string;
}

/** Where text messages leave. Gateways differ from one country and contract to the next: `TEXT_MESSAGES` names the driver. */
export abstract class TextGateway {
  /**
   * Hands a message over; the `outboxId` of its job is the key by which a gateway knows a second attempt.
   * @returns what was answered
   * @throws PermanentFailure, MailPermanentError when the number can never be reached
   */
  abstract post(job: Job, message: OrderTextMessage): Promise<string>;
}

/** For development: what would be sent goes to the mailbox, under an address made of the number. */
export class MailboxGateway extends TextGateway {
  constructor(private readonly mailer: Mailer) {
    super();
  }

  async post({ ctx, outboxId }: Job, { phone, locale, text }: OrderTextMessage): Promise<string> {
    const { response } = await this.mailer.sendMail(ctx, {
      mail: orderMails.text,
      locale,
      // RFC 2606: no mail ever leaves for that domain.
      to: { name: phone, address: `${phone.replace('+', '')}@phone.invalid`, isProven: true },
      messageId: outboxId,
      model: orderTextModel(phone, text),
    });
    return response;
  }
}

/** The gateway of the installation, which calls and texts. */
export class HttpGateway extends TextGateway {
  private readonly gateway: PhoneGateway;

  /** @param url `PHONE_GATEWAY_URL` */
  constructor(url: string) {
    super();
    this.gateway = new PhoneGateway(url);
  }

  post({ outboxId }: Job, { phone, locale, text }: OrderTextMessage): Promise<string> {
    return this.gateway.post({ id: outboxId, to: phone, locale, text });
  }
}

/** Sends text messages about orders, and keeps what became of each beside the mails. */
export class Texter {
  /** @param gateway null: they were switched off after one was promised */
  constructor(
    private readonly deliveries: TextDeliveries,
    private readonly gateway: TextGateway | null,
  ) {}

  /** @param to whose number it is: those to shops and to customers are counted apart. @throws PermanentFailure */
  async send(job: Job, message: OrderTextMessage, to: 'shop' | 'customer'): Promise<void> {
    const { gateway } = this;
    if (gateway === null) return;
    const promised = { phone: message.phone, template: orderMails.text.name, counted: `text ${to}` };
    await this.deliveries.deliver(job, promised, () => gateway.post(job, message));
  }
}
