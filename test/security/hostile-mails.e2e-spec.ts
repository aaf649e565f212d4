import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MINUTE } from '@halles/kernel';
import { serve, type Serving } from '@halles/platform/http';
import { type Mailbox, MailboxClient, type MessageDetail, startMailbox } from '@halles/platform/mail';
import {
  EVIL_ADDRESS,
  GENEROUS,
  hostileAddresses,
  hostileLines,
  ourMailHeaders,
  platformOf,
} from '@halles/testing';
import { createConsoleApp } from '../../apps/console-api/src/console-app';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { openPortal, type Portal } from '../../apps/portal/testing/portal-harness';
import { type Server, startServer, until } from '../reliability/stage';
import { MailWays, TOWN } from './mail-ways';

jest.setTimeout(5 * MINUTE);

describe('what people write and is mailed, over real SMTP', () => {
  let folder: string;
  let mailbox: Mailbox;
  let portal: Portal;
  let office: Serving;
  let worker: Server;
  let ways: MailWays;
  let mails: readonly MessageDetail[];
  /** How many of the forms sent an address that must not be written to. */
  let refused: number;

  const isQuiet = async (): Promise<boolean> => {
    const [waiting] = await platformOf(portal.world).query<{ n: number }>(
      "SELECT count(*)::int AS n FROM outbox WHERE status IN ('pending', 'queued')",
    );
    return waiting?.n === 0;
  };

  /** The mails that tell the town of reports: nobody's form, but a task of the worker. */
  const announced = async (): Promise<string[]> => {
    const { world } = portal;
    const rows = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ id: string }[]>(
        'SELECT DISTINCT announced_in AS id FROM listing_report WHERE announced_in IS NOT NULL',
      ),
    );
    return rows.map(({ id }) => `announcement ${id}`);
  };
  /**
   * The task runs when the worker starts, before or after reports are the town's as it happens, and again minutes later: it
   * is made to run now, so that its mail is there and expected.
   */
  const isAnnounced = async (): Promise<boolean> => {
    await platformOf(portal.world).query(
      "UPDATE scheduled_task SET next_at = now() WHERE name = 'report-announcement' AND holder IS NULL",
    );
    return (await announced()).length > 0;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'halles-hostile-'));
    mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, folder });
    portal = await openPortal(
      { rateLimits: GENEROUS },
      { TRUSTED_PROXIES: '127.0.0.1', SMTP_URL: `smtp://127.0.0.1:${mailbox.smtpPort}` },
    );
    const { world } = portal;
    office = await serve(await createConsoleApp(world.config, { rateLimits: GENEROUS }), 0);
    const client = new ConsoleClient(office.port);
    await openSession(
      world,
      client,
      await addAccount(world, { role: 'manager', tenantId: world.here.tenant.id }),
    );
    ways = new MailWays(portal, client);
    for (const [n, address] of hostileAddresses.entries()) await ways.writeAddress(n, address);
    refused = ways.sent.length;
    for (const [n, text] of hostileLines.entries()) await ways.writeText(n, text);
    worker = await startServer('worker', { PATH: process.env['PATH'], ...world.serverEnv });
    await until('every mail has left', 3 * MINUTE, isQuiet);
    await until('the town is mailed of the reports that wait', 3 * MINUTE, isAnnounced);
    for (const [n, text] of hostileLines.entries()) await ways.answerText(n, text);
    await until('every mail of an answer has left', 3 * MINUTE, isQuiet);
    mails = await new MailboxClient(mailbox).readAll();
  });

  afterAll(async () => {
    await worker.stop();
    await office.stop();
    await portal.close();
    await mailbox.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is taken or refused, in every form of portal and console, and breaks none', () => {
    expect(ways.sent.filter(({ status }) => status >= 500)).toEqual([]);
    const forms = new Set(
      ways.sent.map(({ form }) => form.replaceAll(/(?<=mandat\/).*|[0-9a-f-]{36}|\d+/g, '…')),
    );
    expect(forms.size).toBe(19);
  });

  it('goes nowhere where an address is not exactly one plain address', () => {
    expect(refused).toBe(10 * hostileAddresses.length);
    expect(ways.sent.slice(0, refused).filter(({ status }) => status < 400)).toEqual([]);
  });

  it('leaves once: no message is sent a second time', () => {
    const sent = new Map<string, MessageDetail[]>();
    for (const mail of mails)
      sent.set(mail.messageId ?? '', [...(sent.get(mail.messageId ?? '') ?? []), mail]);
    const doubled = [...sent.values()].filter(({ length }) => length > 1);
    expect(doubled.map((all) => all.map(({ envelope, subject }) => `${subject} to ${envelope.to}`))).toEqual(
      [],
    );
  });

  it('reaches whom it is for, once for each thing that was sent, and nobody else', async () => {
    const expected = new Map<string, string[]>([[TOWN, await announced()]]);
    for (const { form, status, to } of ways.sent)
      if (status < 400)
        for (const address of to)
          expected.set(address, [...(expected.get(address) ?? []), `${form} (${status})`]);
    const found = new Map<string, string[]>();
    for (const { envelope, subject } of mails) {
      const address = envelope.to.join(' ');
      found.set(address, [...(found.get(address) ?? []), subject]);
    }
    // Which forms a mail is for, and which mails came: of every address where their numbers differ.
    const differing = [...new Set([...expected.keys(), ...found.keys()])]
      .map((address) => ({ address, forms: expected.get(address) ?? [], came: found.get(address) ?? [] }))
      .filter(({ forms, came }) => forms.length !== came.length);
    expect(differing).toEqual([]);
    expect(mails.length).toBeGreaterThan(10 * hostileLines.length);
  });

  it('says no other recipient and has no header that is not ours', () => {
    for (const { envelope, to, replyTo, headers, subject, html } of mails) {
      expect(to.map(({ address }) => address)).toEqual(envelope.to);
      expect(replyTo.map(({ address }) => address)).not.toContain(EVIL_ADDRESS);
      expect(
        headers.map(({ name }) => name.toLowerCase()).filter((name) => !ourMailHeaders.includes(name)),
      ).toEqual([]);
      expect(headers).toHaveLength(ourMailHeaders.length);
      expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
      expect(html).not.toMatch(/<img src=x|<b>M/);
    }
  });

  it('leaves no mail behind that could not be sent', async () => {
    const dead = await platformOf(portal.world).query("SELECT kind FROM outbox WHERE status = 'dead'");
    expect(dead).toEqual([]);
  });
});
