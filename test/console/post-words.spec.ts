import { postWords } from '../../apps/console/src/app/features/listings/post-words';

describe('the days of a post in the console', () => {
  it('are said once where it is one day', () => {
    expect(postWords('fr').days('5 déc. 2026', '5 déc. 2026')).toBe('le 5 déc. 2026');
    expect(postWords('fr').days('5 déc. 2026', '6 déc. 2026')).toBe('du 5 déc. 2026 au 6 déc. 2026');
    expect(postWords('en').days('5 Dec 2026', '5 Dec 2026')).toBe('on 5 Dec 2026');
  });
});
