import type { Config } from '@halles/platform/config';
import type { TenantContext } from '@halles/platform/tenancy';
import type { Clock, Locale } from '@halles/kernel';
import { headerLine, type MailAddress, type MailRecipient, normalizeAddress } from './mail-address';
import {
  type MailAttachment,
  type MailReceipt,
  type MailTransport,
  type MayLeave,
  type OutgoingMail,
} from './mail-transport';
import { MailPermanentError } from './mail.errors';
import { ReturnPaths } from './return-path';
import type { MailDefinition } from './templates/mail-definition';
import type { MailRenderer } from './templates/mail-renderer';
import { webUrl } from './templates/mail-values';

/** What to say, to whom. */
export interface MailRequest<Model> {
  readonly mail: MailDefinition<Model>;
  readonly model: Model;
  /** Language of the reader. */
  readonly locale: Locale;
  /** Who speaks in the place of the territory that lends its face: the platform, to those who run it. */
  readonly speaker?: string;
  readonly to: MailRecipient;
  /** Who gets the answer; the territory's reply address unless said. */
  readonly replyTo?: MailAddress;
  /** The outbox row's id: 1 to 64 letters, digits, dots, hyphens or underscores. The same at each attempt. */
  readonly messageId: string;
  readonly attachments?: readonly MailAttachment[];
  /** Where such messages are ended: its program may post there without being asked anything (RFC 8058). */
  readonly unsubscribeUrl?: string;
}

/** Longest name and subject that a header gets. */
const NAME_LENGTH = 80;
const SUBJECT_LENGTH = 200;

/** Any text becomes a harmless name; an address is one plain address or the message does not leave. */
function recipient(role: string, { name, address }: MailAddress): MailAddress {
  const plain = normalizeAddress(address);
  if (plain === null) {
    throw new MailPermanentError({
      code: null,
      response: `refused before sending: the ${role} address is not one plain address`,
    });
  }
  return { name: headerLine(name, NAME_LENGTH), address: plain };
}

/** A territory's settings, with another name where another speaks. */
const settingsFor = (
  { tenant: { settings } }: TenantContext,
  speaker: string | undefined,
): TenantContext['tenant']['settings'] =>
  speaker === undefined
    ? settings
    : {
        ...settings,
        title: { fr: speaker, en: speaker },
        mail: { ...settings.mail, fromName: speaker },
      };

/** Composes a territory's mail in its face and words, and hands it to the transport. */
export class Mailer {
  private readonly returnPaths: ReturnPaths;

  constructor(
    private readonly config: Pick<Config, 'mailDomain' | 'masterKey' | 'bounceDomain'>,
    private readonly renderer: MailRenderer,
    private readonly transport: MailTransport,
    private readonly clock: Clock,
  ) {
    this.returnPaths = new ReturnPaths(config);
  }

  /**
   * Renders and sends one message to one person. Not for inside a transaction: it waits for the network.
   * @param mayLeave as the transport takes it
   * @returns what the server said
   * @throws MailTemporaryError when it may pass later (4xx, timeout, no connection)
   * @throws MailPermanentError when it never will (5xx, an address that is not one plain address)
   * @throws MailTemplateError when a template of the territory is wrong
   */
  async sendMail<Model>(
    ctx: TenantContext,
    request: MailRequest<Model>,
    mayLeave?: MayLeave,
  ): Promise<MailReceipt> {
    return this.transport.send(await this.compose(ctx, request), mayLeave);
  }

  /** The message as it would leave, without sending it. */
  async compose<Model>(ctx: TenantContext, request: MailRequest<Model>): Promise<OutgoingMail> {
    const settings = settingsFor(ctx, request.speaker);
    const { fromName, fromLocalPart, replyTo } = settings.mail;
    const { mailDomain } = this.config;
    const { isProven, name, address } = request.to;
    const to = recipient('recipient', { name: isProven ? name : '', address });
    const answerTo = recipient('reply', request.replyTo ?? { name: fromName, address: replyTo });
    const audience = isProven ? 'proven' : 'anyone';
    const rendered = await this.renderer.render(
      settings,
      request.mail,
      request.model,
      request.locale,
      audience,
    );
    const returnPath = this.returnPaths.of(ctx.tenant, request.messageId);
    return {
      ...(returnPath === undefined ? {} : { returnPath }),
      messageId: `${request.messageId}@${mailDomain}`,
      // The platform's domain, which it can sign for: never the citizen's, whose provider would refuse it (DMARC).
      from: { name: headerLine(fromName, NAME_LENGTH), address: `${fromLocalPart}@${mailDomain}` },
      to,
      replyTo: answerTo,
      subject: headerLine(rendered.subject, SUBJECT_LENGTH),
      text: rendered.text,
      html: rendered.html,
      date: this.clock.now(),
      language: request.locale,
      attachments: request.attachments ?? [],
      ...(request.unsubscribeUrl === undefined ? {} : { unsubscribeUrl: webUrl(request.unsubscribeUrl) }),
    };
  }
}
