import { randomUUID } from 'node:crypto';
import { orderInputSchema, pickupRulesSchema, productInputSchema } from '@halles/contracts';
import { CatalogueService } from '@halles/domain/catalogue';
import { OrderHandling, OrderingSettingsService, OrderPlacing } from '@halles/domain/orders';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { OrderPageService } from '../checkout/order-page.service';

describe('an order that is put off beyond the hours of its shop', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());

  it('is asked about: the next opening, or the time all the same', async () => {
    const { here } = portal.world;
    const facts = { displayName: 'Le Pain du Coin', openingHoursText: 'Mo-Su 09:00-10:00' };
    const [listing = 0] = await writeListings(portal.world, here, [{ source: 'sirene', facts }]);
    const { cookie } = await signInAs(portal.world, here, { grants: [{ listingId: listing }] });
    const loaf = randomUUID();
    const bread = { name: 'Pain', priceCents: 420, vat: 'reduced', withdrawal: 'perishable' };
    await portal.app.get(CatalogueService).add(here, listing, loaf, productInputSchema.parse(bread));
    const pickup = pickupRulesSchema.parse({ notice: 0 });
    const settings = { isOpen: true, kind: 'reservation', pausedUntil: null, pickup } as const;
    await portal.app.get(OrderingSettingsService).save(here, listing, settings);
    // The second half-hour of an opening that lasts one: whatever is later is closed.
    const { slots } = await portal.app.get(OrderPageService).offer(here, listing, []);
    const last = slots.find(({ from }, index) => index > 1 && new Date(from).getUTCMinutes() === 30);
    const input = orderInputSchema.parse({
      idempotencyKey: randomUUID(),
      kind: 'reservation',
      lines: [{ productId: loaf, quantity: 1, unitCents: 420, choices: [] }],
      slotFrom: last?.from,
      ...{ name: 'Odile Martin', email: 'odile@example.org' },
    });
    const { id } = await portal.app.get(OrderPlacing).place(here, listing, input, 'fr');
    const path = `/pro/commerces/${String(listing)}/commandes/${id}`;
    const press = (fields: Record<string, string>) => portal.post('ici-bourg', path, fields, { cookie });
    const asked = await press({ do: 'delay', minutes: '20', seen: '1' });
    expect([asked.status, checkHtml(asked.body, 'fr')]).toEqual([409, []]);
    expect(asked.body).toContain('Rien n’a été repoussé');
    expect(asked.body).toContain('Repousser quand même');
    const [, minutes = ''] =
      /name="minutes" value="(\d+)">\s*<button[^>]*value="delayTo"/.exec(asked.body) ?? [];
    for (const wrong of ['0', '-5', '99999', 'x'])
      expect((await press({ do: 'delayTo', minutes: wrong, seen: '1' })).status).toBe(422);
    expect((await press({ do: 'delayTo', minutes, seen: '1' })).status).toBe(303);
    const { slot } = await portal.app.get(OrderHandling).get(here, id);
    expect(slot.from.getTime()).toBe((last?.from ?? 0) + Number(minutes) * 60_000);
    expect(slot.from.getUTCMinutes()).toBe(0);
    expect((await press({ do: 'delayAnyway', minutes: '60', seen: '2' })).status).toBe(303);
  });
});
