import type { TenantContext } from '@halles/platform/tenancy';
import type { World } from '@halles/testing';
import pg from 'pg';

/** Products of one shop. */
const PER_SHOP = 100;
/** Distinct words of their names. */
const WORDS = 8_000;

/** A word of the middle of the list is in the names of few, the first ones in those of many, as words are. */
const statements = [
  `SELECT setseed(0.24)`,
  `CREATE TEMP TABLE shop AS
     SELECT id, row_number() OVER (ORDER BY md5(id::text))::int AS number FROM listing
     ORDER BY md5(id::text) LIMIT ceil($1::float8 / ${PER_SHOP.toString()})`,
  `CREATE TEMP TABLE made AS
     SELECT gen_random_uuid() AS id, shop.id AS listing_id, at, (at + shop.number * ${PER_SHOP.toString()}) AS number,
       1 + floor(power(random(), 3) * ${WORDS.toString()})::int AS one, 1 + floor(power(random(), 3) * ${WORDS.toString()})::int AS two
     FROM shop, generate_series(1, ${PER_SHOP.toString()}) AS at`,
  `INSERT INTO product (id, listing_id, name, description, price_cents, vat, is_available, notice_days, withdrawal, position, created_at, updated_at)
     SELECT id, listing_id, 'Produit' || one || ' produit' || two, '', 100 + number % 4000, 'reduced', true, 0, 'perishable', at, now(), now()
     FROM made`,
  `INSERT INTO product_word (listing_id, word, product_id)
     SELECT listing_id, 'produit' || one, id FROM made UNION SELECT listing_id, 'produit' || two, id FROM made`,
  `INSERT INTO ordering_settings (listing_id, is_open, kind, pickup, is_indexed, updated_at)
     SELECT id, true, 'reservation', '{}', true, now() FROM shop`,
  `UPDATE listing SET features = features | 4096 WHERE id IN (SELECT id FROM shop)`,
  `UPDATE search_entry SET features = features | 4096 WHERE listing IN (SELECT id FROM shop)`,
  `INSERT INTO search_key (kind, value, listings)
     SELECT 'word', word, count(DISTINCT listing_id) FROM product_word GROUP BY word`,
  `INSERT INTO search_entry (key, listing, place, opening, features, category)
     SELECT k.id, w.listing_id, l.place, l.opening_id, l.features, c.id
     FROM (SELECT DISTINCT listing_id, word FROM product_word) w JOIN search_key k ON k.kind = 'word' AND k.value = w.word
       JOIN listing l ON l.id = w.listing_id JOIN search_key c ON c.kind = 'category' AND c.value = l.category`,
  `VACUUM (ANALYZE) listing`,
  `VACUUM (ANALYZE) product`,
  `VACUUM (ANALYZE) product_word`,
  `VACUUM (ANALYZE) search_key`,
  `VACUUM (ANALYZE) search_entry`,
  // What was written is on disk before anything is measured.
  `CHECKPOINT`,
];

/** Gives a synthetic directory so many products, in shops by chance, indexed as the writer of listings does. */
export async function syntheticProducts(
  world: World,
  { tenant }: TenantContext,
  count: number,
): Promise<void> {
  const admin = new pg.Client({ connectionString: world.env['DATABASE_ADMIN_URL'] });
  await admin.connect();
  try {
    await admin.query('SET statement_timeout = 0');
    await admin.query(`SET search_path = ${tenant.schema}, public`);
    for (const [at, statement] of statements.entries()) await admin.query(statement, at === 1 ? [count] : []);
  } finally {
    await admin.end();
  }
}
