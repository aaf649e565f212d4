import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ImportService } from '@halles/domain/imports';
import type { TenantContext } from '@halles/platform/tenancy';
import { aPerimeter, openWorld, servicesOf, type World } from '@halles/testing';
import { SeedRefused, SeedService } from './seed.service';
import { SeedsModule } from './seeds.module';

const HEADER = 'nom,adresse,code_commune,longitude,latitude,categorie,horaires,origine';
const bakery =
  'Boulangerie des Capucins,3 place des Capucins,33063,-0.5680,44.8311,bakery,Tu-Su 07:00-19:00,';
const market = 'Marché Saint-Michel,place Canteloup,33063,-0.5660,44.8339,market,Sa 07:00-13:00,';
const hall = 'Mairie de Bordeaux,place Pey-Berland,33063,-0.5790,44.8378,town-hall,,service-public.fr';

const sources = {
  files: [
    {
      file: 'demonstration.csv.gz',
      kind: 'demonstration',
      vintage: '2026-11-02',
      source: 'invented',
      licence: 'EUPL-1.2',
    },
    {
      file: 'real.csv',
      kind: 'real',
      vintage: '2020-11-01',
      source: 'service-public.fr',
      licence: 'Licence Ouverte 2.0',
    },
  ],
};
const districts = {
  source: 'by hand',
  licence: 'CC0',
  note: 'circles',
  districts: [{ name: 'Capucins', commune: '33063', centre: [-0.568, 44.8311], radius: 400 }],
};

describe('seeds of a territory', () => {
  let world: World;
  let root: string;
  let service: SeedService;
  let imports: ImportService;
  const write = (name: string, content: string | Buffer): void =>
    writeFileSync(join(root, 'tenants', world.here.tenant.slug, name), content);
  const list = (...rows: string[]): string => `${[HEADER, ...rows].join('\n')}\n`;

  beforeAll(async () => {
    world = await openWorld();
    root = mkdtempSync(join(tmpdir(), 'seeds-'));
    mkdirSync(join(root, 'tenants', world.here.tenant.slug, 'seed'), { recursive: true });
    write('perimeter.json', JSON.stringify(aPerimeter()));
    write('districts.json', JSON.stringify(districts));
    write('seed/sources.json', JSON.stringify(sources));
    write('seed/demonstration.csv.gz', gzipSync(list(bakery, market)));
    write('seed/real.csv', list(hall));
    const services = await servicesOf({ ...world, config: { ...world.config, root } }, [SeedsModule]);
    service = services.get(SeedService);
    imports = services.get(ImportService);
  });
  afterAll(async () => {
    rmSync(root, { recursive: true, force: true });
    await world.close();
  });

  async function loadAll(ctx: TenantContext): Promise<[string, number][]> {
    const done: [string, number][] = [];
    for (const seed of await service.listPending(ctx)) done.push([seed.name, await service.load(ctx, seed)]);
    return done;
  }
  const listings = (ctx: TenantContext) =>
    world.work.read(ctx, (tx) =>
      tx.manager.query(
        `SELECT l.name, l.demonstration, s.source, s.facts ->> 'origin' AS origin
           FROM listing l JOIN listing_source s ON s.listing_id = l.id WHERE l.state = 'open' ORDER BY l.name`,
      ),
    );

  it('are taken over once: real places, invented ones marked as such, districts', async () => {
    expect(await loadAll(world.here)).toEqual([
      ['real.csv', 1],
      ['demonstration.csv.gz', 2],
      ['districts.json', 1],
    ]);
    expect(await listings(world.here)).toEqual([
      { name: 'Boulangerie des Capucins', demonstration: true, source: 'demonstration', origin: null },
      { name: 'Mairie de Bordeaux', demonstration: false, source: 'csv', origin: 'service-public.fr' },
      { name: 'Marché Saint-Michel', demonstration: true, source: 'demonstration', origin: null },
    ]);
    const places = await world.work.read(world.here, (tx) =>
      tx.manager.query("SELECT name, slug, listings FROM search_place WHERE kind = 'district'"),
    );
    expect(places).toEqual([{ name: 'Capucins', slug: 'capucins', listings: 2 }]);
    expect(await service.listPending(world.here)).toEqual([]);
  });

  const estimated = (ctx: TenantContext, table: string) =>
    world.work.read(ctx, (tx) =>
      tx.manager.query(
        `SELECT reltuples AS rows FROM pg_class WHERE oid = to_regclass(quote_ident(current_schema()) || '.' || $1)`,
        [table],
      ),
    );

  it('leave the planner with the numbers of what was written', async () => {
    expect(await estimated(world.here, 'listing')).toEqual([{ rows: 3 }]);
    const [{ places }] = await world.work.read(world.here, (tx) =>
      tx.manager.query('SELECT count(*)::int AS places FROM search_place'),
    );
    expect(await estimated(world.here, 'search_place')).toEqual([{ rows: places }]);
  });

  it('are nothing of the neighbour’s', async () => {
    expect(await service.listPending(world.there)).toEqual([]);
    expect(await listings(world.there)).toEqual([]);
  });

  it('come again in another edition: what was invented and is no more has gone', async () => {
    write('seed/demonstration.csv.gz', gzipSync(list(market, bakery.replace('Boulangerie', 'Pâtisserie'))));
    expect(await loadAll(world.here)).toEqual([['demonstration.csv.gz', 2]]);
    expect((await listings(world.here)).map(({ name }: { name: string }) => name)).toEqual([
      'Mairie de Bordeaux',
      'Marché Saint-Michel',
      'Pâtisserie des Capucins',
    ]);
  });

  it('are what was read of the folder: nothing that took the place of a list since is opened', async () => {
    const folder = join(root, 'tenants', world.here.tenant.slug, 'seed');
    const lists = {
      'real.csv': list(hall.replace('town-hall,,', 'town-hall,Mo-Fr 09:00-12:00,')),
      'demonstration.csv.gz': gzipSync(list(bakery.replace('Boulangerie', 'Pâtisserie'), market)),
    };
    for (const [name, content] of Object.entries(lists)) write(`seed/${name}`, content);
    const pending = await service.listPending(world.here);
    writeFileSync(join(root, 'elsewhere.csv'), list(hall.replace('Mairie', 'Trésor')));
    for (const name of Object.keys(lists)) {
      rmSync(join(folder, name));
      symlinkSync(join(root, 'elsewhere.csv'), join(folder, name));
    }
    for (const seed of pending) await service.load(world.here, seed);
    for (const [name, content] of Object.entries(lists)) {
      rmSync(join(folder, name));
      write(`seed/${name}`, content);
    }
    expect(pending.map(({ name }) => name)).toEqual(['real.csv', 'demonstration.csv.gz']);
    expect((await listings(world.here)).map(({ name }: { name: string }) => name)).toEqual([
      'Mairie de Bordeaux',
      'Marché Saint-Michel',
      'Pâtisserie des Capucins',
    ]);
  });

  it('leave what the territory has imported of its own', async () => {
    const own = join(root, 'own.csv');
    writeFileSync(own, list('Librairie du Port,1 quai des Chartrons,33063,-0.5690,44.8500,bookshop,,'));
    const ask = { vintage: '2026-11-25', dryRun: false, partial: true, acceptLosses: false };
    await imports.importHere(world.here, { ...ask, files: { source: 'csv', file: own, mapping: {} } });
    write('seed/real.csv', list(hall.replace('place Pey-Berland', '1 place Pey-Berland')));
    expect(await loadAll(world.here)).toEqual([['real.csv', 1]]);
    const names = (await listings(world.here)).map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(['Librairie du Port', 'Mairie de Bordeaux']));
  });

  it('are refused as a whole when a file is damaged, by name, and taken over once it is mended', async () => {
    write('seed/real.csv', 'not;a;list\n1;2;3\n');
    const [damaged] = await service.listPending(world.here);
    if (damaged === undefined) throw new Error('the changed file is pending');
    await expect(service.load(world.here, damaged)).rejects.toThrow(SeedRefused);
    await expect(service.load(world.here, damaged)).rejects.toThrow(/real\.csv was not taken over/);
    expect((await service.listPending(world.here)).map(({ name }) => name)).toEqual(['real.csv']);
    write('seed/real.csv', list(hall));
    expect(await loadAll(world.here)).toEqual([['real.csv', 1]]);
    write('seed/sources.json', '{"files":[{"file":"../../secret.csv"}]}');
    await expect(service.listPending(world.here)).rejects.toThrow(/sources\.json cannot be used/);
  });

  it('are no links to files elsewhere', async () => {
    const file = join(root, 'tenants', world.here.tenant.slug, 'seed/real.csv');
    write('seed/sources.json', JSON.stringify(sources));
    rmSync(file);
    writeFileSync(join(root, 'elsewhere.csv'), list(hall));
    symlinkSync(join(root, 'elsewhere.csv'), file);
    const pending = service.listPending(world.here);
    const refused = expect(pending).rejects.toThrow(/seed\/real\.csv: .*symbolic links/);
    await refused.finally(() => rmSync(file));
    write('seed/real.csv', list(hall));
  });

  it('tell of what shops of the demonstration announce, from today on, and of no real place', async () => {
    const post = { kind: 'offer', title: 'Deux pour un', text: 'Sur le pain.', startsIn: 0, lasts: 20 };
    const invented = '99901000200015';
    const real = '99901000200023';
    write('seed/demonstration.csv.gz', gzipSync(`${HEADER},siret\n${bakery},${invented}\n${market},\n`));
    write('seed/real.csv', `${HEADER},siret\n${hall},${real}\n`);
    const said = {
      source: 'invented',
      licence: 'EUPL-1.2',
      posts: [
        { ...post, siret: invented },
        { ...post, siret: real },
      ],
    };
    write('seed/sources.json', JSON.stringify(sources));
    write('seed/posts.json', JSON.stringify(said));
    expect(await loadAll(world.here)).toContainEqual(['posts.json', 1]);
    const published = await world.work.read(world.here, (tx) =>
      tx.manager.query(
        'SELECT l.name, p.title, p.ends_on - p.starts_on AS days FROM post p JOIN listing l ON l.id = p.listing_id',
      ),
    );
    expect(published).toEqual([{ name: 'Boulangerie des Capucins', title: 'Deux pour un', days: 20 }]);
    expect(await estimated(world.here, 'post')).toEqual([{ rows: 1 }]);
    // Killed before it was written down, it is taken over once more, and published once.
    await world.work.write(world.here, (tx) =>
      tx.manager.query("DELETE FROM directory_seed WHERE name = 'posts.json'"),
    );
    expect(await loadAll(world.here)).toEqual([['posts.json', 0]]);
  });
});
