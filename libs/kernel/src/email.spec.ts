import { normalizeEmail } from './email';

describe('an e-mail address', () => {
  it.each([
    'bob@exemple.fr',
    '  Bob@Exemple.FR',
    'bob@exemple.fr\u00a0',
    '\u202fbob@exemple.fr\t',
    'ｂob@exemple.fr',
  ])('typed as %j is one address', (typed) => expect(normalizeEmail(typed)).toBe('bob@exemple.fr'));
});
