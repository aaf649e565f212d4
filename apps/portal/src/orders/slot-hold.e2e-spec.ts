import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { ordersOf } from '@halles/testing/orders';
import { aShopThatMaySell, RULES } from '../../testing/order-shop';
import { openPortal, type Portal } from '../../testing/portal-harness';
import { fieldsIn } from '../../testing/posted-fields';

const HERE = 'ici-bourg';
const HELD = /<slot-hold data-until="[^"]+"[^>]*><p[^>]*>Votre créneau vous est réservé jusqu’à [^<]+\.<\/p>/;

describe('the slot of who reads the summary of an order', () => {
  let portal: Portal;
  let listing: number;
  let loaf: string;

  const opened = async (more: object): Promise<void> => {
    portal = await openPortal({ rateLimits: { ...GENEROUS, ...more } });
    const shop = await aShopThatMaySell(portal);
    listing = shop.listing;
    loaf = await (await ordersOf(portal.world)).aProduct(listing, { stock: 50 });
    const path = `/pro/commerces/${String(listing)}/commandes-reglages`;
    const saved = await portal.post(HERE, path, { ...RULES, orders: '1' }, { cookie: shop.cookie });
    expect(saved.status).toBe(303);
  };
  afterEach(() => portal.close());

  const form = async (): Promise<{ slots: string[]; formKey: string }> => {
    const { body } = await portal.ask(HERE, `/commerce/x-${String(listing)}/commander`);
    return {
      slots: [...body.matchAll(/<option value="(\d{12,14})"(?! disabled)/g)].map(([, slot]) => slot ?? ''),
      formKey: /name="formKey" value="([^"]+)"/.exec(body)?.[1] ?? '',
    };
  };
  const summary = (slot: string, formKey: string) =>
    portal.post(HERE, `/commerce/x-${String(listing)}/commander`, {
      ...{ [`q-${loaf}`]: '1', slot, formKey, name: 'Odile Martin', email: 'odile@example.org' },
      ...{ phone: '', note: '' },
    });

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
      const action = /action="([^"]+\/confirmer)"/.exec(answer.body)?.[1] ?? '';
      expect((await portal.post(HERE, action, fieldsIn(answer.body, action))).status).toBe(303);
    }
  });
});
