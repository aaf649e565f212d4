import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND } from '@halles/kernel';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import type { MailboxEnvelope } from './mailbox-message';
import type { MailboxStore } from './mailbox-store';

/** Loopback only: it takes every message from whoever reaches it. */
const SMTP_HOST = '127.0.0.1';
const MAX_MESSAGE_BYTES = 30 * 1_024 * 1_024;

export interface SmtpBehaviour {
  /** Answers with this code and these words instead of taking the message; null takes it. */
  readonly fail?: ((envelope: MailboxEnvelope) => SmtpReply | null) | undefined;
  /** Waits this long, then keeps the message and answers. Milliseconds. */
  readonly delayMs?: number | undefined;
}

export interface SmtpReply {
  /** 400 to 599. */
  readonly code: number;
  readonly message: string;
}

class RefusedError extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  store: MailboxStore,
  { fail, delayMs = 0 }: SmtpBehaviour,
): Promise<string> {
  const source = await buffer(stream);
  const { mailFrom, rcptTo } = session.envelope;
  const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) };
  // The connection keeps the process running, and its end is not waited for.
  if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
  if (stream.sizeExceeded) throw new RefusedError(552, 'message too large');
  const failure = fail?.(envelope);
  if (failure) throw new RefusedError(failure.code, failure.message);
  const { id } = await store.add(source, envelope);
  return `kept as ${id}`;
}

/**
 * Takes mail for anybody from anybody on this machine, and keeps it.
 * @param port 0 picks a free one
 * @throws Error when the port is taken
 */
export async function startSmtp(
  port: number,
  store: MailboxStore,
  behaviour: SmtpBehaviour,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  // Loaded by the mailbox alone: whoever sends mail has this library too.
  const { SMTPServer } = await import('smtp-server');
  const server = new SMTPServer({
    name: 'mailbox.localhost',
    banner: 'Halles mailbox: nothing leaves',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MAX_MESSAGE_BYTES,
    closeTimeout: SECOND,
    logger: false,
    onData: (stream, session, callback) => {
      receive(stream, session, store, behaviour).then(
        (reply) => callback(null, reply),
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });
  const listening = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    const net = server.listen(port, SMTP_HOST, () => {
      server.off('error', reject);
      const address = net.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
  // A client that hangs up in the middle is no reason to stop.
  server.on('error', () => undefined);
  return { port: listening, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
