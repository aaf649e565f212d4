import { listingReportSchema } from '@halles/contracts';
import { PushModule } from '@halles/platform/push';
import {
  listingWriterOf,
  openWorld,
  servicesOf,
  sourceFacts,
  type World,
  writeListings,
} from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { ReportEntity } from './report.entity';
import { ReportService } from './report.service';
import { ReportsModule } from './reports.module';

describe('reports of errors', () => {
  let world: World;
  let reports: ReportService;
  let listing: number;
  beforeAll(async () => {
    world = await openWorld({ entities: [ReportEntity] });
    const services = await servicesOf(world, [PushModule, ReportsModule]);
    reports = services.get(ReportService);
    [listing = 0] = await writeListings(world, world.here, [{}]);
  });
  afterAll(() => world.close());

  const form = (fields: Readonly<Record<string, unknown>> = {}) => ({
    listing,
    ...listingReportSchema.parse({
      idempotencyKey: uuid(),
      kind: 'wrong-hours',
      message: '',
      email: '',
      ...fields,
    }),
  });
  const promised = async (): Promise<string[]> => {
    const { rows } = await world.installation.onSchema('main', 'platform', async (runner) => ({
      rows: (await runner.query(`SELECT ref FROM platform.outbox WHERE kind = 'report.acknowledge'`)) as {
        ref: string;
      }[],
    }));
    return rows.map(({ ref }) => ref);
  };

  it('keeps a report once, however often the form is sent, and thanks once', async () => {
    const input = form({ email: 'lectrice@example.fr', message: 'Fermé le lundi.\r\n' });
    for (let sent = 0; sent < 3; sent += 1)
      expect(await reports.report(world.here, input, 'fr')).toEqual({ isThanked: true });
    const kept = await reports.reportsOf(world.here, listing);
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({
      kind: 'wrong-hours',
      message: 'Fermé le lundi.',
      email: 'lectrice@example.fr',
      state: 'new',
    });
    expect(await promised()).toEqual([kept[0]?.id]);
  });

  it('promises nothing to who left no address', async () => {
    const before = await promised();
    expect(await reports.report(world.here, form(), 'en')).toEqual({ isThanked: false });
    expect(await promised()).toEqual(before);
  });

  it('refuses a key that comes with other contents', async () => {
    const input = form();
    await reports.report(world.here, input, 'fr');
    await expect(reports.report(world.here, { ...input, kind: 'moved' }, 'fr')).rejects.toMatchObject({
      code: 'listing-report-key-reused',
    });
  });

  it('keeps once what is sent again from a form that was shown anew, and what somebody else sends apart', async () => {
    const [shop = 0] = await writeListings(world, world.here, [{}]);
    const send = (fields: Readonly<Record<string, unknown>>, reader = 'reader') =>
      reports.report(world.here, { ...form(fields), listing: shop }, 'fr', [reader]);
    const count = async (): Promise<number> => (await reports.reportsOf(world.here, shop)).length;
    const said = { kind: 'closed', message: 'Rideau baissé.', email: 'lecteur@example.fr' };
    await send(said);
    const thanked = await promised();
    expect(await send(said)).toEqual({ isThanked: true });
    expect([await count(), await promised()]).toEqual([1, thanked]);
    await send({ ...said, message: 'Le bail est à vendre.' });
    await send({ ...said, email: 'autre@example.fr' });
    await send(said, 'another');
    expect(await count()).toBe(4);
    await world.work.write(world.here, ({ manager }) =>
      manager.query(
        `UPDATE listing_report SET created_at = created_at - interval '25 hours' WHERE listing_id = $1`,
        [shop],
      ),
    );
    await send(said);
    expect(await count()).toBe(5);
  });

  it('knows no business of another territory, none that is hidden, none of an impossible number', async () => {
    const [masked = 0] = await writeListings(world, world.here, [{ facts: { partialDiffusion: true } }]);
    for (const [ctx, id] of [
      [world.there, listing],
      [world.here, masked],
      [world.here, 2 ** 40],
      [world.here, -1],
    ] as const)
      await expect(reports.report(ctx, { ...form(), listing: id }, 'fr')).rejects.toMatchObject({
        code: 'listing-not-found',
      });
    expect(await reports.reportsOf(world.there, listing)).toEqual([]);
  });

  it('keeps a report while an import writes the listing', async () => {
    const writer = await listingWriterOf(world);
    await world.work.write(world.here, async (tx) => {
      const facts = JSON.stringify(sourceFacts({ displayName: 'Sous un autre nom' }));
      await tx.manager.query('UPDATE listing_source SET facts = $2 WHERE listing_id = $1', [listing, facts]);
      expect(await writer.refresh(writer.begin(tx), [listing], new Date())).toMatchObject({ written: 1 });
      expect(await reports.report(world.here, form(), 'fr')).toEqual({ isThanked: false });
    });
  });

  it('erases with the address', async () => {
    expect(await reports.eraseBefore(world.here, new Date(Date.now() + 60_000))).toBeGreaterThan(0);
    expect(await reports.reportsOf(world.here, listing)).toEqual([]);
  });
});
