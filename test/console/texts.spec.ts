import { en } from '../../apps/console/src/app/core/i18n/en';
import { fr } from '../../apps/console/src/app/core/i18n/fr';

/** Every text with its place; a text with parameters is called with marks that can be found again. */
function texts(node: unknown, place: string): { place: string; text: string; marks: readonly string[] }[] {
  if (typeof node === 'string') return [{ place, text: node, marks: [] }];
  if (typeof node === 'function') {
    const marks = Array.from({ length: node.length }, (_, index) => `‹${index}›`);
    const call = node as (...args: string[]) => string;
    return ['other', 'one'].map((form) => {
      const text = call(
        ...marks.map((mark, index) => (index === marks.length - 1 && takesForm(call) ? form : mark)),
      );
      return { place: `${place}(${form})`, text, marks: takesForm(call) ? [] : marks };
    });
  }
  return Object.entries(node as object).flatMap(([key, child]) => texts(child, `${place}.${key}`));
}

const takesForm = (call: (...args: string[]) => string): boolean => /\b_?form\b/.test(call.toString());

const languages = { fr: texts(fr, 'fr'), en: texts(en, 'en') };

describe('the texts of the console', () => {
  it.each(Object.entries(languages))('has no empty text and loses no parameter in %s', (_locale, all) => {
    const broken = all.filter(
      ({ text, marks }) => text.trim() === '' || marks.some((mark) => !text.includes(mark)),
    );
    expect(broken).toEqual([]);
  });

  it('keeps French punctuation off the start of a line', () => {
    expect(languages.fr.filter(({ text }) => / [:;!?»]|« /.test(text))).toEqual([]);
  });

  it('writes French apostrophes and quotation marks as type, not as a typewriter', () => {
    expect(languages.fr.filter(({ text }) => /['"]/.test(text))).toEqual([]);
    expect(languages.en.filter(({ text }) => /['"]/.test(text))).toEqual([]);
  });

  it('never shouts', () => {
    expect([...languages.fr, ...languages.en].filter(({ text }) => /!|oups|oops/i.test(text))).toEqual([]);
  });

  it('translates every sentence that has no parameter', () => {
    const sentences = new Map(languages.fr.map(({ place, text }) => [place.slice(2), text]));
    const same = languages.en.filter(
      ({ place, text, marks }) =>
        marks.length === 0 && /\s/.test(text) && sentences.get(place.slice(2)) === text,
    );
    expect(same).toEqual([]);
  });

  it('says one decision, one visit and one change in the singular', () => {
    expect([fr.reports.answers.accepted, fr.reports.answers.refused]).toEqual(['Accepté', 'Refusé']);
    expect(fr.visits.walk('1', '0', 'one')).toMatch(/^1 visite,/);
    expect(fr.overview.changes.more('1', 'one')).toBe('et 1 autre changement');
    expect(en.visits.map('1', 'one')).toMatch(/1 visit$/);
    expect(fr.noRole.archivedTitle('other')).toBe('Territoires archivés');
    expect(fr.password.length('0', '12', 'one')).toMatch(/^0 caractère /);
  });
});
