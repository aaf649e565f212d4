import { randomUUID } from 'node:crypto';
import { orderInputSchema, pickupRulesSchema, productInputSchema } from '@halles/contracts';
import { CatalogueService } from '@halles/domain/catalogue';
import {
  Fulfilments,
  OrderHandling,
  OrderingSettingsService,
  OrderingShops,
  OrderPlacing,
  OrderSlots,
  type OrderState,
} from '@halles/domain/orders';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { required } from '@halles/kernel';
import { UnitOfWork } from '@halles/platform/tenancy';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { HANDED_OVER, tellSaleDetails } from '@halles/testing/orders';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { CustomerOrders } from './customer-orders.service';

const HERE = 'ici-bourg';
const LINK = 'Renoncer au contrat ici</a>';
const CONFIRM = 'Confirmer la rétractation';
const VALID = { name: 'Odile Martin', email: 'odile@example.org', lines: '1' };

describe('withdrawing from an order', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  let book: string;
  let bread: string;

  const service = <T>(type: abstract new (...args: never[]) => T): T =>
    portal.app.get<T>(type, { strict: false });

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    const { world } = portal;
    const facts = { displayName: 'La Librairie', openingHoursText: 'Mo-Su 00:00-24:00' };
    [listing = 0] = await writeListings(world, world.here, [{ source: 'sirene', facts }]);
    ({ cookie } = await signInAs(world, world.here, { grants: [{ listingId: listing }] }));
    await tellSaleDetails(world, world.here, listing);
    await service(OrderingSettingsService).save(world.here, listing, {
      isOpen: true,
      kind: 'order',
      pausedUntil: null,
      pickup: pickupRulesSchema.parse({ notice: 0 }),
    });
    const add = async (name: string, withdrawal: 'right' | 'perishable'): Promise<string> => {
      const id = randomUUID();
      const product = { name, priceCents: 1_200, vat: 'reduced', withdrawal };
      await service(CatalogueService).add(world.here, listing, id, productInputSchema.parse(product));
      return id;
    };
    book = await add('Un livre', 'right');
    bread = await add('Une brioche', 'perishable');
  });

  /** An order of some products, brought to a state. @returns its id and the path of its page */
  const ordered = async (products: readonly string[], ...states: readonly OrderState[]) => {
    const { here } = portal.world;
    const lines = products.map((productId) => ({ productId, quantity: 1, unitCents: 1_200 }));
    const input = { idempotencyKey: randomUUID(), kind: 'order', lines, name: 'Odile Martin' };
    const [slot] = await service(UnitOfWork).read(here, async (tx) => {
      const shop = await service(OrderingShops).get(tx, listing, new Date());
      const [offer] = await service(Fulfilments).offers(tx, shop);
      return offer ? service(OrderSlots).slotsIn(tx, offer, []) : [];
    });
    const parsed = orderInputSchema.parse({
      ...input,
      email: 'odile@example.org',
      slotFrom: required(slot, 'a slot').from,
    });
    const { id } = await service(OrderPlacing).place(here, listing, parsed, 'fr');
    for (const to of states) {
      const { event } = await service(OrderHandling).get(here, id);
      const move = {
        listingId: listing,
        orderId: id,
        seen: event,
        actor: 'merchant',
        accountId: null,
        handOver: HANDED_OVER,
      } as const;
      await service(OrderHandling).move(here, move, to);
    }
    return { id, path: `/commande/${service(CustomerOrders).token(here, id)}` };
  };
  const read = async (path: string, signedIn = false): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, signedIn ? { headers: { cookie } } : {});
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const withdraw = (path: string, fields: Record<string, string> = VALID, slug = HERE) =>
    portal.post(slug, `${path}/retractation`, fields);
  const mine = (path = ''): string => `/pro/commerces/${listing}/commandes${path}`;

  it('is confirmed in two steps after the goods were received, and seen by the shop until it gave the money back', async () => {
    const { id, path } = await ordered([book], 'accepted', 'collected');
    expect(await read(path)).toContain(LINK);
    const form = await read(`${path}/retractation`);
    expect(form).toContain(CONFIRM);
    expect(form).toMatch(/name="name"[^>]*value="Odile Martin"/);
    // Whoever only looks withdraws from nothing.
    expect((await service(OrderHandling).get(portal.world.here, id)).withdrawals).toEqual([]);

    const answer = await withdraw(path);
    expect([answer.status, answer.headers.location]).toEqual([303, path]);
    const after = await read(path);
    expect(after).toMatch(/vous avez renoncé à\u00a0: 1 × Un livre \(12,00\u00a0€\)/);
    expect(after).toMatch(/<span class="order__content">Rétractation<\/span>/);
    expect(after).not.toMatch(/Retiré de la commande/);
    expect(after).toMatch(/Rapportez ces articles avant la fin du/);
    expect(after).not.toContain(LINK);
    expect(await read(`${path}/retractation`)).toMatch(/rien à quoi renoncer/);

    expect(await read('/pro', true)).toMatch(
      /Un client a renoncé à des articles, commande \d{4}-\d{4}\u00a0: vous lui devez 12,00\u00a0€/,
    );
    expect(await read(mine(), true)).toMatch(/À rembourser/);
    expect(await read(`${mine()}-terminees`, true)).toMatch(
      /Rétractation après la remise\u00a0: 1 × Un livre\. 12,00\u00a0€ à rembourser/,
    );
    const page = await read(mine(`/${id}`), true);
    expect(page).toMatch(/Odile Martin a renoncé à\u00a0: 1 × Un livre/);
    const withdrawal = /name="withdrawal" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const press = (step: string, ids = withdrawal) =>
      portal.post(HERE, mine(`/${id}`), { do: step, withdrawal: ids }, { cookie });
    // Of a withdrawal that the page did not show nothing is said.
    expect((await press('refunded', randomUUID())).status).toBe(409);
    expect((await press('refunded', '')).status).toBe(409);
    expect((await press('refunded')).status).toBe(303);
    expect(await read(path)).toMatch(/Le commerce a noté le remboursement/);
    expect(await read(mine(), true)).not.toMatch(/À rembourser/);
    expect((await press('notRefunded')).status).toBe(303);
    expect(await read(path)).toMatch(/Rapportez ces articles/);
  });

  it('of a part of what is not handed over leaves the rest, and what is left to pay', async () => {
    const { id, path } = await ordered([bread, book], 'accepted');
    const form = await read(`${path}/retractation`);
    expect(form).toMatch(/value="2"/);
    expect(form).not.toMatch(/name="lines" value="1"/);
    expect(form).toMatch(/On ne peut pas renoncer aux autres articles/);
    expect((await withdraw(path, { ...VALID, lines: '2' })).status).toBe(303);
    const after = await read(path);
    expect(after).toMatch(/Retiré de la commande/);
    expect(after).toMatch(/Reste à payer\u00a0: 12,00\u00a0€/);
    expect(after).toMatch(/Confirmée/);
    // The tax of what is paid for, and no more.
    expect(after).toMatch(/dont TVA \(5,5\u00a0%\)\u00a0: 0,63\u00a0€/);
    const inbox = await read(mine(), true);
    expect(inbox).toMatch(/1 × Une brioche<\/p>/);
    expect(inbox).toMatch(/1 article · 12,00\u00a0€/);
    // The right is gone with what it was for.
    expect(after).not.toMatch(/quatorze jours après le retrait/);
    const said =
      /Rétractation\u00a0: 1 × Un livre \(12,00\u00a0€\)\. À ne pas remettre ni faire payer\u00a0; le reste de la commande tient/;
    expect(inbox).toMatch(said);
    expect(after).toMatch(/Le reste de votre commande tient toujours/);
    const page = await read(mine(`/${id}`), true);
    expect(page).toMatch(/Ne les remettez pas/);
    expect(page).toMatch(/À payer\u00a0: 12,00\u00a0€/);
    expect(page).toMatch(/order__withdrawn/);
    const { slot } = await service(OrderHandling).get(portal.world.here, id);
    const day = isoOfDay(wallTime('Europe/Paris', slot.from.getTime()).day);
    expect(await read(`${mine()}-du-jour?jour=${day}`, true)).toMatch(said);
    expect(page).toMatch(/Rétractation\u00a0: 1 × Un livre \(12,00\u00a0€\)/);
    const preparation = await read(`${mine()}-preparation?jour=${day}`, true);
    expect(preparation).toMatch(/<li>1 × Une brioche<\/li>/);
    expect(preparation).not.toMatch(/Un livre/);
  });

  it('of all of it before it is handed over ends the order', async () => {
    const { id, path } = await ordered([book], 'accepted', 'preparing');
    expect((await withdraw(path)).status).toBe(303);
    // A second press of the button, or of the page that was left open, says nothing else.
    expect((await withdraw(path)).status).toBe(303);
    const over = await read(path);
    expect(over).toMatch(/Annulée/);
    expect(over).not.toMatch(/Vous payez au commerce|dont TVA/);
    expect(await read(mine(), true)).toMatch(/Aucune commande en cours/);
    const whole = /Rétractation de toute la commande\u00a0: 1 × Un livre \(12,00\u00a0€\)/;
    expect(await read(`${mine()}-terminees`, true)).toMatch(whole);
    expect(await read(mine(`/${id}`), true)).toMatch(whole);
    expect((await service(OrderHandling).get(portal.world.here, id)).withdrawals).toHaveLength(1);
  });

  it.each(['x', '2026-02-31', '0000-01-01', '9999-12-31'])(
    'prepares nothing on what is no day, and asks for one: %s',
    async (day) => {
      const headers = { cookie };
      const { status, body } = await portal.ask(HERE, `${mine()}-preparation?jour=${day}`, { headers });
      expect([status, checkHtml(body, 'fr')]).toEqual([422, []]);
      expect(body).toContain('aria-invalid="true"');
    },
  );

  it.each([
    ['no name', { ...VALID, name: ' ' }],
    ['a name that is too long', { ...VALID, name: 'x'.repeat(101) }],
    ['no address', { ...VALID, email: '' }],
    ['an address with a header behind it', { ...VALID, email: 'odile@example.org\r\nBcc: x@example.org' }],
    ['no line', { name: VALID.name, email: VALID.email }],
    ['a line that is no number', { ...VALID, lines: '1e9' }],
    ['nothing', {}],
  ])('asks again for %s, with what was typed', async (_, fields: Record<string, string>) => {
    const { id, path } = await ordered([book], 'accepted');
    const { status, body } = await withdraw(path, fields);
    expect([status, checkHtml(body, 'fr')]).toEqual([422, []]);
    expect(body).toMatch(/Quelque chose est à corriger/);
    expect((await service(OrderHandling).get(portal.world.here, id)).withdrawals).toEqual([]);
  });

  it.each([
    ['of what gives no right', '1'],
    ['of a line that is not there', '9'],
  ])('is refused %s', async (_, line) => {
    const { path } = await ordered([bread, book], 'accepted');
    const { status, body } = await withdraw(path, { ...VALID, lines: line });
    expect([status, checkHtml(body, 'fr')]).toEqual([409, []]);
    expect(body).toMatch(/On ne peut plus renoncer/);
  });

  it('is not offered for what gives no right, nor to who has not the link, nor in another territory', async () => {
    const { path } = await ordered([bread], 'accepted');
    expect(await read(path)).not.toContain(LINK);
    expect(await read(`${path}/retractation`)).toMatch(/rien à quoi renoncer/);
    const { path: other } = await ordered([book]);
    expect((await withdraw(other, VALID, 'autre-ville')).status).toBe(404);
    expect((await withdraw('/commande/abc')).status).toBe(404);
    expect((await portal.ask(HERE, '/commande/abc/retractation')).status).toBe(404);
  });
});
