import { createFormat } from '../../apps/console/src/app/core/format';
import { fr } from '../../apps/console/src/app/core/i18n/fr';
import { historyLines, revisionLine } from '../../apps/console/src/app/features/listings/revision-line';

const format = createFormat('fr', 'Europe/Paris');

const change = {
  version: 1,
  at: '2026-11-27T12:00:00.000Z',
  by: 'agent' as const,
  name: 'Élodie Martin',
  isUndo: false,
  reason: null,
  fields: ['phone' as const],
};

describe('the history of a page', () => {
  it('has what was added, hidden and shown again in its place among the changes', () => {
    const acts = [
      {
        what: 'photo.added' as const,
        at: '2026-11-30T12:00:00.000Z',
        by: 'merchant' as const,
        name: 'Jeanne Paul',
        title: null,
      },
      {
        what: 'claim.transfer' as const,
        at: '2026-11-29T14:00:00.000Z',
        by: 'town' as const,
        name: null,
        title: null,
      },
      {
        what: 'post.shown' as const,
        at: '2026-11-29T12:00:00.000Z',
        by: 'town' as const,
        name: null,
        title: null,
      },
      {
        what: 'post.hidden' as const,
        at: '2026-11-28T12:00:00.000Z',
        by: 'town' as const,
        name: null,
        title: 'Soldes',
      },
      {
        what: 'added' as const,
        at: '2026-11-01T12:00:00.000Z',
        by: 'town' as const,
        name: 'Élodie Martin',
        title: null,
      },
    ];
    expect(historyLines({ revisions: [change], acts }, fr, format)).toEqual([
      '30 nov. 2026 · le commerçant (Jeanne Paul) · photo ajoutée',
      '29 nov. 2026 · la collectivité · page reprise au compte qui la tenait',
      '29 nov. 2026 · la collectivité · actualité de nouveau visible',
      '28 nov. 2026 · la collectivité · actualité masquée\u00a0: «\u00a0Soldes\u00a0»',
      '27 nov. 2026 · la collectivité (Élodie Martin) · téléphone',
      '1er nov. 2026 · la collectivité (Élodie Martin) · ajout à l’annuaire',
    ]);
  });
});

describe('a change in the history of a page', () => {
  it('says whether it takes an earlier one back', () => {
    const change = {
      version: 1,
      at: '2026-11-27T12:00:00.000Z',
      by: 'agent' as const,
      name: 'Élodie Martin',
      reason: null,
      fields: ['phone' as const, 'hidden' as const],
    };
    const line = (isUndo: boolean): string => revisionLine({ ...change, isUndo }, fr.listing, format);
    expect(line(false)).toBe('27 nov. 2026 · la collectivité (Élodie Martin) · téléphone, fiche masquée');
    expect(line(true)).toBe(
      '27 nov. 2026 · la collectivité (Élodie Martin) · annulation\u00a0: téléphone, fiche masquée',
    );
  });

  it('says why the town made it', () => {
    const reason = 'Le numéro sonnait chez un voisin.';
    expect(revisionLine({ ...change, reason }, fr.listing, format)).toBe(
      `27 nov. 2026 · la collectivité (Élodie Martin) · téléphone · motif\u00a0: ${reason}`,
    );
  });
});
