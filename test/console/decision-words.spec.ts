import { createFormat } from '../../apps/console/src/app/core/format';
import { frReports } from '../../apps/console/src/app/core/i18n/fr-reports';
import { changesWords } from '../../apps/console/src/app/features/reports/decision-words';

const { reports: texts } = frReports;
const format = createFormat('fr', 'Europe/Paris');
const decided = (by: 'merchant' | 'agent', changed: readonly 'phone'[] = []) => ({
  state: 'accepted' as const,
  decision: {
    ...{ at: '2026-11-28T10:00:00.000Z', by, name: 'Élodie Martin', reason: null, pair: null },
    changed: [...changed],
  },
});

describe('what a report that was accepted changed', () => {
  it('is what the town changed with its decision', () => {
    expect(changesWords(decided('agent', ['phone']), null, texts, format)).toBe(
      'Corrigé avec la décision\u00a0: téléphone.',
    );
    expect(changesWords(decided('agent'), null, texts, format)).toBe(texts.unchanged);
  });

  it('is what who keeps the page corrected before they answered, and never that nothing was changed', () => {
    expect(changesWords(decided('merchant'), ['phone', 'hours'], texts, format)).toBe(
      'Changé par le commerce entre le signalement et sa réponse\u00a0: téléphone et horaires.',
    );
    expect(changesWords(decided('merchant'), [], texts, format)).toBe(texts.unchangedByOwner);
  });

  it('is nothing of one that is refused or waits', () => {
    expect(changesWords({ ...decided('agent'), state: 'refused' }, null, texts, format)).toBe('');
    expect(changesWords({ state: 'new', decision: null }, null, texts, format)).toBe('');
  });
});
