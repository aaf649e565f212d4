import { SearchModule, SearchService, searchQuery } from '@halles/domain/search';
import { instantOf, isoOfDay, wallTime } from '@halles/domain/hours';
import { HOUR, MINUTE } from '@halles/kernel';
import { servicesOf, type World } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { withWorld } from './engines';
import { measure, printComparison, type Sample } from './measure';
import { syntheticTenant } from './search/synthetic-directory';

/**
 * « Coiffeur libre demain après-midi » among 5,000 agendas with 15 days of free times each, beside the same search without:
 * `npm run bench -- free-times [listings]`, 60,000 unless said. Budget: half the rate of "open now" where a category is named, and
 * 50 ms where nothing is.
 */
const AGENDAS = 5_000;
const DAYS = 15;
const CLIENTS = 8;
const ROUND = 3_000;
const ZONE = 'Europe/Paris';

/** A start each half hour from nine to seven, of which two in three are taken; a third of the agendas is full each day. */
const FILL = `
  INSERT INTO agenda_free (listing_id, day, change, is_stale, notice, starts, services, computed_at)
  SELECT l.id, d.day, 1, false, 60,
    (SELECT coalesce(range_agg(int4range(at, at + 1)), '{}') FROM generate_series(d.minute + 540, d.minute + 1120, 30) at
      WHERE (at / 30 + l.id) % 3 = 0 AND (l.id + d.index) % 3 > 0),
    jsonb_build_array(jsonb_build_object('id', $3::text, 'party', 1, 'starts', '[]'::jsonb)), now()
    FROM (SELECT e.listing AS id FROM search_entry e JOIN search_key k ON k.id = e.key
           WHERE k.kind = 'all' ORDER BY e.listing % 12, e.listing LIMIT ${AGENDAS}) l
    CROSS JOIN unnest($1::date[], $2::int[]) WITH ORDINALITY AS d (day, minute, index)`;
/** As the index of search has them. */
const INDEX = `
  WITH key AS (INSERT INTO search_key (kind, value, listings) VALUES ('agenda', '', ${AGENDAS}) RETURNING id)
  INSERT INTO search_entry (key, listing, place, opening, features, category)
  SELECT key.id, e.listing, e.place, e.opening, e.features, e.category
    FROM key, search_entry e JOIN search_key k ON k.id = e.key
   WHERE k.kind = 'all' AND e.listing IN (SELECT listing_id FROM agenda_free)`;

async function bench(world: World): Promise<void> {
  const ctx = await syntheticTenant(world, Number(process.argv[2] ?? 60_000), 'grande-region');
  const now = Date.now();
  const today = wallTime(ZONE, now).day;
  const days = Array.from({ length: DAYS }, (_, index) => today + index);
  const minutes = days.map((day) => instantOf(ZONE, day, 0) / MINUTE);
  await world.work.bulk(ctx, async ({ manager }) => {
    await manager.query(FILL, [days.map(isoOfDay), minutes, uuid()]);
    await manager.query(INDEX);
    await manager.query('ANALYZE agenda_free, search_entry');
  });
  const search = (await servicesOf(world, [SearchModule])).get(SearchService);
  const tomorrow = instantOf(ZONE, today + 1, 14 * 60);
  const free = { from: tomorrow, until: tomorrow + 4 * HOUR };
  const near = { longitude: 3.06, latitude: 50.63 };
  const asked = {
    'category, open now': { category: 'hairdresser', open: true },
    'category, free tomorrow afternoon': { category: 'hairdresser', free },
    'words, free tomorrow afternoon': { text: 'coiffeur libre demain après-midi' },
    'anything, free tomorrow afternoon': { free },
  };
  const results: Record<string, Sample> = {};
  for (const [name, question] of Object.entries(asked)) {
    const query = searchQuery({ locale: 'fr', at: now, near, ...question });
    const found = await search.search(ctx, query);
    results[`${name} (${found.results.length} shown)`] = await measure(CLIENTS, ROUND, () =>
      search.search(ctx, query),
    );
  }
  printComparison(`free times of ${AGENDAS} agendas (budgets: 50 % of open now, 50 ms)`, results);
}

await withWorld({}, bench);
