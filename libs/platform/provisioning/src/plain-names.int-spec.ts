import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { required } from '@halles/kernel';
import { tenantMigrations } from '@halles/migrations/tenant';
import { openWorld, type World } from '@halles/testing';
import { v7 as uuid } from 'uuid';

const NOW = '2026-11-26T10:00:00Z';

describe('rows that were stored under names of our own', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  type Runner = Parameters<Parameters<World['installation']['onSchema']>[2]>[0];
  const onSchema = <T>(work: (runner: Runner) => Promise<T>): Promise<T> =>
    world.installation.onSchema('main', world.here.tenant.role, work);

  async function migrate(direction: 'up' | 'down'): Promise<void> {
    const Migration = required(
      tenantMigrations.find(({ name }) => name === 'PlainNames1764210000000'),
      'the migration',
    );
    await onSchema((runner) => new Migration()[direction](runner));
  }

  const plant = (accountId: string, listingId: number, importId: string) =>
    onSchema(async (runner) => {
      await runner.query(
        `INSERT INTO account (id, email, name, locale) VALUES ($1, 'a@b.example', 'A', 'fr')`,
        [accountId],
      );
      await runner.query(
        `INSERT INTO account_link (id, kind, token_hash, account_id, email, locale, expires_at)
         VALUES ($1, 'second-step', sha256('t'), $2, 'a@b.example', 'fr', $3)`,
        [uuid(), accountId, NOW],
      );
      await runner.query(
        `INSERT INTO listing (id, slug, visibility, state, features, demonstration, facts)
         VALUES ($1, 'x', 'nameless', 'open', 0, false, '{"site": null, "tellers": {"name": {"source": "osm"}}}')`,
        [listingId],
      );
      await runner.query(
        `INSERT INTO freshness_ask (id, listing_id, account_id, occasion, period, asked_at) VALUES ($1, $2, $3, 'monthly', '2026-11', $4)`,
        [uuid(), listingId, accountId, NOW],
      );
      await runner.query(
        `INSERT INTO directory_import (id, source, state, vintage, options, report, requested_by)
         VALUES ($1, 'osm', 'done', '2026-11-01', '{}', '{}', 'test')`,
        [importId],
      );
      await runner.query(
        `INSERT INTO import_change (import_id, source, source_id, listing_id, kind, before)
         VALUES ($1, 'osm', 'n1', $2, 'changed', '{"digest": "d", "told_on": "2026-10-01"}'), ($1, 'osm', 'n2', $2, 'added', NULL)`,
        [importId, listingId],
      );
    });

  it('have the words of the glossary, and a sign-in that waits goes on', async () => {
    const [account, importId, listing] = [uuid(), uuid(), 910_001];
    await migrate('down');
    await plant(account, listing, importId);
    await migrate('up');
    const [found] = await onSchema((runner) =>
      runner.query(
        `SELECT (SELECT kind FROM account_link WHERE account_id = $1) AS link,
                (SELECT facts FROM listing WHERE id = $2) AS facts,
                (SELECT period FROM freshness_question WHERE listing_id = $2) AS period,
                (SELECT jsonb_agg(before ORDER BY source_id) FROM import_change WHERE import_id = $3) AS changes`,
        [account, listing, importId],
      ),
    );
    expect(found).toEqual({
      link: 'second-factor',
      facts: { site: null, factSources: { name: { source: 'osm' } } },
      period: '2026-11',
      changes: [{ digest: 'd', reported_on: '2026-10-01' }, null],
    });
  });

  it('stand in tables and columns that the glossary knows', async () => {
    const ruledOut = readFileSync(join(world.config.root, 'docs/glossary.md'), 'utf8')
      .split('\n')
      .flatMap((line) => line.split('|')[3]?.split(',') ?? [])
      .map((word) => word.trim())
      .filter((word) => word !== '' && word !== 'Not' && !word.startsWith('-'));
    expect(ruledOut).toContain('shelf');
    const found = await onSchema((runner) =>
      runner.query(
        `SELECT n.word, c.table_schema || '.' || c.table_name || '.' || c.column_name AS at
           FROM information_schema.columns c JOIN unnest($1::text[]) n(word)
             ON '_' || c.table_name || '__' || c.column_name || '_' LIKE '%\\_' || replace(n.word, '-', '\\_') || '\\_%'
          WHERE c.table_schema IN (current_schema(), 'platform')`,
        [ruledOut],
      ),
    );
    expect(found).toEqual([]);
  });

  it('leave no constraint and no index under the old names', async () => {
    const left = await onSchema((runner) =>
      runner.query(
        `SELECT conname AS name FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND conname ~ $1
         UNION SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname ~ $1`,
        ['freshness_ask|shelf'],
      ),
    );
    expect(left).toEqual([]);
  });
});
