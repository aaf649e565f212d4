import { randomUUID } from 'node:crypto';
import {
  type FacetsAnswer,
  pickupRulesSchema,
  postRulesSchema,
  type ProfileChanges,
  type ProductInput,
  productInputSchema,
  type SearchAnswer,
} from '@halles/contracts';
import type { Account } from '@halles/domain/accounts';
import { CatalogueService } from '@halles/domain/catalogue';
import {
  FulfilmentSettingsService,
  OrderingControlsService,
  OrderingSettingsService,
  PickupToday,
  ShownOrdering,
} from '@halles/domain/orders';
import { ProfileService } from '@halles/domain/profiles';
import { DAY } from '@halles/kernel';
import { anAccount, GENEROUS, writeListings } from '@halles/testing';
import { tellSaleDetails } from '@halles/testing/orders';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const NAME = 'Fournil des Capucins';
const FORM = /href="(\/commerce\/fournil-des-capucins-\d+\/commander)"/;
const LIST = /href="\/commerce\/fournil-des-capucins-\d+\/liste"/;

/** A process hears of a change within moments; a machine that runs tests may take longer. */
const HEARD_WITHIN = 20_000;

/** What every page and answer says of one shop. */
interface Said {
  readonly list: boolean;
  readonly filter: boolean;
  readonly counted: boolean;
  readonly program: boolean;
  readonly page: boolean;
  readonly machines: boolean;
  readonly form: boolean;
  readonly offers: boolean;
}

/** The buttons at the head of a page: what it sells leads to its products also while it takes no orders. */
const verbsOf = (page: string): string => /<nav class="listing-bar"[^]*?<\/nav>/.exec(page)?.[0] ?? '';

/** What is ordered: products, or what a list asks for. */
type Ordered = 'goods' | 'list';

const all = (is: boolean): Said => ({
  ...{ list: is, filter: is, counted: is, program: is, page: is, machines: is, form: is, offers: is },
});
/** The same of a shop that takes lists and has nothing on sale. */
const listed = (is: boolean): Said => ({ ...all(is), offers: false });

describe('whether one can order is said alike everywhere', () => {
  let portal: Portal;
  let shop = 0;
  let neighbour = 0;
  let product = '';
  let owner: Account;

  const input = (more: Partial<ProductInput> = {}): ProductInput =>
    productInputSchema.parse({
      ...{ name: 'Brioche', priceCents: 690, vat: 'reduced', withdrawal: 'perishable' },
      ...more,
    });
  const sells = async (more: Partial<ProductInput> = {}): Promise<void> => {
    product = randomUUID();
    await portal.app.get(CatalogueService).add(portal.world.here, shop, product, input(more));
  };
  const takesOrders = (isOpen: boolean, pausedUntil: Date | null = null): Promise<void> =>
    portal.app.get(OrderingSettingsService).save(portal.world.here, shop, {
      ...{ isOpen, kind: 'order', pausedUntil },
      pickup: pickupRulesSchema.parse({}),
    });
  const sql = (text: string, ...values: unknown[]): Promise<unknown> =>
    portal.world.work.write(portal.world.here, (tx) => tx.manager.query(text, [shop, ...values]));
  const told = (): Promise<number> => portal.app.get(ShownOrdering).run(portal.world.here);

  const text = async (path: string): Promise<string> => (await portal.ask('ici-bourg', path)).body;
  const isForm = (form: string): boolean =>
    /<option value="\d/.test(form) &&
    / name="[qw]-[^"]*" type="text" inputmode="(numeric|decimal)"/.test(form);
  /** Whoever comes to order is led to where a list is written. */
  const leadsToList = async (path: string): Promise<boolean> => {
    const { status, headers } = await portal.ask('ici-bourg', `${path}/commander`);
    const list = await text(`${path}/liste`);
    const isWritten = /<option value="\d/.test(list) && list.includes(' name="text"');
    return status === 303 && headers.location === `${path}/liste` && isWritten;
  };

  const said = async (ordered: Ordered = 'goods'): Promise<Said> => {
    const search = JSON.parse(await text('/api/v1/search?q=fournil')) as SearchAnswer;
    const facets = JSON.parse(await text('/api/v1/facets?q=fournil')) as FacetsAnswer;
    const [found] = search.results;
    const path = new URL(found?.url ?? '').pathname;
    const page = await text(path);
    const form = await text(`${path}/commander`);
    return {
      list: FORM.test(await text('/commerces?q=fournil')),
      filter: (await text('/commerces?avec=orders')).includes(NAME),
      counted: facets.features['orders'] === 1,
      program: found?.features.includes('orders') ?? false,
      page: (ordered === 'list' ? LIST : FORM).test(verbsOf(page)),
      machines: page.includes('"OrderAction"'),
      form: ordered === 'list' ? await leadsToList(path) : isForm(form),
      offers: form.includes('/InStock"'),
    };
  };

  const heard = async (isHeard: () => Promise<boolean>): Promise<void> => {
    const end = Date.now() + HEARD_WITHIN;
    while (!(await isHeard()) && Date.now() < end);
  };

  /** What is said once this process heard of what was committed: until then it says what it remembers. */
  const agreed = async (is: boolean, ordered: Ordered = 'goods'): Promise<Said> => {
    const wanted = JSON.stringify(ordered === 'list' ? listed(is) : all(is));
    const end = Date.now() + HEARD_WITHIN;
    let last = await said(ordered);
    while (JSON.stringify(last) !== wanted && Date.now() < end) last = await said(ordered);
    return last;
  };

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    const { world } = portal;
    [shop = 0] = await writeListings(world, world.here, [
      { facts: { displayName: NAME, openingHoursText: '24/7' } },
    ]);
    [neighbour = 0] = await writeListings(world, world.here, [
      { facts: { displayName: 'Mie Câline', openingHoursText: '24/7' } },
    ]);
    owner = await anAccount(world, world.here, { grants: [{ listingId: shop }] });
    await tellSaleDetails(world, world.here, shop);
    await takesOrders(true);
    await sells();
  });
  afterAll(() => portal.close());

  it('one can', async () => {
    expect(await agreed(true)).toEqual(all(true));
    expect(await told()).toBe(0);
  });

  it('whether it is collected today is said by lists as by its form', async () => {
    const saidToday = async () => {
      const { results } = JSON.parse(await text('/api/v1/search?q=fournil')) as SearchAnswer;
      const list = await text('/commerces?q=fournil');
      return [
        list.includes('Retrait aujourd’hui</'),
        (await text('/commerces?q=fournil&avec=pickup-today')).includes(NAME),
        results[0]?.features.includes('pickup-today'),
      ];
    };
    const offersToday = async (): Promise<boolean> => {
      const form = await text(`${FORM.exec(await text('/commerces?q=fournil'))?.[1] ?? ''}`);
      const paris = new Intl.DateTimeFormat('fr', { timeZone: 'Europe/Paris', dateStyle: 'short' });
      const [, first = ''] = /<option value="(\d{12,14})">/.exec(form) ?? [];
      return paris.format(Number(first)) === paris.format(new Date());
    };
    for (const notice of [2 * 1_440, 0]) {
      await portal.app.get(OrderingSettingsService).save(portal.world.here, shop, {
        ...{ isOpen: true, kind: 'order', pausedUntil: null },
        pickup: pickupRulesSchema.parse({ notice, length: 5, step: 5 }),
      });
      await portal.app.get(PickupToday).run(portal.world.here);
      await told();
      const offered = await offersToday();
      // Minutes before midnight nothing is offered today by anybody.
      if (notice > 0) expect(offered).toBe(false);
      await heard(
        async () => JSON.stringify(await saidToday()) === JSON.stringify([offered, offered, offered]),
      );
      expect([notice, ...(await saidToday())]).toEqual([notice, offered, offered, offered]);
    }
    // The directory has not heard of the pause yet: what is shown of a shop is asked anew.
    await sql(`UPDATE ordering_settings SET paused_until = now() + interval '1 day' WHERE listing_id = $1`);
    const { results } = JSON.parse(await text('/api/v1/search?q=fournil+des+capucins')) as SearchAnswer;
    const features = results[0]?.features ?? ['none was found'];
    expect(features.filter((name) => ['orders', 'pickup-today', 'none was found'].includes(name))).toEqual(
      [],
    );
    await takesOrders(true);
    await portal.app.get(PickupToday).run(portal.world.here);
    await told();
  });

  describe('that it is collected today is said no more from the moment at which', () => {
    const paris = (at: Date): string =>
      new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(at);
    const says = async (changes: ProfileChanges): Promise<void> => {
      const author = { kind: 'agent', accountId: null, name: 'Mairie' } as const;
      const profiles = portal.app.get(ProfileService);
      await profiles.save(portal.world.here, shop, { version: null, changes, author }, new Date());
    };
    const controls = () => portal.app.get(OrderingControlsService);
    const pause = async (until: Date | null): Promise<void> => {
      const { seen = '' } = (await controls().find(portal.world.here, shop, 1)) ?? {};
      await controls().pause(portal.world.here, { listingId: shop, seen }, until);
    };
    const restOfDay = (): { from: number; until: number } => ({
      from: Date.now(),
      until: Date.parse(`${paris(new Date(Date.now() + DAY))}T00:00:00+01:00`),
    });
    /** On the results, for programs, and beside another business of its kind; cards of the home page are shorter. */
    const places = async (): Promise<boolean[]> => {
      const label = 'Retrait aujourd’hui</';
      const { results } = JSON.parse(await text('/api/v1/search?q=fournil+des+capucins')) as SearchAnswer;
      return [
        (await text('/commerces?q=fournil')).includes(label),
        (await text('/commerces?q=fournil&avec=pickup-today')).includes(NAME),
        results[0]?.features.includes('pickup-today') ?? false,
        (await text(`/commerce/mie-caline-${String(neighbour)}`)).includes(label),
      ];
    };
    const heardPlaces = async (is: boolean): Promise<boolean[]> => {
      const wanted = JSON.stringify([is, is, is, is]);
      await heard(async () => JSON.stringify(await places()) === wanted);
      return places();
    };

    beforeAll(async () => {
      // In Paris no slot is left of a day whose last minutes these are.
      await portal.app.get(OrderingSettingsService).save(portal.world.here, shop, {
        ...{ isOpen: true, kind: 'order', pausedUntil: null },
        pickup: pickupRulesSchema.parse({ notice: 0, length: 5, step: 5 }),
      });
      await told();
    });
    afterAll(async () => {
      await takesOrders(true);
      await portal.app.get(PickupToday).run(portal.world.here);
      await told();
    });

    it.each([
      [
        'it closes for today',
        () => says({ exceptions: [{ from: paris(new Date()), until: paris(new Date()), spans: [] }] }),
        () => says({ exceptions: [] }),
      ],
      ['it pauses its orders', () => pause(new Date(Date.now() + DAY)), () => pause(null)],
      [
        'it closes its slots of today',
        () => controls().setPause(portal.world.here, shop, restOfDay(), false),
        () => controls().setPause(portal.world.here, shop, restOfDay(), true),
      ],
    ])('%s', async (_, close, open) => {
      const isLate = paris(new Date(Date.now() + 15 * 60_000)) !== paris(new Date());
      await portal.app.get(PickupToday).run(portal.world.here);
      await told();
      expect(await heardPlaces(!isLate)).toEqual([!isLate, !isLate, !isLate, !isLate]);
      await close();
      // No task ran: it is said by the change itself.
      expect(await heardPlaces(false)).toEqual([false, false, false, false]);
      expect(await text('/')).not.toContain('Retrait aujourd’hui');
      expect(await told()).toBe(0);
      await open();
    });
  });

  it('it is paused, and the pause is over by itself', async () => {
    await takesOrders(true, new Date(Date.now() + DAY));
    expect(await agreed(false)).toEqual(all(false));
    await sql(
      `UPDATE ordering_settings SET paused_until = now() - interval '1 second' WHERE listing_id = $1`,
    );
    expect(await told()).toBe(1);
    expect(await agreed(true)).toEqual(all(true));
    expect(await told()).toBe(0);
  });

  it('its owner is gone, who comes to it may not handle orders, and an owner comes', async () => {
    await sql('DELETE FROM account_grant WHERE listing_id = $1');
    expect(await told()).toBe(1);
    expect(await agreed(false)).toEqual(all(false));
    const role = 'merchant-staff';
    const permissions = ['listing.read'] as const;
    const { email } = await anAccount(portal.world, portal.world.here, {
      grants: [{ listingId: shop, role, permissions }],
    });
    expect([await told(), await agreed(false)]).toEqual([0, all(false)]);
    await anAccount(portal.world, portal.world.here, { email, grants: [{ listingId: shop, role }] });
    expect([await told(), await agreed(true)]).toEqual([1, all(true)]);
    await sql('DELETE FROM account_grant WHERE listing_id = $1');
    await anAccount(portal.world, portal.world.here, {
      email: owner.email,
      grants: [{ listingId: shop }],
    });
    expect([await told(), await agreed(true)]).toEqual([0, all(true)]);
  });

  it('its catalogue empties and fills, and what is on sale is sold', async () => {
    const catalogue = portal.app.get(CatalogueService);
    await portal.world.work.write(portal.world.here, (tx) =>
      catalogue.archiveIn(tx, shop, product, new Date()),
    );
    expect(await agreed(false)).toEqual(all(false));
    await sells();
    expect(await agreed(true)).toEqual(all(true));
    await sql('UPDATE product SET stock = 0 WHERE listing_id = $1 AND archived_at IS NULL');
    expect([await told(), await agreed(false)]).toEqual([1, all(false)]);
    await sql('UPDATE product SET stock = 3 WHERE listing_id = $1 AND archived_at IS NULL');
    expect([await told(), await agreed(true)]).toEqual([1, all(true)]);
  });

  it('what it sells by weight is left in less than anybody may choose, and in more', async () => {
    await sql('UPDATE product SET stock = 0 WHERE listing_id = $1 AND archived_at IS NULL');
    await sells({ weighing: { by: 'weight', least: 100, most: 2_000, step: 50 }, stock: 80 });
    expect([await told(), await agreed(false)]).toEqual([0, all(false)]);
    await sql('UPDATE product SET stock = 120 WHERE listing_id = $1 AND weighing IS NOT NULL');
    expect([await told(), await agreed(true)]).toEqual([1, all(true)]);
  });

  it('it takes lists and sells nothing, and stops offering pickup, in which they are collected', async () => {
    const takesLists = (takes: boolean): Promise<void> =>
      portal.app.get(OrderingSettingsService).save(portal.world.here, shop, {
        ...{ isOpen: true, kind: 'order', pausedUntil: null, takesLists: takes },
        pickup: pickupRulesSchema.parse({}),
      });
    const offersPickup = (isPickupOn: boolean): Promise<void> =>
      portal.app.get(FulfilmentSettingsService).change(portal.world.here, shop, (before) => ({
        ...{ ...before, isPickupOn },
        post: {
          isOn: true,
          rules: postRulesSchema.parse({ days: 1, bands: [{ fromCents: 0, feeCents: 500 }] }),
          instructions: 'Par chèque',
        },
      }));
    await sql('UPDATE product SET stock = 0 WHERE listing_id = $1 AND archived_at IS NULL');
    expect([await told(), await agreed(false)]).toEqual([1, all(false)]);
    await takesLists(true);
    expect(await agreed(true, 'list')).toEqual(listed(true));
    expect(await told()).toBe(0);
    await offersPickup(false);
    expect(await agreed(false, 'list')).toEqual(listed(false));
    await offersPickup(true);
    expect(await agreed(true, 'list')).toEqual(listed(true));
    await sql('UPDATE product SET stock = 3 WHERE listing_id = $1 AND archived_at IS NULL');
    // A page that was rendered before is rendered again within a minute: its shop says something anew here.
    await takesLists(true);
    expect([await agreed(true), (await said('list')).page]).toEqual([all(true), true]);
    await takesLists(false);
    expect([await agreed(true), (await said('list')).page]).toEqual([all(true), false]);
  });

  it('it takes a mandatory detail away, may still be reserved from, and says it again', async () => {
    const { app, world } = portal;
    const saves = async (changes: ProfileChanges): Promise<void> => {
      const author = { kind: 'agent', accountId: null, name: 'Mairie' } as const;
      await app.get(ProfileService).save(world.here, shop, { version: null, changes, author }, new Date());
    };
    const setKind = (kind: 'order' | 'reservation'): Promise<unknown> =>
      sql('UPDATE ordering_settings SET kind = $2, takes_lists = true WHERE listing_id = $1', kind);
    await setKind('order');
    await saves({ legal: null });
    await told();
    expect(await agreed(false)).toEqual(all(false));
    expect((await said('list')).page).toBe(false);
    await setKind('reservation');
    await told();
    expect(await agreed(true)).toEqual(all(true));
    await setKind('order');
    await tellSaleDetails(world, world.here, shop);
    await told();
    expect(await agreed(true)).toEqual(all(true));
    await sql('UPDATE ordering_settings SET takes_lists = false WHERE listing_id = $1');
  });

  it('its orders are off', async () => {
    await takesOrders(false);
    expect(await agreed(false)).toEqual(all(false));
  });

  it('tells nothing of another territory', async () => {
    await takesOrders(true, new Date(Date.now() + DAY));
    await sql(
      `UPDATE ordering_settings SET paused_until = now() - interval '1 second' WHERE listing_id = $1`,
    );
    expect(await portal.app.get(ShownOrdering).run(portal.world.there)).toBe(0);
    expect(await told()).toBe(1);
  });
});
