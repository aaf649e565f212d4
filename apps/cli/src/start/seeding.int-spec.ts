import { systemClock } from '@halles/kernel';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { TenantContext } from '@halles/platform/tenancy';
import { aPerimeter, openWorld, type World } from '@halles/testing';
import { createIo } from '../io';
import { Seeding } from './seeding';

const HEADER = 'nom,adresse,code_commune,longitude,latitude,categorie';
const shops = (count: number): string =>
  [
    HEADER,
    ...Array.from(
      { length: count },
      (_, i) => `Boutique ${i},${i + 1} cours Pasteur,33063,-0.5745,44.8340,clothing-shop`,
    ),
  ]
    .map((line) => `${line}\n`)
    .join('');
const sources = {
  files: [
    {
      file: 'demonstration.csv',
      kind: 'demonstration',
      vintage: '2026-11-02',
      source: 'invented',
      licence: 'EUPL-1.2',
    },
  ],
};

describe('directories filled at the start', () => {
  let world: World;
  let root: string;
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'seeding-'));
    world = await openWorld({ env: { HALLES_ROOT: root } });
    for (const { tenant } of [world.here, world.there]) {
      mkdirSync(join(root, 'tenants', tenant.slug, 'seed'), { recursive: true });
      write(tenant.slug, 'perimeter.json', JSON.stringify(aPerimeter()));
      write(tenant.slug, 'seed/sources.json', JSON.stringify(sources));
    }
  });
  afterAll(async () => {
    await world.close();
    rmSync(root, { recursive: true, force: true });
  });

  const write = (slug: string, name: string, content: string): void =>
    writeFileSync(join(root, 'tenants', slug, name), content);
  const countOf = async (ctx: TenantContext): Promise<number> => {
    const [row] = await world.work.read(ctx, (tx) =>
      tx.manager.query<{ count: number }[]>(
        "SELECT count(*)::int AS count FROM listing WHERE state = 'open'",
      ),
    );
    return row?.count ?? -1;
  };
  function begin(): { readonly seeding: Seeding; readonly said: () => string } {
    const output = new PassThrough();
    const io = createIo({ json: false, env: {}, clock: systemClock, output });
    const seeding = new Seeding(io, world.config);
    return { seeding, said: () => String(output.read() ?? '') };
  }

  it('leaves nothing half done when it is stopped, and does it whole the next time', async () => {
    write('ici-bourg', 'seed/demonstration.csv', shops(3_000));
    write('autre-ville', 'seed/demonstration.csv', shops(2));
    const first = begin();
    const isReading = async () =>
      (
        await world.work.read(world.here, (tx) =>
          tx.manager.query("SELECT 1 FROM directory_import WHERE state IN ('reading', 'merging')"),
        )
      ).length > 0;
    while (!(await isReading())) await new Promise((resolve) => setTimeout(resolve, 5));
    await first.seeding.stop();
    expect(first.said()).toMatch(/^✔ directory {6}autre-ville: 2 of the demonstration .*\n$/);
    expect([await countOf(world.here), await countOf(world.there)]).toEqual([0, 2]);
    const second = begin();
    await second.seeding.finished;
    expect(second.said()).toMatch(/^✔ directory {6}ici-bourg: 3,000 of the demonstration/);
    expect(await countOf(world.here)).toBe(3_000);
  });

  it('says nothing when there is nothing new', async () => {
    const { seeding, said } = begin();
    await seeding.finished;
    expect(said()).toBe('');
  });

  it('tells a damaged folder, and fills the others', async () => {
    write('ici-bourg', 'seed/sources.json', '{');
    write('autre-ville', 'seed/demonstration.csv', shops(3));
    const { seeding, said } = begin();
    await seeding.finished;
    const lines = said().trim().split('\n');
    expect(lines[0]).toMatch(/^✖ ici-bourg: its directory was not filled\. .*sources\.json cannot be used/);
    expect(lines[1]).toMatch(/autre-ville: 3 of the demonstration/);
    expect([await countOf(world.here), await countOf(world.there)]).toEqual([3_000, 3]);
  });
});
