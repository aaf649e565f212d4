import { fr } from '../../apps/console/src/app/core/i18n/fr';
import {
  keepingWords,
  proofStateWords,
  whyWords,
} from '../../apps/console/src/app/features/claims/claim-words';

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

describe('how who keeps a page was recognised', () => {
  const document = { kind: 'document' } as const;
  const words = (owner: Parameters<typeof keepingWords>[0]) => keepingWords(owner, 'fr');

  it('is one sentence, which contradicts no list beside it', () => {
    expect(words({ cause: 'phone-code', proofs: [{ kind: 'phone-code' }] })).toBe(
      'reconnu par un code reçu au téléphone du commerce',
    );
    expect(words({ cause: null, proofs: [] })).toBe(
      'tient la page sans l’avoir demandée\u00a0: aucune preuve ne lui a été demandée',
    );
    expect(words({ cause: 'addition', proofs: [] })).toBe('reconnu à l’ajout du commerce, sans autre preuve');
    expect(words({ cause: 'handed-over', proofs: [] })).toBe(
      'page transmise par son prédécesseur, sans autre preuve',
    );
    expect(words({ cause: 'agent', proofs: [] })).toBe(
      'reconnu par décision de la collectivité, sans autre preuve',
    );
  });

  it('says that a document which was read is deleted', () => {
    const deleted = 'le document a été supprimé une fois la décision prise';
    expect(words({ cause: 'agent', proofs: [document] })).toBe(
      `reconnu par décision de la collectivité\u00a0; ${deleted}`,
    );
  });

  it('names what the program does not know by no key of it', () => {
    expect(words({ cause: 'something', proofs: [document] })).not.toMatch(/something/);
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
