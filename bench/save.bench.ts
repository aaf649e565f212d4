import 'reflect-metadata';
import { ProfileService, ProfilesModule, ProfileWriter } from '@halles/domain/profiles';
import { derivePassword } from '@halles/platform/database';
import { servicesOf, writeListings } from '@halles/testing';
import pg from 'pg';
import { compare, measure, printComparison } from './measure';
import { withWorld } from './engines';

const CLIENTS = 16;
const ROUND = 160;
const LISTINGS = 400;

/**
 * A save of a listing under 16 clients, each of another listing, beside the raw transaction that writes as many rows. What is
 * counted beside it (keys, cells of the map, the directory's version) has one writer a territory at a time by design.
 */
await withWorld({ env: { POOL_MAX_PER_TENANT: String(CLIENTS) } }, async (world) => {
  const { role, schema } = world.here.tenant;
  const address = world.installation.addresses.get('main');
  const raw = new pg.Pool({
    host: address?.host,
    port: address?.port,
    database: address?.database,
    user: role,
    password: derivePassword(world.config.masterKey, role),
    options: `-c search_path=${schema}`,
    max: CLIENTS,
  });
  const ids = await writeListings(
    world,
    world.here,
    Array.from({ length: LISTINGS }, (_, at) => ({
      facts: { displayName: `Maison numéro ${at}`, openingHoursText: 'Mo-Sa 09:00-19:00' },
    })),
  );
  const services = await servicesOf(world, [ProfilesModule]);
  const [service, writer] = [services.get(ProfileService), services.get(ProfileWriter)];
  await world.work.write(world.here, async (tx) => {
    for (const id of ids) await writer.keep(tx, id, new Date());
  });
  const author = { kind: 'merchant', accountId: null, name: 'Odile' } as const;
  let turn = 0;
  const next = (): { readonly id: number; readonly phone: string } => {
    turn += 1;
    return { id: ids[turn % LISTINGS] ?? 0, phone: `+3355600${String(turn % 10_000).padStart(4, '0')}` };
  };
  const rawSave = async (): Promise<void> => {
    const { id, phone } = next();
    const client = await raw.connect();
    try {
      await client.query('BEGIN');
      await client.query(`UPDATE listing SET phone = $2, updated_at = now() WHERE id = $1`, [id, phone]);
      await client.query(`UPDATE listing_source SET changed_at = now() WHERE listing_id = $1`, [id]);
      await client.query('UPDATE directory_state SET version = version + 1');
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  };
  const save = (): Promise<unknown> => {
    const { id, phone } = next();
    return service.save(world.here, id, { version: null, changes: { phone }, author }, new Date());
  };
  const results = await compare({
    'raw pg, three updates in a transaction': () => measure(CLIENTS, ROUND, rawSave),
    'a telephone number saved and published': () => measure(CLIENTS, ROUND, save),
    'the same, one client': () => measure(1, ROUND, save),
  });
  printComparison('A listing saved, 16 clients', results);
  await raw.end();
});
