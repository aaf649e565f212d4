import { createFormat } from '../../apps/console/src/app/core/format';
import { fr } from '../../apps/console/src/app/core/i18n/fr';
import { problemNotice } from '../../apps/console/src/app/core/problem-words';
import { toProblem } from '../../apps/console/src/app/core/problem';
import { factName, townWords } from '../../apps/console/src/app/features/listings/town-words';

const refused = toProblem(
  422,
  {
    title: 'Formulaire à corriger',
    detail: 'Une valeur ne convient pas.',
    errors: [
      { pointer: '/correction/phone', detail: 'Un numéro comme 06 39 98 12 34.' },
      { pointer: '/elsewhere', detail: 'Inconnu.' },
    ],
  },
  null,
);
const nameOf = (pointer: string): string => factName(pointer, townWords('fr'));

describe('what was refused of a page that the town corrects', () => {
  it('names the field and what is wrong in it', () => {
    expect(problemNotice(refused, fr, createFormat('fr'), nameOf)).toEqual({
      tone: 'bad',
      title: 'Formulaire à corriger',
      detail: 'Téléphone\u00a0: Un numéro comme 06 39 98 12 34.',
    });
    expect(nameOf('/week/3')).toBe('Horaires');
    expect(nameOf('/address/postalCode')).toBe('Adresse');
  });

  it('is said in its own words where no field is named', () => {
    expect(problemNotice(refused, fr, createFormat('fr')).detail).toBe('Une valeur ne convient pas.');
  });
});
