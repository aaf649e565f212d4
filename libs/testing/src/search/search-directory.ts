import type { Degrees } from '@halles/domain/geo';
import { ListingWriter } from '@halles/domain/listings';
import { SearchPlaces } from '@halles/domain/search-index';
import type { TestingModule } from '@nestjs/testing';
import { type SourceInput, writeListings } from '../listings';
import type { World } from '../world';

/** A Wednesday, 10:00 in Bordeaux. */
export const SEARCHED_AT = new Date('2026-11-25T09:00:00Z');
/** Where who searches is. */
export const CENTRE: Degrees = { longitude: -0.5739, latitude: 44.8404 };
/** In degrees of latitude. */
export const METRE = 1 / 111_195;

interface BusinessInput {
  readonly category?: string;
  /** Metres north of the centre. */
  readonly north?: number;
  readonly hours?: string;
  readonly street?: string;
  readonly facts?: SourceInput['facts'];
}

const business = (name: string, input: BusinessInput = {}): SourceInput => ({
  facts: {
    displayName: name,
    category: input.category ?? 'bakery',
    position: { ...CENTRE, latitude: CENTRE.latitude + (input.north ?? 0) * METRE, precision: 'address' },
    openingHoursText: input.hours ?? null,
    ...input.facts,
    address: { street: input.street ?? 'rue Sainte-Catherine', ...input.facts?.address },
  },
});

const businesses: readonly SourceInput[] = [
  business('Boulangerie Paul', { north: 100, hours: 'Mo-Su 07:00-19:00', street: 'rue Serpenoise' }),
  business('Au Bon Pain', { north: 200, hours: 'Mo-Su 10:30-19:00' }),
  business('Le Fournil', { north: 300 }),
  business('Le Pétrin', { north: 400, hours: 'Mo-Su 15:00-19:00' }),
  business('La Miche', { north: 500, hours: 'Mo-Su 08:00-20:00', street: 'cours du Médoc' }),
  business('La Boucherie', { category: 'restaurant', north: 3_000, hours: 'Mo-Su 12:00-14:00' }),
  business('Boucherie Dupont', { category: 'butcher', north: 50 }),
  business('Pharmacie de la Gare', {
    category: 'pharmacy',
    north: 900,
    facts: { siret: '73282932000074' as never, contact: { phone: '+33556000001' } },
  }),
  business('Minelli', { category: 'shoe-shop', north: 120, street: 'rue Serpenoise' }),
  business('Coiffure Nadia', {
    category: 'hairdresser',
    facts: { keywords: ['mèches'], attributes: { appointment: 'possible' } },
  }),
];

/** Ten businesses of a town, one of its districts, and one business of another town. */
export async function writeSearchDirectory(world: World, services: TestingModule): Promise<void> {
  const [writer, places] = [services.get(ListingWriter), services.get(SearchPlaces)];
  await writeListings(world, world.here, businesses, SEARCHED_AT);
  await world.work.write(world.here, async (tx) => {
    const centre = { ...CENTRE, latitude: CENTRE.latitude + 500 * METRE };
    await places.setDistricts(tx, [{ name: 'Chartrons', commune: '33063', centre, radius: 150 }]);
    await writer.finish(writer.begin(tx), 'all', SEARCHED_AT);
  });
  await writeListings(world, world.there, [business('Boulangerie d’Ailleurs')], SEARCHED_AT);
}
