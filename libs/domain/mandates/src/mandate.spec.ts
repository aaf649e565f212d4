import {
  isSignature,
  mandateGroupNames,
  mandateGroups,
  mandateInputSchema,
  PROFILE_FIELDS,
} from '@halles/contracts';
import { MandateTooNarrow } from './mandate.errors';
import { fieldsOf, monthsLater, outsideOf, statusOf, tasksOf } from './mandate';

const drawn = `M10 20${Array.from({ length: 12 }, (_, n) => `L${20 + n * 9} ${40 + (n % 3) * 7}`).join('')}M300 10L310 90`;

describe('a signature', () => {
  it('is lines between points of the grid', () => expect(isSignature(drawn)).toBe(true));

  it.each([
    ['nothing', ''],
    ['a dot', 'M10 10L10 10'],
    ['the same point a hundred times', `M10 10${'L10 10'.repeat(100)}`],
    ['a short dash', 'M10 10L60 10'],
    ['a point beyond the grid', drawn.replace('L20 40', 'L601 40')],
    ['a curve', drawn.replace('L20 40', 'C1 2 3 4 5 6')],
    ['decimals', drawn.replace('L20 40', 'L20.5 40')],
    ['a negative point', drawn.replace('L20 40', 'L-2 40')],
    ['markup', `${drawn}"/><script>alert(1)</script>`],
    ['a line end', `${drawn}\n`],
    [
      'more than any hand draws',
      `M0 0${Array.from({ length: 4_000 }, (_, n) => `L${n % 600} ${n % 200}`).join('')}`,
    ],
  ])('is not %s', (_what, path) => expect(isSignature(path)).toBe(false));
});

describe('a mandate', () => {
  it('covers whole groups, and everything that may be left to a town where it says nothing', () => {
    expect([...fieldsOf(['closing', 'contact'])]).toEqual(['state', 'phone', 'email', 'website', 'links']);
    expect(outsideOf({ scope: ['hours'] }, ['shopHours', 'phone', 'state'])).toEqual(['phone', 'state']);
    expect(outsideOf({ scope: null }, ['shopHours', 'phone', 'state'])).toEqual([]);
  });

  it('covers products and orders where it names them alone: who signed for the whole page read nothing of either', () => {
    expect([...tasksOf(null)]).toEqual([]);
    expect([...tasksOf(['hours', 'services'])]).toEqual([]);
    expect([...tasksOf(['orders', 'hours', 'agendas', 'products'])]).toEqual([
      'products',
      'orders',
      'agendas',
    ]);
    expect([...fieldsOf(['orders', 'products', 'agendas'])]).toEqual([]);
  });

  it('never covers what the law makes the merchant’s own word, nor what the town says for itself', () => {
    expect(PROFILE_FIELDS.filter((field) => !fieldsOf(null).has(field))).toEqual([
      'hidden',
      'legal',
      'disclosure',
    ]);
    const all = mandateGroupNames.flatMap((group): readonly string[] => mandateGroups[group]);
    expect(new Set(all).size).toBe(all.length);
  });

  const at = (text: string) => new Date(text);
  const signedAt = at('2026-11-25T09:00:00Z');
  const active = {
    state: 'active',
    signedAt,
    expiresAt: at('2027-11-25T09:00:00Z'),
    askExpiresAt: null,
  } as const;
  const asked = {
    ...active,
    state: 'proposed',
    signedAt: null,
    askExpiresAt: at('2026-12-25T09:00:00Z'),
  } as const;

  it('holds until its instant and not a second longer', () => {
    expect(statusOf(active, at('2027-11-25T08:59:59.999Z'))).toBe('active');
    expect(statusOf(active, at('2027-11-25T09:00:00Z'))).toBe('expired');
    expect(statusOf(asked, at('2026-12-25T08:59:59.999Z'))).toBe('proposed');
    expect(statusOf(asked, at('2026-12-25T09:00:00Z'))).toBe('expired');
    expect(statusOf({ ...asked, signedAt }, at('2026-12-25T08:59:59.999Z'))).toBe('waiting');
    expect(statusOf({ ...asked, signedAt }, at('2026-12-25T09:00:00Z'))).toBe('expired');
    expect(statusOf({ ...active, state: 'ended' }, at('2026-11-26T00:00:00Z'))).toBe('ended');
  });

  it('counts months on the calendar, across the end of short ones and of years', () => {
    expect(monthsLater(at('2026-11-25T09:00:00Z'), 12)).toEqual(at('2027-11-25T09:00:00Z'));
    expect(monthsLater(at('2026-12-31T09:00:00Z'), 2)).toEqual(at('2027-02-28T09:00:00Z'));
    expect(monthsLater(at('2028-02-29T09:00:00Z'), 12)).toEqual(at('2029-02-28T09:00:00Z'));
  });

  it('needs an address behind a link, and a drawing on the screen', () => {
    const terms = {
      listing: 1,
      scope: null,
      giverName: 'Jeanne Paul',
      giverQuality: 'gérante',
      locale: 'fr',
      months: 12,
    };
    const screen = { ...terms, means: 'screen', giverEmail: null, signature: drawn };
    const link = { ...terms, means: 'link', giverEmail: 'jeanne@example.fr' };
    const passes = (input: object) => mandateInputSchema.safeParse(input).success;
    expect([passes(screen), passes(link)]).toEqual([true, true]);
    for (const wrong of [
      { ...screen, signature: '' },
      { ...link, giverEmail: null },
      { ...link, giverEmail: 'jeanne@example.fr, other@example.fr' },
      { ...link, signature: drawn },
      { ...link, giverName: 'Jeanne\r\nBcc: x@example.fr' },
      { ...link, giverName: 'a\u202Eb' },
      { ...link, scope: [] },
      { ...link, scope: ['everything'] },
      { ...link, months: 0 },
      { ...link, months: 1_000 },
      { ...link, listing: '1; DROP TABLE mandate' },
    ])
      expect([wrong, passes(wrong)]).toEqual([wrong, false]);
  });
});

describe('what goes beyond a mandate', () => {
  it('is said by what people call it, never by the name of a field', () => {
    const error = new MandateTooNarrow({ fields: ['shopHours', 'phone', 'legal'] });
    expect(error.detail('fr')).toBe(
      'Le mandat ne couvre pas tout ce que vous changez (horaires, téléphone et liens).',
    );
    expect(error.detail('en')).not.toMatch(/shopHours|legal/);
  });
});
