import type { PageEntry } from '@halles/contracts';
import { createFormat } from '../../apps/console/src/app/core/format';
import { en } from '../../apps/console/src/app/core/i18n/en';
import { fr } from '../../apps/console/src/app/core/i18n/fr';
import { entryWords, historyWords } from '../../apps/console/src/app/features/listings/page-entry';

const PARIS = 'Europe/Paris';
const entry: PageEntry = {
  at: '2026-11-27T13:05:00.000Z',
  by: 'town',
  name: 'Élodie Martin',
  act: null,
  undoes: null,
  isUndone: false,
  isAccepted: false,
  reason: null,
  changes: [],
};
const inFrench = (one: Partial<PageEntry>) =>
  entryWords({ ...entry, ...one }, fr, createFormat('fr', PARIS), 'fr');

describe('an entry of the history of a page', () => {
  it('says when to the minute and who, on whose behalf', () => {
    expect(inFrench({}).when).toBe('27 nov. 2026 à 14\u00a0h\u00a005 · la collectivité (Élodie Martin)');
    expect(inFrench({ by: 'merchant', name: null }).when).toMatch(/ · le commerçant$/);
    expect(inFrench({ by: 'link', name: 'f•••@four.example' }).when).toMatch(
      / · par un lien \(f•••@four.example\)$/,
    );
    expect(inFrench({ by: 'system', name: null }).when).toMatch(/ · automatiquement$/);
  });

  it('goes by the clock of the territory, wherever it is read', () => {
    const [away] = historyWords({ history: [entry], timeZone: 'Indian/Reunion' }, fr, 'fr');
    expect(away?.when).toMatch(/^27 nov. 2026 à 17\u00a0h\u00a005 · /);
  });

  it('says what changed, before and after, in the language of its reader', () => {
    const change = {
      label: { fr: 'Téléphone', en: 'Telephone' },
      before: { fr: 'Non précisé', en: 'Not said' },
      after: { fr: '05\u00a056', en: '05\u00a056' },
    };
    expect(inFrench({ changes: [change] }).changes).toEqual([
      { label: 'Téléphone', before: 'Avant\u00a0: Non précisé', after: 'Après\u00a0: 05\u00a056' },
    ]);
    const english = entryWords({ ...entry, changes: [change] }, en, createFormat('en', PARIS), 'en');
    expect(english.changes).toEqual([
      { label: 'Telephone', before: 'Before: Not said', after: 'After: 05\u00a056' },
    ]);
  });

  it('says what was done, what it takes back, that it was taken back, and why', () => {
    const act = { fr: 'Logo remplacé', en: 'Logo replaced' };
    expect(inFrench({ act }).lines).toEqual(['Logo remplacé']);
    expect(inFrench({ isAccepted: true }).lines).toEqual(['Demandé, et accepté par la collectivité.']);
    const undoes = { at: '2026-11-26T09:00:00.000Z', fields: { fr: 'Téléphone', en: 'Telephone' } };
    expect(inFrench({ undoes, isUndone: true, reason: 'Vu sur place.' }).lines).toEqual([
      'Annule le changement du 26 nov. 2026 à 10\u00a0h\u00a0: Téléphone.',
      'Ce changement a été annulé.',
      'Motif\u00a0: Vu sur place.',
    ]);
  });
});
