import { randomUUID } from 'node:crypto';
import { productInputSchema } from '@halles/contracts';
import { CatalogueService } from '@halles/domain/catalogue';
import { OrderHandling } from '@halles/domain/orders';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';
const WORDS = 'tant que le commerce ne l’a pas acceptée';

describe('until when a customer cancels by themselves', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
  });

  const read = async (path: string, signedIn = false, locale: 'fr' | 'en' = 'fr'): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, signedIn ? { headers: { cookie } } : {});
    expect([path, status, checkHtml(body, locale)]).toEqual([path, 200, []]);
    return body;
  };
  const settings = (): string => `/pro/commerces/${listing}/commandes-reglages`;
  const sets = (cancellation: string) =>
    portal.post(HERE, settings(), { ...RULES, horizon: '3', cancellation }, { cookie });
  const form = (): string => `/commerce/x-${listing}/commander`;
  const handling = () => portal.app.get(OrderHandling, { strict: false });
  const open = async () => {
    const [order] = (await handling().listOpen(portal.world.here, listing, 1)).toDo;
    if (!order) throw new Error('the shop has an order');
    return order;
  };
  const moved = async (to: 'accepted' | 'received' | 'preparing') => {
    const { id, event } = await open();
    const move = {
      listingId: listing,
      orderId: id,
      seen: event,
      actor: 'merchant',
      accountId: null,
    } as const;
    await handling().move(portal.world.here, move, to);
  };
  /** What a customer reads last, and sends. @param at which of the slots on offer */
  const summary = async (at: 'first' | 'last' = 'last') => {
    const id = randomUUID();
    const product = { name: 'Moule', priceCents: 1_450, vat: 'standard', withdrawal: 'right' } as const;
    const catalogue = portal.app.get(CatalogueService, { strict: false });
    await catalogue.add(portal.world.here, listing, id, productInputSchema.parse(product));
    const shown = await read(form());
    const slots = [...shown.matchAll(/<option value="(\d{12,14})">/g)].map(([, from = '']) => from);
    const slot = slots.at(at === 'first' ? 0 : -1) ?? '';
    const basket = { [`q-${id}`]: '1', slot, name: 'Odile', email: 'odile@example.org', phone: '', note: '' };
    const { body } = await portal.post(HERE, form(), basket);
    const action = /action="([^"]+\/confirmer)"/.exec(body)?.[1] ?? '';
    return { shown, body, send: () => portal.post(HERE, action, fieldsIn(body, action)) };
  };
  const ordered = async (at?: 'first' | 'last'): Promise<string> => {
    const { send } = await summary(at);
    const { status, headers } = await send();
    expect(status).toBe(303);
    return String(headers.location);
  };
  const seenOn = (html: string): string => /name="seen" value="(\d+)"/.exec(html)?.[1] ?? '';

  it('is set by the shop, kept in its settings, and refused where it is none of the rules', async () => {
    expect((await sets('eve')).status).toBe(303);
    expect(await read(settings(), true)).toMatch(/value="eve"[^>]* checked/);
    // A page from before there was such a field leaves it as it is.
    expect((await portal.post(HERE, settings(), { ...RULES }, { cookie })).status).toBe(303);
    expect(await read(settings(), true)).toMatch(/value="eve"[^>]* checked/);
    for (const wrong of ['never', 'EVE', '2', "eve'; --"]) {
      const { status, body } = await sets(wrong);
      expect([wrong, status, checkHtml(body, 'fr')]).toEqual([wrong, 422, []]);
      expect(body).toContain('Choisissez jusqu’à quand le client peut annuler.');
    }
    expect(await read(settings(), true)).toMatch(/value="eve"[^>]* checked/);
  });

  it('is read on the form, the summary, the terms and the page, and done until then', async () => {
    await sets('eve');
    const { shown, body, send } = await summary();
    const rule = `${WORDS}, puis jusqu’à 18\u00a0h la veille, avant le retrait`;
    for (const page of [shown, body, await read(`/commerce/x-${listing}/conditions-de-vente`)])
      expect(page).toContain(rule);
    const page = String((await send()).headers.location);
    expect(await read(page)).toMatch(/n’a pas accepté, puis jusqu’au \S+ [^.]+ à 18\u00a0h, tant que/);
    await moved('accepted');
    const accepted = await read(page);
    expect(accepted).toMatch(/Vous pouvez annuler jusqu’au \S+ [^.]+ à 18\u00a0h, tant que/);
    expect(accepted).toContain(rule);
    expect(await read(page.replace('/commande/', '/en/order/'), false, 'en')).toMatch(
      /You can cancel until \S+ [^.]+ at 6\u00a0pm, as long as/,
    );
    const cancelled = await portal.post(HERE, page, { seen: seenOn(accepted), sure: 'yes' });
    expect(cancelled.status).toBe(303);
    expect(await read(page)).toContain('Cette commande est annulée');
  });

  it('is over on the page, which says whom to call, and at the door: nothing is done', async () => {
    await sets('accepted');
    const page = await ordered();
    const received = await read(page);
    expect(received).toContain('Ensuite, il faudra l’appeler.');
    await moved('accepted');
    const late = await read(page);
    expect(late).not.toContain('name="seen"');
    expect(late).toContain('Vous ne pouvez plus annuler vous-même\u00a0: appelez');
    expect(late).toContain('Votre droit de rétractation reste entier');
    expect(late).toContain('Renoncer au contrat ici');
    expect(late).toMatch(/<a class="button button--quiet" href="tel:\+33\d{9}">/);
    const { event } = await open();
    for (const fields of [{ seen: String(event) }, { seen: String(event), sure: 'yes' }]) {
      const { status, body } = await portal.post(HERE, page, fields);
      expect([status, checkHtml(body, 'fr')]).toEqual([409, []]);
      expect(body).toContain('Rien n’a été annulé\u00a0: le délai convenu');
    }
    expect([(await open()).state, (await open()).event]).toEqual(['accepted', event]);
    // The same order in another town is none.
    expect((await portal.post('autre-ville', page, { seen: String(event), sure: 'yes' })).status).toBe(404);
    // What the law gives is another right.
    expect((await read(`${page}/retractation`)).includes('Confirmer la rétractation')).toBe(true);
  });

  it('stays as it was accepted where the shop sets another one, which who reads a summary is told', async () => {
    await sets('slot');
    const page = await ordered();
    const read2 = await summary();
    await sets('accepted');
    expect((await read2.send()).status).toBe(409);
    await moved('accepted');
    const accepted = await read(page);
    expect(accepted).toMatch(/Vous pouvez annuler jusqu’au/);
    const cancelled = await portal.post(HERE, page, { seen: seenOn(accepted), sure: 'yes' });
    expect(cancelled.status).toBe(303);
  });

  it('is over for what is less than two days away, and says so before anything is ordered', async () => {
    await sets('two-days');
    const page = await ordered('first');
    expect(await read(page)).toContain('Ensuite, il faudra l’appeler.');
    await moved('accepted');
    expect(await read(page)).toContain('Vous ne pouvez plus annuler vous-même');
    await moved('received');
    const again = await read(page);
    expect((await portal.post(HERE, page, { seen: seenOn(again), sure: 'yes' })).status).toBe(303);
  });

  it('says nothing of it to who reserves, who is bound by nothing', async () => {
    await portal.post(
      HERE,
      settings(),
      { ...RULES, kind: 'reservation', cancellation: 'accepted' },
      { cookie },
    );
    const { shown, body, send } = await summary();
    expect([shown.includes(WORDS), body.includes(WORDS)]).toEqual([false, false]);
    const page = String((await send()).headers.location);
    await moved('accepted');
    const seen = seenOn(await read(page));
    expect((await portal.post(HERE, page, { seen, sure: 'yes' })).status).toBe(303);
  });
});
