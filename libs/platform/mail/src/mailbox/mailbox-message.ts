/** Who handed a message over and whom it was for, as SMTP said it: the truth about recipients. */
export interface MailboxEnvelope {
  readonly from: string;
  readonly to: readonly string[];
}

export interface MailboxAddress {
  readonly name: string;
  readonly address: string;
}

export interface MailboxAttachment {
  /** Position in the message, from 0: part of the download's address. */
  readonly index: number;
  readonly filename: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
}

/** What the list shows of a message. Kept beside the message, so that a list needs no parsing. */
export interface MessageSummary {
  /** Sorts by time of arrival. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  readonly envelope: MailboxEnvelope;
  readonly from: MailboxAddress;
  readonly to: readonly MailboxAddress[];
  readonly subject: string;
  /** Beginning of the text, one line. */
  readonly preview: string;
  /** Bytes of the source. */
  readonly size: number;
  readonly attachments: readonly MailboxAttachment[];
  /** Whether somebody has opened it in the browser. */
  readonly seen: boolean;
}

export interface MessageDetail extends MessageSummary {
  readonly messageId: string | null;
  readonly replyTo: readonly MailboxAddress[];
  /** Date header, ISO 8601, or null. */
  readonly date: string | null;
  readonly text: string | null;
  readonly html: string | null;
  /** In the order of the message; values unfolded and decoded as far as the header allows. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}
