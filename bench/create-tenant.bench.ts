import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { tenantMigrations } from '@halles/migrations/tenant';
import { platformRoles } from '@halles/platform/database';
import { createTenant, connectAdmin } from '@halles/platform/provisioning';
import { required } from '@halles/kernel';
import { aPerimeter, aTerritory } from '@halles/testing';
import type { QueryRunner } from 'typeorm';
import { compare, measure, printComparison } from './measure';
import { withWorld } from './engines';

/** The statements of the tenant migrations, as text. */
async function migrationScript(): Promise<string> {
  const statements: string[] = [];
  const recorder = {
    query: (sql: string) => Promise.resolve(statements.push(sql)),
  } as unknown as QueryRunner;
  for (const Migration of tenantMigrations) await new Migration().up(recorder);
  return statements.join(';\n');
}

let counter = 0;
/** Slugs that nobody takes for one another: doubled letters in base 10. */
function nextSlug(): string {
  counter += 1;
  const word = [...String(counter).padStart(4, '0')]
    .map((digit) => 'abdefghjkm'.charAt(Number(digit)).repeat(2))
    .join('');
  return `ville-${word}`;
}

/** Opening a tenant against the bare DDL in one script. Budget: at most three times as long. */
await withWorld({}, async (world) => {
  const admin = await connectAdmin(world.config, required(world.installation.addresses.get('main'), 'main'));
  const script = await migrationScript();
  const bare = async (): Promise<void> => {
    const role = `t_${randomBytes(6).toString('hex')}`;
    await admin.query(`BEGIN; CREATE ROLE ${role} LOGIN NOINHERIT PASSWORD 'x'; CREATE SCHEMA ${role} AUTHORIZATION ${platformRoles.migrator};
      GRANT USAGE ON SCHEMA ${role} TO ${role}; SET LOCAL search_path = ${role}; ${script};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${role} TO ${role}; COMMIT`);
  };
  const results = await compare(
    {
      'bare DDL, one script': () => measure(1, 1_000, bare),
      createTenant: () =>
        measure(1, 1_000, () =>
          createTenant(world.installation, {
            settings: aTerritory(nextSlug()),
            perimeter: aPerimeter(),
            state: 'live',
          }),
        ),
    },
    3,
  );
  printComparison('Opening a tenant (budget: at most 3 × the bare script, i.e. ≥ 33 %)', results);
  await admin.end();
});
