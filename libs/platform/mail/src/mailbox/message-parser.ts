import type { AddressObject, ParsedMail } from 'mailparser';
import type {
  MailboxAddress,
  MailboxAttachment,
  MailboxEnvelope,
  MessageDetail,
  MessageSummary,
} from './mailbox-message';

const PREVIEW_LENGTH = 180;

const addressesOf = (header: AddressObject | AddressObject[] | undefined): MailboxAddress[] =>
  [header ?? []]
    .flat()
    .flatMap(({ value }) => value)
    .flatMap((entry) => entry.group ?? [entry])
    .map(({ name, address }) => ({ name, address: address ?? '' }));

const attachmentsOf = (mail: ParsedMail): MailboxAttachment[] =>
  mail.attachments.map(({ filename, contentType, size }, index) => ({
    index,
    filename: filename ?? `piece-${index + 1}`,
    contentType,
    size,
  }));

/** Header lines as they stand in the source, unfolded (RFC 5322 §2.2.3). */
function headersOf(mail: ParsedMail): { name: string; value: string }[] {
  return mail.headerLines.map(({ line }) => {
    const colon = line.indexOf(':');
    return {
      name: line.slice(0, colon),
      value: line
        .slice(colon + 1)
        .replaceAll(/\r?\n[ \t]+/g, ' ')
        .trim(),
    };
  });
}

async function parse(source: Buffer): Promise<ParsedMail> {
  // Loaded for the first message: whoever sends mail has this library too, and reads none.
  const { simpleParser } = await import('mailparser');
  return simpleParser(source, { skipTextToHtml: true, skipTextLinks: true });
}

/** What a list shows of a message that has just arrived. */
export async function summarize(
  source: Buffer,
  arrival: { readonly id: string; readonly receivedAt: Date; readonly envelope: MailboxEnvelope },
): Promise<MessageSummary> {
  const mail = await parse(source);
  const text = (mail.text ?? '')
    .replaceAll(/^(?:> ?)+/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const [from = { name: '', address: arrival.envelope.from }] = addressesOf(mail.from);
  return {
    id: arrival.id,
    receivedAt: arrival.receivedAt.toISOString(),
    envelope: arrival.envelope,
    from,
    to: addressesOf(mail.to),
    subject: mail.subject ?? '',
    preview: text.slice(0, PREVIEW_LENGTH),
    size: source.length,
    attachments: attachmentsOf(mail),
    seen: false,
  };
}

/** The whole message, decoded. */
export async function detail(source: Buffer, summary: MessageSummary): Promise<MessageDetail> {
  const mail = await parse(source);
  return {
    ...summary,
    messageId: mail.messageId ?? null,
    replyTo: addressesOf(mail.replyTo),
    date: mail.date && Number.isFinite(mail.date.getTime()) ? mail.date.toISOString() : null,
    text: mail.text ?? null,
    html: mail.html || null,
    headers: headersOf(mail),
  };
}

/** One attached file, or null when there are not that many. */
export async function attachment(
  source: Buffer,
  index: number,
): Promise<(MailboxAttachment & { readonly content: Buffer }) | null> {
  const mail = await parse(source);
  const described = attachmentsOf(mail)[index];
  const file = mail.attachments[index];
  return described && file ? { ...described, content: file.content } : null;
}
