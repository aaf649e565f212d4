import { ProfileService } from '@halles/domain/profiles';
import { required } from '@halles/kernel';
import { listAudit } from '@halles/platform/tenancy';
import { signInAs, tracesOf, withoutAudit } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { until } from '../reliability/stage';

import { HERE, openTownStage, type Correction, type TownStage, week } from './town-stage';

describe('a report that the town decides on', () => {
  let stage: TownStage;
  beforeAll(async () => {
    stage = await openTownStage();
  });
  afterAll(() => stage.close());

  it('is closed for good: the page, search and open data say so at once, and no longer once it is taken back', async () => {
    const { id: listing, name } = await stage.aShop();
    expect([
      (await stage.page(listing)).body.includes('fermé définitivement'),
      await stage.isFound(name),
    ]).toEqual([false, true]);
    expect(await stage.openData()).toContain(name);
    const id = await stage.report(listing, 'closed');
    expect((await stage.accept(id, { state: 'closed', closedOn: '2026-10-31' })).status).toBe(204);
    const closed = await stage.pageThat(true, listing, /fermé définitivement depuis le 31.octobre 2026/);
    expect(closed.data).not.toContain('"opens"');
    expect(closed.body).toMatch(
      /fermé définitivement[^<]*<\/span><\/p>\s*<p class="listing__source">Source.: les services de la collectivité/,
    );
    expect(await stage.isFound(name)).toBe(false);
    expect(await stage.openData()).not.toContain(name);
    const lines = await stage.portal.world.work.read(stage.portal.world.here, (tx) => listAudit(tx, 2));
    expect(lines.map(({ action }) => action).toSorted()).toEqual(['listing.corrected', 'report.accepted']);
    expect(lines.find(({ action }) => action === 'listing.corrected')).toMatchObject({
      actor: `agent:${stage.agent.id}`,
      detail: { listing, fields: ['state'] },
    });
    expect((await stage.caseOf(id)).report.decision?.changed).toEqual(['state']);

    expect((await stage.post(`/reports/${id}/reopening`)).status).toBe(204);
    await stage.pageThat(false, listing, 'fermé définitivement');
    expect([await stage.isFound(name), (await stage.caseOf(id)).report.state]).toEqual([true, 'new']);
    expect(await stage.openData()).toContain(name);
  });

  it('answers those that say the same, and takes that back with it', async () => {
    const { id: listing } = await stage.aShop();
    const [one, same] = [await stage.report(listing, 'closed'), await stage.report(listing, 'closed')];
    const other = await stage.report(listing, 'other');
    expect((await stage.caseOf(one)).likes).toBe(1);
    expect((await stage.accept(one, { state: 'closed' })).status).toBe(204);
    const states = async () =>
      Promise.all([one, same, other].map(async (id) => (await stage.caseOf(id)).report.state));
    expect(await states()).toEqual(['accepted', 'accepted', 'new']);
    const { report: answered } = await stage.caseOf(same);
    expect([answered.decision?.changed, answered.decision?.by]).toEqual([['state'], 'agent']);
    expect((await stage.post(`/reports/${one}/reopening`)).status).toBe(204);
    expect(await states()).toEqual(['new', 'new', 'new']);
    const refusal = { decision: 'refuse', reason: 'Ouvert ce matin.' };
    expect((await stage.post(`/reports/${one}/decision`, refusal)).status).toBe(204);
    expect(await states()).toEqual(['refused', 'refused', 'new']);
  });

  it('is open after all: the page of one that is closed for good opens again at once, and is closed again once it is taken back', async () => {
    const { id: listing, name } = await stage.aShop();
    await stage.accept(await stage.report(listing, 'closed'), { state: 'closed' });
    await stage.pageThat(true, listing, 'fermé définitivement');
    const id = await stage.report(listing, 'open');
    expect((await stage.accept(id, { state: 'open' })).status).toBe(204);
    const open = await stage.pageThat(false, listing, 'fermé définitivement');
    expect([open.data.includes('"opens"'), await stage.isFound(name)]).toEqual([true, true]);
    expect(await stage.openData()).toContain(name);
    const lines = await stage.portal.world.work.read(stage.portal.world.here, (tx) => listAudit(tx, 2));
    expect(lines.map(({ action }) => action).toSorted()).toEqual(['listing.corrected', 'report.accepted']);
    expect((await stage.caseOf(id)).report.decision?.changed).toEqual(['state']);
    const { here } = stage.portal.world;
    const { authors } = await stage.portal.app.get(ProfileService, { strict: false }).find(here, listing);
    expect(authors.state?.kind).toBe('agent');

    expect((await stage.post(`/reports/${id}/reopening`)).status).toBe(204);
    await stage.pageThat(true, listing, 'fermé définitivement');
    expect([await stage.isFound(name), (await stage.caseOf(id)).report.state]).toEqual([false, 'new']);
  });

  it('leaves it to who keeps a page to say first that it is open after all', async () => {
    const { id: listing } = await stage.aShop();
    await stage.accept(await stage.report(listing, 'closed'), { state: 'closed' });
    const { world } = stage.portal;
    await signInAs(world, world.here, { grants: [{ listingId: listing }] });
    const id = await stage.report(listing, 'open');
    const refused = await stage.accept(id, { state: 'open' });
    expect([refused.status, refused.json]).toEqual([
      409,
      expect.objectContaining({ code: 'report-with-owner' }),
    ]);
    expect((await stage.accept(await stage.escalated(id), { state: 'open' })).status).toBe(204);
    await stage.pageThat(false, listing, 'fermé définitivement');
  });

  it('tells who keeps the page in its history why the town changed it', async () => {
    const { id: listing } = await stage.aShop();
    const id = await stage.report(listing, 'other');
    const why = 'Le numéro sonnait chez un voisin.';
    expect((await stage.accept(id, { phone: '05 46 00 00 09' }, null, why)).status).toBe(204);
    const { world } = stage.portal;
    const { cookie } = await signInAs(world, world.here, { grants: [{ listingId: listing }] });
    const history = await stage.portal.ask('ici-bourg', `/pro/commerces/${listing}/historique`, {
      headers: { cookie },
    });
    expect([history.status, history.body.includes(`Raison donnée\u00a0: ${why}`)]).toEqual([200, true]);
  });

  it.each<[string, string, Correction, RegExp, RegExp]>([
    ['wrong-hours', 'hours', { week }, /9.h.–.+?12.h.30/, /"opens":"07:00"/],
    ['other', 'phone', { phone: '05 46 00 00 02' }, /05.46.00.00.02/, /"\+33546000002"/],
    ['other', 'name', { name: 'Le Clou d’Argent' }, /<h1[^>]*>\s*Le Clou d’Argent/, /Le Clou d’Argent/],
    [
      'moved',
      'address',
      { address: { line: '4 bis place du Parlement', postalCode: '33000', communeCode: '33063' } },
      /4 bis place du Parlement/,
      /4 bis place du Parlement/,
    ],
    [
      'not-here',
      'address',
      { address: { line: '14, rue Sainte-Catherine', postalCode: '33000', communeCode: '33063' } },
      /14 rue Sainte-Catherine/i,
      /44\.8404/,
    ],
  ])(
    'on %s corrects the %s on the page and in its data, by the town’s word, and takes it back',
    async (kind, thing, correction, words, data) => {
      const { id: listing } = await stage.aShop();
      const before = await stage.page(listing);
      expect(before.body).not.toMatch(words);
      const id = await stage.report(listing, kind);
      expect((await stage.accept(id, correction)).status).toBe(204);
      const after = await stage.pageThat(true, listing, words);
      expect(after.data).toMatch(data);
      expect((await stage.caseOf(id)).report.decision?.changed).toEqual([thing]);
      const { provenance } = required(await stage.shown(listing), 'the page');
      expect(provenance[thing as 'phone']?.source).toBe('agent');
      expect((await stage.post(`/reports/${id}/reopening`)).status).toBe(204);
      await stage.pageThat(false, listing, words);
    },
  );

  it('moves a shop away from the point where it was: to the nearest door that the directory knows, else the commune', async () => {
    const street = `rue ${uuid().slice(0, 8)}`;
    for (const [number, latitude] of [
      ['2', 44.81],
      ['40', 44.89],
    ] as const)
      await stage.aShop({
        address: { number, street },
        position: { longitude: -0.5, latitude, precision: 'address' },
      });
    const { id: listing } = await stage.aShop();
    const move = async (line: string) => {
      const { version } = (await stage.caseOf(await stage.report(listing, 'moved'))).facts;
      const edit = { version, address: { line, postalCode: '33000', communeCode: '33063' } };
      const path = `${HERE}/listings/${listing}/facts`;
      expect((await stage.browser.call({ method: 'PUT', path, body: edit })).status).toBe(200);
      return required(await stage.shown(listing), 'the page').position;
    };
    expect(await move(`38 ${street.toUpperCase()}`)).toMatchObject({ latitude: 44.89, precision: 'address' });
    expect(await move('3 chemin de Nulle Part')).toMatchObject({ precision: 'commune' });
  });

  it('makes one page of two, and two again', async () => {
    const [one, other] = [await stage.aShop(), await stage.aShop({ openingHoursText: null })];
    const id = await stage.report(other.id, 'duplicate');
    expect((await stage.accept(id, null, other.id)).status).toBe(404);
    expect((await stage.accept(id, null, one.id)).status).toBe(204);
    const ids = [await stage.leadsTo(one.id), await stage.leadsTo(other.id)];
    expect(new Set(ids).size).toBe(1);
    // Whoever knows either by its name finds the one that stands.
    for (const { name } of [one, other]) expect([name, await stage.findsBy(name)]).toEqual([name, ids[0]]);
    expect((await stage.caseOf(id)).report.decision?.changed).toEqual(['merged']);
    expect((await stage.post(`/reports/${id}/reopening`)).status).toBe(204);
    expect([await stage.leadsTo(one.id), await stage.leadsTo(other.id)]).toEqual([one.id, other.id]);
  });

  it('is accepted with nothing changed, where the page says so already', async () => {
    const { id: listing } = await stage.aShop();
    const id = await stage.report(listing, 'other');
    expect((await stage.accept(id, null)).status).toBe(204);
    expect((await stage.caseOf(id)).report.decision).toMatchObject({ by: 'agent', changed: [] });
    expect((await stage.post(`/reports/${id}/reopening`)).status).toBe(204);
  });

  it('hides a page that nobody keeps, and shows it again', async () => {
    const { id: listing, name } = await stage.aShop();
    const id = await stage.report(listing, 'not-here');
    expect((await stage.accept(id, { state: 'hidden' })).status).toBe(204);
    await until('the page is gone', 60_000, async () => (await stage.page(listing)).status === 404);
    expect(await stage.isFound(name)).toBe(false);
    expect((await stage.caseOf(id)).facts.state).toBe('hidden');
    expect((await stage.post(`/reports/${id}/reopening`)).status).toBe(204);
    await until('the page is back', 60_000, async () => (await stage.page(listing)).status === 200);
    expect(await stage.isFound(name)).toBe(true);
  });

  describe('all of it or nothing', () => {
    it('is no correction and no merge where both are asked at once: one would be dropped in silence', async () => {
      const { id: listing } = await stage.aShop();
      const id = await stage.report(listing, 'duplicate');
      const both = {
        decision: 'accept',
        reason: null,
        correction: { version: 0, phone: '05 46 00 00 09' },
        duplicateOf: (await stage.aShop()).id,
      };
      expect((await stage.post(`/reports/${id}/decision`, both)).status).toBe(422);
      expect((await stage.caseOf(id)).report.state).toBe('new');
    });

    it('is decided by one of two agents at once, whatever they correct', async () => {
      for (const body of [
        { correction: { version: 0, state: 'closed' }, duplicateOf: null },
        { correction: { version: 0, phone: '05 46 00 00 09' }, duplicateOf: null },
        { correction: null, duplicateOf: (await stage.aShop()).id },
      ]) {
        const { id: listing } = await stage.aShop();
        const id = await stage.report(listing, 'closed');
        const decide = () =>
          stage.post(`/reports/${id}/decision`, { decision: 'accept', reason: null, ...body });
        const answers = await Promise.all([0, 1, 2].map(decide));
        expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409, 409]);
        expect((await decide()).status).toBe(409);
        const undone = await Promise.all([0, 1].map(() => stage.post(`/reports/${id}/reopening`)));
        expect(undone.map(({ status }) => status).toSorted()).toEqual([204, 404]);
      }
    });

    it('leaves nothing where it breaks off between the correction and the end', async () => {
      const { id: listing } = await stage.aShop();
      const id = await stage.report(listing, 'closed');
      const traces = await tracesOf(stage.portal.world, stage.portal.world.here);
      await withoutAudit(stage.portal.world, stage.portal.world.here, async () => {
        expect((await stage.accept(id, { state: 'closed' })).status).toBe(500);
      });
      expect(await tracesOf(stage.portal.world, stage.portal.world.here)).toEqual(traces);
      await stage.pageThat(false, listing, 'fermé définitivement');
      expect((await stage.accept(id, { state: 'closed' })).status).toBe(204);
    });

    it('is on the page behind an import that holds the directory', async () => {
      const { id: listing } = await stage.aShop();
      const id = await stage.report(listing, 'closed');
      let decided: Promise<{ status: number }> | undefined;
      await stage.portal.world.work.write(stage.portal.world.here, async ({ manager }) => {
        await manager.query('SELECT 1 FROM listing WHERE id = $1 FOR NO KEY UPDATE', [listing]);
        decided = stage.accept(id, { state: 'closed' });
        expect((await decided).status).toBe(204);
      });
      expect((await stage.caseOf(id)).report.state).toBe('accepted');
      const profiles = stage.portal.app.get(ProfileService, { strict: false });
      const { id: profile } = await profiles.find(stage.portal.world.here, listing);
      await profiles.resolve(stage.portal.world.here, profile ?? '', new Date());
      await stage.pageThat(true, listing, 'fermé définitivement');
    });
  });
});
