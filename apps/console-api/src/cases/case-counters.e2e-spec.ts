import {
  additionViewSchema,
  caseQueueSchema,
  type CaseQueueName,
  correctionViewSchema,
  openCasesSchema,
  listingReportSchema,
  type ProfileAddress,
} from '@halles/contracts';
import { type Account, GrantService } from '@halles/domain/accounts';
import { AdditionService, ClaimantService, ClaimProofService } from '@halles/domain/claims';
import { MerchantPlaces } from '@halles/domain/corrections';
import { ProfileWriter } from '@halles/domain/profiles';
import { ReportService } from '@halles/domain/reports';
import { anAccount, type World, writeListings } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { anAddition, openCorrectionsOf } from '@halles/testing/corrections';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuid } from 'uuid';
import { ConsoleStage } from '../../testing/console-stage';

const HERE = '/api/tenants/ici-bourg';
const NOW = new Date('2026-11-25T10:00:00Z');
const LATER = new Date('2026-11-26T10:00:00Z');
const FAR: ProfileAddress = {
  number: '14',
  repetition: null,
  street: 'rue Neuve',
  complement: null,
  postalCode: '33000',
  communeCode: '33063',
  position: { longitude: -0.5739, latitude: 44.8444 },
};

describe('what the counters of a town hall say', () => {
  let world: World;
  let app: NestFastifyApplication;
  let stage: ConsoleStage;
  let browser: ConsoleClient;

  beforeAll(async () => {
    stage = await ConsoleStage.open();
    ({ world, app } = stage);
    browser = new ConsoleClient(stage.port);
    const agent = await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id });
    await openSession(world, browser, agent);
  });
  afterAll(async () => {
    await stage.close();
  });

  const get = async (path: string): Promise<unknown> => (await browser.get(`${HERE}/${path}`)).json;
  const send = async (path: string, body: object = {}): Promise<number> =>
    (await browser.call({ method: 'POST', path: `${HERE}/${path}`, body })).status;
  const listed = async (queue: CaseQueueName) => {
    const { total, cases, withMerchant } = caseQueueSchema.parse(await get(`cases?queue=${queue}`));
    expect(cases).toHaveLength(total);
    expect(cases.filter((one) => one.isWithMerchant)).toHaveLength(withMerchant);
    return total - withMerchant;
  };
  /** How much waits, by the counters, each the same as its list. */
  async function waiting() {
    const { counts } = openCasesSchema.parse(await get('open-cases'));
    expect(counts.claim + counts.addition).toBe(await listed('claims'));
    expect(counts.report + counts.correction).toBe(await listed('reports'));
    return counts;
  }
  async function aShop(owner?: Account): Promise<number> {
    const facts = {
      displayName: 'Boulangerie du Pont',
      position: { longitude: -0.5739, latitude: 44.8404, precision: 'address' as const },
      address: { number: '12', street: 'Rue Neuve', communeCode: '33063', communeName: 'Bordeaux' },
    };
    const [listing = 0] = await writeListings(world, world.here, [{ facts }]);
    if (owner)
      await world.work.write(world.here, async (tx) => {
        await app.get(GrantService, { strict: false }).giveOwner(tx, listing, owner.id, NOW);
        await app.get(ProfileWriter, { strict: false }).keep(tx, listing, NOW);
      });
    return listing;
  }
  const person = (): Promise<Account> =>
    anAccount(world, world.here, { isVerified: true, name: 'Odile Roy' });

  it('is what a place that is asked for, withdrawn, decided and taken back leaves in its list', async () => {
    const owner = await person();
    const listing = await aShop(owner);
    const places = app.get(MerchantPlaces, { strict: false });
    const author = { kind: 'merchant', accountId: owner.id, name: owner.name } as const;
    const ask = async (): Promise<string> => {
      const save = { version: null, changes: { address: FAR }, author };
      await places.save(world.here, listing, save, 'fr', NOW);
      return (await openCorrectionsOf(world, listing))[0] ?? '';
    };
    const first = await ask();
    expect(await waiting()).toMatchObject({ correction: 1 });
    await places.withdraw(world.here, listing, owner.id, LATER);
    expect(await waiting()).toMatchObject({ correction: 0 });
    const view = correctionViewSchema.parse(await get(`corrections/${first}`));
    const withdrawal = { by: 'Odile Roy', at: LATER.toISOString() };
    expect(view).toMatchObject({ isToDecide: false, decision: null, withdrawal });
    expect(await send(`corrections/${first}/decision`, { decision: 'accept', reason: null })).toBe(404);
    const second = await ask();
    expect(await send(`corrections/${second}/decision`, { decision: 'accept', reason: null })).toBe(204);
    expect(await waiting()).toMatchObject({ correction: 0 });
    expect(await send(`corrections/${second}/reopening`)).toBe(204);
    expect(await waiting()).toMatchObject({ correction: 1 });
    expect(correctionViewSchema.parse(await get(`corrections/${second}`)).withdrawal).toBeNull();
    await places.withdraw(world.here, listing, owner.id, LATER);
  });

  it('is what an addition and a claim that are withdrawn leave in theirs', async () => {
    const [owner, claimant] = [await person(), await person()];
    const additions = app.get(AdditionService, { strict: false });
    const asked = await additions.request(
      world.here,
      owner.id,
      anAddition,
      { isOther: true, locale: 'fr' },
      NOW,
    );
    const addition = asked.kind === 'asked' ? asked.id : '';
    const who = { accountId: claimant.id, siret: null };
    const claimants = app.get(ClaimantService, { strict: false });
    const claim = await claimants.begin(world.here, await aShop(), who, 'fr', NOW);
    const proofs = app.get(ClaimProofService, { strict: false });
    await proofs.requestProof(world.here, claim.id, who, { kind: 'town' }, NOW);
    expect(await waiting()).toMatchObject({ claim: 1, addition: 1 });
    await additions.withdraw(world.here, addition, owner.id, LATER);
    await claimants.withdraw(world.here, claim.id, who, LATER);
    expect(await waiting()).toMatchObject({ claim: 0, addition: 0 });
    const view = additionViewSchema.parse(await get(`additions/${addition}`));
    const withdrawal = { by: 'Odile Roy', at: LATER.toISOString() };
    expect(view).toMatchObject({ isToDecide: false, decision: null, withdrawal });
    expect(await get(`claims/${claim.id}`)).toMatchObject({
      isToDecide: false,
      claim: { state: 'withdrawn' },
    });
  });

  it('is what a report leaves in its own once its merchant need not answer it first', async () => {
    const owner = await person();
    const listing = await aShop(owner);
    const form = listingReportSchema.parse({ idempotencyKey: uuid(), kind: 'moved', message: 'Au 14' });
    await app.get(ReportService, { strict: false }).report(world.here, { ...form, listing }, 'fr');
    expect(await waiting()).toMatchObject({ report: 0 });
    expect(await get('cases?queue=reports')).toMatchObject({ total: 1, withMerchant: 1 });
    await world.work.write(world.here, ({ manager }) =>
      manager.query('DELETE FROM account_grant WHERE listing_id = $1', [listing]),
    );
    expect(await waiting()).toMatchObject({ report: 1 });
    await world.work.write(world.here, ({ manager }) =>
      manager.query('DELETE FROM listing_report WHERE listing_id = $1', [listing]),
    );
  });

  it('is what a report leaves in its own, decided, taken back, and of a page that the town hides', async () => {
    const listing = await aShop();
    const form = listingReportSchema.parse({
      idempotencyKey: uuid(),
      kind: 'closed',
      message: 'Rideau baissé',
    });
    await app.get(ReportService, { strict: false }).report(world.here, { ...form, listing }, 'fr');
    expect(await waiting()).toMatchObject({ report: 1 });
    const { cases } = caseQueueSchema.parse(await get('cases?queue=reports'));
    const id = cases[0]?.id ?? '';
    expect(await send(`reports/${id}/decision`, { decision: 'refuse', reason: 'Ouvert ce matin' })).toBe(204);
    expect(await waiting()).toMatchObject({ report: 0 });
    expect(await send(`reports/${id}/reopening`)).toBe(204);
    expect(await waiting()).toMatchObject({ report: 1 });
    const path = `${HERE}/listings/${listing}/facts`;
    const { status } = await browser.call({ method: 'PUT', path, body: { version: 0, state: 'hidden' } });
    expect(status).toBe(200);
    expect(await waiting()).toMatchObject({ report: 1 });
  });
});
