import 'reflect-metadata';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '@halles/kernel';
import { createTenant, exportTenant, importTenant, type Installation } from '@halles/platform/provisioning';
import { aPerimeter, aTerritory } from '@halles/testing';
import { withWorld } from './engines';
import { describeLoad } from './measure';

/** `npm run bench -- archive 300 50000`: how many other territories there are, and how many rows the one has. */
const OTHERS = Number(process.argv[2] ?? 300);
const ROWS = Number(process.argv[3] ?? 50_000);
const BATCH = 50_000;

const peakMemory = (): number => process.resourceUsage().maxRSS / 1_024;

function slugOf(index: number): string {
  const word = [...String(index).padStart(4, '0')].map((digit) =>
    'abdefghjkm'.charAt(Number(digit)).repeat(2),
  );
  return `ville-${word.join('')}`;
}

/** What all other territories hold, hashed. */
async function fingerprint(installation: Installation): Promise<string> {
  const schemas = await installation
    .platform()
    .query<{ role: string }>("SELECT role_name AS role FROM tenant WHERE slug LIKE 'ville-%' ORDER BY slug");
  const hashes: string[] = [];
  for (const { role } of schemas) {
    const [row] = (await installation.onSchema('main', 'platform', (runner) =>
      runner.query(`SELECT md5(string_agg(c::text, '' ORDER BY c::text)) AS hash FROM ${role}.commune c`),
    )) as { hash: string }[];
    hashes.push(row?.hash ?? '');
  }
  return hashes.join();
}

async function timed<T>(label: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  console.log(`  ${label.padEnd(40)} ${(performance.now() - started).toFixed(0).padStart(6)} ms`);
  return result;
}

/** One territory out and in again among many. */
await withWorld({}, async (world) => {
  for (let index = 0; index < OTHERS; index += 1) {
    await createTenant(world.installation, {
      settings: aTerritory(slugOf(index)),
      perimeter: aPerimeter(),
      state: 'live',
    });
  }
  for (let from = 1; from <= ROWS; from += BATCH) {
    await world.work.write(world.here, ({ manager }) =>
      manager.query(
        `INSERT INTO enquiry (id, idempotency_key, reference, name, email, subject, message, locale, created_at)
         SELECT gen_random_uuid(), gen_random_uuid(), 'R' || i, 'Jeanne', 'jeanne@habitante.example', 'Sujet', repeat('Bonjour ', 30), 'fr', now()
           FROM generate_series($1::int, $2::int) AS i`,
        [from, Math.min(from + BATCH - 1, ROWS)],
      ),
    );
  }
  const before = await fingerprint(world.installation);
  const file = join(world.config.home, 'one.tar.gz');
  console.log(`\nOne territory of ${ROWS} enquiries among ${OTHERS} others, ${describeLoad()}`);
  console.log(`  peak memory before ${peakMemory().toFixed(0).padStart(28)} MB`);
  await timed('export', () =>
    exportTenant(world.installation, world.here.tenant.slug, file, { now: systemClock.now() }),
  );
  console.log(`  archive of ${((await stat(file)).size / 1_048_576).toFixed(1)} MB`);
  await timed('import under another slug, verified', () =>
    importTenant(world.installation, file, { slug: 'copie-conforme' }),
  );
  console.log(`  peak memory of the whole run ${peakMemory().toFixed(0).padStart(18)} MB`);
  console.log(
    `  the others are ${before === (await fingerprint(world.installation)) ? 'unchanged' : 'CHANGED'}`,
  );
});
