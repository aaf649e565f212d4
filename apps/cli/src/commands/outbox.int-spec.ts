import { purgeDone } from '@halles/platform/outbox';
import { openWorld, platformOf, type World } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { main } from '../main';
import { ageOf } from './outbox.command';

describe('halles outbox', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await platformOf(world).query('DELETE FROM outbox');
  });

  /** Runs the command for machines: its exit code, and the document on standard output. */
  const run = async (...args: string[]) => {
    const out: string[] = [];
    const write = (text: string | Uint8Array) => out.push(String(text)) > 0;
    const spies = [
      jest.spyOn(process.stdout, 'write').mockImplementation(write),
      jest.spyOn(process.stderr, 'write').mockReturnValue(true),
    ];
    try {
      const code = await main(['--json', 'outbox', ...args], world.env);
      return { code, answer: JSON.parse(out.join('') || 'null') as unknown };
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  };
  const bury = async (role: string, status = 'dead'): Promise<string> => {
    const id = uuid();
    await platformOf(world).query(
      `INSERT INTO outbox (id, tenant_role, kind, ref, status, dispatches, failures, last_error, finished_at)
       VALUES ($1, $2, 'enquiry.forward', $1, $3, 4, 3, '550 no such mailbox', now())`,
      [id, role, status],
    );
    return id;
  };
  const rowOf = async (id: string) =>
    (
      await platformOf(world).query<{ status: string; failures: number; last_error: string | null }>(
        'SELECT status, failures, last_error FROM outbox WHERE id = $1',
        [id],
      )
    )[0];
  const auditOf = (id: string) =>
    world.work.read(world.here, ({ manager }) =>
      manager.query<object[]>(
        "SELECT actor, action, detail ->> 'kind' AS kind FROM audit_log WHERE detail ->> 'outboxId' = $1",
        [id],
      ),
    );

  it('lists the dead alone, with their territory, attempts and last error', async () => {
    const dead = await bury(world.here.tenant.role);
    await bury(world.here.tenant.role, 'pending');
    const stray = await bury('t_gone');
    const { code, answer } = await run('list');
    expect(code).toBe(0);
    expect(answer).toEqual([
      expect.objectContaining({
        id: dead,
        tenant: 'ici-bourg',
        kind: 'enquiry.forward',
        attempts: 4,
        lastError: '550 no such mailbox',
      }),
      expect.objectContaining({ id: stray, tenant: null }),
    ]);
  });

  it('attempts one afresh, with all its attempts before it, and says so in the audit log', async () => {
    const [id, other] = [await bury(world.here.tenant.role), await bury(world.here.tenant.role)];
    expect((await run('retry', id, '--yes')).answer).toEqual({ verdict: 'retry', settled: [id] });
    expect(await rowOf(id)).toMatchObject({ status: 'pending', failures: 0 });
    expect(await rowOf(other)).toMatchObject({ status: 'dead', failures: 3 });
    expect(await auditOf(id)).toEqual([
      { actor: 'command line', action: 'outbox.retried', kind: 'enquiry.forward' },
    ]);
  });

  it('dismisses all of every territory with the reason kept, and they are purged as what is done', async () => {
    const ids = [
      await bury(world.here.tenant.role),
      await bury(world.there.tenant.role),
      await bury('t_gone'),
    ];
    expect((await run('dismiss', '--all', '--yes')).code).toBe(0);
    for (const id of ids)
      expect(await rowOf(id)).toMatchObject({ status: 'done', last_error: 'dismissed: 550 no such mailbox' });
    expect(await auditOf(ids[0] ?? '')).toMatchObject([{ action: 'outbox.dismissed' }]);
    await platformOf(world).query("UPDATE outbox SET finished_at = now() - interval '31 days'");
    await purgeDone(platformOf(world));
    expect(await platformOf(world).query('SELECT 1 FROM outbox')).toEqual([]);
  });

  it('changes nothing where an id is not that of a dead letter, nobody agreed, or nothing is named', async () => {
    const id = await bury(world.here.tenant.role);
    const alive = await bury(world.here.tenant.role, 'pending');
    for (const id2 of [alive, 'no-uuid']) expect((await run('dismiss', id, id2, '--yes')).code).toBe(5);
    expect((await run('dismiss', id)).code).toBe(5);
    expect((await run('retry', '--yes')).code).toBe(2);
    expect((await run('retry', id, '--all', '--yes')).code).toBe(2);
    expect(await rowOf(id)).toMatchObject({ status: 'dead', last_error: '550 no such mailbox' });
    expect(await rowOf(alive)).toMatchObject({ status: 'pending' });
  });

  it.each([
    ['2026-03-01T11:59:30Z', '0 min'],
    ['2026-03-01T09:00:00Z', '3 h'],
    ['2026-02-01T09:00:00Z', '28 d'],
  ])('says the age of a letter of %s as %s', (since, age) => {
    expect(ageOf(new Date(since), new Date('2026-03-01T12:00:00Z'))).toBe(age);
  });
});
