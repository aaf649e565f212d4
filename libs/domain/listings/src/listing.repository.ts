import { Injectable } from '@nestjs/common';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { FACT_SOURCES, type FactSource, type Provenance } from './fact-source';
import { holdListing } from './hold-listing';
import type { Listing, ListingSummary } from './listing';
import type { ListingDetails, SourceKey } from './resolved-listing';
import { scheduleOf } from './stored-schedule';

/** A row of `LISTING_SUMMARY`. */
export interface ListingSummaryRow {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly category: string | null;
  readonly line: string | null;
  readonly street: string | null;
  readonly complement: string | null;
  readonly postalCode: string | null;
  readonly communeCode: string;
  readonly communeName: string;
  readonly longitude: number | null;
  readonly latitude: number | null;
  readonly precision: 'address' | 'commune';
  readonly phone: string | null;
  /** JSON. */
  readonly schedule: string | null;
  readonly features: number;
  readonly demonstration: boolean;
}

interface SourceRow {
  readonly source: FactSource;
  readonly sourceId: string;
  readonly origin: string | null;
  readonly reportedOn: string;
}

interface ListingRow extends ListingSummaryRow {
  readonly state: 'open' | 'closed';
  readonly closedOn: string | null;
  readonly siret: string | null;
  readonly facts: ListingDetails;
  readonly updatedAt: Date;
  readonly sources: readonly SourceRow[];
}

/** What the open data and the site maps name a listing by. */
export interface ListingAddressOnSite {
  readonly id: number;
  readonly slug: string;
  readonly updatedAt: Date;
}

/** Which open listings are asked for. */
export interface PublicFilter {
  /** INSEE code. */
  readonly commune?: string;
  /** A leaf of the category tree. */
  readonly category?: string;
}

const SUMMARY = `
  l.id, l.slug, l.name, l.category, l.address_line AS line, l.street, l.facts->>'complement' AS complement,
  l.postal_code AS "postalCode", l.commune AS "communeCode", c.name AS "communeName", l.longitude, l.latitude,
  l.position_precision AS precision, l.phone, o.schedule::text AS schedule, l.features, l.demonstration`;

const WHOLE = `${SUMMARY},
  l.state, l.closed_on::text AS "closedOn", l.siret, l.facts, l.updated_at AS "updatedAt",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('source', s.source, 'sourceId', s.source_id,
     'origin', s.facts->>'origin', 'reportedOn', s.reported_on)), '[]') FROM listing_source s WHERE s.listing_id = l.id) AS sources`;

const FROM = `FROM listing l JOIN commune c ON c.code = l.commune LEFT JOIN opening o ON o.id = l.opening_id`;

/** The summary of listings `l` that may be shown, as a part of a statement that knows which: a condition on `l` follows. */
export const LISTING_SUMMARY = `SELECT ${SUMMARY} ${FROM} WHERE l.visibility = 'public'`;

const FIND = `SELECT ${WHOLE} ${FROM} WHERE l.id = $1 AND l.visibility = 'public'`;

const FIND_SURVIVOR = `
  WITH RECURSIVE way AS (
    SELECT merged_into AS id, 1 AS steps FROM listing WHERE id = $1
    UNION ALL
    SELECT l.merged_into, steps + 1 FROM way JOIN listing l ON l.id = way.id WHERE steps < 20
  )
  SELECT ${WHOLE} ${FROM} JOIN way ON way.id = l.id WHERE l.visibility = 'public'`;

const SURVIVOR = `
  WITH RECURSIVE way AS (
    SELECT id, merged_into, 0 AS steps FROM listing WHERE id = $1
    UNION ALL
    SELECT l.id, l.merged_into, steps + 1 FROM way JOIN listing l ON l.id = way.merged_into WHERE steps < 20
  )
  SELECT id FROM way WHERE merged_into IS NULL AND steps > 0`;

const FIND_MANY = `${LISTING_SUMMARY} AND l.id = ANY($1)`;

const LIST_PUBLIC = `
  SELECT ${WHOLE} ${FROM} WHERE l.id > $1 AND l.visibility = 'public' AND l.state = 'open'
    AND ($3::text IS NULL OR l.commune = $3) AND ($4::text IS NULL OR l.category = $4)
  ORDER BY l.id LIMIT $2`;

/** A row of `LISTING_SUMMARY` as lists show it. */
export const toListingSummary = (row: ListingSummaryRow): ListingSummary => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  category: row.category,
  address: {
    line: row.line,
    street: row.street,
    complement: row.complement,
    postalCode: row.postalCode,
    communeCode: row.communeCode,
    communeName: row.communeName,
  },
  position:
    row.longitude === null || row.latitude === null
      ? null
      : { longitude: row.longitude, latitude: row.latitude, precision: row.precision },
  phone: row.phone,
  schedule: scheduleOf(row.schedule),
  features: row.features,
  demonstration: row.demonstration,
});

/** The sources of each fact, with the day on which they last reported it. */
function provenanceOf({
  facts,
  sources,
}: ListingRow): Pick<Listing, 'provenance' | 'otherProvenance' | 'serviceProvenance'> {
  const byKey = new Map(
    sources.map(({ sourceId, ...source }) => [`${source.source} ${sourceId}`, [source]] as const),
  );
  const of = ({ source, sourceId }: SourceKey): readonly Provenance[] =>
    byKey.get(`${source} ${sourceId}`) ?? [];
  const named = (keys: Readonly<Record<string, SourceKey>>): Readonly<Record<string, Provenance>> =>
    Object.fromEntries(
      Object.entries(keys).flatMap(([name, key]) => of(key).map((one) => [name, one] as const)),
    );
  const others = Object.entries(facts.otherSources ?? {}).map(
    ([fact, keys]) => [fact, keys.flatMap(of)] as const,
  );
  return {
    provenance: named(facts.factSources),
    otherProvenance: Object.fromEntries(others),
    serviceProvenance: named(facts.serviceSources ?? {}),
  };
}

function toListing(row: ListingRow): Listing {
  const {
    factSources: _factSources,
    otherSources: _otherSources,
    serviceSources: _serviceSources,
    complement: _complement,
    ...details
  } = row.facts;
  return {
    ...toListingSummary(row),
    ...details,
    state: row.state,
    closedOn: row.closedOn,
    siret: row.siret,
    ...provenanceOf(row),
    updatedAt: row.updatedAt,
  };
}

const LARGEST_ID = 2 ** 31 - 1;

/** Whether a number can be a listing's: addresses bring any. */
export const isListingId = (id: number): boolean => Number.isInteger(id) && id >= 1 && id <= LARGEST_ID;

/** Reads listings that may be shown. */
@Injectable()
export class ListingRepository {
  /** The listing, or the one that it was merged into. */
  async find(tx: TenantTx, id: number): Promise<Listing | null> {
    if (!isListingId(id)) return null;
    const [own] = await tx.manager.query<ListingRow[]>(FIND, [id]);
    if (own) return toListing(own);
    const [survivor] = await tx.manager.query<ListingRow[]>(FIND_SURVIVOR, [id]);
    return survivor ? toListing(survivor) : null;
  }

  /** The listing that one was merged into, whether it is shown or not; null of one that was not. */
  async survivorOf(tx: TenantTx, id: number): Promise<number | null> {
    if (!isListingId(id)) return null;
    const [row] = await tx.manager.query<{ id: number }[]>(SURVIVOR, [id]);
    return row?.id ?? null;
  }

  /** The listing that `find` gives, which nobody merges into another before the transaction's end: what is attached to it stays with it. */
  async findHeld(tx: TenantWriteTx, id: number): Promise<Listing | null> {
    const found = await this.find(tx, id);
    if (!found) return null;
    return (await holdListing(tx, found.id)) ? found : this.find(tx, found.id);
  }

  async findMany(tx: TenantTx, ids: readonly number[]): Promise<Map<number, ListingSummary>> {
    const rows = await tx.manager.query<ListingSummaryRow[]>(FIND_MANY, [ids]);
    return new Map(rows.map((row) => [row.id, toListingSummary(row)]));
  }

  /** The open ones behind an id, in the order of ids. */
  async listPublic(tx: TenantTx, after: number, limit: number, filter: PublicFilter): Promise<Listing[]> {
    const params = [after, limit, filter.commune ?? null, filter.category ?? null];
    return (await tx.manager.query<ListingRow[]>(LIST_PUBLIC, params)).map(toListing);
  }

  /** The open ones of a range of ids, `until` not included. */
  async listAddresses(tx: TenantTx, from: number, until: number): Promise<ListingAddressOnSite[]> {
    return tx.manager.query<ListingAddressOnSite[]>(
      `SELECT id, slug, updated_at AS "updatedAt" FROM listing
       WHERE id >= $1 AND id < $2 AND visibility = 'public' AND state = 'open' ORDER BY id`,
      [from, until],
    );
  }

  /** The kinds of source that have a row, by the beginning of an index: the same cost whatever the size. */
  async sources(tx: TenantTx): Promise<FactSource[]> {
    const rows = await tx.manager.query<{ source: FactSource }[]>(
      `SELECT kind AS source FROM unnest($1::text[]) WITH ORDINALITY AS k (kind, rank)
       WHERE EXISTS (SELECT 1 FROM listing_source WHERE source = kind) ORDER BY rank`,
      [FACT_SOURCES],
    );
    return rows.map(({ source }) => source);
  }

  /** The directory's version, how many listings are open to the public, and the last id given. */
  async state(
    tx: TenantTx,
  ): Promise<{ version: string; listings: number; lastId: number; changedAt: Date | null }> {
    const [row] = await tx.manager.query<
      { version: string; listings: number; lastId: number; changedAt: Date | null }[]
    >(
      `SELECT coalesce((SELECT version FROM directory_state), 0)::text AS version,
         (SELECT changed_at FROM directory_state) AS "changedAt",
         coalesce((SELECT listings FROM search_key WHERE kind = 'all' AND value = ''), 0) AS listings,
         coalesce((SELECT max(id) FROM listing), 0) AS "lastId"`,
    );
    return row ?? { version: '0', listings: 0, lastId: 0, changedAt: null };
  }
}
