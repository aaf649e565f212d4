import { SECOND } from '@halles/kernel';
import type { SMTPServerDataStream } from 'smtp-server';

/** A report is short; some servers put the whole mail behind it. */
const MAX_REPORT_BYTES = 512 * 1_024;
const MAX_CLIENTS = 20;

/** Decides about mail that comes in. */
export interface BounceHandler<T> {
  /** The delivery behind a return address; null if the address is refused. */
  accepts(address: string): T | null;
  /** Handles a returned mail. Errors are reported to the other server, which tries again. */
  take(returned: T, source: Buffer): Promise<void>;
}

/** Tells the other server that it may try again, or never. */
const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

/**
 * Reads a mail to its end, as the protocol requires, and buffers no more than the largest report: clients that ignore the announced
 * limit must not fill the memory.
 */
export async function readReport(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  let chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes <= MAX_REPORT_BYTES) chunks.push(chunk);
    else chunks = [];
  }
  if (bytes > MAX_REPORT_BYTES) throw refusal(552, 'too large');
  return Buffer.concat(chunks);
}

/**
 * Takes mails that come back (SMTP), and no others: a recipient that is not signed is refused before anything of its mail is
 * read. @throws Error when the port is taken
 */
export async function startBounceServer<T>(
  { port, host, name }: { readonly port: number; readonly host: string; readonly name: string },
  rules: BounceHandler<T>,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  // Loaded only when the server starts, because whoever sends mail imports this library too.
  const { SMTPServer } = await import('smtp-server');
  const take = async (stream: SMTPServerDataStream, addresses: readonly string[]): Promise<void> => {
    const source = await readReport(stream);
    for (const address of addresses) {
      const returned = rules.accepts(address);
      if (returned !== null) await rules.take(returned, source);
    }
  };
  const server = new SMTPServer({
    name,
    banner: 'returned mail only',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MAX_REPORT_BYTES,
    maxClients: MAX_CLIENTS,
    socketTimeout: 30 * SECOND,
    closeTimeout: SECOND,
    logger: false,
    onRcptTo: ({ address }, session, callback) => {
      const isOne = session.envelope.rcptTo.length === 0 && rules.accepts(address) !== null;
      callback(isOne ? null : refusal(550, 'no such address'));
    },
    onData: (stream, session, callback) => {
      take(
        stream,
        session.envelope.rcptTo.map(({ address }) => address),
      ).then(
        () => callback(null, 'noted'),
        (error: unknown) =>
          callback(
            (error as { readonly responseCode?: number }).responseCode === undefined
              ? refusal(451, 'try again later')
              : (error as Error),
          ),
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
