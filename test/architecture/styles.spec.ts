import { filesOf, textOf } from './support/files';

/** A class with a modifier, written out: "notice--danger". */
const MODIFIER = /(?<![\w-])[a-z][\w-]*--[a-z][\w-]*(?![\w{-])/g;

describe('the classes of templates', () => {
  it('have a style for every modifier', () => {
    const styles = filesOf('.css').map(textOf).join('\n');
    const modifiers = filesOf('.hbs')
      .filter((path) => path.startsWith('apps/portal/views/'))
      .flatMap((path) => textOf(path).match(MODIFIER) ?? []);
    expect(modifiers.length).toBeGreaterThan(100);
    expect(modifiers.filter((name) => !styles.includes(`.${name}`))).toEqual([]);
  });
});
