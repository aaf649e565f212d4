import { emptyProfile, type ListingProfile } from '@halles/contracts';
import { mergeChanges, withChanges } from './profile-merge';

const profile = (said: Partial<ListingProfile>): ListingProfile => ({ ...emptyProfile, ...said });
const from = (version: number) => () => version;

describe('two editors at once', () => {
  const current = profile({ name: 'Chez Paul', phone: '+33556000002', keywords: ['pain'] });
  const since = [
    { version: 2, changes: { phone: { before: '+33556000001', after: '+33556000002' } } },
    { version: 3, changes: { keywords: { before: null, after: ['pain'] } } },
  ];

  it('both keep what only one of them changed', () => {
    const { changes, clashes } = mergeChanges(
      current,
      { name: 'Paul & fils', phone: '+33556000001' },
      since,
      from(1),
    );
    expect(clashes).toEqual([]);
    expect(changes).toEqual({ name: { before: 'Chez Paul', after: 'Paul & fils' } });
    expect(withChanges(current, changes)).toMatchObject({ name: 'Paul & fils', phone: '+33556000002' });
  });

  it('are told of what both changed differently', () => {
    const { clashes } = mergeChanges(
      current,
      { phone: '+33556000009', keywords: ['brioche'] },
      since,
      from(1),
    );
    expect(clashes).toEqual(['keywords', 'phone']);
  });

  it('agree where both changed it to the same', () => {
    const { changes, clashes } = mergeChanges(
      current,
      { phone: '+33556000002', keywords: ['pain'] },
      since,
      from(1),
    );
    expect([changes, clashes]).toEqual([{}, []]);
  });

  it('are not told again of what the form was opened with', () => {
    const { changes, clashes } = mergeChanges(current, { phone: '+33556000009' }, since, from(2));
    expect(clashes).toEqual([]);
    expect(changes).toEqual({ phone: { before: '+33556000002', after: '+33556000009' } });
  });

  it('go by the version that each field was changed from', () => {
    const bases = { phone: 3, keywords: 1 } as const;
    const { clashes } = mergeChanges(
      current,
      { phone: '+33556000009', keywords: ['brioche'] },
      since,
      (field) => bases[field as keyof typeof bases],
    );
    expect(clashes).toEqual(['keywords']);
  });

  it('may take back what they said, and see that somebody said it again', () => {
    expect(mergeChanges(current, { name: null }, [], from(3)).changes).toEqual({
      name: { before: 'Chez Paul', after: null },
    });
    expect(mergeChanges(current, { phone: null }, since, from(1)).clashes).toEqual(['phone']);
  });
});
