import type { ClaimProof, OwnClaimFile } from '@halles/domain/claims';
import { scopeOf, territory } from '../../testing/page-scopes';
import { presentClaim } from './claim.presenter';

const NOW = new Date('2026-11-25T10:00:00Z');
const way = (kind: 'letter-code' | 'town') => ({
  kind,
  name: null,
  shown: 'Bordeaux',
  isImmediate: false,
  asksAddress: false,
});
const own = (proofs: readonly Partial<ClaimProof>[]) =>
  ({
    claim: {
      id: 'c1',
      listingId: 7,
      accountId: 'a',
      state: proofs.length === 0 ? 'open' : 'review',
      policy: 'trust',
      locale: 'fr',
      createdAt: NOW,
      changedAt: NOW,
      expiresAt: null,
      awaitsUntil: null,
    },
    subject: null,
    proofs: proofs.map((proof) => ({ document: null, contact: null, tries: 0, expiresAt: null, ...proof })),
    events: [],
    ways: [way('letter-code'), way('town')],
    isContested: false,
  }) as unknown as OwnClaimFile;

describe('the page of a claim', () => {
  const buttonsOf = (proofs: readonly Partial<ClaimProof>[]) =>
    presentClaim(
      own(proofs),
      {},
      NOW,
    )(scopeOf(territory(), 'fr')).sections.flatMap(({ forms }) => forms.map(({ submit }) => submit));

  it('offers to ask the town until the town is asked', () => {
    const ask = 'Demander à la collectivité';
    expect(buttonsOf([])).toContain(ask);
    const asked = buttonsOf([{ kind: 'town', state: 'asked' }]);
    expect(asked).not.toContain(ask);
    expect(asked).toContain('Demander la lettre');
  });

  describe('of who keeps the page', () => {
    const kept = (isContested: boolean, awaitsUntil: Date | null = null) => {
      const file = own([]);
      const claim = { ...file.claim, state: 'approved' as const, awaitsUntil };
      return presentClaim({ ...file, claim, ways: [], isContested }, {}, NOW)(scopeOf(territory(), 'fr'));
    };

    it('takes documents while somebody else claims it, and says that nothing changes meanwhile', () => {
      const { sections, status } = kept(true);
      expect(sections.map(({ id }) => id)).toEqual(['piece', 'suite', 'historique']);
      expect(status?.title).toBe('Une autre personne demande votre page');
      expect(kept(true, new Date('2026-12-02T10:00:00Z')).status?.text).toContain('2 décembre 2026');
    });

    it('takes none once nobody does', () => {
      const { sections, status } = kept(false);
      expect(sections.map(({ id }) => id)).toEqual(['suite', 'historique']);
      expect(status?.title).toBe('La page est à vous');
    });
  });

  describe('with a letter that was asked for', () => {
    const letter = {
      kind: 'letter-code',
      state: 'asked',
      contact: 'LE FOUR\n12 RUE SAINTE-CATHERINE\n33000 BORDEAUX',
      createdAt: new Date('2026-11-20T10:00:00Z'),
      printedAt: null,
      expiresAt: new Date('2026-12-20T10:00:00Z'),
    } as const;
    const textOf = (proof: Partial<ClaimProof>) =>
      presentClaim(own([proof]), {}, NOW)(scopeOf(territory(), 'fr')).sections[0]?.paragraphs.join(' ') ?? '';

    it('says where it goes, when it was asked for and from when another may be', () => {
      expect(textOf(letter)).toContain('12 rue Sainte-Catherine, 33000 Bordeaux');
      expect(textOf(letter)).toContain('20 novembre');
      expect(textOf(letter)).toContain('à partir du 5 décembre 2026');
    });

    it('counts from the day on which it was printed, once it was', () => {
      const printedAt = new Date('2026-11-24T10:00:00Z');
      expect(textOf({ ...letter, printedAt })).toContain('à partir du 9 décembre 2026');
    });

    it('offers another once it may be asked for', () => {
      expect(buttonsOf([letter])).not.toContain('Demander la lettre');
      expect(buttonsOf([{ ...letter, createdAt: new Date('2026-11-10T10:00:00Z') }])).toContain(
        'Demander la lettre',
      );
    });
  });
});
