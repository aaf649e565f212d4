import type { Locale } from '@halles/kernel';
import { type MailAddress, hasUnseenCharacters, normalizeAddress } from './mail-address';
import { MailPermanentError } from './mail.errors';

export interface MailAttachment {
  /** Name that the reader sees, one line. */
  readonly filename: string;
  /** Media type, e.g. `text/calendar`. */
  readonly contentType: string;
  readonly content: Buffer;
}

/** A composed message on its way to exactly one recipient. */
export interface OutgoingMail {
  /** `local@domain` without angle brackets: the same for each attempt, so that a duplicate is recognisable. */
  readonly messageId: string;
  readonly from: MailAddress;
  readonly to: MailAddress;
  /** Where it comes back to if it cannot be delivered: one plain address; the sender's unless said. */
  readonly returnPath?: string;
  readonly replyTo: MailAddress;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly date: Date;
  readonly language: Locale;
  readonly attachments: readonly MailAttachment[];
  /** Absolute http(s) URL that ends such messages when it is posted to (RFC 8058); absent for what somebody waits for. */
  readonly unsubscribeUrl?: string;
}

export interface MailReceipt {
  /** What the server said when it took charge of the message, e.g. `250 2.0.0 Ok: queued as 4F1C`. */
  readonly response: string;
  /** Without angle brackets. */
  readonly messageId: string;
}

/**
 * Asked once the server has all of a message but its end: what it throws is thrown by the sending, and the server, which never
 * sees the end, keeps nothing.
 */
export type MayLeave = () => Promise<void>;

/** Where mail leaves. Every implementation passes the same contract suite. */
export abstract class MailTransport {
  /**
   * Hands one message over and waits until somebody else answers for it.
   * @param mayLeave waited for before the server can answer for it
   * @throws MailTemporaryError when it may pass later
   * @throws MailPermanentError when it never will
   */
  abstract send(mail: OutgoingMail, mayLeave?: MayLeave): Promise<MailReceipt>;

  /** Finishes what is being sent and lets go of the connections. May be called twice. */
  abstract close(): Promise<void>;
}

const refuse = (what: string): never => {
  throw new MailPermanentError({ code: null, response: `refused before sending: ${what}` });
};

function assertAddress(role: string, { name, address }: MailAddress): void {
  if (normalizeAddress(address) !== address) refuse(`the ${role} address is not one plain address`);
  if (hasUnseenCharacters(name)) refuse(`the ${role} name has control characters`);
}

/**
 * The last look before a message leaves, whoever composed it: single addresses, headers of one line.
 * @throws MailPermanentError
 */
export function assertSendable(mail: OutgoingMail): void {
  assertAddress('sender', mail.from);
  assertAddress('recipient', mail.to);
  assertAddress('reply', mail.replyTo);
  if (mail.returnPath !== undefined) assertAddress('return', { name: '', address: mail.returnPath });
  if (!/^[A-Za-z0-9._-]{1,64}@[a-z0-9.-]{1,253}$/.test(mail.messageId)) refuse('the message id is malformed');
  if (mail.subject === '' || hasUnseenCharacters(mail.subject)) refuse('the subject is not one line of text');
  for (const { filename, contentType } of mail.attachments) {
    if (filename === '' || /[\\/]/.test(filename) || hasUnseenCharacters(filename))
      refuse('a file name is malformed');
    if (!/^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/.test(contentType))
      refuse('a media type is malformed');
  }
}
