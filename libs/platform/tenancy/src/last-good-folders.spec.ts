import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interruptedBy } from './file-steps.fake';
import { MAX_FILE_BYTES } from './folder-files';
import { LastGoodFolders } from './last-good-folders';

describe('the last good copies of territories’ folders', () => {
  let place: string;
  let lastGood: LastGoodFolders;
  const file = (name: string): string => join(place, 'root/tenants/bourg', name);
  const keepNow = (): string => {
    const edition = lastGood.editionOf('bourg');
    lastGood.keep('bourg', edition);
    return edition;
  };
  const readCopy = (name: string): string =>
    readFileSync(join(lastGood.rootOf('bourg') ?? '', 'tenants/bourg', name), 'utf8');

  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'halles-kept-'));
    for (const name of ['root/tenants/bourg/seed', 'root/tenants/bourg/theme', 'home'])
      mkdirSync(join(place, name), { recursive: true });
    writeFileSync(file('tenant.json'), '1');
    writeFileSync(file('seed/list.csv'), 'long');
    lastGood = new LastGoodFolders({ root: join(place, 'root'), home: join(place, 'home') });
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  it('has none before one was kept, nor of what is no slug', () => {
    expect([lastGood.rootOf('bourg'), lastGood.rootOf('../bourg'), lastGood.slugs()]).toEqual([
      null,
      null,
      [],
    ]);
  });

  it('holds what was kept, whatever happens to the folder', () => {
    const edition = keepNow();
    writeFileSync(file('tenant.json'), '{ half');
    expect(readCopy('tenant.json')).toBe('1');
    expect(lastGood.holds('bourg', edition)).toBe(true);
    expect(lastGood.holds('bourg', lastGood.editionOf('bourg'))).toBe(false);
    rmSync(join(place, 'root/tenants/bourg'), { recursive: true });
    expect(lastGood.slugs()).toEqual(['bourg']);
  });

  it('replaces the copy by a newer one, and leaves no other behind', () => {
    keepNow();
    writeFileSync(file('theme/theme.css'), 'a');
    keepNow();
    expect(readCopy('theme/theme.css')).toBe('a');
    expect(readdirSync(join(place, 'home/territories/bourg'))).toHaveLength(2);
  });

  it('is another edition with a link in it, or with a larger file than is read, and copies neither', () => {
    const before = lastGood.editionOf('bourg');
    symlinkSync('../tenant.json', file('theme/og.png'));
    const linked = lastGood.editionOf('bourg');
    rmSync(file('theme/og.png'));
    writeFileSync(file('theme/og.png'), '');
    truncateSync(file('theme/og.png'), MAX_FILE_BYTES + 1);
    expect(new Set([before, linked, lastGood.editionOf('bourg')]).size).toBe(3);
    symlinkSync('theme', file('locales'));
    keepNow();
    expect(readCopy('tenant.json')).toBe('1');
    expect(readdirSync(join(lastGood.rootOf('bourg') ?? '', 'tenants/bourg'))).toEqual(['tenant.json']);
    expect(() => readCopy('theme/og.png')).toThrow(/ENOENT/);
  });

  it('keeps nothing that was written after the folder was checked, and goes on with the copy before', () => {
    keepNow();
    writeFileSync(file('tenant.json'), '2');
    const checked = lastGood.editionOf('bourg');
    writeFileSync(file('tenant.json'), '{ half');
    lastGood.keep('bourg', checked);
    expect(readCopy('tenant.json')).toBe('1');
    expect(lastGood.holds('bourg', checked)).toBe(false);
    expect(readdirSync(join(place, 'home/territories/bourg'))).toHaveLength(2);
  });

  it('copies what it read, and nothing by way of a link that takes the place of a folder meanwhile', () => {
    mkdirSync(join(place, 'elsewhere'));
    writeFileSync(join(place, 'elsewhere/og.png'), 'the key');
    writeFileSync(file('theme/og.png'), 'ours');
    const edition = lastGood.editionOf('bourg');
    const swap = (): void => {
      renameSync(file('theme'), file('before'));
      symlinkSync(join(place, 'elsewhere'), file('theme'));
    };
    const swapBack = (): void => {
      rmSync(file('theme'), { force: true });
      renameSync(file('before'), file('theme'));
    };
    const kept = new Set<string>();
    let steps = 1;
    for (let step = 0; step < steps; step += 1) {
      lastGood.forget('bourg');
      steps = interruptedBy(new Map([[step, swap]]), () => lastGood.keep('bourg', edition));
      kept.add(lastGood.rootOf('bourg') === null ? 'nothing' : readCopy('theme/og.png'));
      if (existsSync(file('before'))) swapBack();
    }
    expect(steps).toBeGreaterThan(5);
    expect([...kept].sort()).toEqual(['nothing', 'ours']);
  });

  it('takes no copy of the lists that a directory starts with', () => {
    const before = lastGood.editionOf('bourg');
    writeFileSync(file('seed/list.csv'), 'longer');
    expect(lastGood.editionOf('bourg')).toBe(before);
    keepNow();
    expect(() => readCopy('seed/list.csv')).toThrow();
  });

  it('is another edition when it was checked against something else', () => {
    expect(lastGood.editionOf('bourg', 'a')).not.toBe(lastGood.editionOf('bourg', 'b'));
  });

  it('goes on without a copy that is damaged', () => {
    keepNow();
    writeFileSync(join(place, 'home/territories/bourg/kept.json'), '{ "edition": ');
    expect(lastGood.rootOf('bourg')).toBeNull();
    keepNow();
    expect(readCopy('tenant.json')).toBe('1');
  });
});
