import { openWorld, platformOf, type World } from '@halles/testing';
import { exitCodes } from '../exit-codes';
import { main } from '../main';

describe('a command on an installation of another version', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  /** Runs a command: its exit code, and all that it says. */
  const run = async (...args: string[]) => {
    const said: string[] = [];
    const write = (text: string | Uint8Array) => said.push(String(text)) > 0;
    const spies = [process.stdout, process.stderr].map((stream) =>
      jest.spyOn(stream, 'write').mockImplementation(write),
    );
    try {
      return { code: await main(args, world.env), said: said.join('') };
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  };
  const platform = <T extends object>(sql: string, values: unknown[] = []) =>
    platformOf(world).query<T>(sql, values);

  it('brings an older one to no other version: it says what is missing, and what does', async () => {
    const [newest] = await platform<{ name: string; position: number }>(
      'SELECT name, position FROM schema_migration ORDER BY position DESC LIMIT 1',
    );
    await platform('DELETE FROM schema_migration WHERE name = $1', [newest?.name]);
    try {
      const { code, said } = await run('tenant', 'list');
      expect(code).toBe(exitCodes.refused);
      expect(said).toContain(`of an older version than this command, which needs ${newest?.name} in it`);
      expect(said).toContain('"halles migrate" brings it to this version');
      expect(await platform('SELECT 1 FROM schema_migration WHERE name = $1', [newest?.name])).toEqual([]);
    } finally {
      await platform('INSERT INTO schema_migration (name, position, duration_ms) VALUES ($1, $2, 0)', [
        newest?.name,
        newest?.position,
      ]);
    }
  });

  it('works on a newer one, and says that it is one', async () => {
    await platform(
      "INSERT INTO schema_migration (name, position, duration_ms) VALUES ('Later1999999999999', 99999, 0)",
    );
    try {
      const { code, said } = await run('tenant', 'list');
      expect(code).toBe(exitCodes.ok);
      expect(said).toContain('this version does not know Later1999999999999');
      expect(said).toContain('ici-bourg');
      expect((await run('migrate')).said).toContain('this version does not know Later1999999999999');
    } finally {
      await platform("DELETE FROM schema_migration WHERE name = 'Later1999999999999'");
    }
    expect((await run('tenant', 'list')).said).not.toContain('does not know');
  });
});
