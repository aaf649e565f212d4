import { Readable } from 'node:stream';
import type { PhotoService } from '@halles/domain/photos';
import { SentFile, type UntrustedFiles } from '@halles/platform/untrusted-files';
import type { TenantContext } from '@halles/platform/tenancy';
import { aPicture, type SourceInput, type World, writeListings } from '@halles/testing';

/** The portal whose directory has businesses; those of the other territories are still empty. */
export const FILLED = 'bordeaux';

/** The first business of it, whose pages have addresses of their own: with an address for corrections, and a photo. */
export const KNOWN = { id: 1, segment: 'fournil-1-1' } as const;

const names = ['Fournil', 'Maison', 'Aux Délices', 'La Ronde', 'Le Pétrin', 'Au Levain', 'Les Quatre Épis'];
const hours = ['Mo-Su 00:00-24:00', 'Mo-Sa 07:00-13:00,15:00-19:30', 'Mo-Su off', null];

/** Bakeries enough for two pages of results, with and without hours, telephone and access. */
const bakeries: readonly SourceInput[] = Array.from({ length: 27 }, (_, at) => ({
  facts: {
    displayName: `${names[at % names.length] ?? ''} ${at + 1}`,
    openingHoursText: hours[at % hours.length] ?? null,
    contact: {
      phone: at % 2 === 0 ? '+33556102030' : null,
      email: at === 0 ? 'fournil@pain.example' : null,
    },
    attributes: { wheelchair: at % 3 === 0 ? 'yes' : null },
    demonstration: at % 5 === 1,
    address: { number: String(at + 1) },
    position: { longitude: -0.5739 + at / 5_000, latitude: 44.8404 + at / 7_000, precision: 'address' },
  },
}));

const others: readonly SourceInput[] = [
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

/** Puts businesses into the directory of one territory, and photographs the first as the portal would. */
export async function fillDirectory(
  world: World,
  ctx: TenantContext,
  untrusted: UntrustedFiles,
  photos: PhotoService,
): Promise<void> {
  const [first] = await writeListings(world, ctx, [...bakeries, ...others]);
  if (first !== KNOWN.id) throw new Error(`the first business has the number ${first}`);
  const sent = await untrusted.receivePicture(
    new SentFile(Readable.from([await aPicture(640, 480).jpeg().toBuffer()])),
  );
  const input = { listingId: KNOWN.id, kind: 'photo', altFr: 'La vitrine bleue', altEn: null } as const;
  await photos.add(ctx, { ...input, crop: null, accountId: null }, sent, new Date());
  await sent.discard();
}
