import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { baseCategories } from '@halles/domain/categories';
import { foldText } from '@halles/domain/text';
import { intervals, scheduleOfTexts } from '@halles/domain/hours';
import { type Perimeter, perimeterSchema } from '@halles/contracts';
import { DAY, MINUTE } from '@halles/kernel';
import { createTenant } from '@halles/platform/provisioning';
import { createContext, type TenantContext, toTenant } from '@halles/platform/tenancy';
import { aTerritory, type World } from '@halles/testing';
import pg from 'pg';

/** The region that the synthetic directory is spread over, by the population of its communes. */
const PERIMETER = join('tenants', 'hauts-de-france', 'perimeter.json');
/** Distinct words of names, besides those of the categories. */
const WORDS = 60_000;
const WEEKS = 5;
const PLACE = { timeZone: 'Europe/Paris', department: '59' };

interface OpeningRow {
  readonly schedule: string;
  readonly spans: string;
}

/** Weeks as shops have them: 288 of them, each repeated under several digests as distinct businesses would. */
function openings(from: number): OpeningRow[] {
  const rows: OpeningRow[] = [];
  for (const opens of ['07:00', '08:00', '08:30', '09:00', '10:00', '11:00'])
    for (const closes of ['17:00', '18:00', '18:30', '19:00', '19:30', '23:00'])
      for (const lunch of [null, '12:00-14:00', '12:30-14:30', '13:00-15:00'])
        for (const days of ['Mo-Sa', 'Tu-Sa']) {
          const spans = lunch
            ? `${opens}-${lunch.slice(0, 5)},${lunch.slice(6)}-${closes}`
            : `${opens}-${closes}`;
          const text = opens === '07:00' ? `${days} ${spans}; Su 08:00-12:30` : `${days} ${spans}`;
          const schedule = scheduleOfTexts(PLACE, { shop: text });
          const minutes = intervals(schedule, 'shop', from, from + WEEKS * 7 * DAY).map(
            (open) => `[${open.from / MINUTE},${open.until / MINUTE})`,
          );
          rows.push({ schedule: JSON.stringify(schedule), spans: `{${minutes.join(',')}}` });
        }
  return rows;
}

const SETTINGS = [
  'SET statement_timeout = 0',
  `SET work_mem = '256MB'`,
  `SET maintenance_work_mem = '512MB'`,
];

const random = [
  `SELECT setseed(0.42)`,
  `CREATE TEMP TABLE near_commune AS
     SELECT code, name, longitude, latitude, population, row_number() OVER (ORDER BY population DESC, code)::int AS number
     FROM commune`,
  `CREATE TEMP TABLE vocabulary AS
     SELECT number, string_agg((ARRAY['ba','bo','bri','cha','cor','da','du','fer','ga','gau','la','le','lo','ma','mi','mo','na',
       'no','pa','per','pi','ra','ri','ro','sa','se','si','ta','te','ti','to','va','ve','vi'])[1 + floor(random() * 34)], '')
       || min((ARRAY['n','r','t','l','que','ne','lle','ard','eau','ier','in','on','ot','et'])[1 + number % 14]) AS word
     FROM generate_series(1, $1::int) AS number, LATERAL generate_series(1, 2 + number % 3) GROUP BY number`,
];

const listings = [
  `INSERT INTO opening (digest, schedule, spans, expires_at)
     SELECT md5(at || ' ' || copy), schedule, spans, now() + interval '5 weeks'
     FROM unnest($1::jsonb[], $2::int4multirange[]) WITH ORDINALITY AS o(schedule, spans, at), generate_series(1, $3::int) AS copy`,
  `CREATE TEMP TABLE draft AS
     SELECT number AS id,
       width_bucket(random(), (SELECT array_agg(upto ORDER BY number) FROM (
         SELECT number, (sum(population) OVER (ORDER BY number) - population)::float8 / sum(population) OVER () AS upto
         FROM near_commune) c)) AS commune,
       1 + floor($2::int * power(random(), 2.2))::int AS leaf,
       1 + floor($3::int * power(random(), 3))::int AS first, 1 + floor($3::int * power(random(), 2))::int AS second,
       random() AS shape, random() AS angle, random() AS far, 1 + floor(power(random(), 2) * 300)::int AS street, random() AS known,
       (random() * 4095)::int & (random() * 4095)::int & 4031 AS features
     FROM generate_series(1, $1::int) AS number`,
  `CREATE TEMP TABLE named AS
     SELECT d.*, c.code, c.name AS commune_name, leaf.id AS category, leaf.branch,
       c.longitude + cos(2 * pi() * angle) * far * sqrt(c.population + 100) * 6.2 / 71000 AS longitude,
       c.latitude + sin(2 * pi() * angle) * far * sqrt(c.population + 100) * 6.2 / 111000 AS latitude,
       street.word AS street_word,
       CASE WHEN shape < 0.45 THEN leaf.label || ' ' || one.word WHEN shape < 0.65 THEN one.word || ' ' || two.word
         WHEN shape < 0.8 THEN 'le ' || one.word WHEN shape < 0.9 THEN brand.word || ' ' || lower(c.name)
         ELSE leaf.label || ' de la ' || street.word END AS lower_name
     FROM draft d
     JOIN near_commune c ON c.number = d.commune
     JOIN unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS leaf(id, branch, label, number) ON leaf.number = d.leaf
     JOIN vocabulary one ON one.number = d.first JOIN vocabulary two ON two.number = d.second
     JOIN vocabulary brand ON brand.number = 1000 + d.first % 300 JOIN vocabulary street ON street.number = 2000 + d.street`,
  `INSERT INTO listing (id, slug, name, folded_name, category, visibility, state, commune, street, address_line, postal_code,
       longitude, latitude, position_precision, place, opening_id, features, facts)
     SELECT id, replace(lower_name, ' ', '-'), initcap(lower_name), lower_name, category, 'public', 'open', code,
       'Rue ' || initcap(street_word), id % 90 || ' rue ' || initcap(street_word), code, longitude, latitude, 'address',
       point(6378137 * radians(longitude), 6378137 * ln(tan(pi() / 4 + radians(latitude) / 2))),
       CASE WHEN known < 0.5 THEN 1 + floor(known * 2 * (SELECT count(*) FROM opening))::int END,
       CASE WHEN known < 0.5 THEN features | 64 ELSE features END, '{}'
     FROM named`,
];

const PLACE_OF = `point(6378137 * radians(longitude), 6378137 * ln(tan(pi() / 4 + radians(latitude) / 2)))`;

const searched = [
  `CREATE TEMP TABLE held AS
     SELECT id AS listing, 'all' AS kind, '' AS value FROM named
     UNION ALL SELECT id, 'branch', branch FROM named UNION ALL SELECT id, 'category', category FROM named
     UNION ALL SELECT id, 'commune', code FROM named UNION ALL SELECT id, 'street', code || '/rue-' || street_word FROM named
     UNION ALL SELECT DISTINCT id, 'word', regexp_replace(word, '([a-z]{3,})[sx]$', '\\1')
       FROM named, unnest(string_to_array(translate(lower_name, '-''éèêôâîç', '  eeeoaic'), ' ')) AS word
       WHERE word NOT IN ('le', 'la', 'les', 'de', 'du', 'des', 'd', 'l', 'a', 'au', 'aux', 'chez', 'en', 'et', 'sur', 'sous', '')`,
  `INSERT INTO search_key (kind, value, listings) SELECT kind, value, count(*) FROM held GROUP BY kind, value`,
  `DROP INDEX search_entry_near`,
  `ALTER TABLE search_entry DROP CONSTRAINT search_entry_pkey`,
  `INSERT INTO search_entry (key, listing, place, opening, features, category)
     SELECT k.id, h.listing, l.place, l.opening_id, l.features, c.id
     FROM held h JOIN search_key k USING (kind, value) JOIN listing l ON l.id = h.listing
       JOIN search_key c ON c.kind = 'category' AND c.value = l.category`,
  `ALTER TABLE search_entry ADD CONSTRAINT search_entry_pkey PRIMARY KEY (listing, key)`,
  `CREATE INDEX search_entry_near ON search_entry USING gist (key gist_int4_ops, place) INCLUDE (listing, opening, features, category)`,
  `INSERT INTO search_delete (deleted, key)
     WITH word AS (SELECT id, left(value, 7) AS value, length(value) AS long FROM search_key WHERE kind = 'word'),
     once AS (SELECT id, left(value, at - 1) || substr(value, at + 1) AS value, long
              FROM word, generate_series(1, length(value)) AS at WHERE long >= 4)
     SELECT value, id FROM word UNION SELECT value, id FROM once
     UNION SELECT left(value, at - 1) || substr(value, at + 1), id FROM once, generate_series(1, length(value)) AS at WHERE long >= 8`,
  `INSERT INTO search_place (kind, commune, slug, name, folded_name, longitude, latitude, place, radius, listings)
     SELECT 'commune', code, translate(lower(name), ' ''éèêôâîç', '--eeeoaic'), name, translate(lower(name), '-''éèêôâîç', '  eeeoaic'),
       longitude, latitude, ${PLACE_OF}, greatest(300, (sqrt(population) * 6.2)::int), coalesce(k.listings, 0)
     FROM near_commune c LEFT JOIN search_key k ON k.kind = 'commune' AND k.value = c.code`,
  `INSERT INTO search_place (kind, commune, slug, name, folded_name, longitude, latitude, place, radius, listings)
     SELECT 'street', code, 'rue-' || street_word, 'Rue ' || initcap(street_word), 'rue ' || street_word, longitude, latitude,
       ${PLACE_OF}, 150, count
     FROM (SELECT code, street_word, avg(longitude) AS longitude, avg(latitude) AS latitude, count(*)::int FROM named GROUP BY 1, 2) s`,
  `INSERT INTO map_cell (key, zoom, x, y, listings, sum_x, sum_y)
     SELECT e.key, zoom, floor((place[0] + 20037508.342789244) / size), floor((20037508.342789244 - place[1]) / size),
       count(*), sum(place[0]), sum(place[1])
     FROM search_entry e JOIN search_key k ON k.id = e.key AND k.kind IN ('all', 'branch', 'category'),
       (SELECT zoom, 2 * 20037508.342789244 / power(2, zoom + 2) AS size FROM unnest(ARRAY[5, 7, 9, 11, 13]) AS zoom) z
     GROUP BY 1, 2, 3, 4`,
  `INSERT INTO directory_state (id, version) VALUES (1, 1)`,
  `VACUUM (ANALYZE) listing`,
  `VACUUM (ANALYZE) opening`,
  `VACUUM (ANALYZE) search_key`,
  `VACUUM (ANALYZE) search_entry`,
  `VACUUM (ANALYZE) search_delete`,
  `VACUUM (ANALYZE) search_place`,
  `VACUUM (ANALYZE) map_cell`,
];

async function readPerimeter(): Promise<Perimeter> {
  return perimeterSchema.parse(JSON.parse(await readFile(PERIMETER, 'utf8')));
}

/** Makes a live tenant of so many invented listings, by statements over the whole. About a minute for 700,000. */
export async function syntheticTenant(world: World, count: number, slug: string): Promise<TenantContext> {
  const settings = aTerritory(slug);
  const perimeter = await readPerimeter();
  const record = await createTenant(world.installation, { settings, perimeter, state: 'live' });
  const tenant = toTenant(record);
  // Openings are kept by whole minutes: one that is cut by the window's beginning must be, too.
  const weeks = openings(Math.floor((Date.now() - DAY) / MINUTE) * MINUTE);
  const { leaves } = baseCategories;
  const parameters: Readonly<Record<number, unknown[]>> = {
    0: [weeks.map(({ schedule }) => schedule), weeks.map(({ spans }) => spans), Math.ceil(count / 4_000)],
    1: [count, leaves.length, WORDS],
    2: [
      leaves.map(({ id }) => id),
      leaves.map(({ branch }) => branch),
      leaves.map(({ label }) => foldText(label.fr)),
    ],
  };
  // The tenant's roles may not make temporary tables.
  const admin = new pg.Client({ connectionString: world.env['DATABASE_ADMIN_URL'] });
  await admin.connect();
  try {
    // Three contenders keep connections of this role at once.
    await admin.query(`ALTER ROLE ${tenant.role} CONNECTION LIMIT -1`);
    for (const setting of [...SETTINGS, `SET search_path = ${tenant.schema}, public`])
      await admin.query(setting);
    for (const [at, statement] of random.entries()) await admin.query(statement, at === 2 ? [WORDS] : []);
    for (const [at, statement] of listings.entries()) await admin.query(statement, parameters[at] ?? []);
    for (const statement of searched) await admin.query(statement);
  } finally {
    await admin.end();
  }
  return createContext(tenant, { kind: 'visitor' }, 'bench');
}
