import { listingReportSchema, type MergeView, mergeViewSchema, reportCaseSchema } from '@halles/contracts';
import { ReportQueue, ReportService } from '@halles/domain/reports';
import { anAccount, type World, writeListings } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { v7 as uuid } from 'uuid';
import { ConsoleStage } from '../../testing/console-stage';

const HERE = '/api/tenants/ici-bourg';

describe('what making one page of two does, for the town', () => {
  let stage: ConsoleStage;
  let world: World;
  let browser: ConsoleClient;

  beforeAll(async () => {
    stage = await ConsoleStage.open();
    ({ world } = stage);
    browser = new ConsoleClient(stage.port);
    await openSession(
      world,
      browser,
      await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id }),
    );
  });
  afterAll(() => stage.close());

  const aPair = async (): Promise<readonly [number, number]> => {
    const [stays = 0, goes = 0] = await writeListings(world, world.here, [
      {
        source: 'sirene',
        facts: { displayName: 'Boulangerie Paul', openingHoursText: 'Mo-Sa 07:00-19:00' },
      },
      {
        source: 'osm',
        facts: {
          displayName: 'Chez Paul',
          contact: { phone: '+33556000009' },
          openingHoursText: 'Tu-Sa 06:30-20:00',
        },
      },
    ]);
    return [stays, goes];
  };
  const read = async (pair: string): Promise<MergeView> =>
    mergeViewSchema.parse((await browser.get(`${HERE}/duplicates/${pair}`)).json);

  it('is read in words before a report is decided, and after, until it is taken back', async () => {
    const [stays, goes] = await aPair();
    const form = listingReportSchema.parse({
      idempotencyKey: uuid(),
      kind: 'duplicate',
      message: 'Deux fois',
    });
    await stage.app
      .get(ReportService, { strict: false })
      .report(world.here, { ...form, listing: goes }, 'fr');
    const [report] = await stage.app
      .get(ReportQueue, { strict: false })
      .list(world.here, { listingId: goes, limit: 1 });
    const foreseen = await read(`${stays}-${goes}`);
    expect(foreseen).toMatchObject({
      doneAt: null,
      because: 'older',
      stays: { id: stays, name: 'Boulangerie Paul', url: expect.stringContaining(`-${stays}`) as string },
      goes: { id: goes, name: 'Chez Paul', url: expect.stringContaining(`-${goes}`) as string },
      carried: { reports: 1 },
      refusal: null,
    });
    // As people write it, in both languages.
    expect(foreseen.facts).toContainEqual({
      field: 'phone',
      change: {
        before: { fr: 'Non précisé', en: 'Not said' },
        after: { fr: '05\u00a056\u00a000\u00a000\u00a009', en: '05\u00a056\u00a000\u00a000\u00a009' },
      },
    });
    expect(JSON.stringify(foreseen.facts)).not.toMatch(/Mo-Sa|Tu-Sa|\+33/);

    const decision = { decision: 'accept', reason: null, duplicateOf: stays };
    const path = `${HERE}/reports/${report?.id}`;
    expect((await browser.call({ method: 'POST', path: `${path}/decision`, body: decision })).status).toBe(
      204,
    );
    const decided = reportCaseSchema.parse((await browser.get(path)).json);
    expect(decided.report.decision).toMatchObject({ changed: ['merged'], pair: `${stays}-${goes}` });
    const done = await read(decided.report.decision?.pair ?? '');
    expect(done).toMatchObject({
      doneAt: expect.any(String) as string,
      because: 'older',
      stays: { id: stays },
      goes: { id: goes, name: 'Chez Paul', url: null },
      carried: { reports: 0 },
      refusal: null,
    });
    expect(done.facts?.map(({ field }) => field)).toEqual(foreseen.facts?.map(({ field }) => field));
    expect((await browser.call({ method: 'POST', path: `${path}/reopening`, body: {} })).status).toBe(204);
    expect((await read(`${goes}-${stays}`)).doneAt).toBeNull();
  });

  it('is refused in words where both are kept, and where one is no page of the territory', async () => {
    const [one, other] = await aPair();
    for (const listingId of [one, other]) await anAccount(world, world.here, { grants: [{ listingId }] });
    const kept = await browser.get(`${HERE}/duplicates/${one}-${other}`);
    expect([kept.status, (kept.json as { title: string }).title]).toEqual([
      409,
      'Les deux fiches sont tenues',
    ]);
    for (const pair of [`${one}-2147483647`, `${one}-${one}`, 'x', '1-99999999999'])
      expect((await browser.get(`${HERE}/duplicates/${pair}`)).status).toBe(404);
  });
});
