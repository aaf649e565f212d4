import { derivePassword, ExtendedClient, findDrift } from '@halles/platform/database';
import type { TenantContext } from '@halles/platform/tenancy';
import { openWorld, platformOf, type World } from '@halles/testing';
import Fastify, { type FastifyInstance } from 'fastify';
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { fragments, injectable, type Target, wholeStatements } from './attacks';

const CANARY = 'CANARY-OF-THE-OTHER-TOWN';
const AFTER_EFFECTS = 'SELECT session_user AS session, current_user AS current, current_schema() AS schema';

async function insertCanary(world: World, ctx: TenantContext): Promise<void> {
  await world.work.write(ctx, ({ manager }) =>
    manager.query(
      `INSERT INTO enquiry (id, idempotency_key, reference, name, email, subject, message, locale, created_at)
       VALUES ($1, $1, 'ABCD-EFGH', $2, 'a@b.example', $2, $2, 'fr', now())`,
      [uuid(), CANARY],
    ),
  );
}

function clientOf(world: World, Client: typeof pg.Client): pg.Client {
  const { role, schema } = world.here.tenant;
  const address = world.installation.addresses.get('main');
  return new Client({
    host: address?.host,
    port: address?.port,
    database: address?.database,
    user: role,
    password: derivePassword(world.config.masterKey, role),
    options: `-c search_path=${schema} -c statement_timeout=3000`,
  });
}

describe('SQL attacks by one tenant on another', () => {
  let world: World;
  let target: Target;
  let route: FastifyInstance;
  let attacks: string[];

  beforeAll(async () => {
    world = await openWorld({ ownRoles: true });
    await insertCanary(world, world.there);
    target = { schema: world.there.tenant.schema, own: world.here.tenant.role };
    attacks = [...wholeStatements(target), ...fragments(target).map(injectable)];
    route = Fastify();
    route.get<{ Querystring: { sql: string } }>('/hole', (request) =>
      world.work.read(world.here, ({ manager }) => manager.query(request.query.sql)),
    );
    await route.ready();
  });
  afterAll(async () => {
    await route.close();
    await world.close();
  });

  /** The other tenant has its row, and nothing in the catalogue moved. */
  async function expectUntouched(): Promise<void> {
    const rows = await world.work.read(world.there, ({ manager }) =>
      manager.query<{ message: string }[]>('SELECT message FROM enquiry'),
    );
    expect(rows).toEqual([{ message: CANARY }]);
    const states = await platformOf(world).query('SELECT DISTINCT state FROM tenant');
    expect(states).toEqual([{ state: 'live' }]);
    expect(
      await platformOf(world).query('SELECT 1 FROM outbox WHERE tenant_role = $1', [target.schema]),
    ).toEqual([]);
  }

  it('has at least forty-nine of them', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(49);
  });

  it('lets none escape over a raw connection, whole statements by the simple protocol included', async () => {
    const escapes: string[] = [];
    for (const sql of attacks) {
      const client = clientOf(world, pg.Client);
      client.on('error', () => undefined);
      await client.connect();
      const output = await client.query(sql).catch((error: Error) => error.message);
      const after = await client.query<{ session: string; current: string }>(AFTER_EFFECTS).catch(() => null);
      const identity = after?.rows[0];
      const moved =
        identity !== undefined && (identity.session !== target.own || identity.current !== target.own);
      if (JSON.stringify(output).includes(CANARY) || moved) escapes.push(sql);
      await client.end().catch(() => undefined);
    }
    expect(escapes).toEqual([]);
    await expectUntouched();
  });

  it('lets none escape through UnitOfWork, nor leave anything on the connection for the next request', async () => {
    const escapes: string[] = [];
    for (const sql of attacks) {
      for (const mode of ['read', 'write'] as const) {
        const output = await world.work[mode](world.here, ({ manager }) => manager.query(sql)).catch(
          (error: Error) => error.message,
        );
        if (JSON.stringify(output).includes(CANARY)) escapes.push(sql);
        const [after] = await world.work[mode](world.here, ({ manager }) =>
          manager.query<{ session: string; current: string; schema: string }[]>(AFTER_EFFECTS),
        );
        expect(after).toEqual({ session: target.own, current: target.own, schema: target.own });
      }
    }
    expect(escapes).toEqual([]);
    await expectUntouched();
  });

  it('lets none escape through a route that pastes SQL together', async () => {
    const escapes: string[] = [];
    for (const sql of attacks) {
      const answer = await route.inject({ method: 'GET', url: '/hole', query: { sql } });
      if (answer.body.includes(CANARY)) escapes.push(sql);
    }
    expect(escapes).toEqual([]);
    await expectUntouched();
  });

  it('refuses stacked statements, which the simple protocol would run', async () => {
    const stacked = `SELECT 1; DELETE FROM enquiry; SELECT 2`;
    await insertCanary(world, world.here);
    await expect(world.work.write(world.here, ({ manager }) => manager.query(stacked))).rejects.toThrow(
      /multiple commands/,
    );
    const client = clientOf(world, ExtendedClient);
    await client.connect();
    await expect(client.query(stacked)).rejects.toThrow(/multiple commands/);
    await client.end();
    const rows = await world.work.read(world.here, ({ manager }) =>
      manager.query<unknown[]>('SELECT id FROM enquiry'),
    );
    expect(rows).toHaveLength(1);
  });

  it('refuses a query without a tenant', async () => {
    await expect(world.dataSource.query('SELECT 1')).rejects.toThrow(/outside UnitOfWork/);
  });

  it('ignores settings that an injected ALTER ROLE left behind, and the drift check finds them', async () => {
    await world.work.write(world.here, ({ manager }) =>
      manager.query(`ALTER ROLE CURRENT_USER SET search_path = ${target.schema}`),
    );
    await world.pool.forget(target.own);
    const [row] = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ schema: string }[]>(AFTER_EFFECTS),
    );
    expect(row?.schema).toBe(target.own);
    const drift = await findDrift(platformOf(world));
    expect(drift).toContainEqual({
      rule: 'no setting was left on a role',
      object: `${target.own} search_path=${target.schema}`,
    });
    await world.work.write(world.here, ({ manager }) =>
      manager.query('ALTER ROLE CURRENT_USER RESET search_path'),
    );
  });

  it('finds no drift in a fresh installation, after all of the above', async () => {
    expect(await findDrift(platformOf(world))).toEqual([]);
  });
});
