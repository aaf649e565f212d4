import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@halles/kernel';
import { aPerimeter, aTerritory, openWorld, platformOf, untilWaiting, type World } from '@halles/testing';
import type { QueryRunner } from 'typeorm';
import { createTenant, dropTenant, exportTenant, importTenant } from '.';

/** A gate that a call waits at until it is opened. */
function aGate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

const statusesOf = (outcomes: readonly PromiseSettledResult<unknown>[]): string[] =>
  outcomes.map((outcome) =>
    outcome.status === 'fulfilled' ? 'done' : (outcome.reason as { code: string }).code,
  );

describe('two calls about one territory at once', () => {
  let world: World;
  let folder: string;
  beforeAll(async () => {
    world = await openWorld({ ownRoles: true });
    folder = await mkdtemp(join(tmpdir(), 'halles-simultaneous-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await world.close();
  });

  const input = (slug: string) =>
    ({ settings: aTerritory(slug), perimeter: aPerimeter(), state: 'live' }) as const;
  const fillWith = (name: string) => async (runner: QueryRunner) => {
    await runner.query(
      "INSERT INTO commune (code, name, population, longitude, latitude) VALUES ('56121', $1, 1, -3.4, 47.7)",
      [name],
    );
  };
  const communesOf = async (slug: string) => {
    const [entry] = await platformOf(world).query<{ role: string }>(
      'SELECT role_name AS role FROM tenant WHERE slug = $1 AND provisioned_at IS NOT NULL',
      [slug],
    );
    return entry && (await platformOf(world).query(`SELECT name FROM ${entry.role}.commune`));
  };
  it('open it: the second one finds what the first published, and makes nothing anew', async () => {
    const placing = aGate();
    const published = aGate();
    let isFilledAgain = false;
    const first = createTenant(world.installation, {
      ...input('douarnenez'),
      fill: fillWith('of the first'),
      place: async () => {
        placing.open();
        await published.opened;
      },
    });
    await placing.opened;
    const second = createTenant(world.installation, {
      ...input('douarnenez'),
      fill: async (runner) => {
        isFilledAgain = true;
        await fillWith('of the second')(runner);
      },
    });
    const both = Promise.allSettled([first, second]);
    await untilWaiting(world, 1, () => isFilledAgain);
    published.open();
    expect(statusesOf(await both)).toEqual(['done', 'tenant-exists']);
    expect(await communesOf('douarnenez')).toEqual([{ name: 'of the first' }]);
  });

  it('import it: one of them does, whole, and the other is told', async () => {
    const file = join(folder, 'here.tar.gz');
    await exportTenant(world.installation, world.here.tenant.slug, file, { now: systemClock.now() });
    const imports = [1, 2].map(() => importTenant(world.installation, file, { slug: 'audierne' }));
    const statuses = statusesOf(await Promise.allSettled(imports));
    expect(statuses.sort()).toEqual(['done', 'tenant-exists']);
    expect(await communesOf('audierne')).toHaveLength(1);
  });

  it('erase it while it is opened: it is erased once it is there', async () => {
    const placing = aGate();
    const published = aGate();
    let isErased = false;
    const opening = createTenant(world.installation, {
      ...input('crozon'),
      place: async () => {
        placing.open();
        await published.opened;
      },
    });
    await placing.opened;
    const erasing = dropTenant(world.installation, 'crozon').then(() => (isErased = true));
    const both = Promise.allSettled([opening, erasing]);
    await untilWaiting(world, 1, () => isErased);
    published.open();
    expect(statusesOf(await both)).toEqual(['done', 'done']);
    expect(await communesOf('crozon')).toBeUndefined();
  });

  it('and of two: neither waits for the other', async () => {
    const holding = aGate();
    const slow = createTenant(world.installation, { ...input('carnac'), place: () => holding.opened });
    await expect(createTenant(world.installation, input('vannes'))).resolves.toMatchObject({ state: 'live' });
    holding.open();
    await slow;
  });
});
