import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { AddressRefusals, Bounces, DeliveriesModule, DeliveryRepository } from '@halles/domain/deliveries';
import { MAX_REPORT_BYTES, MemoryTransport, ReturnPaths, startMailDoor } from '@halles/platform/mail';
import { createLog } from '@halles/platform/observability';
import type { TenantContext } from '@halles/platform/tenancy';
import { UntrustedFiles, untrustedFilesOptions } from '@halles/platform/untrusted-files';
import { openWorld, servicesOf, type World } from '@halles/testing';
import { mailerTo } from '@halles/testing/mails';
import { BounceReceiver } from './bounce-receiver';

const DOMAIN = 'back.example';

/** As a mail server writes it (RFC 3464, appendix). */
const report = ({ action = 'failed', status = '5.1.1', more = '' } = {}): string =>
  [
    'From: Mail Delivery System <MAILER-DAEMON@mx.example>',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="=_part"',
    '',
    'This is a MIME-encapsulated message.',
    '--=_part',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'I could not deliver it. Action: delivered',
    '--=_part',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; nobody@example.org',
    `Action: ${action}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 5.1.1 no such',
    ' user here',
    more,
    '--=_part--',
    '',
  ].join('\r\n');

describe('mails that come back', () => {
  let world: World;
  let server: Awaited<ReturnType<typeof startMailDoor>>;
  let files: UntrustedFiles;
  let paths: ReturnPaths;
  let refusals: AddressRefusals;
  const deliveries = new DeliveryRepository();

  beforeAll(async () => {
    world = await openWorld({ env: { BOUNCE_DOMAIN: DOMAIN, BOUNCE_PORT: '2525' } });
    const services = await servicesOf(world, [DeliveriesModule], [mailerTo(new MemoryTransport(), world)]);
    files = new UntrustedFiles(untrustedFilesOptions(world.config));
    paths = new ReturnPaths(world.config);
    refusals = services.get(AddressRefusals);
    const log = createLog({ name: 'test', level: 'silent' });
    const receiver = new BounceReceiver(services.get(Bounces), files, log);
    const tenants = [world.here.tenant, world.there.tenant];
    server = await startMailDoor(
      { port: 0, host: '127.0.0.1', name: DOMAIN },
      {
        accepts: (address) => {
          const returned = paths.read(address, tenants);
          return (
            returned && {
              mostBytes: MAX_REPORT_BYTES,
              take: async (source) => void (await receiver.take(returned, source)),
            }
          );
        },
      },
    );
  });
  afterAll(async () => {
    await server.close();
    files.close();
    await world.close();
  });

  /** A mail that a server accepted. */
  async function sent(ctx: TenantContext = world.here, recipient = `${randomUUID()}@example.org`) {
    const id = randomUUID();
    await world.work.write(ctx, async (tx) => {
      await deliveries.beginAttempt(tx, {
        id,
        template: 'order-received',
        ref: id,
        recipient,
        messageId: id,
      });
      await deliveries.recordSent(tx, id, '250 queued');
    });
    return { id, recipient, address: paths.of(ctx.tenant, id) ?? '' };
  }
  const bounceOf = async (id: string, ctx = world.here) =>
    world.work.read(ctx, async (tx) => {
      const [row] = await tx.manager.query<{ bounce: string | null; status: string }[]>(
        'SELECT bounce, status FROM mail_delivery WHERE id = $1',
        [id],
      );
      return row?.bounce;
    });
  /** What another server does with it. @returns the code that it is answered with */
  async function comesBack(to: string, raw: string | Buffer): Promise<number> {
    const transport = createTransport({ host: '127.0.0.1', port: server.port, ignoreTLS: true });
    try {
      await transport.sendMail({ envelope: { from: '', to: [to] }, raw });
      return 250;
    } catch (error) {
      return (error as { responseCode?: number }).responseCode ?? 0;
    } finally {
      transport.close();
    }
  }

  it.each([
    [{ status: '5.1.1' }, 'unknown'],
    [{ status: '5.2.1' }, 'disabled'],
    [{ status: '5.2.2' }, 'full'],
    [{ status: '4.2.2' }, 'full'],
    [{ status: '5.3.4' }, 'size'],
    [{ status: '5.7.1' }, 'policy'],
    [{ status: '5.0.0' }, 'other'],
    [{ action: 'delayed', status: '4.4.1' }, null],
    [{ action: 'delivered', status: '2.0.0' }, null],
  ])('are noted with why, where they did (%j)', async (said, bounce) => {
    const mail = await sent();
    expect(await comesBack(mail.address, report(said))).toBe(250);
    expect(await bounceOf(mail.id)).toBe(bounce);
  });

  it('are noted once, however often their report comes', async () => {
    const mail = await sent();
    await comesBack(mail.address, report());
    expect(await comesBack(mail.address, report({ status: '5.7.1' }))).toBe(250);
    expect(await bounceOf(mail.id)).toBe('unknown');
  });

  it('stop what goes to an address that does not exist, for a week, and nothing else', async () => {
    const [gone, full] = [await sent(), await sent()];
    await comesBack(gone.address, report());
    await comesBack(full.address, report({ status: '5.2.2' }));
    const cameBack = (address: string, now = new Date()) =>
      world.work.read(world.here, (tx) => refusals.cameBack(tx, address, now));
    expect(await cameBack(gone.recipient)).toBe(true);
    expect(await cameBack(full.recipient)).toBe(false);
    expect(await cameBack(gone.recipient, new Date(Date.now() + 8 * 24 * 3_600_000))).toBe(false);
    expect(
      await world.work.read(world.there, (tx) => refusals.cameBack(tx, gone.recipient, new Date())),
    ).toBe(false);
  });

  it('come in by an address of ours alone: what is forged is refused before it is read', async () => {
    const mail = await sent();
    const [local = ''] = mail.address.split('@');
    for (const address of [
      `${local.slice(0, -1)}${local.endsWith('a') ? 'b' : 'a'}@${DOMAIN}`,
      `bounces+${'a'.repeat(42)}@${DOMAIN}`,
      `postmaster@${DOMAIN}`,
      `${local}@else.example`,
    ])
      expect([address, await comesBack(address, report())]).toEqual([address, 550]);
    expect(await bounceOf(mail.id)).toBeNull();
  });

  it('are those of the territory that sent them', async () => {
    const mail = await sent(world.there);
    // The address of another territory for the same delivery.
    await comesBack(paths.of(world.here.tenant, mail.id) ?? '', report());
    expect(await bounceOf(mail.id, world.there)).toBeNull();
    await comesBack(mail.address, report());
    expect(await bounceOf(mail.id, world.there)).toBe('unknown');
  });

  it.each([
    ['an answer of somebody', 'From: a@b.example\r\nSubject: Re\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n'],
    ['nothing', ''],
    ['a report without a status', report({ status: 'no idea' })],
    ['a million short lines', `${report().split('--=_part')[0] ?? ''}${'x\r\n'.repeat(150_000)}`],
    ['a line without an end', `Content-Type: multipart/report; boundary="${'a'.repeat(400_000)}`],
    ['bytes', Buffer.alloc(200_000, 0xff)],
  ])('are not believed where they are %s', async (_, raw) => {
    const mail = await sent();
    expect(await comesBack(mail.address, raw)).toBe(250);
    expect(await bounceOf(mail.id)).toBeNull();
  });

  it.each([300_000, 7_000_000])('are refused where they are too large (%d lines)', async (lines) => {
    const mail = await sent();
    expect(await comesBack(mail.address, report({ more: 'x\r\n'.repeat(lines) }))).toBe(552);
    expect(await bounceOf(mail.id)).toBeNull();
  });
});
