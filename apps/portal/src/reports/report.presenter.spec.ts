import { newForm } from '@halles/platform/forms';
import { scopeOf, territory } from '../../testing/page-scopes';
import { aShown } from '../../testing/sample-listing';
import { reportFormOf } from './report.form';
import { presentConfirmed, presentReport } from './report.presenter';

describe('the form of a report', () => {
  it('shows every field of its schema once but those of a post, so that a new one needs no change of the page', () => {
    const { body } = presentReport(aShown().listing, newForm(), { context: null, post: null })(
      scopeOf(territory(), 'fr'),
    );
    const shown = [body.kind, ...body.place.fields, ...body.form.fields].map(({ id }) => id);
    expect(shown).toEqual(
      [...reportFormOf({ state: 'open' }).fields.keys()].filter((name) => !['post', 'seen'].includes(name)),
    );
  });

  it.each([
    ['open', 'closed', ['open']],
    ['closed', 'open', ['closed', 'wrong-hours', 'post']],
  ] as const)('of a page that says %s begins with what it may be instead', (state, first, missing) => {
    const refused = { ...newForm(), errors: { kind: { key: 'kind' } } };
    const { listing } = aShown({ state });
    const { body } = presentReport(listing, refused, { context: null, post: null })(
      scopeOf(territory(), 'fr'),
    );
    const kinds = body.kind.options?.map(({ value }) => value) ?? [];
    expect([kinds[0], kinds.filter((kind) => missing.some((one) => one === kind))]).toEqual([first, []]);
    expect(body.errors).toMatchObject([{ field: `kind-${first}` }]);
  });
});

describe('what a report says besides', () => {
  it.each([
    ['fr', 'Nécessaire pour « Autre chose »'],
    ['en', 'Needed for “Something else”'],
  ] as const)('is not called optional in %s, since one kind says nothing without it', (locale, said) => {
    const { body } = presentReport(aShown().listing, newForm(), { context: null, post: null })(
      scopeOf(territory(), locale),
    );
    const message = body.form.fields.find(({ id }) => id === 'message');
    expect(message).toMatchObject({ isUnmarked: true });
    expect(message?.hint?.replaceAll('\u00a0', ' ')).toContain(said);
  });
});

describe('the details of a report', () => {
  it.each([
    ['open', true],
    ['closed', false],
  ] as const)('ask for the right hours of a page that says %s: %s', (state, isAsked) => {
    const { body } = presentReport({ ...aShown().listing, state }, newForm(), { context: null, post: null })(
      scopeOf(territory(), 'fr'),
    );
    const message = body.form.fields.find(({ id }) => id === 'message');
    expect(message?.hint?.includes('les bons horaires')).toBe(isAsked);
    expect(message?.hint).toContain('N’écrivez rien de personnel');
  });
});

describe('the page of a report that its writer confirmed', () => {
  it.each([
    ['fr', 'Le commerce a jusqu’au 2 décembre 2026 pour y répondre.'],
    ['en', 'The business has until 2 December 2026 to answer it.'],
  ] as const)(
    'says in %s until when the business may answer, however late it was confirmed',
    (locale, said) => {
      const report = {
        id: 'r1',
        kind: 'closed',
        createdAt: new Date('2026-11-25T09:00:00Z'),
        listing: aShown().listing,
        post: null,
        isConfirmed: true,
        turn: 'owner',
        ownerUntil: new Date('2026-12-02T09:00:00Z'),
      } as const;
      const { body } = presentConfirmed(report, 'token')(scopeOf(territory(), locale));
      expect(body.next).toContain(said);
    },
  );
});
