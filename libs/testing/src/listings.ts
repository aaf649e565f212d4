import {
  type FactSource,
  ListingsModule,
  ListingWriter,
  noAttributes,
  noContact,
  noMarks,
  type SourceAddress,
  type SourceFacts,
} from '@halles/domain/listings';
import type { TenantContext, TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import type { World } from './world';
import { servicesOf } from './world-module';

/** What a test says of a business; the rest is that of an open bakery in Bordeaux. */
export interface SourceInput {
  readonly source?: FactSource;
  readonly sourceId?: string;
  /** ISO date. */
  readonly reportedOn?: string;
  readonly facts?: Partial<Omit<SourceFacts, 'address' | 'contact' | 'attributes'>> & {
    readonly address?: Partial<SourceAddress>;
    readonly contact?: Partial<SourceFacts['contact']>;
    readonly attributes?: Partial<SourceFacts['attributes']>;
  };
}

const address: SourceAddress = {
  number: '12',
  repetition: null,
  street: 'rue Sainte-Catherine',
  complement: null,
  postalCode: '33000',
  communeCode: '33063',
  communeName: 'Bordeaux',
};

/** Facts of an open bakery, as a source tells them. */
export function sourceFacts(input: NonNullable<SourceInput['facts']> = {}): SourceFacts {
  return {
    siret: null,
    siren: null,
    legalName: null,
    legalCategory: null,
    displayName: 'Boulangerie des Halles',
    category: 'bakery',
    categoryBasis: null,
    notPublic: null,
    naf: null,
    nafAnnounced: null,
    position: { longitude: -0.5739, latitude: 44.8404, precision: 'address' },
    openingHoursText: null,
    status: { state: 'open' },
    partialDiffusion: false,
    updatedOn: null,
    ...noMarks,
    ...input,
    address: { ...address, ...input.address },
    contact: { ...noContact, ...input.contact },
    attributes: { ...noAttributes, ...input.attributes },
  };
}

let inserted = 0;

/** Writes rows of `listing_source`; each array of sources is one listing. Returns the listings' ids. */
export async function insertSources(
  tx: TenantWriteTx,
  listings: readonly (SourceInput | readonly SourceInput[])[],
): Promise<number[]> {
  const ids: number[] = [];
  for (const sources of listings) {
    const [row] = await tx.manager.query<{ id: number }[]>(
      `SELECT nextval(pg_get_serial_sequence('listing', 'id'))::int AS id`,
    );
    if (!row) throw new Error('a sequence gives a number');
    ids.push(row.id);
    for (const { source = 'csv', sourceId, reportedOn = '2026-11-01', facts } of [sources].flat())
      await tx.manager.query(
        `INSERT INTO listing_source (source, source_id, listing_id, digest, facts, reported_on) VALUES ($1, $2, $3, '', $4, $5)`,
        [
          source,
          sourceId ?? `test-${(inserted += 1)}`,
          row.id,
          JSON.stringify(sourceFacts(facts)),
          reportedOn,
        ],
      );
  }
  return ids;
}

const writers = new WeakMap<UnitOfWork, Promise<ListingWriter>>();

/** What writes the directories of a world, made once for each. */
export function listingWriterOf(
  world: Pick<World, 'config' | 'work' | 'changeBus' | 'pool'>,
): Promise<ListingWriter> {
  const known = writers.get(world.work);
  if (known) return known;
  const writer = servicesOf(world, [ListingsModule]).then((services) => services.get(ListingWriter));
  writers.set(world.work, writer);
  return writer;
}

/** Puts businesses into a tenant's directory, as an import would. Returns their ids, in order. */
export async function writeListings(
  world: Pick<World, 'config' | 'work' | 'changeBus' | 'pool'>,
  ctx: TenantContext,
  listings: readonly (SourceInput | readonly SourceInput[])[],
  now = new Date(),
): Promise<number[]> {
  return world.work.write(ctx, async (tx) => {
    const ids = await insertSources(tx, listings);
    await refreshListings(world, tx, ids, now);
    return ids;
  });
}

/** Brings listings up to date with their sources, which the transaction changed. */
export async function refreshListings(
  world: Pick<World, 'config' | 'work' | 'changeBus' | 'pool'>,
  tx: TenantWriteTx,
  ids: readonly number[],
  now = new Date(),
): Promise<void> {
  const writer = await listingWriterOf(world);
  const batch = writer.begin(tx);
  await writer.refresh(batch, ids, now);
  await writer.finish(batch, 'touched', now);
}
