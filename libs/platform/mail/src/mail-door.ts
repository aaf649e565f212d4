import { SECOND } from '@halles/kernel';
import type { SMTPServerDataStream, SMTPServerEnvelope } from 'smtp-server';

const KIB = 1_024;
/** A report is short; some servers put the whole mail behind it. */
export const MAX_REPORT_BYTES = 512 * KIB;
/** An answer with a few photos of a phone. */
export const MAX_ANSWER_BYTES = 10 * KIB * KIB;
const MAX_CLIENTS = 20;

/** A mail that is taken, by its recipient. */
export interface IncomingMail {
  readonly mostBytes: number;
  /**
   * Handles it.
   * @param sender of its envelope; empty where nobody is to be answered
   * @throws MailRefused the other server never tries again, and tells its sender; anything else: it tries again
   */
  take(source: Buffer, sender: string): Promise<void>;
}

/** Decides about mail that comes in. */
export interface IncomingMails {
  /** What is done with a mail to an address; null if the address is refused. @throws MailRefused nothing is taken there for now */
  accepts(address: string): IncomingMail | null;
}

/** A mail is refused, for good where the code says so (5xx). Its sender reads the sentence in what their server sends them. */
export class MailRefused extends Error {
  constructor(
    message: string,
    readonly responseCode = 550,
  ) {
    super(message);
  }
}

/** Tells the other server that it may try again. */
const later = (): Error => Object.assign(new Error('try again later'), { responseCode: 451 });

/**
 * Reads a mail to its end, as the protocol requires, and buffers no more than is taken of it: clients that ignore the announced
 * limit must not fill the memory. @throws MailRefused
 */
export async function readIncoming(stream: AsyncIterable<Buffer>, mostBytes: number): Promise<Buffer> {
  let chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes <= mostBytes) chunks.push(chunk);
    else chunks = [];
  }
  if (bytes > mostBytes) throw new MailRefused('too large', 552);
  return Buffer.concat(chunks);
}

/** @throws MailRefused nothing is taken at one of them any more */
const acceptedOf = async (
  rules: IncomingMails,
  addresses: SMTPServerEnvelope['rcptTo'],
): Promise<IncomingMail[]> =>
  Promise.resolve(addresses).then((all) => all.flatMap(({ address }) => rules.accepts(address) ?? []));

/**
 * Takes mails that come back and answers to mails (SMTP), and no others: a recipient that is not signed is refused before anything
 * of its mail is read. @throws Error when the port is taken
 */
export async function startMailDoor(
  { port, host, name }: { readonly port: number; readonly host: string; readonly name: string },
  rules: IncomingMails,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  // Loaded only when the server starts, because whoever sends mail imports this library too.
  const { SMTPServer } = await import('smtp-server');
  const take = async (
    stream: SMTPServerDataStream,
    { mailFrom, rcptTo }: SMTPServerEnvelope,
  ): Promise<void> => {
    const mails = await acceptedOf(rules, rcptTo).catch(async (error: unknown) => {
      // What is refused by now is read to its end all the same, as the protocol requires.
      await readIncoming(stream, 0).catch(() => undefined);
      throw error;
    });
    const source = await readIncoming(stream, Math.max(0, ...mails.map(({ mostBytes }) => mostBytes)));
    for (const mail of mails) await mail.take(source, mailFrom === false ? '' : mailFrom.address);
  };
  const server = new SMTPServer({
    name,
    banner: 'returned mail and answers only',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MAX_ANSWER_BYTES,
    maxClients: MAX_CLIENTS,
    socketTimeout: 30 * SECOND,
    closeTimeout: SECOND,
    logger: false,
    onRcptTo: ({ address }, session, callback) => {
      try {
        const isOne = session.envelope.rcptTo.length === 0 && rules.accepts(address) !== null;
        callback(isOne ? null : new MailRefused('no such address'));
      } catch (error) {
        callback(error instanceof MailRefused ? error : later());
      }
    },
    onData: (stream, session, callback) => {
      take(stream, session.envelope).then(
        () => callback(null, 'noted'),
        (error: unknown) => callback(error instanceof MailRefused ? error : later()),
      );
    },
  });
  // A connection that breaks is no error of ours.
  server.on('error', () => undefined);
  const listening = await new Promise<number>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
  return {
    port: listening,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
