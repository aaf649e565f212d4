import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DAY } from '@halles/kernel';
import { dataFolder, makeRunFolder } from './data-folder';

describe('the folder of the data of a run', () => {
  let memory: string;
  beforeEach(() => {
    memory = mkdtempSync(join(tmpdir(), 'halles-memory-'));
  });
  afterEach(() => rmSync(memory, { recursive: true, force: true }));

  it('is in memory where there is room', () => {
    expect(dataFolder(memory, 1)).toBe(memory);
  });

  it('is the temporary folder where memory has less room than a run needs', () => {
    expect(dataFolder(memory, Number.MAX_SAFE_INTEGER)).toBe(tmpdir());
  });

  it('is the temporary folder where the system has no such place', () => {
    expect(dataFolder(join(memory, 'missing'), 1)).toBe(tmpdir());
  });

  it('is new, and takes the place of one that a killed run left the day before; others stay', async () => {
    const [left, running, foreign] = ['halles-test-left', 'halles-test-running', 'somebody-else'].map(
      (name) => join(memory, name),
    );
    for (const folder of [left, running, foreign]) mkdirSync(folder ?? '');
    const yesterday = new Date(Date.now() - DAY);
    for (const folder of [left, foreign]) utimesSync(folder ?? '', yesterday, yesterday);
    const made = await makeRunFolder(memory);
    expect(dirname(made)).toBe(memory);
    expect([made, left, running, foreign].map((folder) => existsSync(folder ?? ''))).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });
});
