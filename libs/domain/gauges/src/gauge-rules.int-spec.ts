import { randomUUID } from 'node:crypto';
import { gaugeRuleSchema, type GaugeRuleInput } from '@halles/contracts';
import { PlaceDaysModule, PlaceGauges } from '@halles/domain/place-days';
import { Clock, DAY } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { listAudit, type TenantContext } from '@halles/platform/tenancy';
import { anAccount, openWorld, servicesOf, type World, writeListings } from '@halles/testing';
import { GaugeAnnouncements } from './gauge-announcements.service';
import { GAUGE_EXAMPLES } from './gauge-examples';
import { GaugeRules } from './gauge-rules.service';
import { GaugesModule } from './gauges.module';

const DECEMBER_1 = new Date('2026-12-01T06:00:00Z');
const aRule = (more: object = {}): GaugeRuleInput =>
  gaugeRuleSchema.parse({
    ...{
      title: 'Huit mètres carrés',
      text: 'Une personne pour 8 m².',
      source: 'Arrêté 2026-12',
      sourceUrl: '',
    },
    ...{ communes: [], categories: [], firstDay: '2026-12-01', lastDay: '2026-12-31' },
    ...{ formula: { kind: 'surface', squareMetres: 8 }, isStaffCounted: false, isHouseholdOne: false },
    ...more,
  });

describe('the rules of a territory on how many people may be inside', () => {
  let world: World;
  let rules: GaugeRules;
  let gauges: PlaceGauges;
  let announcements: GaugeAnnouncements;
  let now = DECEMBER_1;
  beforeAll(async () => {
    world = await openWorld();
    const services = await servicesOf(
      world,
      [GaugesModule, PlaceDaysModule],
      [{ provide: Clock, useValue: { now: () => now } }],
    );
    rules = services.get(GaugeRules);
    gauges = services.get(PlaceGauges);
    announcements = services.get(GaugeAnnouncements);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    now = DECEMBER_1;
    for (const ctx of [world.here, world.there])
      await world.work.write(ctx, ({ manager }) => manager.query('DELETE FROM gauge_rule'));
  });

  async function aShop(category = 'bakery', ctx: TenantContext = world.here): Promise<number> {
    const [id = 0] = await writeListings(world, ctx, [{ facts: { displayName: 'Four', category } }]);
    await gauges.save(ctx, id, { surface: 40, people: 30, staff: 2, isHouseholdOne: false });
    return id;
  }
  const mostAt = (id: number, text: string, ctx = world.here): Promise<number | null> =>
    gauges.mostOn(ctx, id, { from: Date.parse(text), until: Date.parse(text) + 60_000 });
  const seen = async (id: string): Promise<number> =>
    (await rules.list(world.here)).rules.find((rule) => rule.id === id)?.version ?? 0;
  const promised = async (): Promise<string[]> => {
    const rows = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ id: string }[]>('SELECT id FROM gauge_rule_notice ORDER BY created_at, version, id'),
    );
    return rows.map(({ id }) => id);
  };

  it('limit places of their zone, on their days, by the strictest of all, and nobody elsewhere', async () => {
    const [bakery, florist] = [await aShop(), await aShop('florist')];
    const elsewhere = await aShop('bakery', world.there);
    await rules.create(world.here, randomUUID(), aRule({ categories: ['food'] }));
    await rules.create(world.here, randomUUID(), aRule({ formula: { kind: 'percent', percent: 50 } }));
    const noon = '2026-12-31T11:00:00Z';
    expect([await mostAt(bakery, noon), await mostAt(florist, noon)]).toEqual([5, 15]);
    // The day ends by the clock of the territory: it is the first of January there.
    expect([
      await mostAt(bakery, '2026-12-31T23:00:00Z'),
      await mostAt(elsewhere, noon, world.there),
    ]).toEqual([30, 30]);
  });

  it('are refused where their zone is none, and are changed by who saw them last alone', async () => {
    const id = randomUUID();
    const create = (more: object): Promise<void> => rules.create(world.here, id, aRule(more));
    for (const zone of [{ communes: ['97999'] }, { categories: ['no-such-trade'] }])
      await expect(create(zone)).rejects.toMatchObject({ code: 'gauge-zone-unknown' });
    await create({});
    await create({ title: 'Sent twice' });
    await rules.change(world.here, id, 1, aRule({ title: 'Quatre' }));
    await expect(rules.change(world.here, id, 1, aRule())).rejects.toMatchObject({
      code: 'gauge-rule-changed',
    });
    await expect(rules.setEnded(world.there, id, 2, true)).rejects.toMatchObject({
      code: 'gauge-rule-not-found',
    });
    const { rules: listed } = await rules.list(world.here);
    expect(listed.map(({ title, version }) => [title, version])).toEqual([['Quatre', 2]]);
    const audit = await world.work.read(world.here, (tx) => listAudit(tx, 2));
    expect(audit.map(({ action }) => action)).toEqual(['gauge-rule.changed', 'gauge-rule.created']);
  });

  it('say before what they touch, and of how many nobody can tell what they mean', async () => {
    const known = await aShop('optician');
    await writeListings(world, world.here, [{ facts: { displayName: 'Vue', category: 'optician' } }]);
    const preview = await rules.preview(world.here, aRule({ categories: ['optician'] }));
    expect(preview).toMatchObject({ places: 2, withoutSurface: 1 });
    expect(preview.first.map(({ id, most }) => [id === known, most])).toEqual([
      [true, 5],
      [false, null],
    ]);
  });

  it('are told to those who keep the places, once a version, and their end to those who were told', async () => {
    const shop = await aShop('shoe-repair');
    const account = await anAccount(world, world.here, { grants: [{ listingId: shop }] });
    const id = randomUUID();
    await rules.create(world.here, id, aRule({ categories: ['shoe-repair'] }));
    const appended = jest.spyOn(Outbox.prototype, 'appendAll');
    const counts = [
      await announcements.announce(world.here, id),
      await announcements.announce(world.here, id),
    ];
    expect([...counts, await announcements.announce(world.there, id)]).toEqual([1, 0, 0]);
    expect(appended.mock.calls[0]?.[1]).toHaveLength(1);
    const [first = ''] = await promised();
    expect(await announcements.find(world.here, first)).toMatchObject({
      ...{ change: 'new', most: 5, listingId: shop },
      account: { id: account.id },
    });
    await rules.change(world.here, id, await seen(id), aRule({ categories: ['florist'] }));
    await announcements.announce(world.here, id);
    const all = await promised();
    expect(all).toHaveLength(2);
    // What was told first is old by now; the rule is not about this place any more.
    expect(await announcements.find(world.here, first)).toBeNull();
    const second = all.find((one) => one !== first) ?? '';
    expect(await announcements.find(world.here, second)).toMatchObject({ change: 'ended' });
  });

  it('end by themselves after their last day, once, and let be ended and taken back before', async () => {
    const shop = await aShop();
    await anAccount(world, world.here, { grants: [{ listingId: shop }] });
    const id = randomUUID();
    await rules.create(world.here, id, aRule());
    await announcements.announce(world.here, id);
    const noon = '2026-12-20T11:00:00Z';
    await rules.setEnded(world.here, id, await seen(id), true);
    expect(await mostAt(shop, noon)).toBe(30);
    await rules.setEnded(world.here, id, await seen(id), false);
    expect(await mostAt(shop, noon)).toBe(5);
    now = new Date(Date.parse('2026-12-31T23:00:00Z') + DAY);
    expect([await rules.endDue(world.here), await rules.endDue(world.here)]).toEqual([1, 0]);
    expect(await rules.endDue(world.there)).toBe(0);
    await announcements.announce(world.here, id);
    const notices = await Promise.all((await promised()).map((one) => announcements.find(world.here, one)));
    expect(notices.flatMap((notice) => (notice === null ? [] : [notice.change]))).toEqual(
      expect.arrayContaining(['ended']),
    );
  });

  it('of 2020 and 2021 are in the list once, and tell nobody', async () => {
    for (const { rule } of GAUGE_EXAMPLES) expect(gaugeRuleSchema.parse(rule)).toEqual(rule);
    expect([await rules.loadExamples(world.here), await rules.loadExamples(world.here)]).toEqual([2, 0]);
    expect((await rules.current(world.here, 7)).length).toBe(0);
    expect(await rules.endDue(world.here)).toBe(0);
    const waiting = await world.installation
      .platform()
      .query(`SELECT 1 FROM outbox WHERE kind = 'gauge.announce' AND ref = ANY ($1)`, [
        GAUGE_EXAMPLES.map(({ id }) => id),
      ]);
    expect(waiting).toEqual([]);
  });

  it('make known free times unknown, unless they are over or there already', async () => {
    const shop = await aShop();
    const known = async (write: () => Promise<unknown>): Promise<boolean> => {
      await world.work.write(world.here, ({ manager }) =>
        manager.query(
          `INSERT INTO agenda_free (listing_id, day, change, is_stale, notice, starts, services)
           VALUES ($1, '2026-12-02', 0, false, 0, '{}', '[]')
           ON CONFLICT (listing_id, day) DO UPDATE SET is_stale = false`,
          [shop],
        ),
      );
      await write();
      const rows = await world.work.read(world.here, ({ manager }) =>
        manager.query<unknown[]>('SELECT 1 FROM agenda_free WHERE listing_id = $1 AND NOT is_stale', [shop]),
      );
      return rows.length > 0;
    };
    const id = randomUUID();
    expect(await known(() => rules.loadExamples(world.here))).toBe(true);
    expect(await known(() => rules.create(world.here, id, aRule()))).toBe(false);
    expect(await known(() => rules.create(world.here, id, aRule()))).toBe(true);
    const over = aRule({ firstDay: '2020-12-01', lastDay: '2020-12-31' });
    expect(await known(() => rules.change(world.here, id, 1, over))).toBe(false);
    expect(await known(() => rules.change(world.here, id, 2, over))).toBe(true);
    expect(await known(() => rules.setEnded(world.here, id, 3, true))).toBe(true);
  });

  it.each([
    ['without dates', { firstDay: undefined }],
    ['whose dates are reversed', { firstDay: '2026-12-31', lastDay: '2026-12-01' }],
    ['of 0 m²', { formula: { kind: 'surface', squareMetres: 0 } }],
    ['of more than all', { formula: { kind: 'percent', percent: 101 } }],
    [
      'that closes before it opens',
      { formula: { kind: 'hours', opens: 600, closes: 500, keepsPickup: false } },
    ],
    ['whose source is no address', { sourceUrl: 'javascript:alert(1)' }],
  ])('are none %s', (_, more) => {
    const { success } = gaugeRuleSchema.safeParse({ ...aRule(), ...more });
    expect(success).toBe(false);
  });
});
