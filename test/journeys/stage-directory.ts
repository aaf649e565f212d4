import type { TenantContext } from '@halles/platform/tenancy';
import { type SourceWish, type World, writeListings } from '@halles/testing';

/** The portal whose directory has businesses; those of the other territories are still empty. */
export const FILLED = 'bordeaux';

const names = ['Fournil', 'Maison', 'Aux Délices', 'La Ronde', 'Le Pétrin', 'Au Levain', 'Les Quatre Épis'];
const hours = ['Mo-Su 00:00-24:00', 'Mo-Sa 07:00-13:00,15:00-19:30', 'Mo-Su off', null];

/** Bakeries enough for two pages of results, with and without hours, telephone and access. */
const bakeries: readonly SourceWish[] = Array.from({ length: 27 }, (_, at) => ({
  facts: {
    displayName: `${names[at % names.length] ?? ''} ${at + 1}`,
    openingHoursText: hours[at % hours.length] ?? null,
    contact: { phone: at % 2 === 0 ? '+33556102030' : null },
    attributes: { wheelchair: at % 3 === 0 ? 'yes' : null },
    demonstration: at % 5 === 0,
    address: { number: String(at + 1) },
    position: { longitude: -0.5739 + at / 5_000, latitude: 44.8404 + at / 7_000, precision: 'address' },
  },
}));

const others: readonly SourceWish[] = [
  { facts: { displayName: 'Pharmacie du Cours', category: 'pharmacy' } },
  {
    facts: {
      displayName:
        'Établissements Vandenbroucke-Delattre et fils, quincaillerie générale, clés, outillage et reproduction depuis 1902',
      category: 'hardware-store',
      address: { street: 'avenue du Général-de-Gaulle-et-des-Combattants-d’Afrique-du-Nord' },
    },
  },
];

/** Puts businesses into the directory of one territory. */
export async function fillDirectory(world: World, ctx: TenantContext): Promise<void> {
  await writeListings(world, ctx, [...bakeries, ...others]);
}
