import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type {
  ColumnMapping,
  ImportChange,
  UnrestoredReason,
  ProductImport,
  TableLine,
} from './product-import';

const COLUMNS = `id, listing_id AS "listingId", lines, mapping, created_at AS "createdAt", imported_at AS "importedAt",
  undone_at AS "undoneAt", added, changed, left_out AS "leftOut"`;

const FIND = `SELECT ${COLUMNS} FROM product_import WHERE listing_id = $1 AND id = $2`;
const LOCK = `${FIND} FOR UPDATE`;
const IMPORTED = `SELECT ${COLUMNS} FROM product_import WHERE listing_id = $1 AND imported_at IS NOT NULL
  ORDER BY imported_at DESC, id LIMIT $2`;
const REMOVE = 'DELETE FROM product_import WHERE created_at < $1';
const REMOVE_DRAFTS = `${REMOVE} AND imported_at IS NULL`;

/** Files whose columns are remembered, of one shop. */
const MAX_REMEMBERED = 20;

/** A product that undoing an import left as it is. */
export interface UnrestoredProduct {
  readonly id: string;
  readonly name: string;
  readonly kept: UnrestoredReason;
}

/** Files of products, what they changed, and what their columns mean. */
@Injectable()
export class ProductImportRepository {
  async find(tx: TenantTx, listingId: number, id: string): Promise<ProductImport | null> {
    const [found] = await tx.manager.query<ProductImport[]>(FIND, [listingId, id]);
    return found ?? null;
  }

  /** The same, locked until the transaction ends. */
  async lock(tx: TenantWriteTx, listingId: number, id: string): Promise<ProductImport | null> {
    const [found] = await tx.manager.query<ProductImport[]>(LOCK, [listingId, id]);
    return found ?? null;
  }

  /** Those that were imported, the last first; their lines are gone. */
  listImported(tx: TenantTx, listingId: number, most: number): Promise<ProductImport[]> {
    return tx.manager.query<ProductImport[]>(IMPORTED, [listingId, most]);
  }

  /** Nothing where the id is taken, of whatever shop. */
  async insert(
    tx: TenantWriteTx,
    draft: Pick<ProductImport, 'id' | 'listingId' | 'lines' | 'mapping' | 'createdAt'>,
  ): Promise<void> {
    const { id, listingId, lines, mapping, createdAt } = draft;
    await tx.manager.query(
      `INSERT INTO product_import (id, listing_id, lines, mapping, created_at)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING`,
      [
        id,
        listingId,
        JSON.stringify(lines satisfies readonly TableLine[] | null),
        JSON.stringify(mapping),
        createdAt,
      ],
    );
  }

  async setMapping(tx: TenantWriteTx, id: string, mapping: ColumnMapping): Promise<void> {
    await tx.manager.query('UPDATE product_import SET mapping = $2 WHERE id = $1', [
      id,
      JSON.stringify(mapping),
    ]);
  }

  /** Forgets files that were read and not imported. @param but one that stays */
  async removeDrafts(tx: TenantWriteTx, listingId: number, but: string | null): Promise<void> {
    await tx.manager.query(
      'DELETE FROM product_import WHERE listing_id = $1 AND imported_at IS NULL AND id IS DISTINCT FROM $2',
      [listingId, but],
    );
  }

  async setImported(
    tx: TenantWriteTx,
    id: string,
    counts: { readonly added: number; readonly changed: number; readonly leftOut: number },
    now: Date,
  ): Promise<void> {
    await tx.manager.query(
      `UPDATE product_import SET lines = NULL, imported_at = $2, added = $3, changed = $4, left_out = $5 WHERE id = $1`,
      [id, now, counts.added, counts.changed, counts.leftOut],
    );
  }

  async setUndone(tx: TenantWriteTx, id: string, now: Date): Promise<void> {
    await tx.manager.query('UPDATE product_import SET undone_at = $2 WHERE id = $1', [id, now]);
  }

  async insertChanges(tx: TenantWriteTx, importId: string, changes: readonly ImportChange[]): Promise<void> {
    await tx.manager.query(
      `INSERT INTO product_import_change (import_id, product_id, before, after)
       SELECT $1, c."productId", nullif(c.before, 'null'), c.after
         FROM jsonb_to_recordset($2::jsonb) AS c ("productId" uuid, before jsonb, after jsonb)`,
      [importId, JSON.stringify(changes)],
    );
  }

  changesOf(tx: TenantTx, importId: string): Promise<ImportChange[]> {
    return tx.manager.query<ImportChange[]>(
      `SELECT product_id AS "productId", before, after FROM product_import_change WHERE import_id = $1 ORDER BY product_id`,
      [importId],
    );
  }

  async setUnrestored(
    tx: TenantWriteTx,
    importId: string,
    kept: ReadonlyMap<string, UnrestoredReason>,
  ): Promise<void> {
    await tx.manager.query(
      `UPDATE product_import_change c SET kept = k.kept
         FROM unnest($2::uuid[], $3::text[]) AS k (id, kept) WHERE c.import_id = $1 AND c.product_id = k.id`,
      [importId, [...kept.keys()], [...kept.values()]],
    );
  }

  unrestoredBy(tx: TenantTx, importId: string): Promise<UnrestoredProduct[]> {
    return tx.manager.query<UnrestoredProduct[]>(
      `SELECT p.id, p.name, c.kept FROM product_import_change c JOIN product p ON p.id = c.product_id
        WHERE c.import_id = $1 AND c.kept IS NOT NULL ORDER BY p.position, p.id`,
      [importId],
    );
  }

  /** Which of these products somebody ordered since. */
  async orderedSince(tx: TenantTx, ids: readonly string[], instant: Date): Promise<ReadonlySet<string>> {
    const rows = await tx.manager.query<{ id: string }[]>(
      `SELECT DISTINCT product_id AS id FROM stock_movement
        WHERE product_id = ANY($1::uuid[]) AND reason = 'ordered' AND created_at >= $2`,
      [ids, instant],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async remembered(tx: TenantTx, listingId: number, digest: string): Promise<ColumnMapping | null> {
    const [row] = await tx.manager.query<{ mapping: ColumnMapping }[]>(
      'SELECT mapping FROM product_column_mapping WHERE listing_id = $1 AND header_digest = $2',
      [listingId, digest],
    );
    return row?.mapping ?? null;
  }

  async remember(
    tx: TenantWriteTx,
    listingId: number,
    {
      digest,
      mapping,
      now,
    }: { readonly digest: string; readonly mapping: ColumnMapping; readonly now: Date },
  ): Promise<void> {
    await tx.manager.query(
      `INSERT INTO product_column_mapping (listing_id, header_digest, mapping, updated_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (listing_id, header_digest) DO UPDATE SET mapping = excluded.mapping, updated_at = excluded.updated_at`,
      [listingId, digest, JSON.stringify(mapping), now],
    );
    await tx.manager.query(
      `DELETE FROM product_column_mapping WHERE listing_id = $1 AND header_digest IN (
         SELECT header_digest FROM product_column_mapping WHERE listing_id = $1
          ORDER BY updated_at DESC, header_digest OFFSET $2)`,
      [listingId, MAX_REMEMBERED],
    );
  }

  /** @param drafts whether of those that were never imported alone. @returns how many went */
  async removeBefore(tx: TenantWriteTx, instant: Date, drafts: boolean): Promise<number> {
    const [, removed] = await tx.manager.query<[unknown[], number]>(drafts ? REMOVE_DRAFTS : REMOVE, [
      instant,
    ]);
    return removed;
  }
}
