import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listAudit } from '@halles/platform/tenancy';
import { openWorld, type World } from '@halles/testing';
import { main } from '../main';

describe('halles tenant export', () => {
  let world: World;
  let folder: string;
  beforeAll(async () => {
    world = await openWorld();
    folder = await mkdtemp(join(tmpdir(), 'halles-export-'));
  });
  afterAll(async () => {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is written in the audit log of the territory whose data left, and in no other', async () => {
    const spies = [process.stdout, process.stderr].map((stream) =>
      jest.spyOn(stream, 'write').mockReturnValue(true),
    );
    const { slug } = world.here.tenant;
    const code = await main(['--json', 'tenant', 'export', slug, join(folder, 'ici.tar.gz')], world.env);
    for (const spy of spies) spy.mockRestore();
    expect(code).toBe(0);
    const linesOf = async (ctx: World['here']) =>
      (await world.work.read(ctx, (tx) => listAudit(tx, 10))).map(({ actor, action }) => [actor, action]);
    expect(await linesOf(world.here)).toEqual([['operator:command', 'tenant.exported']]);
    expect(await linesOf(world.there)).toEqual([]);
  });
});
