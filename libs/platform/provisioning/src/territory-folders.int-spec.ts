import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorld, platformOf, type World } from '@halles/testing';
import { createTenant, dropTenant, exportTenant, importTenant, prepareInstallation, setTenantState } from '.';
import { loadTenantFolder } from '@halles/platform/theming';

/** A checkout of its own, so that folders can be broken: what is only read is the repository's. */
function aCheckout(): string {
  const root = mkdtempSync(join(tmpdir(), 'halles-folders-'));
  for (const name of ['apps', 'node_modules', 'libs'])
    symlinkSync(join(process.cwd(), name), join(root, name));
  mkdirSync(join(root, 'tenants'));
  restore(root);
  return root;
}

function copyFolder(root: string, from: string, to: string): void {
  cpSync(join(process.cwd(), 'tenants', from), join(root, 'tenants', to), { recursive: true });
  change(root, `tenants/${to}/tenant.json`, `"slug": "${from}"`, `"slug": "${to}"`);
}

/** Puts the folders back as they were. */
function restore(root: string): void {
  rmSync(join(root, 'tenants'), { recursive: true });
  mkdirSync(join(root, 'tenants'));
  for (const slug of ['bordeaux', 'valence']) copyFolder(root, slug, slug);
  list(root, ['bordeaux', 'valence']);
}

const list = (root: string, live: readonly string[]): void =>
  writeFileSync(join(root, 'tenants', 'first-start.json'), JSON.stringify({ live }));

function change(root: string, file: string, from: string, to: string): void {
  const path = join(root, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(path, text.replace(from, to));
}

/** A world in which nobody has begun yet: as on a machine where the product was just unpacked. */
async function anEmptyWorld(root: string): Promise<World> {
  const world = await openWorld({ ownRoles: true, env: { HALLES_ROOT: root } });
  for (const { tenant } of [world.here, world.there]) await dropTenant(world.installation, tenant.slug);
  await platformOf(world).query('DELETE FROM dropped_territory');
  return world;
}

describe('the first start', () => {
  let root: string;
  let world: World;
  beforeEach(async () => {
    root = aCheckout();
    world = await anEmptyWorld(root);
  });
  afterEach(async () => {
    await world.close();
    rmSync(root, { recursive: true, force: true });
  });

  const states = async (): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await prepareInstallation(world.config)).portals.map(({ slug, state }) => [slug, state]),
    );

  it('opens what is listed for it, and finishes what was interrupted', async () => {
    copyFolder(root, 'valence', 'aubenas');
    const file = 'tenants/valence/tenant.json';
    const whole = readFileSync(join(root, file), 'utf8');
    writeFileSync(join(root, file), whole.slice(0, 200));
    expect(await states()).toEqual({ bordeaux: 'live' });
    writeFileSync(join(root, file), whole);
    expect(await states()).toEqual({ bordeaux: 'live', valence: 'live' });
  });

  it('is one, and makes one operator, where two begin at once', async () => {
    await platformOf(world).query('DELETE FROM console_account');
    const both = await Promise.all([1, 2].map(() => prepareInstallation(world.config)));
    expect(both.map(({ territories }) => territories.wrong)).toEqual([[], []]);
    expect(both.filter(({ operator }) => operator)).toHaveLength(1);
    expect(await states()).toEqual({ bordeaux: 'live', valence: 'live' });
  });

  it('has no first start where an operator has opened a territory before', async () => {
    const folder = loadTenantFolder(root, 'valence');
    await createTenant(world.installation, folder);
    expect(await states()).toEqual({ valence: 'draft' });
  });
});

describe('the folders of territories, at a later start', () => {
  let root: string;
  let world: World;
  beforeAll(async () => {
    root = aCheckout();
    world = await anEmptyWorld(root);
    await start();
  });
  afterEach(() => restore(root));
  afterAll(async () => {
    await world.close();
    rmSync(root, { recursive: true, force: true });
  });

  const start = () => prepareInstallation(world.config);

  it('opens no folder that was copied there since, whatever the list says by then', async () => {
    copyFolder(root, 'valence', 'aubenas');
    list(root, ['bordeaux', 'aubenas']);
    const { portals, territories } = await start();
    expect(portals.map(({ slug }) => slug)).toEqual(['bordeaux', 'valence']);
    expect(territories.unopened).toEqual([{ slug: 'aubenas', errors: [] }]);
    change(root, 'tenants/aubenas/tenant.json', '"title": {', '"titel": {');
    const [half] = (await start()).territories.unopened;
    expect([half?.slug, half?.errors.map(({ key }) => key)]).toEqual([
      'aubenas',
      expect.arrayContaining([expect.stringContaining('tit')]),
    ]);
  });

  it('isolates a folder that is wrong: its territory keeps its settings, the others start with theirs', async () => {
    change(root, 'tenants/bordeaux/tenant.json', '"title": {', '"titel": {');
    change(root, 'tenants/valence/tenant.json', '"demonstration": true', '"demonstration": false');
    const { portals, territories } = await start();
    expect(portals.map(({ slug, state }) => [slug, state])).toEqual([
      ['bordeaux', 'live'],
      ['valence', 'live'],
    ]);
    const line = readFileSync(join(root, 'tenants/bordeaux/tenant.json'), 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('"titel"'));
    expect(territories.wrong).toEqual([
      {
        slug: 'bordeaux',
        errors: expect.arrayContaining([
          {
            file: 'tenants/bordeaux/tenant.json',
            line: line + 1,
            key: 'titel',
            expected: { fr: expect.any(String), en: expect.any(String) },
          },
        ]),
      },
    ]);
    const settings = await platformOf(world).query<{ slug: string; title: unknown; demonstration: boolean }>(
      "SELECT slug, settings -> 'title' AS title, settings -> 'demonstration' AS demonstration FROM tenant ORDER BY slug",
    );
    expect(settings).toEqual([
      { slug: 'bordeaux', title: expect.objectContaining({ fr: expect.any(String) }), demonstration: true },
      { slug: 'valence', title: expect.anything(), demonstration: false },
    ]);
  });

  it('names what passes for a folder and is none, that of an open territory too', async () => {
    mkdirSync(join(root, 'tenants/Aubenas'));
    symlinkSync('loop', join(root, 'tenants/loop'));
    rmSync(join(root, 'tenants/valence'), { recursive: true });
    symlinkSync('valence', join(root, 'tenants/valence'));
    const { portals, territories } = await start();
    expect(portals.map(({ slug }) => slug)).toEqual(['bordeaux', 'valence']);
    expect(territories.strays.map(({ file }) => file)).toEqual(['tenants/Aubenas', 'tenants/loop']);
    expect(territories.wrong).toEqual([
      {
        slug: 'valence',
        errors: [
          {
            file: 'tenants/valence',
            key: '',
            expected: expect.objectContaining({ en: expect.stringMatching(/^an ordinary folder: links/) }),
          },
        ],
      },
    ]);
  });

  it('isolates a drawing that is none, and one that every visitor would wait for', async () => {
    const assets = join(root, 'tenants/bordeaux/theme/assets');
    writeFileSync(join(assets, 'logo.svg'), 'not drawn yet');
    writeFileSync(join(assets, 'favicon.svg'), `<svg viewBox="0 0 1 1">${' '.repeat(1024 * 1024)}</svg>`);
    const { territories } = await start();
    expect(territories.wrong[0]?.errors.map(({ file, expected }) => [file, expected.en])).toEqual([
      ['tenants/bordeaux/theme/assets/logo.svg', 'a drawing in SVG'],
      ['tenants/bordeaux/theme/assets/favicon.svg', 'a file of at most 1 MB: every visitor loads it'],
    ]);
  });

  it('isolates a theme that cannot be drawn as well', async () => {
    const view = 'tenants/bordeaux/theme/views/partials/masthead.hbs';
    writeFileSync(join(root, view), '<p>\n{{ }}\n</p>\n');
    const { territories } = await start();
    expect(territories.wrong).toEqual([
      { slug: 'bordeaux', errors: [expect.objectContaining({ file: view, line: 2 })] },
    ]);
  });

  it('writes no folder for an archive unless it is asked to', async () => {
    const archive = join(root, 'bordeaux.tar.gz');
    await exportTenant(world.installation, 'bordeaux', archive, { now: new Date('2026-11-27T02:00:00Z') });
    const folderOf = (slug: string): string => join(root, 'tenants', slug, 'tenant.json');
    const without = await importTenant(world.installation, archive, { slug: 'copie-nue' });
    expect([existsSync(folderOf('copie-nue')), without.folder]).toEqual([false, 'left-out']);
    const withIt = await importTenant(world.installation, archive, {
      slug: 'habit-entier',
      withFolder: true,
    });
    expect([
      readFileSync(folderOf('habit-entier'), 'utf8').includes('"habit-entier"'),
      withIt.folder,
    ]).toEqual([true, 'written']);
    for (const slug of ['copie-nue', 'habit-entier']) await dropTenant(world.installation, slug);
  });

  it('leaves dropped what was dropped, until somebody opens it again', async () => {
    await dropTenant(world.installation, 'valence');
    const { portals, territories } = await start();
    expect(portals.map(({ slug }) => slug)).toEqual(['bordeaux']);
    expect(territories.dropped).toEqual([
      { slug: 'valence', title: expect.any(String), at: expect.any(Date) },
    ]);
    await createTenant(world.installation, loadTenantFolder(root, 'valence'));
    const later = await start();
    expect(later.territories.dropped).toEqual([]);
    expect(later.portals.map(({ slug, state }) => [slug, state])).toEqual([
      ['bordeaux', 'live'],
      ['valence', 'draft'],
    ]);
  });

  it('does not make again what was half dropped when the machine stopped', async () => {
    await setTenantState(world.installation, 'valence', 'archived', 'test');
    // The first statement of an erasure that was killed: the route is gone, the data are still there.
    await platformOf(world).query("UPDATE tenant SET provisioned_at = NULL WHERE slug = 'valence'");
    expect((await start()).portals.map(({ slug }) => slug)).toEqual(['bordeaux']);
  });
});
