import { fr } from '../../apps/console/src/app/core/i18n/fr';
import { proofStateWords, whyWords } from '../../apps/console/src/app/features/claims/claim-words';

describe('a proof, as the town reads it', () => {
  it('was read with the decision where a person looks at it, whatever was decided', () => {
    const words = (kind: 'document' | 'phone-code', claim: 'approved' | 'refused' | 'review' | 'withdrawn') =>
      proofStateWords({ kind, state: 'superseded' }, claim, fr, 'fr');
    expect([words('document', 'approved'), words('document', 'refused')]).toEqual([
      'examinée par la collectivité',
      'examinée par la collectivité',
    ]);
    expect([
      words('document', 'review'),
      words('document', 'withdrawn'),
      words('phone-code', 'approved'),
    ]).toEqual(['remplacée', 'remplacée', 'remplacée']);
    expect(proofStateWords({ kind: 'document', state: 'asked' }, 'review', fr, 'fr')).toBe('en attente');
  });
});

describe('why a claim was decided', () => {
  it('is said in the words of who decided, else by what befell it, and never by a key of the program', () => {
    const told = { reason: 'Kbis vu.', cause: 'agent' };
    expect(whyWords(told, 'fr')).toBe('Kbis vu.');
    expect(whyWords({ ...told, reason: null }, 'fr')).toBe('');
    const lost = { reason: null, cause: 'other-recognised' };
    expect((['fr', 'en'] as const).map((locale) => whyWords(lost, locale))).toEqual([
      'La collectivité a reconnu une autre personne.',
      'The local authority recognised somebody else.',
    ]);
  });
});
