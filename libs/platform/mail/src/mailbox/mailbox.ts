import { systemClock } from '@halles/kernel';
import type { AddressInfo } from 'node:net';
import { createMailboxApp } from './mailbox-http';
import { type SmtpBehaviour, startSmtp } from './mailbox-smtp';
import { MailboxStore } from './mailbox-store';

export interface MailboxOptions extends SmtpBehaviour {
  /** Port of the SMTP server, on 127.0.0.1. 0 picks a free one. */
  readonly smtpPort: number;
  /** Port of the pages. 0 picks a free one. */
  readonly httpPort: number;
  /** Where messages are kept; made where it is missing. */
  readonly folder: string;
  /** Address that the pages listen on; 127.0.0.1 unless said: there is no login, whoever reaches them reads all. */
  readonly host?: string;
}

export interface Mailbox {
  readonly smtpPort: number;
  readonly httpPort: number;
  /** Stops both servers; the messages stay. */
  close(): Promise<void>;
}

/**
 * Starts the development mailbox: takes every message over SMTP, delivers none, and shows them in a browser.
 * @throws Error with `code` EADDRINUSE when a port is taken, EACCES when the folder cannot be written
 */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const store = await MailboxStore.open(options.folder, systemClock);
  const smtp = await startSmtp(options.smtpPort, store, options);
  const app = createMailboxApp(store, systemClock);
  try {
    await app.listen({ port: options.httpPort, host: options.host ?? '127.0.0.1' });
  } catch (error) {
    await smtp.close();
    throw error;
  }
  return {
    smtpPort: smtp.port,
    httpPort: (app.server.address() as AddressInfo).port,
    close: async () => {
      await Promise.all([smtp.close(), app.close()]);
    },
  };
}
