import { safeReturnPath } from '../../apps/console/src/app/core/return-path';

describe('the place to come back to after signing in', () => {
  it.each(['/', '/?filtre=val&tri=-state', '/territoires/bordeaux#hotes'])('keeps %s', (path) => {
    expect(safeReturnPath(path)).toBe(path);
  });

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '/a\\..\\b',
    'javascript:alert(1)',
    '/\t/evil.example',
    'evil',
    '',
    null,
    undefined,
  ])('never leaves the console for %j', (path) => {
    expect(safeReturnPath(path)).toBe('/');
  });

  it.each(['/connexion', '/connexion?retour=%2F', '/mot-de-passe'])('does not come back to %s', (path) => {
    expect(safeReturnPath(path)).toBe('/');
  });
});
