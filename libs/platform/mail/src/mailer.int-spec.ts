import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@halles/kernel';
import { type TenantContext, createContext } from '@halles/platform/tenancy';
import { everyMail } from '@halles/domain/correspondence';
import { enquiryMails } from '@halles/domain/enquiries';
import { emailAddress } from '@halles/contracts';
import { aTerritory, hostileAddresses, hostileLines, ourMailHeaders } from '@halles/testing';
import { normalizeAddress } from './mail-address';
import { MailPermanentError } from './mail.errors';
import { type Mailbox, startMailbox } from './mailbox/mailbox';
import { MailboxClient } from './mailbox/mailbox-client';
import type { MessageDetail } from './mailbox/mailbox-message';
import { Mailer } from './mailer';
import { SmtpTransport } from './smtp-transport';
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
    stateSince: null,
    storageQuotaMb: null,
    isCopy: false,
    settings: aTerritory(slug),
    version: 1,
  } as const;
  return createContext(tenant, { kind: 'system', job: 'test' }, 'request');
}

/** What a person or a town may have written, at every place of a model; addresses, and what only we write, stay. */
function filledWith(value: unknown, text: string): unknown {
  if (typeof value === 'string') return /^(?:https?:|\S+@|[a-z-]+$)/.test(value) ? value : text;
  if (Array.isArray(value)) return value.map((entry) => filledWith(entry, text));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, filledWith(entry, text)]));
}

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
    mailer = new Mailer(
      { mailDomain, masterKey: 'k'.repeat(40), bounceDomain: undefined },
      new MailRenderer(process.cwd()),
      transport,
      systemClock,
    );
  });
  afterEach(() => fetch(`${client.origin}/api/messages`, { method: 'DELETE' }));
  afterAll(async () => {
    await transport.close();
    await mailbox.close();
    await rm(folder, { recursive: true });
  });

  const forward = {
    mail: enquiryMails.forward,
    locale: 'fr',
    model: enquiryMails.forward.fixtures[0],
  } as const;
  const townHall = { name: 'Mairie', address: 'mairie@bordeaux.example', isProven: true };
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
    expect(message.to).toEqual([{ name: townHall.name, address: townHall.address }]);
    expect(message.replyTo).toEqual([citizen]);
    expect(valueOf(message, 'message-id')).toBe(`<outbox-1@${mailDomain}>`);
    expect(valueOf(message, 'auto-submitted')).toBe('auto-generated');
    expect(valueOf(message, 'content-language')).toBe('fr');
    expect(Math.abs(Date.parse(message.date ?? '') - Date.now())).toBeLessThan(60_000);
  });

  it('lets answers go to the territory where nobody else is named, in the reader’s language', async () => {
    await mailer.sendMail(contextOf('valence'), {
      mail: enquiryMails.acknowledge,
      locale: 'en',
      model: enquiryMails.acknowledge.fixtures[0],
      to: { name: 'Marie', address: 'marie@example.fr', isProven: false },
      messageId: 'outbox-2',
    });
    const message = await only();
    expect(message.replyTo[0]?.address).toBe('mairie@valence.example');
    expect(valueOf(message, 'content-language')).toBe('en');
    expect(message.subject).toBe('We have your message (reference K7Q2-9MXA)');
    expect(message.html).toContain('CANARY-TITLE valence (en)');
  });

  it('knows the hostile corpus by its size', () => {
    expect(new Set(hostileLines).size).toBe(40);
    expect(hostileAddresses.length).toBeGreaterThanOrEqual(20);
  });

  it.each(hostileLines)(
    'sends to one recipient and adds no header, whatever the mail, for the name and subject %j',
    async (text) => {
      const { tenant, ...ctx } = contextOf('bordeaux');
      const { mail, ...settings } = tenant.settings;
      const titled = { ...settings, title: { fr: text, en: text }, mail: { ...mail, fromName: text } };
      for (const definition of everyMail)
        await mailer.sendMail(
          { ...ctx, tenant: { ...tenant, settings: titled } },
          {
            mail: definition,
            locale: 'fr',
            model: filledWith(definition.fixtures[0], text),
            to: { name: text, address: townHall.address, isProven: true },
            replyTo: { name: text, address: 'marie@example.fr' },
            messageId: definition.name,
          },
        );
      const messages = await client.readAll();
      expect(messages).toHaveLength(everyMail.length);
      for (const message of messages) {
        expect(message.envelope).toEqual({ from: `bordeaux@${mailDomain}`, to: [townHall.address] });
        expect(message.from.address).toBe(`bordeaux@${mailDomain}`);
        expect(message.to.map(({ address }) => address)).toEqual([townHall.address]);
        expect(message.replyTo.map(({ address }) => address)).toEqual(['marie@example.fr']);
        expect(message.headers.map(({ name }) => name.toLowerCase()).sort()).toEqual(ourMailHeaders);
        expect(message.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
        // Nothing that was typed is markup.
        expect(message.html).not.toMatch(/<img src=x|<b>M/);
        const head = (await client.source(message.id)).split('\r\n\r\n')[0] ?? '';
        expect(Math.max(...head.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
      }
    },
  );

  it.each(hostileAddresses)(
    'refuses the address %j, as recipient and as reply, and sends nothing',
    async (address) => {
      const evil = { name: 'M', address, isProven: true };
      const send = (to: typeof evil, replyTo: typeof evil) =>
        mailer.sendMail(contextOf('bordeaux'), { ...forward, to, replyTo, messageId: 'outbox-4' });
      await expect(send(evil, townHall)).rejects.toBeInstanceOf(MailPermanentError);
      await expect(send(townHall, evil)).rejects.toBeInstanceOf(MailPermanentError);
      expect(await client.list()).toEqual([]);
    },
  );

  it('writes to every address that a form of ours takes', () => {
    const taken = [
      'o’hara@x.fr',
      "o'hara+a_b-c@sub.example.fr",
      'm@safe-.example',
      `${'m'.repeat(64)}@c.fr`,
    ].filter((address) => emailAddress.safeParse(address).success);
    expect(taken).toHaveLength(2);
    expect(taken.map(normalizeAddress)).toEqual(taken);
  });
});
