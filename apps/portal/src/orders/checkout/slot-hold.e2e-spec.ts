import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { ordersOf } from '@halles/testing/orders';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';
const HELD =
  /<slot-hold data-seconds="(?:600|5[89]\d)"[^>]*><p[^>]*>Votre créneau vous est réservé jusqu’à [^<]+\.<\/p>/;

describe('the slot of who reads the summary of an order', () => {
  let portal: Portal;
  let listing: number;
  let loaf: string;

  /** A shop with room for one order in each slot, and a loaf that it sells. */
  const aShop = async (name: string): Promise<{ listing: number; loaf: string }> => {
    const position = { longitude: -0.5739, latitude: 44.84, precision: 'address' as const };
    const { listing: id, cookie } = await aShopThatMaySell(portal, name, { position });
    const path = `/pro/commerces/${String(id)}/commandes-reglages`;
    const saved = await portal.post(HERE, path, { ...RULES, orders: '1' }, { cookie });
    expect(saved.status).toBe(303);
    return { listing: id, loaf: await (await ordersOf(portal.world)).aProduct(id, { stock: 50 }) };
  };
  const opened = async (more: object): Promise<void> => {
    portal = await openPortal({ rateLimits: { ...GENEROUS, ...more } }, { TRUSTED_PROXIES: '127.0.0.1' });
    ({ listing, loaf } = await aShop('Le Pain du Coin'));
  };
  afterEach(() => portal.close());

  const pathOf = (id = listing): string => `/commerce/x-${String(id)}/commander`;
  const free = (html: string): string[] =>
    [...html.matchAll(/<option value="(\d{12,14})"(?! disabled)/g)].map(([, slot]) => slot ?? '');
  const form = async (id = listing): Promise<{ slots: string[]; formKey: string }> => {
    const { body } = await portal.ask(HERE, pathOf(id));
    return { slots: free(body), formKey: /name="formKey" value="([^"]+)"/.exec(body)?.[1] ?? '' };
  };
  const summary = (
    slot: string,
    formKey: string,
    shop = { listing, loaf },
    headers: Record<string, string> = {},
  ) =>
    portal.post(
      HERE,
      pathOf(shop.listing),
      {
        ...{ [`q-${shop.loaf}`]: '1', slot, formKey, name: 'Odile Martin', email: 'odile@example.org' },
        ...{ phone: '', note: '' },
      },
      headers,
    );
  const cookieIn = ({ headers }: { headers: Readonly<Record<string, unknown>> }): string =>
    [headers['set-cookie'] ?? []]
      .flat()
      .map((one) => String(one).split(';')[0] ?? '')
      .join('; ');

  it('is held for a few minutes, and nobody else gets it', async () => {
    await opened({});
    const { slots, formKey } = await form();
    const [slot = ''] = slots;
    const mine = await summary(slot, formKey);
    expect([mine.status, checkHtml(mine.body, 'fr'), HELD.test(mine.body)]).toEqual([200, [], true]);

    const other = await form();
    expect(other.slots).not.toContain(slot);
    const refused = await summary(slot, other.formKey);
    expect([refused.status, refused.body.includes('complet')]).toEqual([409, true]);

    // Whoever goes back to the basket finds their slot there.
    const action = /action="([^"]+\/confirmer)"/.exec(mine.body)?.[1] ?? '';
    const edited = await portal.post(HERE, `/commerce/x-${String(listing)}/commander`, {
      ...fieldsIn(mine.body, action),
      do: 'edit',
    });
    expect(edited.body).toContain(`<option value="${slot}" selected>`);
    expect((await portal.post(HERE, action, fieldsIn(mine.body, action))).status).toBe(303);
  });

  describe('of whoever left the summary', () => {
    let slot: string;
    let cookie: string;
    const lost = 'le créneau que vous aviez choisi n’est plus libre';
    const read = async (path: string): Promise<string> => {
      const { status, body } = await portal.ask(HERE, path, { headers: { cookie } });
      expect([path, status, body.includes(lost)]).toEqual([path, 200, false]);
      return body;
    };

    beforeEach(async () => {
      await opened({});
      const { slots, formKey } = await form();
      slot = slots[0] ?? '';
      const mine = await summary(slot, formKey);
      expect(mine.body).toMatch(HELD);
      cookie = cookieIn(mine);
    });

    it('is still theirs among their baskets', async () => {
      expect(await read('/paniers')).toContain('Créneau choisi');
    });

    it('is still theirs on the form that a link opens, which orders it', async () => {
      const body = await read(pathOf());
      expect(body).toContain(`<option value="${slot}" selected>`);
      const formKey = /name="formKey" value="([^"]+)"/.exec(body)?.[1] ?? '';
      const again = await summary(slot, formKey, undefined, { cookie });
      expect(again.body).toMatch(HELD);
      const action = /action="([^"]+\/confirmer)"/.exec(again.body)?.[1] ?? '';
      expect((await portal.post(HERE, action, fieldsIn(again.body, action), { cookie })).status).toBe(303);
    });

    it('is still theirs once they add something from the page of a product', async () => {
      const added = { product: loaf, [`q-${loaf}`]: '1', do: 'edit' };
      const { status, body } = await portal.post(HERE, pathOf(), added, { cookie });
      expect([status, body.includes(lost)]).toEqual([200, false]);
      expect(body).toContain(`<option value="${slot}" selected>`);
    });

    it('is still theirs on a tour', async () => {
      const other = await aShop('La Crèmerie');
      const stored = await portal.post(HERE, pathOf(other.listing), {
        ...{ [`q-${other.loaf}`]: '1', do: 'store' },
      });
      cookie = `${cookie}; ${cookieIn(stored)}`;
      const body = await read('/paniers/tournee');
      // The tour that ends first is in the first slot of both, which is the one that is held.
      expect(body).toContain(`name="slot-${String(listing)}" value="${slot}"`);
    });

    it('is nobody else’s: a basket that is shared says nothing of it', async () => {
      const page = await read('/paniers');
      const link = (/href="(\/panier\?p[^"]+)"/.exec(page)?.[1] ?? '').replaceAll('&#x3D;', '=');
      const taken = await portal.post(HERE, link, { do: 'take' });
      expect(taken.status).toBe(303);
      const theirs = await portal.ask(HERE, pathOf(), { headers: { cookie: cookieIn(taken) } });
      expect(theirs.body).not.toMatch(new RegExp(`<option value="${slot}"(?! disabled)`));
    });
  });

  const isHeld = async (
    slot: string,
    formKey: string,
    shop?: { listing: number; loaf: string },
    address = '203.0.113.7',
  ): Promise<boolean> => {
    const answer = await summary(slot, formKey, shop, { 'x-forwarded-for': address });
    expect(answer.status).toBe(200);
    return HELD.test(answer.body);
  };

  it('is held so often for a visitor at each shop', async () => {
    await opened({ hold: { limit: 1, windowMs: 60_000 } });
    const other = await aShop('La Crèmerie');
    const { slots } = await form();
    const [first = '', second = '', third = ''] = slots;
    expect(await isHeld(first, (await form()).formKey)).toBe(true);
    expect(await isHeld(second, (await form()).formKey)).toBe(false);
    expect(await isHeld(first, (await form(other.listing)).formKey, other)).toBe(true);
    expect(await isHeld(third, (await form()).formKey, undefined, '203.0.113.8')).toBe(true);
  });

  it('is held so often for a subnet at each shop, whichever of its addresses asks', async () => {
    await opened({ holdSubnet: { limit: 1, windowMs: 60_000 } });
    const other = await aShop('La Crèmerie');
    const { slots } = await form();
    const [first = '', second = '', third = ''] = slots;
    expect(await isHeld(first, (await form()).formKey)).toBe(true);
    expect(await isHeld(second, (await form()).formKey, undefined, '203.0.113.8')).toBe(false);
    expect(await isHeld(first, (await form(other.listing)).formKey, other)).toBe(true);
    expect(await isHeld(third, (await form()).formKey, undefined, '198.51.100.7')).toBe(true);
  });

  it('is not held for who has too many held, or has no form: they order as ever', async () => {
    await opened({ hold: { limit: 1, windowMs: 60_000 } });
    const { slots } = await form();
    const [first = '', second = '', third = ''] = slots;
    expect((await summary(first, (await form()).formKey)).body).toMatch(HELD);
    for (const [slot, key] of [
      [second, (await form()).formKey],
      [third, ''],
    ] as const) {
      const answer = await summary(slot, key);
      expect([answer.status, answer.body.includes('<slot-hold')]).toEqual([200, false]);
      // Who holds as many as they may is told; without a form there is none to hold.
      expect(answer.body.includes('n’est pas gardé pendant que vous relisez')).toBe(key !== '');
      const action = /action="([^"]+\/confirmer)"/.exec(answer.body)?.[1] ?? '';
      expect((await portal.post(HERE, action, fieldsIn(answer.body, action))).status).toBe(303);
    }
  });
});
