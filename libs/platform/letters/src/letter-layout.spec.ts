import { readThemeFaces } from '@halles/platform/theming';
import type { Letter, Letterhead } from './letter';
import { setLetters } from './letter-layout';
import { letterType } from './letter-type';

const letter: Letter = {
  locale: 'fr',
  recipient: ['Boulangerie de l’Étoile', '12 rue Sainte-Catherine', '33000 BORDEAUX'],
  dateLine: 'Bordeaux, le 25 novembre 2026',
  heading: 'Votre page vous attend',
  opening: ['Bonjour,', 'La ville tient un annuaire de ses commerces.'],
  code: {
    label: 'Votre page',
    text: null,
    url: 'https://bordeaux.example/pro',
    urlLabel: 'Ou tapez',
    shownUrl: 'bordeaux.example/pro',
  },
  steps: ['Ouvrez la page.', 'Suivez ce qu’elle dit.'],
  closing: ['À bientôt.'],
  notice: null,
};
const head: Letterhead = {
  portal: 'Commerces de Bordeaux',
  organisation: 'Ville de Bordeaux',
  addressLines: ['Place Pey-Berland', '33000 Bordeaux'],
  footer: '05 56 00 00 00',
  demonstration: null,
};

describe('a batch of letters', () => {
  it('lets others have their turn between two letters, so that a console answers while many are drawn', async () => {
    const root = process.cwd();
    const type = await readThemeFaces(root, 'bordeaux', root).then(letterType);
    let begun = 0;
    const letters = Array.from({ length: 30 }, () => ({
      head,
      get letter(): Letter {
        begun += 1;
        return letter;
      },
    }));
    const seen = [0];
    let isDone = false;
    const others = async (): Promise<void> => {
      while (!isDone) {
        await new Promise((resolve) => setImmediate(resolve));
        seen.push(begun);
      }
    };
    const waiting = others();
    const about = { title: 'Lettres', author: 'Ville', createdAt: new Date('2026-11-25T10:00:00Z') };
    const pdf = await setLetters(letters, type, about);
    isDone = true;
    await waiting;
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(30);
    // The language of the document is read of the first letter once more.
    const most = Math.max(...seen.slice(1).map((now, at) => now - (seen[at] ?? 0)));
    expect(most).toBeLessThanOrEqual(2);
  });
});
