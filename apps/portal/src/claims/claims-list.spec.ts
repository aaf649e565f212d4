import type { AdditionRequest, Claim, OwnClaim } from '@halles/domain/claims';
import { scopeOf, territory } from '../../testing/page-scopes';
import { presentClaims } from './claims-list.presenter';

const claim = (id: string, listingId: number, state: Claim['state'], day: string): OwnClaim => ({
  claim: {
    id,
    listingId,
    accountId: 'a',
    state,
    policy: 'trust',
    locale: 'fr',
    createdAt: new Date(`${day}T08:00:00Z`),
    changedAt: new Date(`${day}T09:00:00Z`),
    expiresAt: null,
    awaitsUntil: null,
  },
  subject: null,
  proofs: [],
  events: [],
  ways: [],
});

const addition = (id: string, listingId: number | null, state: AdditionRequest['state'], day: string) =>
  ({
    id,
    accountId: 'a',
    state,
    siret: '55208131766522',
    content: { name: 'Le Puits', street: '3 rue du Puits', postalCode: '33000', communeName: 'Bordeaux' },
    locale: 'fr',
    listingId,
    reason: state === 'refused' ? 'Le SIRET est celui d’un autre.' : null,
    decidedBy: null,
    createdAt: new Date(`${day}T08:00:00Z`),
    decidedAt: null,
  }) as unknown as AdditionRequest;

describe('what an account asked for', () => {
  const scope = scopeOf(territory(), 'fr');
  const cardsOf = (...asked: Parameters<typeof presentClaims>) =>
    presentClaims(...asked)(scope).sections.flatMap(({ cards }) => cards);

  it('is one card a shop, as its last request stands, with those before it', () => {
    const cards = cardsOf(
      [
        claim('c1', 7, 'open', '2026-11-20'),
        claim('c2', 8, 'review', '2026-10-02'),
        claim('c3', 7, 'refused', '2026-09-01'),
      ],
      [],
    );
    expect(
      cards.map(({ mark, past }) => [mark, (past ?? []).map(({ label, href }) => [label, href])]),
    ).toEqual([
      [
        'Il reste à prouver que c’est votre commerce',
        [['Demande du 1er septembre 2026\u00a0: La demande est refusée', '/pro/demandes/c3']],
      ],
      ['La collectivité examine votre demande', []],
    ]);
  });

  it('has the request that a shop be added with the claim of its page, and requests of one SIRET together', () => {
    const cards = cardsOf(
      [claim('c1', 7, 'approved', '2026-11-20')],
      [
        addition('a3', null, 'asked', '2026-11-21'),
        addition('a2', 7, 'approved', '2026-11-19'),
        addition('a1', null, 'refused', '2026-11-01'),
      ],
    );
    expect(cards.map(({ mark, past }) => [mark, (past ?? []).map(({ label }) => label)])).toEqual([
      ['La page est à vous', ['Demande d’ajout du 19 novembre 2026\u00a0: Le commerce est dans l’annuaire']],
      [
        'La collectivité examine la demande',
        [
          'Demande d’ajout du 1er novembre 2026\u00a0: La demande est refusée. Raison donnée\u00a0: Le SIRET est celui d’un autre.',
        ],
      ],
    ]);
  });
});
