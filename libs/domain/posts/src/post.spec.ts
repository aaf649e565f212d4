import { postInputSchema } from '@halles/contracts';
import { contentOf, holdsOn, statusOfPost } from './post';

const TODAY = '2026-12-01';
const input = (more: object) =>
  postInputSchema.parse({ kind: 'novelty', title: 'Nouveaux pains', text: 'Au levain.', ...more });

describe('what a post says', () => {
  it.each([
    [{ kind: 'novelty' }, '2026-12-01', '2026-12-31'],
    [{ kind: 'offer', endsOn: '2026-12-05' }, '2026-12-01', '2026-12-05'],
    [{ kind: 'event', startsOn: '2026-12-24' }, '2026-12-24', '2026-12-24'],
    [{ kind: 'opening', startsOn: '2026-11-20' }, '2026-11-20', '2026-12-20'],
    [{ kind: 'event', startsOn: '2026-12-24', endsOn: '2026-12-26' }, '2026-12-24', '2026-12-26'],
  ])('has both of its days: %j', (typed, startsOn, endsOn) => {
    expect(contentOf(input(typed), TODAY)).toMatchObject({ startsOn, endsOn });
  });

  it.each([
    ['an offer without an end', { kind: 'offer' }, 'endsOn'],
    ['an event without a day', { kind: 'event' }, 'startsOn'],
    ['an opening without a day', { kind: 'opening' }, 'startsOn'],
    ['an end before the beginning', { startsOn: '2026-12-05', endsOn: '2026-12-04' }, 'endsOn'],
    ['more than a year', { startsOn: '2026-12-05', endsOn: '2027-12-06' }, 'endsOn'],
    ['a day that does not exist', { kind: 'offer', endsOn: '2026-02-30' }, 'endsOn'],
    ['no words', { text: ' \n ' }, 'text'],
    ['a title of two lines', { title: 'un\ndeux' }, 'title'],
  ])('is no post: %s', (_, typed, field) => {
    const read = postInputSchema.safeParse({ kind: 'novelty', title: 'Pains', text: 'Au levain.', ...typed });
    expect(read.error?.issues.map(({ path }) => path[0])).toContain(field);
  });

  it.each([
    [{ kind: 'offer', endsOn: '2026-11-30' }, '/endsOn'],
    [{ kind: 'event', startsOn: '2026-11-30' }, '/startsOn'],
    [{ kind: 'event', startsOn: '2199-01-01' }, '/startsOn'],
    [{ endsOn: '2028-01-01' }, '/endsOn'],
  ])('is refused where nobody could read it, or not within a year: %j', (typed, pointer) => {
    expect(() => contentOf(input(typed), TODAY)).toThrow(
      expect.objectContaining({ code: 'post-over', errors: [expect.objectContaining({ pointer })] }),
    );
  });

  it('is over the day after its last, whatever else it is', () => {
    const live = { hiddenAt: null, withdrawnAt: null, endsOn: TODAY };
    expect(statusOfPost(live, TODAY)).toBe('live');
    expect(statusOfPost(live, '2026-12-02')).toBe('over');
    expect(statusOfPost({ ...live, withdrawnAt: new Date(0) }, TODAY)).toBe('withdrawn');
    expect(statusOfPost({ ...live, hiddenAt: new Date(0) }, '2026-12-02')).toBe('hidden');
    expect(holdsOn({ startsOn: '2026-12-02', endsOn: '2026-12-03' }, TODAY)).toBe(false);
    expect(holdsOn({ startsOn: TODAY, endsOn: TODAY }, TODAY)).toBe(true);
  });
});
