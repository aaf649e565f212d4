import {
  type MailReceipt,
  MailTransport,
  type MayLeave,
  type OutgoingMail,
  assertSendable,
} from './mail-transport';
import { type MailFailure, MailPermanentError, MailTemporaryError } from './mail.errors';

/** Keeps what is sent in memory: for tests of what is composed, where SMTP itself is not in question. */
export class MemoryTransport extends MailTransport {
  readonly sent: OutgoingMail[] = [];
  private closed = false;

  /** @param fail what the server answers to this message instead of taking it, or null */
  constructor(
    private readonly fail: (mail: OutgoingMail) => (MailFailure & { code: number }) | null = () => null,
  ) {
    super();
  }

  override async send(mail: OutgoingMail, mayLeave?: MayLeave): Promise<MailReceipt> {
    assertSendable(mail);
    if (this.closed) throw new MailTemporaryError({ code: null, response: 'the transport is closed' });
    await mayLeave?.();
    const failure = this.fail(mail);
    if (failure)
      throw failure.code >= 500 ? new MailPermanentError(failure) : new MailTemporaryError(failure);
    this.sent.push(mail);
    return { response: `250 kept as ${this.sent.length}`, messageId: mail.messageId };
  }

  override async close(): Promise<void> {
    this.closed = true;
  }
}
