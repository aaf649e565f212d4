import { foldName } from '@halles/domain/text';
import { holdListing, isListingId } from '@halles/domain/listings';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { ClaimSubject } from './claim';

const COLUMNS = `
  l.id, l.slug, l.name, l.visibility, l.category, l.siret, coalesce(l.facts->>'siren', left(l.siret, 9)) AS siren,
  l.address_line AS line, l.postal_code AS "postalCode", l.commune AS "communeCode", c.name AS "communeName",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('source', s.source, 'sourceId', s.source_id, 'reportedOn', s.reported_on,
     'facts', s.facts) ORDER BY s.source, s.source_id), '[]') FROM listing_source s WHERE s.listing_id = l.id) AS sources`;

const FROM = `FROM listing l LEFT JOIN commune c ON c.code = l.commune`;

/**
 * What an owner may claim although nobody else sees it: the register hides it, or has no name for it. A service of the town
 * hall is nobody's to claim.
 */
const CLAIMABLE = `
  l.visibility IN ('public', 'masked', 'nameless') AND NOT EXISTS (SELECT FROM town_service t WHERE t.listing_id = l.id)`;

/** How many listings a look for duplicates gives. */
const MOST = 20;

const FIND = `WITH RECURSIVE way AS (
    SELECT id, merged_into, 0 AS steps FROM listing WHERE id = $1
    UNION ALL
    SELECT l.id, l.merged_into, steps + 1 FROM way JOIN listing l ON l.id = way.merged_into WHERE steps < 20
  )
  SELECT ${COLUMNS} ${FROM} JOIN way ON way.id = l.id WHERE ${CLAIMABLE}`;
const FIND_MANY = `SELECT ${COLUMNS} ${FROM} WHERE l.id = ANY ($1) AND ${CLAIMABLE}`;
const FIND_BY_SIRET = `SELECT ${COLUMNS} ${FROM} WHERE l.siret = $1 AND ${CLAIMABLE}`;
const LIST_BY_PHONE = `SELECT ${COLUMNS} ${FROM} WHERE l.phone = $1 AND l.visibility = 'public' ORDER BY l.id LIMIT $2`;
const LIST_BY_NAME = `SELECT ${COLUMNS} ${FROM} WHERE l.visibility = 'public' AND l.commune = $1
    AND (starts_with(l.folded_name, $2) OR starts_with($2, l.folded_name)) ORDER BY l.id LIMIT $3`;
const WITH_ALIKE = `SELECT a.id
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS a (id, name, commune, phone)
 WHERE EXISTS (SELECT FROM listing l WHERE l.phone = a.phone AND l.visibility = 'public')
    OR a.name <> '' AND EXISTS (
         SELECT FROM listing l WHERE l.visibility = 'public' AND l.commune = a.commune
            AND (starts_with(l.folded_name, a.name) OR starts_with(a.name, l.folded_name)))`;

/** Listings as claimants find them: also those that have no page. */
@Injectable()
export class ClaimSubjectRepository {
  /** The listing, or the one that it was merged into; null for what cannot be claimed. */
  async find(tx: TenantTx, id: number): Promise<ClaimSubject | null> {
    if (!isListingId(id)) return null;
    const [row] = await tx.manager.query<ClaimSubject[]>(FIND, [id]);
    return row ?? null;
  }

  /** The same, which nobody merges into another before the transaction's end. */
  async findHeld(tx: TenantWriteTx, id: number): Promise<ClaimSubject | null> {
    const found = await this.find(tx, id);
    if (!found) return null;
    return (await holdListing(tx, found.id)) ? found : this.find(tx, found.id);
  }

  async findMany(tx: TenantTx, ids: readonly number[]): Promise<Map<number, ClaimSubject>> {
    const rows = await tx.manager.query<ClaimSubject[]>(FIND_MANY, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async findBySiret(tx: TenantTx, siret: string): Promise<ClaimSubject | null> {
    const [row] = await tx.manager.query<ClaimSubject[]>(FIND_BY_SIRET, [siret]);
    return row ?? null;
  }

  /** @param phone E.164 */
  async listByPhone(tx: TenantTx, phone: string): Promise<ClaimSubject[]> {
    return tx.manager.query<ClaimSubject[]>(LIST_BY_PHONE, [phone, MOST]);
  }

  /** Those of a commune whose name begins alike, or begins what was asked. */
  async listByName(tx: TenantTx, name: string, communeCode: string): Promise<ClaimSubject[]> {
    const folded = foldName(name);
    if (folded === '') return [];
    return tx.manager.query<ClaimSubject[]>(LIST_BY_NAME, [communeCode, folded, MOST]);
  }

  /** Which of several businesses that are described have one like them, by phone or by name. */
  async withAlike(
    tx: TenantTx,
    asked: readonly {
      readonly id: string;
      readonly name: string;
      readonly communeCode: string;
      readonly phone: string | null;
    }[],
  ): Promise<ReadonlySet<string>> {
    const rows = await tx.manager.query<{ id: string }[]>(WITH_ALIKE, [
      asked.map(({ id }) => id),
      asked.map(({ name }) => foldName(name)),
      asked.map(({ communeCode }) => communeCode),
      asked.map(({ phone }) => phone),
    ]);
    return new Set(rows.map(({ id }) => id));
  }

  /** The communes of the territory, by name. */
  async communes(tx: TenantTx): Promise<{ readonly code: string; readonly name: string }[]> {
    return tx.manager.query('SELECT code, name FROM commune ORDER BY name, code');
  }
}
