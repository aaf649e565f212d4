import 'reflect-metadata';
import { derivePassword } from '@halles/platform/database';
import pg from 'pg';
import { compare, measure, printComparison } from './measure';
import { withWorld } from './engines';

const CLIENTS = 16;
const ROUND = 1_500;
const SQL = 'SELECT code, name, population FROM commune WHERE code = $1';

/** `UnitOfWork.read` of one row against raw pg on the same role. Budget: 70 % or more. */
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
  const results = await compare({
    'raw pg, one row by primary key': () => measure(CLIENTS, ROUND, () => raw.query(SQL, ['33063'])),
    'raw pg, prepared by hand': () =>
      measure(CLIENTS, ROUND, () => raw.query({ name: 'one', text: SQL, values: ['33063'] })),
    'UnitOfWork.read, the same row': () =>
      measure(CLIENTS, ROUND, () =>
        world.work.read(world.here, ({ manager }) => manager.query(SQL, ['33063'])),
      ),
    'UnitOfWork.read, two tenants in turn': () => {
      let turn = 0;
      return measure(CLIENTS, ROUND, () => {
        turn += 1;
        return world.work.read(turn % 2 ? world.here : world.there, ({ manager }) =>
          manager.query(SQL, ['33063']),
        );
      });
    },
    'UnitOfWork.write around the same statement': () =>
      measure(CLIENTS, ROUND, () =>
        world.work.write(world.here, ({ manager }) => manager.query(SQL, ['33063'])),
      ),
  });
  printComparison('One row, 16 clients (budget: read ≥ 70 % of raw)', results);
  await raw.end();
});
