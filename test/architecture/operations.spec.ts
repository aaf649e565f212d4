import { exitCodes } from '../../apps/cli/src/exit-codes';
import { filesOf, tableRows, textOf } from './support/files';

const DOCUMENT = textOf('docs/operations.md');

/** Words of the commands that the command line registers for people: `tenant`, `create`, … */
const commands = filesOf('.ts')
  .filter((path) => path.startsWith('apps/cli/src/') && path.endsWith('.command.ts'))
  .flatMap((path) =>
    [...textOf(path).matchAll(/\.command\(\s*['`]([a-z]+)[^'`]*['`](?!, \{ hidden)/g)].map(
      ([, word = '']) => word,
    ),
  );

describe('docs/operations.md', () => {
  it('lists the exit codes of the command line', () => {
    const documented = tableRows(DOCUMENT)
      .filter(([code = '']) => /^\d+$/.test(code))
      .map(([code, name = '']) => [name.replaceAll('`', ''), Number(code)]);
    expect(documented).toEqual(Object.entries(exitCodes));
  });

  it('names every command', () => {
    const table = tableRows(DOCUMENT)
      .map(([command = '']) => command)
      .join('\n');
    expect(commands.length).toBeGreaterThan(5);
    expect(commands.filter((word) => !new RegExp(`\\b${word}\\b`).test(table))).toEqual([]);
  });
});
