import { readFileSync } from 'node:fs';
import { platformMigrations } from '@halles/migrations/platform';
import { required } from '@halles/kernel';
import { openWorld, platformOf, type World } from '@halles/testing';
import { v7 as uuid } from 'uuid';

const RENAMES = 'JobKinds1764096000000';
const ENDS = 'EndedKinds1764110000000';

describe('kinds of jobs that got another name', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  const migrate = async (direction: 'up' | 'down', name = RENAMES): Promise<void> => {
    const Migration = required(
      platformMigrations.find((candidate) => new candidate().name === name),
      'the migration',
    );
    await world.installation.onSchema('main', 'platform', (runner) => new Migration()[direction](runner));
  };

  async function aRow(kind: string, status: 'pending' | 'queued' | 'dead'): Promise<string> {
    const id = uuid();
    await world.installation.onSchema('main', 'platform', (runner) =>
      runner.query('INSERT INTO outbox (id, tenant_role, kind, ref, status) VALUES ($1, $2, $3, $1, $4)', [
        id,
        world.here.tenant.role,
        kind,
        status,
      ]),
    );
    return id;
  }

  async function rowOf(id: string) {
    const [row] = await platformOf(world).query<{ kind: string; status: string }>(
      'SELECT kind, status FROM outbox WHERE id = $1',
      [id],
    );
    return row;
  }

  it('have it on the rows that wait, on those with the queue and on dead letters', async () => {
    const waiting = await aRow('claim.tell', 'pending');
    const queued = await aRow('listing.report.tell', 'queued');
    const dead = await aRow('addition.tell-town', 'dead');
    const other = await aRow('enquiry.forward', 'pending');
    await migrate('up');
    expect(await rowOf(waiting)).toEqual({ kind: 'claim.notify', status: 'pending' });
    expect(await rowOf(queued)).toEqual({ kind: 'report.notify', status: 'queued' });
    expect(await rowOf(dead)).toEqual({ kind: 'addition.notify-agents', status: 'dead' });
    expect(await rowOf(other)).toEqual({ kind: 'enquiry.forward', status: 'pending' });
    await migrate('down');
    expect(await rowOf(dead)).toEqual({ kind: 'addition.tell-town', status: 'dead' });
  });

  it('are all kinds that there is a handler for, or wait no more', async () => {
    const before = [
      'listing.report.acknowledge',
      'listing.report.tell',
      'freshness.report',
      'freshness.escalate',
      'freshness.ask',
      'claim.tell-owner',
      'claim.tell-town',
      'claim.tell',
      'addition.tell-town',
      'addition.tell',
      'mandate.ask',
    ];
    const ids = await Promise.all(before.map((kind) => aRow(kind, 'pending')));
    await migrate('up');
    await migrate('up', ENDS);
    const after = await Promise.all(ids.map(async (id) => (await rowOf(id))?.kind));
    const documented = readFileSync('docs/events.md', 'utf8');
    expect(after.filter((kind) => kind !== undefined && !documented.includes(`| \`${kind}\``))).toEqual([]);
    expect(before.filter((kind) => documented.includes(`| \`${kind}\``))).toEqual([]);
  });
});
