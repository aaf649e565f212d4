import { createFormat } from '../../apps/console/src/app/core/format';
import { fr } from '../../apps/console/src/app/core/i18n/fr';
import { revisionLine } from '../../apps/console/src/app/features/listings/revision-line';

const format = createFormat('fr', 'Europe/Paris');

describe('a change in the history of a page', () => {
  it('says whether it takes an earlier one back', () => {
    const change = {
      version: 1,
      at: '2026-11-27T12:00:00.000Z',
      by: 'agent' as const,
      name: 'Élodie Martin',
      fields: ['phone' as const, 'hidden' as const],
    };
    const line = (isUndo: boolean): string => revisionLine({ ...change, isUndo }, fr.listing, format);
    expect(line(false)).toBe('27 nov. 2026 · la mairie (Élodie Martin) · téléphone, fiche masquée');
    expect(line(true)).toBe(
      '27 nov. 2026 · la mairie (Élodie Martin) · annulation\u00a0: téléphone, fiche masquée',
    );
  });
});
