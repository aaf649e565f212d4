import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@halles/kernel';
import { type TenantContext, createContext } from '@halles/platform/tenancy';
import { aTerritory } from '@halles/testing';
import { MailPermanentError } from './mail.errors';
import { type Mailbox, startMailbox } from './mailbox/mailbox';
import { MailboxClient } from './mailbox/mailbox-client';
import type { MessageDetail } from './mailbox/mailbox-message';
import { Mailer } from './mailer';
import { SmtpTransport } from './smtp-transport';
import { mailFixtures } from './templates/mail-fixtures';
import { MailRenderer } from './templates/mail-renderer';

const mailDomain = 'halles.example';

function contextOf(slug: string): TenantContext {
  const tenant = {
    id: '0193a7e2-0000-7000-8000-000000000001',
    slug,
    state: 'live',
    database: 'main',
    role: 't_0',
    schema: 't_0',
    hosts: [],
    canonicalHost: `${slug}.localhost`,
    settings: aTerritory(slug),
    version: 1,
  } as const;
  return createContext(tenant, { kind: 'system', job: 'test' }, 'request');
}

/** Header names that a message of ours has; anything else was smuggled in. */
const EXPECTED_HEADERS = [
  'auto-submitted',
  'content-language',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'reply-to',
  'subject',
  'to',
  'x-auto-response-suppress',
];

// Texts that a form takes as a name or a subject. Each must arrive, as a name or a subject and as nothing else.
const HOSTILE_TEXTS = [
  'M\r\nBcc: evil@x.fr',
  'M\nBcc: evil@x.fr',
  'M\rBcc: evil@x.fr',
  'M\r\n\r\n<html>body</html>',
  'M%0d%0aBcc: evil@x.fr',
  'M\u2028Bcc: evil@x.fr',
  'M\u2029Cc: evil@x.fr',
  'M\u0085Bcc: evil@x.fr',
  'M\u000bBcc: evil@x.fr',
  'M\u0000Bcc: evil@x.fr',
  'M嘊嘍Bcc: evil@x.fr',
  'M, evil@x.fr',
  'M" <evil@x.fr>, "N',
  'M> , <evil@x.fr',
  'M; evil@x.fr',
  'evil: a@x.fr, b@x.fr;',
  'M (comment) <evil@x.fr>',
  '\\" <evil@x.fr>',
  '=?utf-8?Q?M=0D=0ABcc:_evil@x.fr?=',
  '=?utf-8?B?TQ0KQmNjOiBldmlsQHguZnI=?=',
  'M\r\n.\r\nMAIL FROM:<evil@x.fr>\r\nRCPT TO:<evil@x.fr>\r\nDATA',
  'M\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x',
  '\u202eevil@x.fr\u202c',
  'é'.repeat(5_000),
  `${'a'.repeat(990)}\r\n Bcc: evil@x.fr`,
  '{{t "x"}}{{{@root}}}',
  'M\ud800',
  '\ufeffM\r\n\tBcc: evil@x.fr',
];

// Addresses that a form must not take: refused before anything leaves.
const HOSTILE_ADDRESSES = [
  'm@c.fr, evil@x.fr',
  'm@c.fr;evil@x.fr',
  'm@c.fr evil@x.fr',
  'm@c.fr\r\nRCPT TO:<evil@x.fr>',
  'm@c.fr\nBcc: evil@x.fr',
  '<m@c.fr>,<evil@x.fr>',
  'm@c.fr> SIZE=1\r\nRCPT TO:<evil@x.fr',
  '"m@c.fr, evil"@x.fr',
  '"xclow3n@gmail.com x"@internal.example',
  'm@c.fr(evil@x.fr)',
  'evil: m@c.fr, evil@x.fr;',
  'm@c.fr\u0000evil@x.fr',
];

describe('mailer, over real SMTP', () => {
  let folder: string;
  let mailbox: Mailbox;
  let client: MailboxClient;
  let transport: SmtpTransport;
  let mailer: Mailer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'halles-mailer-'));
    mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, folder });
    client = new MailboxClient(mailbox);
    transport = new SmtpTransport(`smtp://127.0.0.1:${mailbox.smtpPort}`);
    mailer = new Mailer({ mailDomain }, new MailRenderer(process.cwd()), transport, systemClock);
  });
  afterEach(() => fetch(`${client.origin}/api/messages`, { method: 'DELETE' }));
  afterAll(async () => {
    await transport.close();
    await mailbox.close();
    await rm(folder, { recursive: true });
  });

  const forward = {
    template: 'enquiry-forward',
    locale: 'fr',
    model: mailFixtures['enquiry-forward'],
  } as const;
  const townHall = { name: 'Mairie', address: 'mairie@bordeaux.example' };
  const valueOf = (message: MessageDetail, name: string): string | undefined =>
    message.headers.find((header) => header.name.toLowerCase() === name)?.value;

  async function only(): Promise<MessageDetail> {
    const messages = await client.readAll();
    expect(messages).toHaveLength(1);
    return messages[0] as MessageDetail;
  }

  it('writes as the territory from the platform’s domain, and lets answers go to the citizen', async () => {
    const citizen = { name: 'Marie Dupré', address: 'marie@example.fr' };
    await mailer.sendMail(contextOf('bordeaux'), {
      ...forward,
      to: townHall,
      replyTo: citizen,
      messageId: 'outbox-1',
    });
    const message = await only();
    expect(message.from).toEqual({ name: 'Commerces bordeaux', address: `bordeaux@${mailDomain}` });
    expect(message.envelope).toEqual({ from: `bordeaux@${mailDomain}`, to: [townHall.address] });
    expect(message.to).toEqual([townHall]);
    expect(message.replyTo).toEqual([citizen]);
    expect(valueOf(message, 'message-id')).toBe(`<outbox-1@${mailDomain}>`);
    expect(valueOf(message, 'auto-submitted')).toBe('auto-generated');
    expect(valueOf(message, 'content-language')).toBe('fr');
    expect(Math.abs(Date.parse(message.date ?? '') - Date.now())).toBeLessThan(60_000);
  });

  it('lets answers go to the territory where nobody else is named, in the reader’s language', async () => {
    await mailer.sendMail(contextOf('valence'), {
      template: 'enquiry-acknowledge',
      locale: 'en',
      model: mailFixtures['enquiry-acknowledge'],
      to: { name: 'Marie', address: 'marie@example.fr' },
      messageId: 'outbox-2',
    });
    const message = await only();
    expect(message.replyTo[0]?.address).toBe('mairie@valence.example');
    expect(valueOf(message, 'content-language')).toBe('en');
    expect(message.subject).toBe('We have your message (reference K7Q2-9MXA)');
    expect(message.html).toContain('CANARY-TITLE valence (en)');
  });

  it('knows the hostile corpus by its size', () => {
    expect(HOSTILE_TEXTS.length + HOSTILE_ADDRESSES.length).toBe(40);
  });

  it.each(HOSTILE_TEXTS)(
    'sends to one recipient and adds no header for the name and subject %j',
    async (text) => {
      const model = { ...forward.model, name: text, subject: text, message: text };
      await mailer.sendMail(contextOf('bordeaux'), {
        template: 'enquiry-forward',
        locale: 'fr',
        model,
        to: { name: text, address: townHall.address },
        replyTo: { name: text, address: 'marie@example.fr' },
        messageId: 'outbox-3',
      });
      const message = await only();
      expect(message.envelope.to).toEqual([townHall.address]);
      expect(message.to.map(({ address }) => address)).toEqual([townHall.address]);
      expect(message.replyTo.map(({ address }) => address)).toEqual(['marie@example.fr']);
      expect(message.headers.map(({ name }) => name.toLowerCase()).sort()).toEqual(EXPECTED_HEADERS);
      const head = (await client.source(message.id)).split('\r\n\r\n')[0] ?? '';
      expect(Math.max(...head.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    },
  );

  it.each(HOSTILE_ADDRESSES)(
    'refuses the address %j, as recipient and as reply, and sends nothing',
    async (address) => {
      const evil = { name: 'M', address };
      const send = (to: typeof evil, replyTo: typeof evil) =>
        mailer.sendMail(contextOf('bordeaux'), { ...forward, to, replyTo, messageId: 'outbox-4' });
      await expect(send(evil, townHall)).rejects.toBeInstanceOf(MailPermanentError);
      await expect(send(townHall, evil)).rejects.toBeInstanceOf(MailPermanentError);
      expect(await client.list()).toEqual([]);
    },
  );
});
