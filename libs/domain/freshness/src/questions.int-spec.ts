import { questionLink } from './freshness-link';
import { DAY, systemClock } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, listingWriterOf, openWorld, type World, writeListings } from '@halles/testing';
import { monthlySlot } from './question-calendar';
import { type FreshnessWorld, freshnessOf, promisedOf } from '@halles/testing/freshness';

const place = { timeZone: 'Europe/Paris', department: '33' };
/** Months without holidays, and none begins in the two weeks after them. */
const MONTH = '2027-09';
const LATER = '2028-03';

describe('questions to merchants', () => {
  let world: World;
  let services: FreshnessWorld;
  beforeAll(async () => {
    world = await openWorld();
    services = await freshnessOf(world);
  });
  afterAll(() => world.close());

  /** A listing that somebody has kept for months, and the moment of its question of the month. */
  async function anOwnedListing(ctx: TenantContext = world.here, email?: string) {
    const [listing = 0] = await writeListings(
      world,
      ctx,
      [
        {
          facts: {
            openingHoursText: 'Mo-Sa 08:00-19:00',
            contact: { phone: '+33556000000', website: 'https://boulangerie.example/' },
          },
        },
      ],
      new Date('2026-06-01T09:00:00Z'),
    );
    const input = { grants: [{ listingId: listing }], ...(email === undefined ? {} : { email }) };
    const account = await anAccount(world, ctx, input);
    await world.work.write(ctx, ({ manager }) =>
      manager.query(`UPDATE account_grant SET created_at = '2026-06-01' WHERE listing_id = $1`, [listing]),
    );
    return { listing, account, slot: new Date(monthlySlot(listing, place, MONTH).from) };
  }
  const questionsOf = async (ctx: TenantContext, listing: number) =>
    world.work.read(ctx, ({ manager }) =>
      manager.query<{ id: string; occasion: string; period: string }[]>(
        'SELECT id, occasion, period FROM freshness_question WHERE listing_id = $1 ORDER BY id',
        [listing],
      ),
    );
  async function anAsk(ctx: TenantContext = world.here) {
    const kept = await anOwnedListing(ctx);
    await services.planner.plan(ctx, kept.slot);
    const [ask] = await questionsOf(ctx, kept.listing);
    return {
      ...kept,
      ask: ask?.id ?? '',
      token: services.links.issue(ctx, questionLink, { id: ask?.id ?? '', serial: 0 }),
    };
  }
  const stateOf = (ctx: TenantContext, listing: number) =>
    world.work.read(ctx, ({ manager }) =>
      manager.query<object[]>(
        `SELECT (SELECT jsonb_agg(q) FROM freshness_question q WHERE listing_id = $1) AS asks,
                (SELECT jsonb_agg(c) FROM listing_confirmation c WHERE listing_id = $1) AS confirmations,
                (SELECT jsonb_agg(s) FROM listing_source s WHERE listing_id = $1) AS sources,
                (SELECT version FROM directory_state) AS version,
                (SELECT jsonb_agg(p) FROM notification_preference p) AS preferences`,
        [listing],
      ),
    );

  it('are put at their minute and not a millisecond before', async () => {
    const { listing, slot } = await anOwnedListing();
    await services.planner.plan(world.here, new Date(slot.getTime() - 1));
    expect(await questionsOf(world.here, listing)).toEqual([]);
    await services.planner.plan(world.here, slot);
    expect(await questionsOf(world.here, listing)).toMatchObject([{ occasion: 'monthly', period: MONTH }]);
  });

  it('are put once a period, however often and by however many at once', async () => {
    const { listing, slot, account } = await anOwnedListing();
    const before = (await promisedOf(world, 'freshness.question')).length;
    const rounds = Array.from({ length: 6 }, () => services.planner.plan(world.here, slot));
    const put = (await Promise.all(rounds)).reduce((sum, count) => sum + count, 0);
    expect(put).toBeGreaterThan(0);
    await services.planner.plan(world.here, new Date(slot.getTime() + DAY));
    expect(await questionsOf(world.here, listing)).toHaveLength(1);
    expect((await promisedOf(world, 'freshness.question')).length).toBe(before + put);
    expect(await services.notifications.unread(world.here, account.id)).toBe(1);
  });

  it('come before a school break, which their page and their mail name, and not from a calendar that is gone', async () => {
    const { listing } = await anOwnedListing();
    const at = new Date('2027-02-04T10:00:00Z');
    await services.planner.plan(world.here, at);
    const [ask] = await questionsOf(world.here, listing);
    expect(ask).toMatchObject({ occasion: 'school', period: '2027-02-13' });
    const mail = await services.questions.mailOf(world.here, ask?.id ?? '', at);
    expect(mail?.schoolBreak).toMatchObject({ from: '2027-02-13', resumes: '2027-03-01' });
    const name = { fr: 'Ailleurs', en: 'Elsewhere' };
    const schoolCalendar = { source: 'x', breaks: [{ name, from: '2027-05-01', resumes: '2027-05-09' }] };
    const { tenant } = world.here;
    const settings = { ...tenant.settings, schoolCalendar };
    const moved = { ...world.here, tenant: { ...tenant, settings } };
    expect(await services.questions.mailOf(moved, ask?.id ?? '', at)).toBeNull();
  });

  it('come again the month after, if nobody answered', async () => {
    const { listing, slot } = await anOwnedListing();
    await services.planner.plan(world.here, slot);
    await services.planner.plan(world.here, new Date(monthlySlot(listing, place, LATER).from));
    expect((await questionsOf(world.here, listing)).map(({ period }) => period)).toEqual([MONTH, LATER]);
  });

  it('are put of one territory by itself', async () => {
    const here = await anOwnedListing(world.here);
    const there = await anOwnedListing(world.there);
    await services.planner.plan(world.there, there.slot);
    expect(await questionsOf(world.here, here.listing)).toEqual([]);
    expect((await questionsOf(world.there, there.listing)).length).toBe(1);
  });

  it('open their page for who has the mail; looking at it a hundred times changes nothing', async () => {
    const { listing, token, slot } = await anAsk();
    const before = await stateOf(world.here, listing);
    for (let look = 0; look < 100; look += 1) {
      const open = await services.questions.open(world.here, token, slot);
      expect(open.listing.id).toBe(listing);
    }
    expect(await stateOf(world.here, listing)).toEqual(before);
  });

  it('are confirmed: each fact that the page shows, and it becomes the merchant’s own word', async () => {
    const { listing, token, slot } = await anAsk();
    await services.questions.answer(world.here, token, 'confirmed', slot);
    const shown = await services.listing(world.here, listing);
    const profile = await services.profiles.findShown(world.here, listing);
    const { confirmations, score } = await services.freshness.ofListing(world.here, shown, profile, slot);
    expect(Object.keys(confirmations).sort()).toEqual(
      ['address', 'category', 'hours', 'name', 'phone', 'website'].sort(),
    );
    expect(confirmations.hours).toEqual({ at: slot, by: 'merchant' });
    expect(score).toBe(100);
    expect(shown.provenance).toMatchObject({
      hours: { source: 'merchant' },
      phone: { source: 'merchant' },
      name: { source: 'merchant' },
    });
    expect(shown.phone).toBe('+33556000000');
    expect(profile?.content.shopHours).toBe('Mo-Sa 08:00-19:00');
  });

  it('are confirmed nine times, eight of them at once, as once', async () => {
    const { listing, token, slot } = await anAsk();
    await services.questions.answer(world.here, token, 'confirmed', slot);
    const first = await services.profiles.findShown(world.here, listing);
    await Promise.all(
      Array.from({ length: 8 }, () => services.questions.answer(world.here, token, 'confirmed', slot)),
    );
    const after = await services.profiles.findShown(world.here, listing);
    expect(after?.version).toBe(first?.version);
  });

  it('confirm hours that nobody could read as they stand, without making them the merchant’s', async () => {
    const { listing, token, slot } = await anAsk();
    const writer = await listingWriterOf(world);
    await world.work.write(world.here, async (tx) => {
      await tx.manager.query(
        `UPDATE listing_source SET facts = jsonb_set(facts, '{openingHoursText}', '"on verra bien"') WHERE listing_id = $1`,
        [listing],
      );
      const batch = writer.begin(tx);
      await writer.refresh(batch, [listing], slot);
      await writer.finish(batch, 'touched', slot);
    });
    await services.questions.answer(world.here, token, 'confirmed', slot);
    const shown = await services.listing(world.here, listing);
    expect(shown.provenance.hours?.source).toBe('csv');
    const { confirmations } = await services.freshness.ofListing(world.here, shown, null, slot);
    expect(confirmations.hours?.at).toEqual(slot);
  });

  it('end where the merchant says so, the holidays’ apart', async () => {
    const { account, token, slot, ask } = await anAsk();
    expect(await services.questions.mailOf(world.here, ask, slot)).not.toBeNull();
    await services.questions.answer(world.here, token, 'stopped', slot);
    expect(await services.questions.mailOf(world.here, ask, slot)).toBeNull();
    const wanted = await services.notifications.preferences(world.here, account.id);
    expect(wanted.filter((one) => !one.wanted)).toEqual([
      { event: 'freshness', channel: 'mail', wanted: false },
    ]);
  });

  it('are not put any more to who does not want them', async () => {
    const { listing, token, slot } = await anAsk();
    await services.questions.answer(world.here, token, 'stopped', slot);
    await services.planner.plan(world.here, new Date(monthlySlot(listing, place, LATER).from));
    expect(await questionsOf(world.here, listing)).toHaveLength(1);
  });

  it('send no mail once they are answered, or the page has another owner', async () => {
    const answered = await anAsk();
    await services.questions.answer(world.here, answered.token, 'confirmed', answered.slot);
    expect(await services.questions.mailOf(world.here, answered.ask, answered.slot)).toBeNull();
    const given = await anAsk();
    const other = await anAccount(world, world.here);
    await world.work.write(world.here, ({ manager }) =>
      manager.query('UPDATE account_grant SET account_id = $2 WHERE listing_id = $1', [
        given.listing,
        other.id,
      ]),
    );
    expect(await services.questions.mailOf(world.here, given.ask, given.slot)).toBeNull();
    await expect(services.questions.open(world.here, given.token, given.slot)).rejects.toMatchObject({
      code: 'freshness-link-over',
    });
  });

  it('are over after two months, and unknown on another territory or with another token', async () => {
    const { token, slot } = await anAsk();
    const at = (days: number) => new Date(slot.getTime() + days * DAY);
    const last = new Date(at(62).getTime() - 1);
    await expect(services.questions.open(world.here, token, last)).resolves.toBeDefined();
    await expect(services.questions.open(world.here, token, at(62))).rejects.toMatchObject({
      code: 'freshness-link-over',
    });
    for (const [ctx, word] of [
      [world.there, token],
      [world.here, `${token}x`],
      [world.here, 'abc'],
      [world.here, ''],
    ] as const)
      await expect(services.questions.answer(ctx, word, 'confirmed', slot)).rejects.toMatchObject({
        code: 'freshness-link-unknown',
      });
  });

  it('are in what a person gets of their account, and gone with it', async () => {
    const { account, listing, token, slot } = await anAsk();
    await services.questions.answer(world.here, token, 'confirmed', slot);
    const exported = await world.work.read(world.here, (tx) => services.personal.export(tx, account.id));
    expect(exported).toMatchObject({
      freshness: { questions: [{ period: MONTH }], confirmations: expect.arrayContaining([]) as unknown },
    });
    await world.work.write(world.here, (tx) => services.personal.erase(tx, account.id, systemClock.now()));
    expect(await questionsOf(world.here, listing)).toEqual([]);
    const shown = await services.listing(world.here, listing);
    expect(
      (await services.freshness.ofListing(world.here, shown, null, slot)).confirmations.hours,
    ).toBeDefined();
  });

  it('are told of the directory as a whole from one reading in ten minutes, however many ask', async () => {
    const town = await world.addTenant('grande-ville');
    const { listing, account, slot } = await anOwnedListing(town);
    const after = (minutes: number) =>
      services.freshness.ofDirectoryLately(town, 1, new Date(slot.getTime() + minutes * 60_000));
    const [first, second] = await Promise.all([after(0), after(0)]);
    expect(second).toBe(first);
    const by = { kind: 'merchant', accountId: account.id, name: 'Odile' } as const;
    await services.freshness.confirmAll(town, listing, by, slot);
    expect(await after(9)).toBe(first);
    expect(await after(10)).toMatchObject({ ever: 1 });
  });

  it('make the directory fresher as a whole', async () => {
    const town = await world.addTenant('petite-ville');
    const kept = await anOwnedListing(town);
    await writeListings(world, town, [{}, {}, {}]);
    expect(await services.freshness.ofDirectory(town, 4, kept.slot)).toEqual({
      listings: 4,
      score: 0,
      lately: 0,
      withinYear: 0,
      ever: 0,
    });
    const by = { kind: 'merchant', accountId: kept.account.id, name: 'Odile' } as const;
    await services.freshness.confirmAll(town, kept.listing, by, kept.slot);
    expect(await services.freshness.ofDirectory(town, 4, kept.slot)).toEqual({
      listings: 4,
      score: 25,
      lately: 1,
      withinYear: 1,
      ever: 1,
    });
  });
});
