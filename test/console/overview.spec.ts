import { createFormat } from '../../apps/console/src/app/core/format';
import { en } from '../../apps/console/src/app/core/i18n/en';
import { fr } from '../../apps/console/src/app/core/i18n/fr';
import { announcements } from '../../apps/console/src/app/features/overview/announcements';
import { census, headline } from '../../apps/console/src/app/features/overview/summary';
import { aTenant, anOverview } from './overviews';

const format = createFormat('fr');
const said = (overview: Parameters<typeof headline>[0]): string[] =>
  headline(overview, fr.overview, format).map(({ text }) => text);

describe('the headline of the overview', () => {
  it('says that all is well only when nothing asks for attention', () => {
    expect(headline(anOverview(), fr.overview, format)).toEqual([
      { shape: 'disc', tone: 'good', text: 'Tout fonctionne.' },
    ]);
  });

  it('names what is down before what is degraded, and agrees in number', () => {
    expect(said(anOverview({ redis: 'down', mail: 'down' }))).toEqual(['Redis et le courrier sont arrêtés.']);
    expect(said(anOverview({ redis: 'degraded', mail: 'down' }))).toEqual([
      'Le courrier est arrêté.',
      'Redis fonctionne mal.',
    ]);
  });

  it('does not call well an outbox with abandoned sends', () => {
    expect(said(anOverview({ dead: 1 }))).toEqual(['Un envoi abandonné est à examiner.']);
    expect(said(anOverview({ dead: 2 }))).toEqual(['2 envois abandonnés sont à examiner.']);
  });

  it('says abandoned sends once, though they degrade the queue too', () => {
    const overview = anOverview({ dead: 2 });
    overview.health.engines.push({
      name: 'queue',
      state: 'degraded',
      version: null,
      latencyMs: null,
      note: '',
    });
    expect(said(overview)).toEqual(['2 envois abandonnés sont à examiner.']);
  });

  it('does not call well a territory that goes on without its folder', () => {
    const tenants = [aTenant('a'), aTenant('b', { folderErrors: ['tenants/b/tenant.json:3: valid JSON'] })];
    expect(said(anOverview({ tenants }))).toEqual(['Le dossier est à corriger pour b.']);
  });

  it('counts the failed migrations beyond the third rather than filling the screen', () => {
    const tenants = ['a', 'b', 'c', 'd', 'e'].map((slug) => aTenant(slug, { migrationState: 'failed' }));
    expect(said(anOverview({ tenants }))).toEqual(['La migration a échoué pour a, b, c et 2 autres.']);
  });
});

describe('the census of the territories', () => {
  const count = (tenants: ReturnType<typeof aTenant>[], texts = fr, locale: 'fr' | 'en' = 'fr'): string =>
    census(anOverview({ tenants }), texts.overview, createFormat(locale)).replace(/\u00a0/g, ' ');

  it('has a sentence for none, one, all live, and a mixture', () => {
    expect(count([])).toBe('Aucun territoire n’est encore ouvert.');
    expect(count([aTenant('a')])).toBe('1 territoire, en ligne.');
    expect(count([aTenant('a'), aTenant('b')])).toBe('2 territoires, tous en ligne.');
    const mixture = [aTenant('a'), aTenant('b', { state: 'suspended' }), aTenant('c', { state: 'draft' })];
    expect(count(mixture)).toBe('3 territoires, dont 1 en ligne, 1 brouillon et 1 suspendu.');
    expect(count(mixture, en, 'en')).toBe('3 territories, of which 1 live, 1 draft and 1 suspended.');
  });
});

describe('the announcements of the live region', () => {
  const between = (
    before: ReturnType<typeof anOverview>,
    after: ReturnType<typeof anOverview>,
  ): readonly string[] =>
    announcements(before, after, fr.overview, format).map((text) => text.replace(/\u00a0/g, ' '));

  it('stays silent when only figures moved', () => {
    const after = anOverview();
    after.health.outbox.pending = 12;
    after.health.engines.forEach((engine) => (engine.latencyMs = 3));
    expect(between(anOverview(), after)).toEqual([]);
  });

  it('says which engine and which territory changed, and into what', () => {
    const after = anOverview({
      redis: 'down',
      dead: 3,
      tenants: [aTenant('bordeaux', { state: 'suspended' }), aTenant('issy')],
    });
    expect(between(anOverview(), after)).toEqual([
      'Redis : arrêté',
      'envois abandonnés : 3',
      'bordeaux : suspendu',
      'issy : nouveau territoire',
      'valence : retiré',
    ]);
  });

  it('does not announce abandoned sends that have been dealt with', () => {
    expect(between(anOverview({ dead: 3 }), anOverview({ dead: 1 }))).toEqual([]);
  });

  it('counts the rest of a long list instead of reading it out', () => {
    const tenants = Array.from({ length: 40 }, (_, index) => aTenant(`t${index}`));
    const [last, ...first] = between(anOverview({ tenants: [] }), anOverview({ tenants })).toReversed();
    expect(first).toHaveLength(4);
    expect(last).toBe('et 36 autres changements');
  });
});
