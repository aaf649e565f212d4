import { listingFileSchema, townFactsSchema } from '@halles/contracts';
import { REPORT_ANSWER_TIME } from '@halles/domain/reports';
import { ClaimPolicies } from '@halles/domain/claims';
import { ProfileService } from '@halles/domain/profiles';
import { listAudit } from '@halles/platform/tenancy';
import { anAccount, signInAs, tracesOf } from '@halles/testing';
import { correctByLink, openCorrectionsOf } from '@halles/testing/corrections';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { until } from '../reliability/stage';

import { HERE, openTownStage, type Correction, type TownStage, week } from './town-stage';

describe('the town’s word', () => {
  let stage: TownStage;
  beforeAll(async () => {
    stage = await openTownStage();
  });
  afterAll(() => stage.close());

  describe('of a page that somebody keeps', () => {
    const kept = async () => {
      const shop = await stage.aShop();
      const owner = await anAccount(stage.portal.world, stage.portal.world.here, {
        grants: [{ listingId: shop.id }],
      });
      const profiles = stage.portal.app.get(ProfileService, { strict: false });
      const save = async (changes: object) =>
        profiles.save(
          stage.portal.world.here,
          shop.id,
          { version: null, changes, author: { kind: 'merchant', accountId: owner.id, name: owner.name } },
          new Date(),
        );
      return { ...shop, owner, save };
    };

    it.each<[string, Correction]>([
      ['closed', { state: 'closed' }],
      ['wrong-hours', { week }],
      ['other', { phone: '05 46 00 00 02' }],
      ['moved', { address: { line: '4 place du Parlement', postalCode: '33000', communeCode: '33063' } }],
    ])('%s: the owner is asked first, and the town decides after seven days', async (kind, correction) => {
      const { id: listing } = await kept();
      const id = await stage.report(listing, kind);
      const early = await stage.accept(id, correction);
      expect([early.status, early.json['code']]).toEqual([409, 'report-with-owner']);
      const { ownerUntil, report: waiting, facts } = await stage.caseOf(id);
      expect(Date.parse(ownerUntil ?? '')).toBe(Date.parse(waiting.createdAt) + REPORT_ANSWER_TIME);
      expect([waiting.state, facts.version, facts.isOwned]).toEqual(['new', 0, true]);
      await stage.escalated(id);
      expect((await stage.caseOf(id)).ownerUntil).toBeNull();
      const before = (await stage.page(listing)).body;
      expect((await stage.accept(id, correction)).status).toBe(204);
      await until('the page changes', 60_000, async () => (await stage.page(listing)).body !== before);
      if (kind === 'closed') await stage.pageThat(true, listing, 'fermé définitivement');
      expect((await stage.post(`/reports/${id}/reopening`)).status).toBe(204);
      await stage.pageThat(false, listing, 'fermé définitivement');
    });

    it('asks who has come to keep it first, of what was reported before', async () => {
      const { id: listing } = await stage.aShop();
      const id = await stage.report(listing, 'closed');
      expect((await stage.caseOf(id)).ownerUntil).toBeNull();
      const { cookie } = await signInAs(stage.portal.world, stage.portal.world.here, {
        grants: [{ listingId: listing }],
      });
      const home = await stage.portal.ask('ici-bourg', `/pro/commerces/${listing}`, { headers: { cookie } });
      expect(home.body).toContain('Sans réponse sous sept jours, la collectivité décide');
      expect((await stage.caseOf(id)).ownerUntil).not.toBeNull();
      const queue = await stage.browser.get(`${HERE}/cases?queue=reports`);
      expect(queue.json).toMatchObject({
        cases: expect.arrayContaining([expect.objectContaining({ id, isWithMerchant: true })]) as unknown,
      });
      const early = await stage.accept(id, { state: 'closed' });
      expect([early.status, early.json['code']]).toEqual([409, 'report-with-owner']);
    });

    it('leaves the owner the last word: what they say later stands, and is not taken back with the decision', async () => {
      const { id: listing, save, owner } = await kept();
      const id = await stage.escalated(await stage.report(listing, 'closed'));
      expect((await stage.accept(id, { state: 'closed' })).status).toBe(204);
      expect((await stage.caseOf(id)).changedSince).toBeNull();
      await save({ state: { state: 'open' } });
      await stage.pageThat(false, listing, 'fermé définitivement');
      // It is not offered, and who changed it since is named.
      expect((await stage.caseOf(id)).changedSince).toEqual({ by: owner.name });
      const undone = await stage.post(`/reports/${id}/reopening`);
      expect([undone.status, undone.json['code']]).toEqual([409, 'profile-changed-meanwhile']);
      expect((await stage.caseOf(id)).report.state).toBe('accepted');
    });

    it('takes back its own correction and nothing else where the owner changed something else since', async () => {
      const { id: listing, save } = await kept();
      const id = await stage.escalated(await stage.report(listing, 'closed'));
      await stage.accept(id, { state: 'closed' });
      await save({ phone: '+33556000077' });
      expect((await stage.post(`/reports/${id}/reopening`)).status).toBe(204);
      const { body } = await stage.pageThat(false, listing, 'fermé définitivement');
      expect(body).toMatch(/05.56.00.00.77/);
    });

    it('refuses what was decided from a page that its owner changed meanwhile, whole', async () => {
      const { id: listing, save } = await kept();
      const id = await stage.escalated(await stage.report(listing, 'other'));
      const { facts } = await stage.caseOf(id);
      await save({ phone: '+33556000078' });
      const correction = { version: facts.version, phone: '05 46 00 00 02', name: 'Autre Nom' };
      const stale = await stage.post(`/reports/${id}/decision`, {
        decision: 'accept',
        reason: null,
        correction,
      });
      expect([stale.status, stale.json['code']]).toEqual([409, 'profile-changed-meanwhile']);
      expect((await stage.caseOf(id)).report.state).toBe('new');
      await stage.pageThat(false, listing, 'Autre Nom');
    });

    it('is not hidden by the town, nor corrected without asking', async () => {
      const { id: listing } = await kept();
      const id = await stage.escalated(await stage.report(listing, 'not-here'));
      const hidden = await stage.accept(id, { state: 'hidden' });
      expect([hidden.status, hidden.json['code']]).toEqual([409, 'profile-kept']);
      const path = `${HERE}/listings/${listing}/facts`;
      const corrected = await stage.browser.call({
        method: 'PUT',
        path,
        body: { version: 0, state: 'closed' },
      });
      expect([corrected.status, corrected.json['code']]).toEqual([409, 'profile-kept']);
    });
  });

  describe('without a report', () => {
    const facts = async (listing: number) =>
      townFactsSchema.parse((await stage.browser.get(`${HERE}/listings/${listing}/facts`)).json);
    const correct = async (
      listing: number,
      correction: Correction,
      client = stage.browser,
      tenant = HERE,
    ) => {
      const body = { version: (await facts(listing)).version, ...correction };
      return client.call({ method: 'PUT', path: `${tenant}/listings/${listing}/facts`, body });
    };

    it('closes, hides, moves and corrects a page that nobody keeps, in words, and takes the last of it back', async () => {
      const { id: listing } = await stage.aShop();
      expect(await facts(listing)).toMatchObject({
        state: 'open',
        phone: '05\u00a056\u00a000\u00a000\u00a001',
        week: [...Array<string>(6).fill('9\u00a0h\u00a0– 18\u00a0h'), ''],
        address: { line: '12 rue Sainte-Catherine', postalCode: '33000', communeCode: '33063' },
        last: null,
      });
      const both = { phone: '05 46 00 00 03', name: 'Le Clou d’Or' };
      expect((await correct(listing, both)).json['changed']).toEqual(['name', 'phone']);
      expect((await correct(listing, both)).json['changed']).toEqual([]);
      expect((await correct(listing, { state: 'closed' })).status).toBe(200);
      await stage.pageThat(true, listing, 'fermé définitivement');
      const { last, state } = await facts(listing);
      expect([last?.version, state]).toEqual([2, 'closed']);
      expect(last?.changes.map(({ label, after }) => [label.fr, after.fr])).toEqual([
        ['Ouvert ou fermé pour de bon', 'fermé définitivement'],
      ]);
      expect((await stage.post(`/listings/${listing}/facts/2/undoing`)).status).toBe(200);
      const { body } = await stage.pageThat(false, listing, 'fermé définitivement');
      expect(body).toContain('Le Clou d’Or');
      // The one before it still stands, and is offered in its turn.
      const earlier = (await facts(listing)).last;
      expect(earlier?.version).toBe(1);
      expect(earlier?.name).not.toBe('');
      expect(earlier?.changes.map(({ label, before, after }) => [label.fr, before.fr, after.fr])).toEqual([
        ['Nom', expect.any(String), 'Le Clou d’Or'],
        [
          'Téléphone',
          expect.stringContaining('05\u00a056\u00a000\u00a000\u00a001'),
          '05\u00a046\u00a000\u00a000\u00a003',
        ],
      ]);
      expect((await stage.post(`/listings/${listing}/facts/1/undoing`)).status).toBe(200);
      expect((await facts(listing)).last).toBeNull();
      expect((await stage.post(`/listings/${listing}/facts/9/undoing`)).status).toBe(404);
    });

    it('takes back what a business corrected by its link, and leaves what the town accepted of it to that decision', async () => {
      const contact = { email: 'contact@lien.example', phone: '+33556000001' };
      const { id: listing } = await stage.aShop({ contact });
      const { world, app } = stage.portal;
      const correct = (phone: string) => correctByLink(world, app, listing, { phone });
      const undo = async (version: number) =>
        (await stage.post(`/listings/${listing}/facts/${version}/undoing`)).status;
      expect(await correct('+33556000002')).toBe('applied');
      const { last, lastByLink } = await facts(listing);
      expect([last, lastByLink?.version, lastByLink?.name]).toEqual([null, 1, 'c•••@lien.example']);
      expect(lastByLink?.changes.map(({ label, after }) => [label.fr, after.fr])).toEqual([
        ['Téléphone', '05\u00a056\u00a000\u00a000\u00a002'],
      ]);
      expect(await undo(1)).toBe(200);
      const after = await facts(listing);
      expect([after.phone, after.lastByLink]).toEqual(['05\u00a056\u00a000\u00a000\u00a001', null]);
      const policies = app.get(ClaimPolicies, { strict: false });
      const by = { accountId: '0193a7e2-1111-7000-8000-000000000001', name: 'Karim Benali' };
      await policies.choose(world.here, 'manual', by, new Date());
      expect(await correct('+33556000003')).toBe('open');
      const [waiting = ''] = await openCorrectionsOf(world, listing);
      expect(
        (await stage.post(`/corrections/${waiting}/decision`, { decision: 'accept', reason: null })).status,
      ).toBe(204);
      const accepted = await facts(listing);
      expect([accepted.version, accepted.lastByLink]).toEqual([3, null]);
      expect([await undo(3), (await stage.post(`/corrections/${waiting}/reopening`)).status]).toEqual([
        404, 204,
      ]);
      await policies.choose(world.here, 'trust', by, new Date());
    });

    it('says why in the history of the page, to the town and to whoever keeps it later', async () => {
      const { id: listing } = await stage.aShop();
      const reason = 'Vu en passant\u00a0: le numéro de la vitrine.';
      const body = { version: 0, phone: '05 46 00 00 03', reason };
      const path = `${HERE}/listings/${listing}`;
      expect((await stage.browser.call({ method: 'PUT', path: `${path}/facts`, body })).status).toBe(200);
      expect((await correct(listing, { phone: '05 46 00 00 04' })).status).toBe(200);
      const { history: entries } = listingFileSchema.parse((await stage.browser.get(path)).json);
      expect(entries.map((entry) => entry.reason)).toEqual([null, reason]);
      const { world } = stage.portal;
      const { cookie } = await signInAs(world, world.here, { grants: [{ listingId: listing }] });
      const history = await stage.portal.ask('ici-bourg', `/pro/commerces/${listing}/historique`, {
        headers: { cookie },
      });
      expect(history.body.split(`Raison donnée\u00a0: ${reason}`)).toHaveLength(2);
    });

    it('puts the pin of a page, and back: its page, searches by distance and the map follow', async () => {
      const { id: listing, name } = await stage.aShop();
      const before = (await facts(listing)).map?.pin;
      const position = { longitude: -0.5561, latitude: 44.8611 };
      const address = {
        line: '12 rue Sainte-Catherine',
        postalCode: '33000',
        communeCode: '33063',
        position,
      };
      const near = async () => {
        const query = `q=${encodeURIComponent(name)}&near=${position.latitude},${position.longitude}&radius=50`;
        const { body } = await stage.portal.ask('ici-bourg', `/api/v1/search?${query}`);
        return body.includes(name);
      };
      const drawn = async () => (await stage.page(listing)).data.includes(String(position.latitude));
      expect([await near(), await drawn()]).toEqual([false, false]);
      expect((await correct(listing, { address })).json['changed']).toEqual(['address']);
      expect((await facts(listing)).map?.pin).toEqual(position);
      await until('the page has the pin', 60_000, drawn);
      await until('who is near finds it', 60_000, near);
      const { world } = stage.portal;
      const lines = await world.work.read(world.here, (tx) => listAudit(tx, 100));
      expect(lines.map(({ action, detail }) => [action, detail])).toContainEqual([
        'listing.corrected',
        expect.objectContaining({ listing, fields: ['address'] }),
      ]);
      expect((await stage.post(`/listings/${listing}/facts/1/undoing`)).status).toBe(200);
      expect((await facts(listing)).map?.pin).toEqual(before);
      await until('who is near finds it no more', 60_000, async () => !(await near()));
    });

    it('refuses what is no telephone, no hours, no commune of the territory, or nothing', async () => {
      const { id: listing } = await stage.aShop();
      const statuses: number[] = [];
      for (const wrong of [
        { phone: 'abc' },
        { week: Array<string>(7).fill('') },
        { week: [...Array<string>(6).fill(''), 'neuf heures'] },
        { address: { line: '1 rue X', postalCode: '75001', communeCode: '75056' } },
        { address: { line: '1 rue X', postalCode: 'x', communeCode: '33063' } },
        { name: '' },
        {},
      ] as Correction[])
        statuses.push((await correct(listing, wrong)).status);
      expect(statuses).toEqual([422, 422, 422, 422, 422, 422, 422]);
      expect((await facts(listing)).version).toBe(0);
    });

    it('is for the agents of the territory alone', async () => {
      const { id: listing } = await stage.aShop();
      const there = { role: 'agent', tenantId: stage.portal.world.there.tenant.id } as const;
      const stranger = new ConsoleClient(stage.serving.port);
      await openSession(stage.portal.world, stranger, await addAccount(stage.portal.world, there));
      const traces = await tracesOf(stage.portal.world, stage.portal.world.here);
      expect((await correct(listing, { state: 'closed' }, stranger)).status).toBe(404);
      const elsewhere = '/api/tenants/autre-ville';
      expect((await correct(listing, { state: 'closed' }, stranger, elsewhere)).json['code']).toBe(
        'listing-not-found',
      );
      expect((await correct(listing, { state: 'closed' }, stage.browser, elsewhere)).status).toBe(404);
      const id = await stage.report(listing, 'closed', stage.portal.world.here);
      const decision = { decision: 'accept', reason: null, correction: { version: 0, state: 'closed' } };
      expect((await stage.post(`/reports/${id}/decision`, decision, stranger)).status).toBe(404);
      const path = `${elsewhere}/reports/${id}/decision`;
      expect((await stranger.call({ method: 'POST', path, body: decision })).json['code']).toBe(
        'listing-report-not-found',
      );
      const now = await tracesOf(stage.portal.world, stage.portal.world.here);
      expect({ ...now, listing_report: '', outbox: '' }).toEqual({
        ...traces,
        listing_report: '',
        outbox: '',
      });
    });
  });
});
