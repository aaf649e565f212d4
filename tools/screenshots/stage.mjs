/** The running product that the pictures are taken of, as the people who use it meet it: addresses, mails, commands. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ports = {
  portal: process.env.PORT ?? '3000',
  console: process.env.CONSOLE_PORT ?? '3001',
  mailbox: process.env.MAILBOX_PORT ?? '3002',
};

export const addresses = {
  portal: (slug) => `http://${slug}.localhost:${ports.portal}`,
  console: `http://console.localhost:${ports.console}`,
  mailbox: `http://localhost:${ports.mailbox}`,
};

/** The windows of the pictures. */
export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };

const MAIL_TRIES = 60;

/** The newest mail to an address, waited for: its text. @param about what its subject holds */
export async function mailTo(address, about = '') {
  const read = async (path) => (await fetch(addresses.mailbox + path)).json();
  for (let attempt = 0; attempt < MAIL_TRIES; attempt += 1) {
    const { messages } = await read('/api/messages');
    const mail = messages.find(
      ({ to, subject }) => subject.includes(about) && to.some((recipient) => recipient.address === address),
    );
    if (mail) return (await read(`/api/messages/${mail.id}`)).text;
    await sleep(500);
  }
  throw new Error(`no mail came to ${address}`);
}

/** `halles operator …`, on the same installation. */
export const operator = (root, ...args) =>
  execFileSync(process.execPath, [join(root, 'bin', 'halles.mjs'), 'operator', ...args, '--json'], {
    encoding: 'utf8',
  });
