import { newForm } from '@halles/platform/forms';
import { scopeOf, territory } from '../../testing/page-scopes';
import { aShown } from '../../testing/sample-listing';
import { reportForm } from './report.form';
import { presentReport } from './report.presenter';

describe('the form of a report', () => {
  it('shows every field of its schema once but those of a post, so that a new one needs no change of the page', () => {
    const { body } = presentReport(aShown().listing, newForm(), { world: null, post: null })(
      scopeOf(territory(), 'fr'),
    );
    const shown = [body.kind, ...body.place.fields, ...body.form.fields].map(({ id }) => id);
    expect(shown).toEqual([...reportForm.fields.keys()].filter((name) => !['post', 'seen'].includes(name)));
  });
});
