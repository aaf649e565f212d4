import { randomUUID } from 'node:crypto';
import { get } from 'node:http';
import { orderInputSchema, pickupRulesSchema, productInputSchema } from '@halles/contracts';
import { CatalogueService } from '@halles/domain/catalogue';
import {
  OrderHandling,
  OrderingSettingsService,
  OrderPlacing,
  OrderWithdrawals,
} from '@halles/domain/orders';
import { SECOND } from '@halles/kernel';
import { Lifecycle } from '@halles/platform/http';
import { setTenantState } from '@halles/platform/provisioning';
import { type DatabaseTenantSignals, type TenantContext, TenantSignals } from '@halles/platform/tenancy';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { tellSaleDetails } from '@halles/testing/orders';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { OrderPageService } from '../checkout/order-page.service';
import { MAX_STREAMS } from '../../streams';

const HERE = 'ici-bourg';
const ELSEWHERE = 'autre-ville';

const CUSTOMER = { name: 'Odile Martin', email: 'odile@example.org' };

/** A shop with a loaf, and who keeps it. */
interface Shop {
  readonly ctx: TenantContext;
  readonly listing: number;
  readonly loaf: string;
  readonly cookie: string;
}

async function waitUntil(what: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 20 * SECOND;
  while (!(await what())) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('an open inbox of orders', () => {
  let portal: Portal;
  const closings: (() => void)[] = [];

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    const signals = portal.app.get<TenantSignals, DatabaseTenantSignals>(TenantSignals);
    await waitUntil(() => signals.isConnected(portal.world.here.tenant.database));
  });
  afterEach(() => {
    for (const close of closings.splice(0)) close();
  });
  afterAll(() => portal.close());

  async function aShop(ctx = portal.world.here): Promise<Shop> {
    const facts = { displayName: 'Le Pain du Coin', openingHoursText: 'Mo-Su 00:00-24:00' };
    const [listing = 0] = await writeListings(portal.world, ctx, [{ source: 'sirene', facts }]);
    const { cookie } = await signInAs(portal.world, ctx, { grants: [{ listingId: listing }] });
    const loaf = randomUUID();
    const bread = { name: 'Pain', priceCents: 420, vat: 'reduced', withdrawal: 'right' };
    await portal.app.get(CatalogueService).add(ctx, listing, loaf, productInputSchema.parse(bread));
    const pickup = pickupRulesSchema.parse({ notice: 0 });
    const settings = { isOpen: true, kind: 'order', pausedUntil: null, pickup } as const;
    await tellSaleDetails(portal.world, ctx, listing);
    await portal.app.get(OrderingSettingsService).save(ctx, listing, settings);
    return { ctx, listing, loaf, cookie };
  }

  async function order({ ctx, listing, loaf }: Shop): Promise<string> {
    const { slots } = await portal.app.get(OrderPageService).offer(ctx, listing, []);
    const input = orderInputSchema.parse({
      idempotencyKey: randomUUID(),
      kind: 'order',
      lines: [{ productId: loaf, quantity: 1, unitCents: 420, choices: [] }],
      slotFrom: slots.at(5)?.from,
      ...CUSTOMER,
    });
    return (await portal.app.get(OrderPlacing).place(ctx, listing, input, 'fr')).id;
  }

  /** Its shop takes an order that nobody has answered yet. */
  async function accept({ ctx, listing }: Shop, orderId: string): Promise<void> {
    const step = { listingId: listing, orderId, seen: 1, actor: 'merchant', accountId: null } as const;
    await portal.app.get(OrderHandling).move(ctx, step, 'accepted');
  }

  const streamOf = ({ listing }: Pick<Shop, 'listing'>): string =>
    `/pro/commerces/${String(listing)}/commandes-en-direct`;

  /** Opens a stream, which is there once its first line is. */
  async function follow(
    shop: Omit<Shop, 'loaf'>,
    { slug = shop.ctx.tenant.slug, cookie = shop.cookie, port = portal.port } = {},
  ) {
    const stream = { status: 0, headers: {}, text: '', isOver: false };
    const asked = get(
      {
        port,
        path: streamOf(shop),
        agent: false,
        headers: { host: `${slug}.localhost`, accept: 'text/event-stream', cookie },
      },
      (answer) => {
        Object.assign(stream, { status: answer.statusCode, headers: answer.headers });
        answer.setEncoding('utf8').on('data', (text: string) => {
          stream.text += text;
        });
        answer.on('error', () => undefined);
        answer.on('close', () => {
          stream.isOver = true;
        });
      },
    );
    asked.on('error', () => {
      stream.isOver = true;
    });
    closings.push(() => asked.destroy());
    await waitUntil(() => stream.text !== '' || stream.isOver);
    return {
      ...stream,
      told: () =>
        [...stream.text.matchAll(/event: (\w+)\ndata: (.+)\n/g)].map(([, name, data]) => [name, data]),
      text: () => stream.text,
      isOver: () => stream.isOver,
      close: () => asked.destroy(),
    };
  }

  it('is told of an order and of each step of it, without a word of what is in it', async () => {
    const shop = await aShop();
    const stream = await follow(shop);
    expect(stream).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'private, no-store' },
    });
    const id = await order(shop);
    await waitUntil(() => stream.told().length === 1);
    await accept(shop, id);
    await waitUntil(() => stream.told().length === 2);
    const withdrawal = { ...CUSTOMER, orderId: id, listingId: shop.listing, positions: [1] };
    const place = { timeZone: 'Europe/Paris', department: '33' };
    await portal.app.get(OrderWithdrawals).withdraw(shop.ctx, withdrawal, place);
    await waitUntil(() => stream.told().length === 3);
    expect(new Set(stream.told().map(String))).toEqual(new Set(['orders,changed']));
    expect(stream.text()).not.toMatch(/Odile|Pain/);
  });

  it('is told that somebody looks at an order, once it is answered no more', async () => {
    const shop = await aShop();
    const stream = await follow(shop);
    const id = await order(shop);
    await waitUntil(() => stream.told().length === 1);
    const page = `/pro/commerces/${String(shop.listing)}/commandes/${id}`;
    expect((await portal.ask(HERE, page, { headers: { cookie: shop.cookie } })).status).toBe(200);
    await waitUntil(() => stream.told().length === 2);
    await accept(shop, id);
    await waitUntil(() => stream.told().length === 3);
    expect((await portal.ask(HERE, page, { headers: { cookie: shop.cookie } })).status).toBe(200);
    await order(shop);
    await waitUntil(() => stream.told().length >= 4);
    expect(stream.told()).toEqual([
      ['orders', 'changed'],
      ['opened', id],
      ['orders', 'changed'],
      ['orders', 'changed'],
    ]);
  });

  it('hears nothing of another shop or another territory, with the same number too', async () => {
    const [ours, neighbour] = [await aShop(), await aShop()];
    let theirs = await aShop(portal.world.there);
    while (theirs.listing < ours.listing) theirs = await aShop(portal.world.there);
    const [stream, near, far] = [await follow(ours), await follow(neighbour), await follow(theirs)];
    await order(neighbour);
    await order(theirs);
    await waitUntil(() => near.told().length === 1 && far.told().length === 1);
    // Signals of one database are heard in their order: whatever was for it would have come before this.
    await order(ours);
    await waitUntil(() => stream.told().length === 1);
    expect([stream.told().length, near.told().length, far.told().length]).toEqual([1, 1, 1]);
  });

  it('is opened by nobody else: not without a session, not by who keeps another shop or lives elsewhere', async () => {
    const [ours, neighbour, theirs] = [await aShop(), await aShop(), await aShop(portal.world.there)];
    const statusOf = async (cookie: string, slug = HERE) => (await follow(ours, { cookie, slug })).status;
    expect(await statusOf('')).toBe(401);
    expect(await statusOf(neighbour.cookie)).toBe(404);
    expect(await statusOf(theirs.cookie)).toBe(401);
    expect(await statusOf(ours.cookie, ELSEWHERE)).toBe(401);
    const { cookie } = await signInAs(portal.world, ours.ctx, {
      grants: [{ listingId: ours.listing, role: 'merchant-staff', permissions: ['listing.edit'] }],
    });
    expect(await statusOf(cookie)).toBe(403);
  });

  it.each([
    [
      'the session ends',
      (ctx: TenantContext, accountId: string) =>
        portal.world.work.write(ctx, ({ manager }) =>
          manager.query('DELETE FROM account_session WHERE account_id = $1', [accountId]),
        ),
    ],
    [
      'the seat is taken away',
      (ctx: TenantContext, accountId: string) =>
        portal.world.work.write(ctx, ({ manager }) =>
          manager.query('DELETE FROM account_grant WHERE account_id = $1', [accountId]),
        ),
    ],
  ])('is told nothing more, and ends, once %s', async (_, end) => {
    const shop = await aShop();
    const staff = await signInAs(portal.world, shop.ctx, {
      grants: [{ listingId: shop.listing, role: 'merchant-staff' }],
    });
    const stream = await follow(shop, { cookie: staff.cookie });
    expect(stream.status).toBe(200);
    await end(shop.ctx, staff.account.id);
    await order(shop);
    await waitUntil(() => stream.isOver());
    expect(stream.told()).toEqual([]);
  });

  it('ends at once where its territory is suspended, and no other one does', async () => {
    const elsewhere = await portal.world.addTenant('ville-close');
    const [closing, other] = [await aShop(elsewhere), await aShop()];
    const [stream, kept] = [await follow(closing), await follow(other)];
    await setTenantState(portal.world.installation, 'ville-close', 'suspended', 'a test');
    await waitUntil(() => stream.isOver());
    await order(other);
    await waitUntil(() => kept.told().length === 1);
    expect([stream.told(), kept.isOver()]).toEqual([[], false]);
  });

  it('ends when the process stops, instead of keeping it', async () => {
    const one = await openPortal({ rateLimits: GENEROUS });
    try {
      const [listing = 0] = await writeListings(one.world, one.world.here, [{}]);
      const grants = [{ listingId: listing }];
      const { cookie } = await signInAs(one.world, one.world.here, { grants });
      const stream = await follow({ ctx: one.world.here, listing, cookie }, { port: one.port });
      expect(stream.status).toBe(200);
      one.app.get(Lifecycle).drain();
      await waitUntil(() => stream.isOver());
    } finally {
      await one.close();
    }
  });

  it('is open so often at most for one account, which says when to try again; others are not in its way', async () => {
    const [shop, other] = [await aShop(), await aShop()];
    const all = await Promise.all(Array.from({ length: MAX_STREAMS.account + 4 }, () => follow(shop)));
    const open = all.filter(({ status, isOver }) => status === 200 && !isOver());
    expect(open).toHaveLength(MAX_STREAMS.account);
    expect(await follow(shop)).toMatchObject({ status: 429, headers: { 'retry-after': '60' } });
    expect((await follow(other)).status).toBe(200);
    open[0]?.close();
    await waitUntil(async () => (await follow(shop)).status === 200);
  });
});
