import { hashPassword, needsRehash, oneTimePassword, verifyPassword } from './password-hash';
import { isGuessable } from './password-policy';

describe('passwords at rest', () => {
  it('hashes with argon2id at 46 MiB, 1 pass, 1 lane, and a salt of its own', async () => {
    const [one, two] = await Promise.all([
      hashPassword('quatre mots sans lien'),
      hashPassword('quatre mots sans lien'),
    ]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword(one ?? '', 'quatre mots sans lien')).toBe(true);
    expect(await verifyPassword(one ?? '', 'quatre mots sans liem')).toBe(false);
    expect(needsRehash(one ?? '')).toBe(false);
  });

  it('asks for a new hash where the cost has changed, and refuses a hash it cannot read', async () => {
    expect(needsRehash('$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHQ$aGFzaA')).toBe(true);
    expect(await verifyPassword('not a hash', 'anything at all')).toBe(false);
  });

  it('accepts the same accented word however the keyboard composed it', async () => {
    expect(
      await verifyPassword(await hashPassword('déjà vu hier soir'), 'déjà vu hier soir'.normalize('NFD')),
    ).toBe(true);
  });

  it('serves more requests than turns, and never more than three at once', async () => {
    const before = process.memoryUsage().rss;
    const hashes = await Promise.all(
      Array.from({ length: 12 }, (_, index) => hashPassword(`mot de passe n° ${index}`)),
    );
    expect(new Set(hashes).size).toBe(12);
    // Twelve at once would have taken 552 MiB; three take 138 and what the allocator keeps.
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 2 ** 20);
  });

  it('makes one-time passwords that are long, readable and never twice the same', () => {
    const made = Array.from({ length: 200 }, () => oneTimePassword());
    expect(new Set(made).size).toBe(200);
    for (const password of made) expect(password).toMatch(/^[a-hjkmnp-z2-9]{5}(?:-[a-hjkmnp-z2-9]{5}){3}$/);
  });
});

describe('passwords that a guesser tries first', () => {
  const owner = 'jeanne.martin@ville.example';

  it.each([
    'password1234',
    'P@ssw0rd2026!',
    'MotDePasse2026',
    'azertyuiop123',
    'azertyazerty',
    '123456789012',
    '2026-11-25-2026',
    'aaaaaaaaaaaaaa',
    'abababababab',
    'Bordeaux33000!',
    'Grand-Angoulême-2026',
    'jeanne.martin2026',
    'administrateur1',
    // Of the hundred thousand that leak most, as they are and dressed.
    '1qaz2wsx3edc',
    '1qaz2wsx3edc!',
    'q1w2e3r4t5y6',
    'motherfucker',
    'leavemealone',
    'Leave.Me.Alone!',
    'bobmarley2026',
    'Loulou2026!!',
    // Towns, any of the country.
    'Saint-Étienne42!',
    'Clermont-Ferrand',
    'Issy-les-Moulineaux92',
    'Brive-la-Gaillarde!',
    'Cœuvres-et-Valsery-02',
    'Printemps2026!',
    'Boulangerie2026',
  ])('refuses %s', (password) => expect(isGuessable(password, owner)).toBe(true));

  it.each([
    'girafe-lampe-otarie',
    'les chats dorment le mardi',
    'xK4!vR9#qL2@wZ',
    'La mairie de Valence ferme à 17h30',
    'otarie-1847-brioche',
    '~~~ zèbre ~~~ 3',
    oneTimePassword(),
  ])('accepts %s', (password) => expect(isGuessable(password, owner)).toBe(false));
});
