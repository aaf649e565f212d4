import { readCookie } from './cookies';

describe('a cookie', () => {
  it.each([
    ['alone', '__Host-a=1', '1'],
    ['among others', 'x=0; __Host-a=1; y=2', '1'],
    ['with blanks around name and value', ' \t __Host-a \t= 1 ; y=2', '1'],
    ['with an equals sign in it', '__Host-a=b=c', 'b=c'],
    ['empty', '__Host-a=', ''],
  ])('is read: %s', (_what, header, value) => {
    expect(readCookie(header, '__Host-a')).toBe(value);
  });

  it.each([
    ['there is no header', undefined],
    ['the header is empty', ''],
    ['others alone', 'a=1; Host-a=2'],
    ['it has no value', '__Host-a'],
    ['it comes twice', '__Host-a=1; __Host-a=2'],
    ['another blank stands before it', '\u00A0__Host-a=1'],
    ['another blank stands behind it', '__Host-a\u2003=1'],
    ['it is written otherwise', '__host-a=1'],
  ])('is not believed where %s', (_what, header) => {
    expect(readCookie(header, '__Host-a')).toBeNull();
  });
});
