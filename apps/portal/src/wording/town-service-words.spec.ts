import { scopeOf, territory } from '../../testing/page-scopes';
import { wordsFor } from './town-service-words';

describe('the words for a service of the town', () => {
  const keysOf = (locale: 'fr' | 'en'): string[] =>
    [...scopeOf(territory(), locale).texts.entries()].flatMap(([key]) =>
      key.startsWith('townService.') ? [key.slice('townService.'.length)] : [],
    );

  it.each(['fr', 'en'] as const)('stand for words that there are, and speak of no shop (%s)', (locale) => {
    const { texts } = scopeOf(territory(), locale);
    const keys = keysOf(locale);
    expect(keys.length).toBeGreaterThan(30);
    expect(keys.filter((key) => !texts.has(key))).toEqual([]);
    for (const key of keys) {
      expect(texts.namesOf(`townService.${key}`)).toEqual(texts.namesOf(key));
      const table = new Map(texts.entries());
      expect(String(table.get(`townService.${key}`))).not.toMatch(/commerce|boutique|shop|business|chez \{/i);
    }
  });

  it('are said of it, and of nothing else', () => {
    const scope = scopeOf(territory(), 'fr');
    const line = (category: string | null): string =>
      wordsFor({ category }, scope).texts.line('bookings.states.revoked');
    expect([line('town-service'), line('hair'), line(null)]).toEqual([
      'Annulé par le service',
      'Annulé par le commerce',
      'Annulé par le commerce',
    ]);
  });

  it('are the same where they speak of nobody', () => {
    const scope = scopeOf(territory(), 'en');
    const worded = wordsFor({ category: 'town-service' }, scope);
    expect(worded.texts.line('bookings.form.lead')).toBe(scope.texts.line('bookings.form.lead'));
  });
});
