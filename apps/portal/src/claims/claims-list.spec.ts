import type { AdditionRequest, Claim, OwnClaim } from '@halles/domain/claims';
import type { OwnPlaceRequest } from '@halles/domain/corrections';
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

const place = (
  id: string,
  listingId: number,
  state: OwnPlaceRequest['state'],
  day: string,
  reason: string | null = null,
) =>
  ({
    id,
    listingId,
    state,
    reason,
    createdAt: new Date(`${day}T08:00:00Z`),
    name: listingId === 9 ? null : 'Le Four',
    place: '99 Rue Neuve, 33000 Bordeaux',
    decidedPlace: null,
  }) as unknown as OwnPlaceRequest;

describe('what an account asked for', () => {
  const scope = scopeOf(territory(), 'fr');
  const cardsOf = (claims: readonly OwnClaim[], additions: readonly AdditionRequest[]) =>
    presentClaims({ claims, additions, contested: [], places: [], editable: [] })(scope).sections.flatMap(
      ({ cards }) => cards,
    );

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

  it('does not call a business the account’s own that it does not keep, and says who was displaced', () => {
    const lost = claim('c2', 8, 'transferred', '2026-10-02');
    const event = { step: 'transfer', cause: 'other-recognised' } as OwnClaim['events'][number];
    const claims = [
      claim('c1', 7, 'approved', '2026-11-20'),
      { ...lost, events: [event] },
      claim('c3', 9, 'refused', '2026-09-01'),
    ];
    const { sections } = presentClaims({ claims, additions: [], contested: [], places: [], editable: [] })(
      scope,
    );
    expect(sections.map(({ heading, cards }) => [heading, cards.map(({ mark }) => mark)])).toEqual([
      ['Vos commerces', ['La page est à vous']],
      ['Vos demandes de page', ['Un autre compte tient désormais la page', 'La demande est refusée']],
      ['Un autre commerce', []],
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

  it('has addresses, a card a shop, with the answer and the way to the form of whom still keeps it', () => {
    const places = [
      place('p3', 7, 'open', '2026-11-22'),
      place('p2', 7, 'refused', '2026-11-20', 'Le bail est au 12.'),
      place('p1', 9, 'accepted', '2026-11-01'),
    ];
    const { sections, lead } = presentClaims({
      claims: [],
      additions: [],
      contested: [],
      places,
      editable: [7],
    })(scope);
    expect(lead).toBeUndefined();
    const [section] = sections;
    expect([section?.id, section?.heading]).toEqual(['adresses', 'Vos demandes d’adresse']);
    expect(section?.cards).toEqual([
      {
        title: 'Le Four',
        lines: ['Adresse demandée le 22 novembre 2026\u00a0: 99 Rue Neuve, 33000 Bordeaux'],
        mark: 'La collectivité examine l’adresse',
        action: { href: '/pro/commerces/7/adresse', label: 'Voir l’adresse' },
        past: [
          {
            label:
              'Adresse demandée le 20 novembre 2026\u00a0: 99 Rue Neuve, 33000 Bordeaux. L’adresse n’est pas retenue. Raison donnée\u00a0: Le bail est au 12.',
          },
        ],
        forms: [],
      },
      {
        title: 'Commerce sans nom public',
        lines: ['Adresse demandée le 1er novembre 2026\u00a0: 99 Rue Neuve, 33000 Bordeaux'],
        mark: 'La collectivité a accepté l’adresse',
        forms: [],
      },
    ]);
  });

  it('begins with pages of the account that somebody else claims, and leads to the contact form filled in', () => {
    const contested = [
      { listingId: 7, claimId: null, subject: null, since: new Date('2026-11-20T08:00:00Z') },
    ];
    const { sections, lead } = presentClaims({
      claims: [],
      additions: [],
      contested,
      places: [],
      editable: [],
    })(scope);
    expect([lead, sections[0]?.id, sections[0]?.cards[0]?.mark]).toEqual([
      undefined,
      'contestations',
      'La collectivité compare les preuves',
    ]);
    const filled = new URL(sections[0]?.cards[0]?.action?.href ?? '', 'https://commerces.example');
    expect(filled.pathname).toBe('/contact');
    expect(filled.searchParams.get('objet')).toMatch(/^Demande d’un autre compte sur la page/);
    expect(filled.searchParams.get('message')).toContain('20 novembre 2026');
  });

  it('leads to the documents of one’s own claim where the page is kept by one', () => {
    const contested = [
      { listingId: 7, claimId: 'c9', subject: null, since: new Date('2026-11-20T08:00:00Z') },
    ];
    const { sections } = presentClaims({ claims: [], additions: [], contested, places: [], editable: [] })(
      scope,
    );
    expect(sections[0]?.cards[0]?.action?.href).toBe('/pro/demandes/c9#piece');
  });

  it('says where nothing was asked for, and sends nobody elsewhere for it', () => {
    const { lead } = presentClaims({ claims: [], additions: [], contested: [], places: [], editable: [] })(
      scope,
    );
    expect(lead).toMatch(/^Vous n’avez rien demandé/);
    expect(lead).not.toMatch(/«\s?Adresse/);
  });

  it('says beside what was asked of a place where the town put it', () => {
    const places = [
      { ...place('p2', 7, 'accepted', '2026-11-20'), decidedPlace: '97 Rue Neuve, 33000 Bordeaux' },
      { ...place('p1', 7, 'accepted', '2026-09-01'), decidedPlace: '95 Rue Neuve, 33000 Bordeaux' },
    ];
    const { sections } = presentClaims({ claims: [], additions: [], contested: [], places, editable: [] })(
      scope,
    );
    const [card] = sections.flatMap(({ cards }) => cards);
    expect(card?.lines).toEqual([
      expect.stringMatching(/^Adresse demandée le 20 novembre 2026\s: 99 Rue Neuve, 33000 Bordeaux$/),
      expect.stringMatching(
        /^La collectivité l’a corrigée avant de l’accepter\s: 97 Rue Neuve, 33000 Bordeaux$/,
      ),
    ]);
    expect(card?.past?.[0]?.label).toContain('95 Rue Neuve, 33000 Bordeaux');
    const pinned = places.map((one) => ({ ...one, decidedPlace: one.place }));
    const moved = presentClaims({ claims: [], additions: [], contested: [], places: pinned, editable: [] })(
      scope,
    );
    expect(moved.sections[0]?.cards[0]?.lines[1]).toBe(
      'La collectivité a déplacé son point sur la carte avant de l’accepter',
    );
  });
});
