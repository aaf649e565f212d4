import { formValuesOf, FormWriter, PostedForm } from '@halles/platform/forms';
import { scopeOf, territory } from '../../testing/page-scopes';
import { postForm } from './post.form';

describe('what is said of the last day of a post', () => {
  const said = (kind: string, endsOn: string): string | undefined => {
    const typed = { kind, title: 'Dégustation', text: 'Venez goûter.', startsOn: '2026-12-05', endsOn };
    const { values, ...reading } = postForm.read(new PostedForm(formValuesOf(typed)));
    const errors = 'errors' in reading ? reading.errors : {};
    const { texts } = scopeOf(territory(), 'fr');
    return new FormWriter(postForm, { values, errors, problem: null }, texts, 'fr').errorOf('endsOn');
  };

  it('is what is wrong with it, whatever the kind', () => {
    expect(said('event', '2026-12-01')).toBe(
      'Le dernier jour vient après le premier, et dans l’année\u00a0: corrigez-le. Par exemple\u00a0: 14 juillet ou 14/07/2027.',
    );
    expect(said('offer', '')).toBe('Une offre a un dernier jour\u00a0: indiquez-le.');
    expect(said('event', '2026-12-06')).toBeUndefined();
  });
});
