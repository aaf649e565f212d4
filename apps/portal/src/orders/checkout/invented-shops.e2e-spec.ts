import { randomUUID } from 'node:crypto';
import { CatalogueService } from '@halles/domain/catalogue';
import { OrderingSettingsService } from '@halles/domain/orders';
import { pickupRulesSchema, productInputSchema } from '@halles/contracts';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { tellSaleDetails } from '@halles/testing/orders';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';
const hours = 'Mo-Su 00:00-24:00';

describe('ordering from a shop of the demonstration', () => {
  let portal: Portal;
  let invented = 0;
  let real = 0;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    const { world } = portal;
    [invented = 0, real = 0] = await writeListings(world, world.here, [
      {
        source: 'demonstration',
        facts: { displayName: 'Fournil Inventé', openingHoursText: hours, demonstration: true },
      },
      { source: 'sirene', facts: { displayName: 'Fournil Vrai', openingHoursText: hours } },
    ]);
    const grants = [invented, real].map((listingId) => ({ listingId }));
    await signInAs(world, world.here, { grants });
    const bread = { name: 'Baguette', priceCents: 130, vat: 'reduced', withdrawal: 'perishable' };
    for (const id of [invented, real]) {
      await portal.app
        .get(CatalogueService)
        .add(world.here, id, randomUUID(), productInputSchema.parse(bread));
      await tellSaleDetails(world, world.here, id);
      await portal.app.get(OrderingSettingsService).save(world.here, id, {
        isOpen: true,
        kind: 'order',
        pausedUntil: null,
        pickup: pickupRulesSchema.parse({}),
      });
    }
  });
  afterAll(() => portal.close());

  it.each([
    ['fr', '/commerce/x-$/commander', 'inventé pour la démonstration'],
    ['en', '/en/business/x-$/order', 'invented for the demonstration'],
  ] as const)(
    'says that nobody prepares anything, and says it of invented shops alone: %s',
    async (locale, path, words) => {
      const [ofInvented, ofReal] = await Promise.all(
        [invented, real].map((id) => portal.ask(HERE, path.replace('$', String(id)))),
      );
      expect([ofInvented?.status, checkHtml(ofInvented?.body ?? '', locale)]).toEqual([200, []]);
      expect([ofInvented?.body.includes(words), ofReal?.body.includes(words)]).toEqual([true, false]);
    },
  );
});
