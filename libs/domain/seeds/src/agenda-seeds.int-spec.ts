import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AgendaSettingsService } from '@halles/domain/agendas';
import type { TenantContext } from '@halles/platform/tenancy';
import { aPerimeter, openWorld, servicesOf, type World } from '@halles/testing';
import { SeedService } from './seed.service';
import { SeedsModule } from './seeds.module';

const HEADER = 'nom,adresse,code_commune,longitude,latitude,categorie,horaires,siret';
const salon = '99901000200015';
const real = '99901000200031';
const files = {
  'seed/sources.json': {
    files: ['demonstration', 'real'].map((kind) => ({
      ...{ file: `${kind}.csv`, kind, vintage: '2026-11-02', source: 'somebody', licence: 'EUPL-1.2' },
    })),
  },
  'seed/demonstration.csv': `${HEADER}\nChez Inès,3 place des Capucins,33063,-0.5680,44.8311,hairdresser,Mo-Su 09:00-19:00,${salon}\n`,
  'seed/real.csv': `${HEADER}\nSalon du Port,1 quai des Chartrons,33063,-0.5690,44.8500,hairdresser,Mo-Su 09:00-19:00,${real}\n`,
};
const agenda = (siret: string, more: object = {}) => ({
  siret,
  settings: { step: 15 },
  gauge: { people: 4 },
  resources: [{ kind: 'seat', name: 'Fauteuil 1' }],
  services: [{ name: 'Coupe', duration: 30 }],
  bookings: [
    { service: 'Coupe', inDays: 1, at: '10:00' },
    { service: 'Coupe', inDays: 1, at: '10:00' },
  ],
  ...more,
});
const seed = (...agendas: object[]) => ({
  source: 'invented',
  licence: 'EUPL-1.2',
  owner: { name: 'Camille', email: 'shops@demonstration.example' },
  agendas,
});

describe('agendas of the demonstration', () => {
  let world: World;
  let root: string;
  let service: SeedService;
  let settings: AgendaSettingsService;
  const write = (name: string, content: unknown): void =>
    writeFileSync(
      join(root, 'tenants', world.here.tenant.slug, name),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  const rows = <T>(sql: string, ctx: TenantContext = world.here): Promise<T[]> =>
    world.work.read(ctx, (tx) => tx.manager.query<T[]>(sql));

  beforeAll(async () => {
    world = await openWorld();
    root = mkdtempSync(join(tmpdir(), 'agenda-seeds-'));
    mkdirSync(join(root, 'tenants', world.here.tenant.slug, 'seed'), { recursive: true });
    write('perimeter.json', aPerimeter());
    for (const [name, content] of Object.entries(files)) write(name, content);
    const services = await servicesOf({ ...world, config: { ...world.config, root } }, [SeedsModule]);
    service = services.get(SeedService);
    settings = services.get(AgendaSettingsService);
  });
  afterAll(async () => {
    rmSync(root, { recursive: true, force: true });
    await world.close();
  });

  async function loadAll(): Promise<[string, number][]> {
    const done: [string, number][] = [];
    for (const one of await service.listPending(world.here))
      done.push([one.name, await service.load(world.here, one)]);
    return done;
  }

  it('are opened with what is booked there, and those of real shops are not', async () => {
    write('seed/agendas.json', seed(agenda(salon), agenda(real)));
    expect(await loadAll()).toContainEqual(['agendas.json', 1]);
    const open = await rows(
      'SELECT l.siret, a.is_open, g.people FROM agenda a JOIN listing l ON l.id = a.listing_id JOIN place_gauge g USING (listing_id)',
    );
    expect(open).toEqual([{ siret: salon, is_open: true, people: 4 }]);
    const booked = await rows(
      `SELECT customer_name AS name, customer_email AS email, source, state,
              (starts_at AT TIME ZONE 'Europe/Paris')::time::text AS at
         FROM booking ORDER BY starts_at`,
    );
    // One chair: the second comes when the first has left.
    const who = { name: 'Client de démonstration', email: null, source: 'shop', state: 'confirmed' };
    expect(booked).toEqual([
      { ...who, at: '10:00:00' },
      { ...who, at: '10:30:00' },
    ]);
    expect(await rows('SELECT 1 FROM agenda', world.there)).toEqual([]);
    // Its doors counted before: enough weekdays that the usual hours are known.
    const [counted] = await rows<{ days: number; present: boolean }>(
      `SELECT count(DISTINCT (h.hour AT TIME ZONE 'Europe/Paris')::date)::int AS days, bool_and(f.present <= 4) AS present
         FROM footfall f JOIN footfall_hour h USING (listing_id)`,
    );
    expect([(counted?.days ?? 0) >= 28, counted?.present]).toEqual([true, true]);
  });

  it('stay as their owner has them when the file comes in another edition', async () => {
    const [row] = await rows<{ id: number }>('SELECT listing_id AS id FROM agenda');
    await settings.change(world.here, row?.id ?? -1, { isOpen: false });
    write('seed/agendas.json', seed(agenda(salon, { services: [{ name: 'Couleur' }], bookings: [] })));
    expect(await loadAll()).toEqual([['agendas.json', 0]]);
    expect(await settings.read(world.here, row?.id ?? -1)).toMatchObject({ isOpen: false });
    expect(await rows('SELECT name FROM agenda_service')).toEqual([{ name: 'Coupe' }]);
    expect(await rows('SELECT id FROM booking')).toHaveLength(2);
  });

  it('have a desk of the town hall, once, which is marked as they are', async () => {
    const { siret: _siret, ...rest } = agenda(salon);
    const desk = {
      ...{ name: 'Accueil', street: '1 place de la Mairie', postalCode: '33000', communeCode: '33063' },
      ...{ longitude: -0.5795, latitude: 44.8378, hours: 'Mo-Su 08:00-19:00', ...rest },
    };
    for (const [edition, opened] of [
      ['one', 1],
      ['two', 0],
    ] as const) {
      write('seed/agendas.json', { ...seed(), source: edition, townServices: [desk] });
      expect(await loadAll()).toEqual([['agendas.json', opened]]);
    }
    const services = await rows(
      `SELECT l.name, l.demonstration, l.category, (SELECT count(*)::int FROM booking b WHERE b.listing_id = l.id) AS bookings,
              (SELECT array_agg(DISTINCT b.source) FROM booking b WHERE b.listing_id = l.id) AS sources
         FROM town_service t JOIN listing l ON l.id = t.listing_id`,
    );
    expect(services).toEqual([
      { name: 'Accueil', demonstration: true, category: 'town-service', bookings: 2, sources: ['town'] },
    ]);
    expect(await rows('SELECT 1 FROM town_service', world.there)).toEqual([]);
  });

  it.each([
    [
      'a service that it does not have',
      agenda(salon, { bookings: [{ service: 'X', inDays: 1, at: '10:00' }] }),
    ],
    [
      'an hour that no clock shows',
      agenda(salon, { bookings: [{ service: 'Coupe', inDays: 1, at: '25:00' }] }),
    ],
    ['nothing that can be booked', agenda(salon, { services: [], bookings: [] })],
  ])('are refused by name with %s', async (_, content) => {
    write('seed/agendas.json', seed(content));
    await expect(service.listPending(world.here)).rejects.toThrow(/agendas\.json cannot be used/);
  });
});
