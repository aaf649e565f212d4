import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { NamedInput } from './imports/product-import';
import type { Product } from './product';
import type { ProductOutline } from './product-pages';
import { soldName } from './variants';
import type { StockUnit } from './weighing';

const COLUMNS = `
  id, listing_id AS "listingId", name, description, section, price_cents AS "priceCents", vat, stock,
  is_available AS "isAvailable", on_request AS "onRequest", hours, season, notice_days AS "noticeDays", minimum_age AS "minimumAge",
  age_restriction AS "ageRestriction", withdrawal,
  allergens, labels, CASE WHEN content_amount IS NOT NULL THEN json_build_object('amount', content_amount, 'unit', content_unit) END AS content,
  ean, options, weighing, variant, coalesce(group_id, id) AS "groupId", position,
  archived_at AS "archivedAt"`;

/** What is said of a product. */
const FACTS = `name, description, section, price_cents, vat, stock, is_available, on_request, hours, season, notice_days, minimum_age, age_restriction, withdrawal,
  allergens, labels, content_amount, content_unit, ean, options, weighing, variant`;
/** The same of many, of one parameter: a number of statements that does not grow with them. */
const ROWS = `jsonb_to_recordset($2::jsonb) AS r (id uuid, rank int, name text, description text, section text, price_cents int,
  vat text, stock int, is_available boolean, on_request boolean, hours jsonb, season jsonb, notice_days smallint, minimum_age smallint, age_restriction text, withdrawal text, allergens text[],
  labels text[], content_amount int, content_unit text, ean text, options jsonb, weighing jsonb, variant jsonb, group_id uuid)`;

const INSERT_ALL = `INSERT INTO product (id, listing_id, position, created_at, updated_at, group_id, ${FACTS})
  SELECT id, $1, rank + (SELECT coalesce(max(position) + 1, 0) FROM product WHERE listing_id = $1 AND archived_at IS NULL),
  $3, $3, group_id, ${FACTS}
  FROM ${ROWS} ORDER BY rank
  ON CONFLICT (id) DO NOTHING RETURNING id`;
const UPDATE_ALL = `UPDATE product p SET (${FACTS}, updated_at) = (${FACTS.replaceAll(/\w+/g, 'r.$&')}, $1)
  FROM ${ROWS} WHERE p.id = r.id`;

/** That of the shop: variants of one product stand together, where the first of them stands. */
const IN_ORDER =
  'ORDER BY min(position) OVER (PARTITION BY coalesce(group_id, id)), coalesce(group_id, id), position, id';

const ON_SALE = `SELECT ${COLUMNS} FROM product WHERE listing_id = $1 AND archived_at IS NULL ${IN_ORDER}`;
const SOME_ON_SALE = `SELECT ${COLUMNS} FROM product WHERE listing_id = $1 AND id = ANY($2::uuid[]) AND archived_at IS NULL ${IN_ORDER}`;
const GROUPS_ON_SALE = `SELECT ${COLUMNS} FROM product
  WHERE listing_id = $1 AND coalesce(group_id, id) = ANY($2::uuid[]) AND archived_at IS NULL ${IN_ORDER}`;
/** The group of a product: of one that is not known, the id is a group whose first product is gone. */
const MEMBERS_ON_SALE = `SELECT ${COLUMNS} FROM product
  WHERE listing_id = $1 AND archived_at IS NULL
    AND coalesce(group_id, id) = coalesce((SELECT coalesce(group_id, id) FROM product WHERE listing_id = $1 AND id = $2), $2)
  ORDER BY position, id`;
const FIRST_GROUPS = `SELECT coalesce(group_id, id) AS "groupId" FROM product
  WHERE listing_id = $1 AND archived_at IS NULL ORDER BY position, id LIMIT $2`;
/** The last that were taken off sale. */
const ARCHIVED = `SELECT ${COLUMNS} FROM product WHERE listing_id = $1 AND archived_at IS NOT NULL
  ORDER BY archived_at DESC, position, id LIMIT $2`;
const ADDRESSES = `SELECT listing_id AS "listingId", coalesce(group_id, id) AS "groupId", min(name) AS name, max(updated_at) AS "updatedAt"
   FROM product WHERE listing_id = ANY($1::int[]) AND archived_at IS NULL
  GROUP BY listing_id, coalesce(group_id, id) ORDER BY listing_id, coalesce(group_id, id) LIMIT $2`;
/** Without what is said of them: a catalogue of thousands is some lines. */
const OUTLINES = `
  SELECT id, coalesce(group_id, id) AS "groupId", section, (SELECT coalesce(sum(jsonb_array_length(g->'choices')), 0)::int FROM jsonb_array_elements(options) AS g) AS choices
    FROM product WHERE listing_id = $1 AND archived_at IS NULL ${IN_ORDER}`;
const ONE = `SELECT ${COLUMNS} FROM product WHERE listing_id = $1 AND id = $2 AND archived_at IS NULL`;
const LOCK_ALL = `SELECT id FROM product WHERE listing_id = $1 AND archived_at IS NULL ORDER BY id FOR UPDATE`;
const LOCK_GROUP = `
  SELECT ${COLUMNS} FROM product
   WHERE listing_id = $1 AND archived_at IS NULL
     AND coalesce(group_id, id) = (SELECT coalesce(group_id, id) FROM product WHERE listing_id = $1 AND id = $2)
   ORDER BY id FOR UPDATE`;
/** As JSON, whose rows are always estimated alike: of an array PostgreSQL plans each length anew, for longer than it reads. */
const LOCK = `
  SELECT ${COLUMNS} FROM product
   WHERE listing_id = $1 AND id IN (SELECT wanted.id::uuid FROM json_array_elements_text($2::json) AS wanted (id))
   ORDER BY id FOR UPDATE`;

/** The same as `stockUnit`. */
const COUNTED_IN = `CASE WHEN p.weighing ->> 'by' = 'weight' THEN 'grams' ELSE 'pieces' END`;

/** Gives those that are counted in another unit than what is moved of them. */
const MOVE_STOCK = `
  WITH change AS (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $7::text[]) AS c (id, product_id, delta, unit)),
       moved AS (UPDATE product p SET stock = p.stock + c.delta FROM change c
                  WHERE p.id = c.product_id AND c.unit = ${COUNTED_IN} RETURNING p.id),
       noted AS (INSERT INTO stock_movement (id, product_id, order_id, delta, reason, created_at)
                 SELECT c.id, c.product_id, $4, c.delta, $5, $6 FROM change c)
  SELECT c.product_id AS id FROM change c WHERE c.product_id NOT IN (SELECT id FROM moved)`;
const WRITE_OFF = `
  UPDATE product p SET stock = greatest(p.stock + c.delta, 0)
    FROM unnest($1::uuid[], $2::int[], $3::text[]) AS c (id, delta, unit) WHERE p.id = c.id AND c.unit = ${COUNTED_IN}`;

/** What the address of a product is made of. */
export interface ProductAddress {
  readonly listingId: number;
  readonly groupId: string;
  readonly name: string;
  readonly updatedAt: Date;
}

/** A change of the stock of one product. */
export interface StockChange {
  readonly productId: string;
  readonly delta: number;
  /** What is moved: where the product is counted otherwise by now, its stock stays as it was counted. */
  readonly unit: StockUnit;
}

/** The products of shops. */
@Injectable()
export class ProductRepository {
  /** Those on sale, in the order of the shop. */
  list(tx: TenantTx, listingId: number): Promise<Product[]> {
    return tx.manager.query<Product[]>(ON_SALE, [listingId]);
  }

  /** Some of those, in the same order; one that is not on sale is left out. */
  listSome(tx: TenantTx, listingId: number, ids: readonly string[]): Promise<Product[]> {
    return tx.manager.query<Product[]>(SOME_ON_SALE, [listingId, ids]);
  }

  /** Those of some groups, in the same order. */
  listGroups(tx: TenantTx, listingId: number, groupIds: readonly string[]): Promise<Product[]> {
    return tx.manager.query<Product[]>(GROUPS_ON_SALE, [listingId, groupIds]);
  }

  /** The variants on sale of the product that an id is of, which may itself be off sale; none where the shop sells none of them. */
  members(tx: TenantTx, listingId: number, id: string): Promise<Product[]> {
    return tx.manager.query<Product[]>(MEMBERS_ON_SALE, [listingId, id]);
  }

  /** The groups that the first rows of the shop are of, in its order: a number of rows that does not grow with what it sells. */
  async firstGroups(tx: TenantTx, listingId: number, rows: number): Promise<string[]> {
    const found = await tx.manager.query<{ groupId: string }[]>(FIRST_GROUPS, [listingId, rows]);
    return [...new Set(found.map(({ groupId }) => groupId))];
  }

  /** The products that were taken off sale most recently. */
  archived(tx: TenantTx, listingId: number, limit: number): Promise<Product[]> {
    return tx.manager.query<Product[]>(ARCHIVED, [listingId, limit]);
  }

  /** Puts one that the transaction has locked on sale again, behind the others. */
  async restore(tx: TenantWriteTx, listingId: number, id: string, now: Date): Promise<void> {
    await tx.manager.query(
      `UPDATE product SET archived_at = NULL, updated_at = $3,
              position = (SELECT coalesce(max(position) + 1, 0) FROM product WHERE listing_id = $1 AND archived_at IS NULL)
        WHERE id = $2`,
      [listingId, id, now],
    );
  }

  /** What the addresses of the products of some shops are made of. */
  addresses(tx: TenantTx, listings: readonly number[], limit: number): Promise<ProductAddress[]> {
    return tx.manager.query<ProductAddress[]>(ADDRESSES, [listings, limit]);
  }

  /** What decides of the pages of the shop, in its order. */
  outlines(tx: TenantTx, listingId: number): Promise<ProductOutline[]> {
    return tx.manager.query<ProductOutline[]>(OUTLINES, [listingId]);
  }

  /** What some products of a shop are called with their variants, archived ones too, by their ids. */
  async names(tx: TenantTx, listingId: number, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.manager.query<Pick<Product, 'id' | 'name' | 'variant'>[]>(
      'SELECT id, name, variant FROM product WHERE listing_id = $1 AND id = ANY($2::uuid[])',
      [listingId, ids],
    );
    return new Map(rows.map((product) => [product.id, soldName(product)]));
  }

  async find(tx: TenantTx, listingId: number, id: string): Promise<Product | null> {
    const [product] = await tx.manager.query<Product[]>(ONE, [listingId, id]);
    return product ?? null;
  }

  /**
   * Products of one shop, archived ones too, locked until the transaction ends. In the order of their ids, always: two
   * baskets that hold the same products wait for each other and never both.
   */
  lock(tx: TenantWriteTx, listingId: number, ids: readonly string[]): Promise<Product[]> {
    return tx.manager.query<Product[]>(LOCK, [listingId, JSON.stringify(ids)]);
  }

  /**
   * A product on sale with the other variants of its group, in their order, locked until the transaction ends. All of the shop are
   * held first: variants that another transaction was adding stand there once it is done, and only a statement that begins then sees
   * them.
   */
  async lockGroup(tx: TenantWriteTx, listingId: number, id: string): Promise<Product[]> {
    await this.lockAll(tx, listingId);
    const members = await tx.manager.query<Product[]>(LOCK_GROUP, [listingId, id]);
    return members.sort((one, other) => one.position - other.position || (one.id < other.id ? -1 : 1));
  }

  /** All that a shop has on sale, locked until the transaction ends, in the order of their ids like a basket. */
  async lockAll(tx: TenantWriteTx, listingId: number): Promise<void> {
    await tx.manager.query(LOCK_ALL, [listingId]);
  }

  /** Puts products into this order. */
  async arrange(tx: TenantWriteTx, ids: readonly string[]): Promise<void> {
    await tx.manager.query(
      `UPDATE product p SET position = a.position FROM unnest($1::uuid[], $2::int[]) AS a (id, position)
        WHERE p.id = a.id AND p.position <> a.position`,
      [ids, ids.map((_, position) => position)],
    );
  }

  async count(tx: TenantTx, listingId: number): Promise<number> {
    const [row] = await tx.manager.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM product WHERE listing_id = $1 AND archived_at IS NULL',
      [listingId],
    );
    return row?.count ?? 0;
  }

  /** Whether any product has the id, of whatever shop, archived ones too. */
  async isTaken(tx: TenantTx, id: string): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>('SELECT 1 FROM product WHERE id = $1', [id]);
    return rows.length === 1;
  }

  /** Puts products behind the others, in this order. @returns the ids of those that were not taken */
  async insertAll(
    tx: TenantWriteTx,
    listingId: number,
    products: readonly NamedInput[],
    now: Date,
  ): Promise<string[]> {
    const rows = await tx.manager.query<{ id: string }[]>(INSERT_ALL, [listingId, rowsOf(products), now]);
    return rows.map(({ id }) => id);
  }

  async updateAll(tx: TenantWriteTx, products: readonly NamedInput[], now: Date): Promise<void> {
    await tx.manager.query(UPDATE_ALL, [now, rowsOf(products)]);
  }

  async archiveAll(tx: TenantWriteTx, ids: readonly string[], archivedAt: Date): Promise<void> {
    await tx.manager.query('UPDATE product SET archived_at = $2 WHERE id = ANY($1::uuid[])', [
      ids,
      archivedAt,
    ]);
  }

  /** What an order has of the stock of each product: what it took and did not give back, in the unit of its lines. */
  stockHeldBy(
    tx: TenantTx,
    orderId: string,
  ): Promise<{ readonly productId: string; readonly amount: number }[]> {
    return tx.manager.query(
      `SELECT product_id AS "productId", (-sum(delta))::int AS amount
         FROM stock_movement WHERE order_id = $1 GROUP BY product_id HAVING sum(delta) < 0 ORDER BY product_id`,
      [orderId],
    );
  }

  /**
   * Takes from, or puts back into, the stock of products that the transaction has locked; one that is not counted has its journal
   * alone. So has one that is counted in another unit by now, and its journal adds up to what somebody counted since.
   */
  async moveStock(
    tx: TenantWriteTx,
    changes: readonly StockChange[],
    orderId: string,
    now: Date,
  ): Promise<void> {
    if (changes.length === 0) return;
    const reason = changes.every(({ delta }) => delta < 0) ? 'ordered' : 'returned';
    const others = await tx.manager.query<{ id: string }[]>(MOVE_STOCK, [
      changes.map(() => uuid()),
      changes.map(({ productId }) => productId),
      changes.map(({ delta }) => delta),
      orderId,
      reason,
      now,
      changes.map(({ unit }) => unit),
    ]);
    if (others.length > 0)
      await this.recordCounts(
        tx,
        others.map(({ id }) => id),
        now,
      );
  }

  /** Takes pieces that are not there out of the stock of products that the transaction has locked: somebody counted them. */
  async writeOff(tx: TenantWriteTx, changes: readonly StockChange[], now: Date): Promise<void> {
    if (changes.length === 0) return;
    const ids = changes.map(({ productId }) => productId);
    await tx.manager.query(WRITE_OFF, [
      ids,
      changes.map(({ delta }) => delta),
      changes.map(({ unit }) => unit),
    ]);
    await this.recordCounts(tx, ids, now);
  }

  /** Writes down that somebody counted: the journal of a product adds up to its stock again, or to nought where none is counted. */
  async recordCounts(tx: TenantWriteTx, ids: readonly string[], now: Date): Promise<void> {
    await tx.manager.query(
      `INSERT INTO stock_movement (id, product_id, delta, reason, created_at)
       SELECT c.movement, p.id, coalesce(p.stock, 0) - coalesce(sum(m.delta), 0), 'counted', $3
         FROM unnest($1::uuid[], $2::uuid[]) AS c (product, movement)
         JOIN product p ON p.id = c.product LEFT JOIN stock_movement m ON m.product_id = p.id
        GROUP BY p.id, c.movement HAVING coalesce(p.stock, 0) <> coalesce(sum(m.delta), 0)`,
      [ids, ids.map(() => uuid()), now],
    );
  }
}

/** What is said of products, as `ROWS` takes it apart. */
const rowsOf = (products: readonly NamedInput[]): string =>
  JSON.stringify(
    products.map(({ id, input, groupId }, rank) => ({
      id,
      rank,
      group_id: groupId ?? null,
      variant: input.variant,
      name: input.name,
      description: input.description,
      section: input.section,
      price_cents: input.priceCents,
      vat: input.vat,
      stock: input.stock,
      is_available: input.isAvailable,
      on_request: input.onRequest,
      hours: input.hours,
      season: input.season,
      notice_days: input.noticeDays,
      minimum_age: input.minimumAge,
      age_restriction: input.ageRestriction,
      withdrawal: input.withdrawal,
      allergens: input.allergens,
      labels: input.labels,
      content_amount: input.content?.amount ?? null,
      content_unit: input.content?.unit ?? null,
      ean: input.ean,
      options: input.options,
      weighing: input.weighing,
    })),
  );
