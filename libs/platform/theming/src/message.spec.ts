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
    const say = (text: string, name: string): string => compileMessage(text, 'fr')({ name, n: 2 });
    expect(say('la page de {name}', 'À la Bonne Mie')).toBe('la page d’À la Bonne Mie');
    expect(say('« De {name} »', 'Le Petit Levain')).toBe('« Du Petit Levain »');
    expect(say('{n, plural, one {# message} other {# messages de {name}}}', 'Odile')).toBe(
      '2 messages d’Odile',
    );
    expect(say('jusqu’à {name}', 'Les Herbiers')).toBe('jusqu’aux Herbiers');
    expect(say('le code {name}', 'Odile')).toBe('le code Odile');
    expect(compileMessage('the page de {name}', 'en')({ name: 'Odile' })).toBe('the page de Odile');
    expect(() => say('la page de {other}', 'x')).toThrow('needs "other"');
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
