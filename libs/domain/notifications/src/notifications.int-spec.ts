/** @own-modules */
import { systemClock } from '@halles/kernel';
import { AccountRepository, PersonalData } from '@halles/domain/accounts';
import { AddressRefusals } from '@halles/domain/deliveries';
import { defineJob, Outbox } from '@halles/platform/outbox';
import { PushSender, type PushSubscription } from '@halles/platform/push';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, openWorld, platformOf, servicesOf, type World, writeListings } from '@halles/testing';
import { createECDH, randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { NotificationRepository } from './notification.repository';
import { type Notice, NotificationService } from './notification.service';
import { NotificationsModule } from './notifications.module';
import { PushSubscriptionRepository } from './push-subscription.repository';
import { PushService } from './push.service';

const NOW = new Date('2026-11-25T09:00:00Z');

const TEST_MAIL = defineJob('test.mail');

describe('notifications', () => {
  let world: World;
  let service: NotificationService;
  let push: PushService;
  let personal: PersonalData;
  const sent: string[] = [];
  let answer = 201;
  const repository = new NotificationRepository();
  const browsers = new PushSubscriptionRepository();

  beforeAll(async () => {
    world = await openWorld({ env: { PUSH_SERVICES: 'push.example' } });
    const sender = new PushSender(world.config, systemClock, ({ endpoint }) => {
      sent.push(endpoint);
      return Promise.resolve({ status: answer });
    });
    service = new NotificationService(
      world.work,
      repository,
      browsers,
      new AccountRepository(),
      new AddressRefusals(),
      new Outbox(),
    );
    push = new PushService(world.work, repository, browsers, sender);
    const services = await servicesOf(
      world,
      [NotificationsModule],
      [{ provide: PushSender, useValue: sender }],
    );
    personal = services.get(PersonalData, { strict: false });
  });
  afterAll(() => world.close());
  beforeEach(() => {
    sent.length = 0;
    answer = 201;
  });

  const accountOf = async (ctx: TenantContext, email = `${uuid()}@example.fr`): Promise<string> =>
    (await anAccount(world, ctx, { email })).id;
  async function notice(ctx: TenantContext, accountId: string, input: Partial<Notice> = {}): Promise<Notice> {
    const [listingId = 0] = await writeListings(world, ctx, [{}]);
    const ref = uuid();
    return { accountId, event: 'report', listingId, ref, mail: { kind: TEST_MAIL, ref }, ...input };
  }
  const tell = (ctx: TenantContext, one: Notice) =>
    world.work.write(ctx, (tx) => service.notify(tx, one, NOW));
  const promised = async (kind: string, ref?: string): Promise<number> => {
    const rows = await platformOf(world).query<{ ref: string }>(
      'SELECT ref FROM platform.outbox WHERE kind = $1',
      [kind],
    );
    return rows.filter((row) => ref === undefined || row.ref === ref).length;
  };
  const aBrowser = (): PushSubscription => {
    const pair = createECDH('prime256v1');
    pair.generateKeys();
    return {
      endpoint: `https://fr.push.example/${uuid()}`,
      p256dh: pair.getPublicKey('base64url'),
      auth: randomBytes(16).toString('base64url'),
    };
  };

  it('are told once, however often, even at the same instant, and promise one mail', async () => {
    const account = await accountOf(world.here);
    const one = await notice(world.here, account);
    const told = await Promise.all(Array.from({ length: 8 }, () => tell(world.here, one)));
    expect(told.filter(Boolean)).toHaveLength(1);
    expect(await promised('test.mail', one.ref)).toBe(1);
    const { notifications } = await service.inbox(world.here, account, null);
    expect(notifications).toMatchObject([
      { event: 'report', ref: one.ref, isRead: false, listing: { name: 'Boulangerie des Halles' } },
    ]);
  });

  it('are read by their account alone, counted while unread, and none of another territory', async () => {
    const [mine, other] = [await accountOf(world.here), await accountOf(world.here)];
    await tell(world.here, await notice(world.here, mine));
    expect(await service.unread(world.here, mine)).toBe(1);
    expect(await service.unread(world.here, other)).toBe(0);
    expect(await service.unread(world.there, mine)).toBe(0);
    expect((await service.inbox(world.there, mine, null)).notifications).toEqual([]);
    await service.markRead(world.here, other, NOW);
    expect(await service.unread(world.here, mine)).toBe(1);
    await service.markRead(world.here, mine, NOW);
    expect(await service.unread(world.here, mine)).toBe(0);
  });

  it('come in pages, the newest first', async () => {
    const account = await accountOf(world.here);
    const one = await notice(world.here, account);
    for (let at = 0; at < 65; at += 1) await tell(world.here, { ...one, ref: `r${at}` });
    const seen: string[] = [];
    for (let before: string | null = null, pages = 0; pages < 5; pages += 1) {
      const page: Awaited<ReturnType<NotificationService['inbox']>> = await service.inbox(
        world.here,
        account,
        before,
      );
      seen.push(...page.notifications.map(({ ref }) => ref));
      ({ before } = page);
      if (before === null) break;
    }
    expect(seen).toEqual(Array.from({ length: 65 }, (_, at) => `r${64 - at}`));
  });

  it('go by mail to who wants mails of the event: all do who said nothing', async () => {
    const account = await accountOf(world.here);
    expect((await service.preferences(world.here, account)).every(({ wanted }) => wanted)).toBe(true);
    await service.setPreferences(
      world.here,
      account,
      [{ event: 'report', channel: 'mail', wanted: false }],
      NOW,
    );
    const report = await notice(world.here, account);
    const page = await notice(world.here, account, { event: 'page' });
    await tell(world.here, report);
    await tell(world.here, page);
    expect(await promised('test.mail', report.ref)).toBe(0);
    expect(await promised('test.mail', page.ref)).toBe(1);
    expect(await service.unread(world.here, account)).toBe(2);
  });

  it('go by mail to no address that refused the last one, until it takes one again', async () => {
    const email = `${uuid()}@example.fr`;
    const account = await accountOf(world.here, email);
    const deliver = (status: 'sent' | 'refused', at: string) =>
      world.work.write(world.here, ({ manager }) =>
        manager.query(
          `INSERT INTO mail_delivery (id, template, ref, recipient, message_id, status, sent_at, created_at)
           VALUES ($1::uuid, 't', $1::uuid, $2, $1::text, $3, CASE WHEN $3 = 'sent' THEN $4::timestamptz END, $4)`,
          [uuid(), email, status, at],
        ),
      );
    const may = () => world.work.read(world.here, (tx) => service.mayMail(tx, account, 'report'));
    await deliver('refused', '2026-11-20T09:00:00Z');
    expect(await may()).toBe(false);
    const one = await notice(world.here, account);
    await tell(world.here, one);
    expect(await promised('test.mail', one.ref)).toBe(0);
    await deliver('sent', '2026-11-21T09:00:00Z');
    expect(await may()).toBe(true);
  });

  it('reach each browser of the account, and forget those that are gone', async () => {
    const account = await accountOf(world.here);
    const [first, second] = [aBrowser(), aBrowser()];
    await push.subscribe(world.here, account, first, NOW);
    await push.subscribe(world.here, account, second, NOW);
    const before = await promised('notification.push');
    const one = await notice(world.here, account);
    await tell(world.here, one);
    expect(await promised('notification.push')).toBe(before + 1);
    const [{ id = '' } = {}] = (await service.inbox(world.here, account, null)).notifications;
    await push.push(world.here, id);
    expect([...sent].sort()).toEqual([first.endpoint, second.endpoint].sort());
    answer = 410;
    await push.push(world.here, id);
    expect(await push.browsersOf(world.here, account)).toEqual([]);
  });

  it('promise no push to who has no browser, or does not want it', async () => {
    const account = await accountOf(world.here);
    const before = await promised('notification.push');
    await tell(world.here, await notice(world.here, account));
    await push.subscribe(world.here, account, aBrowser(), NOW);
    await service.setPreferences(
      world.here,
      account,
      [{ event: 'report', channel: 'push', wanted: false }],
      NOW,
    );
    await tell(world.here, await notice(world.here, account));
    expect(await promised('notification.push')).toBe(before);
  });

  it('bind a browser to who signed in on it last, ten at most to an account, of known services only', async () => {
    const [mine, other] = [await accountOf(world.here), await accountOf(world.here)];
    const shared = aBrowser();
    await push.subscribe(world.here, mine, shared, NOW);
    await push.subscribe(world.here, other, shared, NOW);
    expect(await push.browsersOf(world.here, mine)).toEqual([]);
    await push.unsubscribe(world.here, mine, shared.endpoint);
    expect(await push.browsersOf(world.here, other)).toHaveLength(1);
    const unknown = { ...shared, endpoint: 'https://169.254.169.254/' };
    await expect(push.subscribe(world.here, mine, unknown, NOW)).rejects.toMatchObject({
      code: 'push-service-unknown',
    });
    for (let at = 0; at < 10; at += 1) await push.subscribe(world.here, mine, aBrowser(), NOW);
    await expect(push.subscribe(world.here, mine, aBrowser(), NOW)).rejects.toMatchObject({
      code: 'too-many-browsers',
    });
  });

  it('are in what a person gets of their account, and gone with it', async () => {
    const account = await accountOf(world.here);
    await push.subscribe(world.here, account, aBrowser(), NOW);
    await tell(world.here, await notice(world.here, account));
    const exported = await world.work.read(world.here, (tx) => personal.export(tx, account));
    expect(exported).toMatchObject({
      notifications: { notifications: [{ event: 'report' }], browsers: [{}] },
    });
    await world.work.write(world.here, (tx) => personal.erase(tx, account, systemClock.now()));
    expect(await service.unread(world.here, account)).toBe(0);
    expect(await push.browsersOf(world.here, account)).toEqual([]);
  });
});
