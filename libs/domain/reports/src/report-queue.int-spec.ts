import { listingReportSchema } from '@halles/contracts';
import { ownerUntil } from './answer-time';
import { ReportEntity } from './report.entity';
import { reportConfirmationLink } from './report-link';
import { isWithOwner } from './report-queue.repository';
import { ESCALATION_BATCH } from './report-queue.service';
import { ReporterKeys } from './reporter-keys';
import { DAY, required, systemClock } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, openWorld, type World, writeListings } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { type FreshnessWorld, freshnessOf, promisedOf } from '@halles/testing/freshness';

type Kind = ReportEntity['kind'];
const NEVER = new AbortController().signal;

describe('reports of errors', () => {
  let world: World;
  let services: FreshnessWorld;
  beforeAll(async () => {
    world = await openWorld({ entities: [ReportEntity] });
    services = await freshnessOf(world);
  });
  afterAll(() => world.close());

  const aListing = async (ctx: TenantContext = world.here): Promise<number> => {
    const [listing = 0] = await writeListings(world, ctx, [{ facts: { displayName: 'Chez Paul' } }]);
    return listing;
  };
  const anOwnedListing = async (ctx: TenantContext = world.here) => {
    const listing = await aListing(ctx);
    const account = await anAccount(world, ctx, { grants: [{ listingId: listing }] });
    return { listing, account };
  };
  async function report(listing: number, network: string, kind: Kind = 'closed', ctx = world.here) {
    const email = 'lectrice@example.fr';
    // Each in its own words: the same twice in a day is one report.
    const form = listingReportSchema.parse({ idempotencyKey: uuid(), kind, email, message: uuid() });
    const keys = new ReporterKeys(world.config).of(ctx, network, new Date());
    await services.reports.report(ctx, { listing, ...form }, 'fr', keys);
    return idOf(form.idempotencyKey, ctx);
  }
  /** The report that was sent with that key: several may be sent at once. */
  async function idOf(key: string, ctx = world.here): Promise<string> {
    const [found] = await world.work.read(ctx, ({ manager }) =>
      manager.query<{ id: string }[]>('SELECT id FROM listing_report WHERE idempotency_key = $1', [key]),
    );
    return found?.id ?? '';
  }
  /** The same where the agents have it, and its writer confirmed it. */
  async function confirmed(listing: number, network: string, kind: Kind = 'closed', ctx = world.here) {
    const id = await report(listing, network, kind, ctx);
    await services.queue.notifyOwner(ctx, id, new Date());
    await services.reports.confirm(
      ctx,
      services.links.issue(ctx, reportConfirmationLink, { id, serial: 0 }),
      new Date(),
    );
    return id;
  }
  const isReportedClosed = async (listing: number, now = new Date(), ctx = world.here): Promise<boolean> => {
    const shown = await services.listing(ctx, listing);
    return (await services.freshness.ofListing(ctx, shown, null, now)).isReportedClosed;
  };
  const age = (listing: number, days: number) =>
    world.work.write(world.here, ({ manager }) =>
      manager.query(
        `UPDATE listing_report SET created_at = created_at - make_interval(days => $2) WHERE listing_id = $1`,
        [listing, days],
      ),
    );
  const agent = { kind: 'agent', accountId: uuid(), name: 'Agnès Martin' } as const;

  describe('that a place is closed', () => {
    it('are said on its page when they come from three networks', async () => {
      const listing = await aListing();
      await confirmed(listing, '192.0.1.0/24');
      await confirmed(listing, '192.0.2.0/24');
      expect(await isReportedClosed(listing)).toBe(false);
      await confirmed(listing, '192.0.3.0/24');
      expect(await isReportedClosed(listing)).toBe(true);
    });

    it('say nothing in public as long as nobody stands behind any of them', async () => {
      const listing = await aListing();
      const ids: string[] = [];
      for (const network of ['192.0.1.0/24', '192.0.2.0/24', '192.0.3.0/24', '2001:db8:1::/48']) {
        ids.push(await report(listing, network));
        await services.queue.notifyOwner(world.here, ids.at(-1) ?? '', new Date());
      }
      expect(await isReportedClosed(listing)).toBe(false);
      await services.decisions.accept(world.here, { id: ids[0] ?? '', reason: null }, agent, new Date());
      expect(await isReportedClosed(listing)).toBe(true);
    });

    it('are confirmed by their own link alone, on their own territory', async () => {
      const listing = await aListing();
      const id = await report(listing, '192.0.1.0/24');
      const token = services.links.issue(world.here, reportConfirmationLink, { id, serial: 0 });
      const now = new Date();
      for (const [ctx, typed] of [
        [world.there, token],
        [world.here, `${token}x`],
        [world.here, services.links.issue(world.here, reportConfirmationLink, { id: uuid(), serial: 0 })],
      ] as const)
        await expect(services.reports.confirm(ctx, typed, now)).rejects.toMatchObject({
          code: 'listing-report-not-found',
        });
      expect((await services.reports.open(world.here, token)).isConfirmed).toBe(false);
      await services.reports.confirm(world.here, token, now);
      await services.reports.confirm(world.here, token, now);
      expect((await services.reports.open(world.here, token)).isConfirmed).toBe(true);
    });

    it('count once of one network, ten times in a row or at once', async () => {
      const listing = await aListing();
      for (let time = 0; time < 5; time += 1) await confirmed(listing, '192.0.1.0/24');
      await Promise.all(Array.from({ length: 5 }, () => confirmed(listing, '192.0.1.0/24')));
      await confirmed(listing, '192.0.2.0/24');
      expect(await isReportedClosed(listing)).toBe(false);
    });

    it('count once of one network whose key changed meanwhile, and was erased', async () => {
      const listing = await aListing();
      const at = (days: number) => new Date(Date.now() + days * DAY);
      for (const days of [0, 20, 35]) {
        const message = `Fermé, ${days}`;
        const form = listingReportSchema.parse({ idempotencyKey: uuid(), kind: 'closed', message });
        const keys = new ReporterKeys(world.config).of(world.here, '192.0.1.0/24', at(days));
        await services.reports.report(world.here, { listing, ...form }, 'fr', keys);
        await services.queue.notifyOwner(world.here, await idOf(form.idempotencyKey), new Date());
      }
      await services.reports.forgetReportersBefore(world.here, new Date(Date.now() + DAY));
      expect(await isReportedClosed(listing)).toBe(false);
      await confirmed(listing, '192.0.2.0/24');
      await confirmed(listing, '192.0.3.0/24');
      expect(await isReportedClosed(listing)).toBe(true);
    });

    it('do not count from nobody in particular, of another kind, or after sixty days', async () => {
      const listing = await aListing();
      for (let time = 0; time < 4; time += 1) {
        const form = listingReportSchema.parse({ idempotencyKey: uuid(), kind: 'closed' });
        await services.reports.report(world.here, { listing, ...form }, 'fr');
      }
      for (const network of ['192.0.1.0/24', '192.0.2.0/24', '192.0.3.0/24'])
        await confirmed(listing, network, 'moved');
      expect(await isReportedClosed(listing)).toBe(false);
      for (const network of ['192.0.1.0/24', '192.0.2.0/24', '192.0.3.0/24'])
        await confirmed(listing, network);
      expect(await isReportedClosed(listing, new Date(Date.now() + 59 * DAY))).toBe(true);
      expect(await isReportedClosed(listing, new Date(Date.now() + 61 * DAY))).toBe(false);
    });

    it('count no longer once the business confirms its page', async () => {
      const { listing, account } = await anOwnedListing();
      for (const network of ['192.0.1.0/24', '192.0.2.0/24', '192.0.3.0/24'])
        await confirmed(listing, network);
      // The business is asked first, and has seven days.
      await age(listing, 1);
      expect(await isReportedClosed(listing)).toBe(false);
      await age(listing, 7);
      await services.queue.escalate(world.here, new Date(), NEVER);
      expect(await isReportedClosed(listing)).toBe(true);
      const by = { kind: 'merchant', accountId: account.id, name: account.name } as const;
      await services.freshness.confirmAll(world.here, listing, by, new Date());
      expect(await isReportedClosed(listing)).toBe(false);
    });

    it('count no longer once one of three is refused, and again where that is taken back', async () => {
      const listing = await aListing();
      const ids: string[] = [];
      for (const network of ['192.0.1.0/24', '192.0.2.0/24', '192.0.3.0/24'])
        ids.push(await confirmed(listing, network));
      await services.decisions.accept(world.here, { id: ids[0] ?? '', reason: null }, agent, new Date());
      expect(await isReportedClosed(listing)).toBe(true);
      const refusal = { id: ids[1] ?? '', reason: 'Le rideau était baissé pour travaux.' };
      await services.decisions.refuse(world.here, refusal, agent, new Date());
      expect(await isReportedClosed(listing)).toBe(false);
      await services.decisions.reopen(world.here, refusal.id, agent, new Date());
      expect(await isReportedClosed(listing)).toBe(true);
      expect((await services.queue.get(world.here, refusal.id)).decision).toBeNull();
    });

    it('are those of one territory', async () => {
      const [here, there] = [await aListing(world.here), await aListing(world.there)];
      for (const network of ['192.0.1.0/24', '192.0.2.0/24', '192.0.3.0/24'])
        await confirmed(there, network, 'closed', world.there);
      expect(await isReportedClosed(there, new Date(), world.there)).toBe(true);
      expect(await isReportedClosed(here)).toBe(false);
    });
  });

  describe('reach', () => {
    it('who keeps the listing, once, however often the job runs', async () => {
      const { listing, account } = await anOwnedListing();
      const id = await report(listing, '192.0.9.0/24', 'wrong-hours');
      expect(await promisedOf(world, 'report.notify')).toContain(id);
      for (let time = 0; time < 3; time += 1) await services.queue.notifyOwner(world.here, id, new Date());
      const { notifications } = await services.notifications.inbox(world.here, account.id, null);
      expect(notifications).toMatchObject([{ event: 'report', ref: id, listing: { id: listing } }]);
      expect((await promisedOf(world, 'report.mail')).filter((ref) => ref === id)).toHaveLength(1);
      expect((await services.queue.get(world.here, id)).escalatedAt).toBeNull();
    });

    it('the agents at once where nobody keeps it', async () => {
      const listing = await aListing();
      const id = await report(listing, '192.0.9.0/24', 'moved');
      await services.queue.notifyOwner(world.here, id, new Date());
      const [first] = await services.queue.list(world.here, {
        escalated: true,
        listingId: listing,
        limit: 10,
      });
      expect(first).toMatchObject({ id, isOwned: false, state: 'new' });
    });

    it('the agents however many are overdue, and no further once the work is to stop', async () => {
      const listing = await aListing();
      const count = 2 * ESCALATION_BATCH + 1;
      await world.work.write(world.here, ({ manager }) =>
        manager.query(
          `INSERT INTO listing_report (id, idempotency_key, listing_id, kind, locale, state, created_at)
           SELECT gen_random_uuid(), gen_random_uuid(), $1, 'moved', 'fr', 'new', now() - interval '8 days'
             FROM generate_series(1, $2)`,
          [listing, count],
        ),
      );
      expect(await services.queue.escalate(world.here, new Date(), AbortSignal.abort())).toBe(0);
      expect(await services.queue.escalate(world.here, new Date(), NEVER)).toBe(count);
      expect(await services.queue.escalate(world.here, new Date(), NEVER)).toBe(0);
    });

    it('who comes to keep the listing, with seven days of their own, though the agents had it before', async () => {
      const listing = await aListing();
      const id = await confirmed(listing, '192.0.9.0/24');
      expect((await services.queue.get(world.here, id)).escalatedAt).not.toBeNull();
      await anAccount(world, world.here, { grants: [{ listingId: listing }] });
      const theirs = await services.queue.get(world.here, id);
      expect([theirs.escalatedAt, isWithOwner(theirs)]).toEqual([null, true]);
      expect(
        await services.queue.list(world.here, { escalated: true, listingId: listing, limit: 10 }),
      ).toEqual([]);
      const closed = { id, reason: null, correction: { version: 0, changes: {} } };
      await expect(services.decisions.accept(world.here, closed, agent, new Date())).rejects.toMatchObject({
        code: 'report-with-owner',
      });
      const until = required(ownerUntil(theirs), 'an end').getTime();
      expect(until).toBeGreaterThan(theirs.createdAt.getTime() + 7 * DAY);
      await services.queue.escalate(world.here, new Date(until - 1), NEVER);
      expect((await services.queue.get(world.here, id)).escalatedAt).toBeNull();
      const due = new Date(until + 1);
      await services.queue.escalate(world.here, due, NEVER);
      expect((await services.queue.get(world.here, id)).escalatedAt).toEqual(due);
      expect(await services.queue.escalate(world.here, due, NEVER)).toBe(0);
    });

    it('the agents where the merchant did not answer in seven days, once, by several workers at once', async () => {
      const { listing } = await anOwnedListing();
      const id = await report(listing, '192.0.9.0/24', 'moved');
      const { createdAt } = await services.queue.get(world.here, id);
      const due = new Date(createdAt.getTime() + 7 * DAY + 1);
      await services.queue.escalate(world.here, new Date(due.getTime() - 2), NEVER);
      expect((await services.queue.get(world.here, id)).escalatedAt).toBeNull();
      await Promise.all(Array.from({ length: 4 }, () => services.queue.escalate(world.here, due, NEVER)));
      expect((await services.queue.get(world.here, id)).escalatedAt).toEqual(due);
    });
  });

  describe('are decided on', () => {
    it('by one person, who is named, with a reason', async () => {
      const { listing, account } = await anOwnedListing();
      const id = await report(listing, '192.0.9.0/24', 'wrong-hours');
      const merchant = { kind: 'merchant', accountId: account.id, name: account.name } as const;
      const now = new Date('2027-01-05T10:00:00Z');
      await services.decisions.refuse(
        world.here,
        { id, listingId: listing, reason: 'Vu ce matin.' },
        merchant,
        now,
      );
      expect(await services.queue.get(world.here, id)).toMatchObject({
        state: 'refused',
        decision: { at: now, by: 'merchant', name: 'Odile Fournier', reason: 'Vu ce matin.' },
      });
      await expect(
        services.decisions.accept(world.here, { id, reason: null }, agent, now),
      ).rejects.toMatchObject({ code: 'report-decided-already' });
    });

    it('by one of two who decide at the same instant', async () => {
      const listing = await aListing();
      const id = await report(listing, '192.0.9.0/24', 'moved');
      const outcomes = await Promise.allSettled(
        Array.from({ length: 6 }, () =>
          services.decisions.accept(world.here, { id, reason: null }, agent, new Date()),
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('not for another listing than one’s own, and not on another territory', async () => {
      const { listing } = await anOwnedListing();
      const other = await aListing();
      const id = await report(other, '192.0.9.0/24', 'moved');
      for (const [ctx, input] of [
        [world.here, { id, listingId: listing, reason: null }],
        [world.there, { id, reason: null }],
        [world.here, { id: uuid(), reason: null }],
      ] as const)
        await expect(services.decisions.accept(ctx, input, agent, new Date())).rejects.toMatchObject({
          code: 'listing-report-not-found',
        });
    });

    it('and keep no name of a merchant whose account is gone', async () => {
      const { listing, account } = await anOwnedListing();
      const id = await report(listing, '192.0.9.0/24', 'moved');
      const merchant = { kind: 'merchant', accountId: account.id, name: account.name } as const;
      await services.decisions.refuse(world.here, { id, reason: 'Vu.' }, merchant, new Date());
      await world.work.write(world.here, (tx) => services.personal.erase(tx, account.id, systemClock.now()));
      expect((await services.queue.get(world.here, id)).decision).toMatchObject({
        by: 'merchant',
        name: null,
        accountId: null,
      });
    });
  });

  it('are listed in pages, the newest first', async () => {
    const listing = await aListing();
    const ids: string[] = [];
    for (let at = 0; at < 5; at += 1) ids.push(await report(listing, `192.0.2.${at}`, 'moved'));
    const first = await services.queue.list(world.here, { listingId: listing, limit: 3 });
    const before = first.at(-1)?.id ?? '';
    const second = await services.queue.list(world.here, { listingId: listing, limit: 3, before });
    expect([...first, ...second].map(({ id }) => id)).toEqual(ids.reverse());
  });
});
