import { readLimit } from './tenant-quota.command';

describe('a limit of storage as it is typed', () => {
  it('is a whole number of megabytes, or the default of the installation', () => {
    expect(readLimit('500')).toBe(500);
    expect(readLimit('default')).toBeNull();
    for (const typed of ['0', '-1', '1.5', '1e3', 'much', '', '2147483648', '99999999999'])
      expect(readLimit(typed)).toBeUndefined();
  });
});
