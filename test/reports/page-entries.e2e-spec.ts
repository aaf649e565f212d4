import { listingFileSchema, type PageEntry, pathTo, postInputSchema } from '@halles/contracts';
import { MerchantPlaces } from '@halles/domain/corrections';
import { PostService } from '@halles/domain/posts';
import { ProfileService } from '@halles/domain/profiles';
import { appendAudit, createContext, type TenantContext } from '@halles/platform/tenancy';
import { signInAs, writeListings } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { HERE, openTownStage, type TownStage } from './town-stage';

/** What accounts of the console are called in tests. */
const AGENT_NAME = 'Opératrice';

/** Words as a page has them, without markup. */
const plain = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', '’')
    .replaceAll(/\s+/g, ' ');

describe('the history of a page, for the town and for who keeps it', () => {
  let stage: TownStage;
  let listing = 0;
  let cookie = '';
  let merchant: TenantContext;
  let accountId = '';
  let agent: TenantContext;

  beforeAll(async () => {
    stage = await openTownStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    const { world } = stage.portal;
    ({ id: listing } = await stage.aShop());
    const signedIn = await signInAs(world, world.here, { grants: [{ listingId: listing }] });
    ({ cookie } = signedIn);
    accountId = signedIn.account.id;
    merchant = createContext(world.here.tenant, { kind: 'account', accountId }, 'entries');
    agent = createContext(world.here.tenant, { kind: 'agent', accountId: stage.agent.id }, 'entries');
  });

  const profiles = () => stage.portal.app.get(ProfileService, { strict: false });
  const entries = async (): Promise<PageEntry[]> =>
    listingFileSchema.parse((await stage.browser.get(`${HERE}/listings/${listing}`)).json).history;
  const merchantReads = async (): Promise<string> => {
    const path = pathTo('profile.history', 'fr', { listing });
    return plain((await stage.portal.ask('ici-bourg', path, { headers: { cookie } })).body);
  };
  const save = (changes: object, by: 'merchant' | 'agent' = 'merchant') =>
    profiles().save(
      merchant,
      listing,
      {
        version: null,
        changes,
        author:
          by === 'merchant'
            ? { kind: 'merchant', accountId, name: 'Jeanne Paul' }
            : { kind: 'agent', accountId: stage.agent.id, name: 'Nadia Benali' },
      },
      new Date(),
    );

  it('says the same words to both: what was read before, what after, why, and what was taken back', async () => {
    await save({ phone: '+33546000009', shopHours: 'Tu-Sa 09:00-12:00' });
    const { version } = await save({ payment: ['cash', 'cards'] });
    await stage.portal.app
      .get(MerchantPlaces, { strict: false })
      .undo(merchant, listing, version, { kind: 'merchant', accountId, name: 'Jeanne Paul' }, new Date());
    const report = await stage.report(listing, 'other');
    const due = await stage.escalated(report);
    expect((await stage.accept(due, { phone: '05 46 00 00 10' }, null, 'Vu en vitrine.')).status).toBe(204);
    const [decided, undo, undone, first] = await entries();
    expect(decided).toMatchObject({
      by: 'town',
      reason: 'Vu en vitrine.',
      name: expect.any(String) as string,
    });
    expect(decided?.changes).toMatchObject([{ label: { fr: 'Téléphone', en: 'Telephone' } }]);
    expect(undo).toMatchObject({
      by: 'merchant',
      name: 'Jeanne Paul',
      undoes: { fields: { fr: 'Paiements' } },
    });
    expect(undone).toMatchObject({ isUndone: true });
    // What the register told before, as people read it.
    const hours = first?.changes.find(({ label }) => label.fr.startsWith('Horaires'));
    expect(hours?.before.fr).toContain('Lundi à samedi');
    expect(JSON.stringify(await entries())).not.toMatch(/\+33|Mo-Sa|Tu-Sa/);
    const read = await merchantReads();
    for (const { changes, reason } of await entries()) {
      if (reason !== null) expect(read).toContain(reason);
      for (const { label, before, after } of changes)
        expect(read).toContain(plain(`${label.fr} Avant\u00a0: ${before.fr} Après\u00a0: ${after.fr}`));
    }
  });

  it('has a page that was confirmed as it is, and no change of it', async () => {
    await save({ phone: '+33556000001' });
    const [entry] = await entries();
    expect(entry).toMatchObject({
      changes: [],
      act: { fr: 'Page confirmée, sans rien changer\u00a0: Téléphone' },
    });
    expect(await merchantReads()).toContain(plain(entry?.act?.fr ?? '?'));
  });

  it('has what was done beside, with who did it: merges, files of products, posts', async () => {
    const { world } = stage.portal;
    const [other = 0] = await writeListings(world, world.here, [
      { source: 'osm', facts: { displayName: 'Chez Paul', contact: { website: 'https://paul.example/' } } },
    ]);
    const report = await stage.report(other, 'duplicate');
    expect((await stage.accept(report, null, listing)).status).toBe(204);
    const counts = { added: 12, changed: 1, leftOut: 0 };
    await world.work.write(merchant, (tx) =>
      appendAudit(tx, 'products.imported', { listing, import: uuid(), ...counts }, new Date()),
    );
    const input = postInputSchema.parse({ kind: 'novelty', title: 'Galettes', text: 'Dès samedi.' });
    await stage.portal.app
      .get(PostService, { strict: false })
      .publish(agent, listing, uuid(), input, 'agent');
    expect((await stage.post(`/reports/${report}/reopening`)).status).toBe(204);
    const shown = (await entries()).map(({ by, name, act }) => [by, name, act?.fr.replaceAll('\u00a0', ' ')]);
    expect(shown).toEqual([
      ['town', AGENT_NAME, `La page « Chez Paul » (n° ${other}) n’est plus réunie à celle-ci`],
      ['town', AGENT_NAME, 'Actualité publiée : « Galettes »'],
      ['merchant', expect.any(String), 'Produits lus d’un fichier : 12 ajoutés, un modifié'],
      [
        'town',
        AGENT_NAME,
        `Une autre page du même commerce, « Chez Paul » (n° ${other}), est réunie à celle-ci. Ce qui change ici : Site web`,
      ],
    ]);
    const read = await merchantReads();
    for (const [, , act] of shown) expect(read).toContain(plain(act ?? '?'));
    // Who keeps the page is not told which of the town's people it was.
    expect(read).not.toContain(AGENT_NAME);
  });
});
