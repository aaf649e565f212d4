import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, type Server, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Arrived,
  type TransportUnderTest,
  aMail,
  describeMailTransport,
} from './mail-transport.contract';
import { MailTemporaryError } from './mail.errors';
import { startMailbox } from './mailbox/mailbox';
import { MailboxClient } from './mailbox/mailbox-client';
import { MemoryTransport } from './memory-transport';
import { SmtpTransport } from './smtp-transport';

type Reply = { readonly code: number; readonly message: string } | null;

async function overSmtp(): Promise<TransportUnderTest> {
  let reply: Reply = null;
  const folder = await mkdtemp(join(tmpdir(), 'halles-mailbox-'));
  const mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, folder, fail: () => reply });
  const transport = new SmtpTransport(`smtp://127.0.0.1:${mailbox.smtpPort}`);
  const client = new MailboxClient(mailbox);
  const arrived = async (): Promise<Arrived[]> => {
    const found: Arrived[] = [];
    for (const {
      id,
      envelope,
      messageId,
      from,
      replyTo,
      subject,
      text,
      html,
      attachments,
    } of await client.readAll()) {
      const files = attachments.map(async ({ filename, index }) => ({
        filename,
        content: await client.attachment(id, index),
      }));
      found.push({
        recipients: envelope.to,
        messageId: (messageId ?? '').slice(1, -1),
        from,
        replyTo: replyTo[0] ?? { name: '', address: '' },
        subject,
        text: text ?? '',
        html: html ?? '',
        attachments: await Promise.all(files),
      });
    }
    return found;
  };
  return {
    transport,
    answer: (next) => {
      reply = next;
    },
    arrived,
    end: async () => {
      await transport.close();
      await mailbox.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function inMemory(): Promise<TransportUnderTest> {
  let reply: Reply = null;
  const transport = new MemoryTransport(() => reply && { code: reply.code, response: reply.message });
  return {
    transport,
    answer: (next) => {
      reply = next;
    },
    arrived: async () => transport.sent.map(({ to, ...mail }) => ({ ...mail, recipients: [to.address] })),
    end: () => transport.close(),
  };
}

describeMailTransport('SMTP', overSmtp);
describeMailTransport('memory', inMemory);

/** A server that says only what it is told: `lines` answer the connection and then each command. */
async function aServerThatSays(...lines: readonly string[]): Promise<{ server: Server; url: string }> {
  const server = createServer((socket) => {
    const left = [...lines];
    const say = (): void => {
      const line = left.shift();
      if (line !== undefined) socket.write(`${line}\r\n`);
    };
    socket.on('error', () => undefined);
    socket.on('data', say);
    say();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('SMTP when the server, and not the message, is at error', () => {
  it.each([
    ['nobody listens', [], 'smtp://127.0.0.1:1'],
    ['it greets with 554', ['554 5.7.1 no service for you'], null],
    ['it refuses EHLO and HELO with 550', ['220 hello', '550 no', '550 no'], null],
    ['it speaks something else', ['HTTP/1.1 400 Bad Request'], null],
  ])('is temporary when %s: the message waits', async (_what, lines, fixed) => {
    const { server, url } = await aServerThatSays(...lines);
    const transport = new SmtpTransport(fixed ?? `smtp://${url}`);
    await expect(transport.send(aMail())).rejects.toBeInstanceOf(MailTemporaryError);
    await transport.close();
    server.close();
  });

  it('is temporary when our password is wrong, and never sends it in the clear', async () => {
    const { server, url } = await aServerThatSays(
      '220 hello',
      '250-hello\r\n250 AUTH PLAIN LOGIN',
      '535 bad password',
    );
    const heard: string[] = [];
    server.on('connection', (socket) => socket.on('data', (data: Buffer) => heard.push(data.toString())));
    const transport = new SmtpTransport(`smtp://user:hunter2@${url}`);
    await expect(transport.send(aMail())).rejects.toBeInstanceOf(MailTemporaryError);
    expect(heard.join('')).not.toMatch(/AUTH/);
    await transport.close();
    server.close();
  });
});
