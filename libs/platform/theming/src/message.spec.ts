import { compileMessage, namesOf } from './message';

describe('messages', () => {
  it('fill what is written in braces, in either language', () => {
    expect(compileMessage('{name} vous écrit', 'fr')({ name: 'Marie' })).toBe('Marie vous écrit');
    expect(compileMessage('{count} results', 'en')({ count: 12 })).toBe('12 results');
  });

  it.each([
    ['fr', 0, 'il reste 0 essai'],
    ['fr', 1, 'il reste 1 essai'],
    ['fr', 2, 'il reste 2 essais'],
    ['fr', 1250, 'il reste 1\u202f250 essais'],
    ['en', 0, '0 tries left'],
    ['en', 1, '1 try left'],
    ['en', 1250, '1,250 tries left'],
  ] as const)('choose the plural form of %s for %d', (locale, count, said) => {
    const text = {
      fr: 'il reste {count, plural, one {# essai} other {# essais}}',
      en: '{count, plural, one {# try} other {# tries}} left',
    };
    expect(compileMessage(text[locale], locale)({ count })).toBe(said);
  });

  it('leave markup and apostrophes as they are written', () => {
    expect(compileMessage("<b>l'eau</b> {a, plural, other {#}}", 'fr')({ a: 1 })).toBe("<b>l'eau</b> 1");
  });

  it('let a French preposition agree with the name behind it', () => {
    const say = (text: string, listing: string): string => compileMessage(text, 'fr')({ listing, n: 2 });
    expect(say('la page de {listing}', 'À la Bonne Mie')).toBe('la page d’À la Bonne Mie');
    expect(say('« De {listing} »', 'Le Petit Levain')).toBe('« Du Petit Levain »');
    expect(say('{n, plural, one {# message} other {# messages de {listing}}}', 'Odile')).toBe(
      '2 messages d’Odile',
    );
    expect(say('jusqu’à {listing}', 'Les Herbiers')).toBe('jusqu’aux Herbiers');
    expect(say('le code {listing}', 'Odile')).toBe('le code Odile');
    expect(compileMessage('the page de {listing}', 'en')({ listing: 'Odile' })).toBe('the page de Odile');
    expect(() => say('la page de {portal}', 'x')).toThrow('needs "portal"');
  });

  it('leave the name of a person whole behind it', () => {
    const say = (text: string, person: string): string =>
      compileMessage(text, 'fr')({ person, officer: person });
    expect(say('message de {person}', 'Le Goff')).toBe('message de Le Goff');
    expect(say('Répondre à {person}', 'Les Halles')).toBe('Répondre à Les Halles');
    expect(say('message de {person}', 'Anne Le Goff')).toBe('message d’Anne Le Goff');
    expect(say('Écrivez à {officer}.', 'le délégué à la protection')).toBe(
      'Écrivez au délégué à la protection.',
    );
  });

  it('are refused where nobody can tell whether a name behind a preposition is a person’s', () => {
    expect(() => compileMessage('la page de {name}', 'fr')).toThrow(
      /whether \{name\} behind « de » is a person: \{person\}.*\{listing\}/,
    );
    expect(compileMessage('la page « {name} »', 'fr')({ name: 'Odile' })).toBe('la page « Odile »');
    expect(compileMessage('page of {name}', 'en')({ name: 'Odile' })).toBe('page of Odile');
  });

  it('are compiled once for each language', () => {
    const text = '{n, plural, one {# jour} other {# jours}}';
    expect(compileMessage(text, 'fr')).toBe(compileMessage(text, 'fr'));
    expect(compileMessage(text, 'fr')).not.toBe(compileMessage(text, 'en'));
  });

  it('say which value is missing, also in a form that is not chosen', () => {
    expect(() => compileMessage('{name}', 'fr')({})).toThrow('needs "name"');
    expect(() => compileMessage('{n, plural, one {x} other {# {y}}}', 'fr')({ n: 1 })).toThrow('needs "y"');
  });

  it('are refused when they are not ICU', () => {
    expect(() => compileMessage('{n, plural, one {x}}', 'fr')).toThrow(SyntaxError);
    expect(() => namesOf('{n')).toThrow(SyntaxError);
  });

  it('name the values that they need', () => {
    expect(namesOf('{b} {a} {b}')).toEqual(['a', 'b']);
    expect(namesOf('{n, plural, one {# {x}} other {{y}}} {kind, select, open {o} other {{n}}}')).toEqual([
      'kind',
      'n',
      'x',
      'y',
    ]);
  });
});
