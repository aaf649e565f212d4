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
});
