import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A copy of the base theme and of some territories' folders, to be spoilt by a test. */
export interface ThemeWorkspace {
  readonly root: string;
  read(path: string): string;
  write(path: string, content: string): void;
  /** Replaces a text in a file. @throws Error when it is not there */
  change(path: string, from: string, to: string): void;
  remove(path: string): void;
  close(): void;
}

export function openThemeWorkspace(slugs: readonly string[]): ThemeWorkspace {
  const source = process.cwd();
  const root = mkdtempSync(join(tmpdir(), 'halles-themes-'));
  const folders = ['views', 'locales', 'client'].map((name) => `apps/portal/${name}`);
  for (const folder of [...folders, ...slugs.map((slug) => `tenants/${slug}`)]) {
    cpSync(join(source, folder), join(root, folder), { recursive: true });
  }
  symlinkSync(join(source, 'node_modules'), join(root, 'node_modules'));
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  return {
    root,
    read,
    write,
    change: (path, from, to) => {
      if (!read(path).includes(from)) throw new Error(`${path} does not hold ${from}`);
      write(path, read(path).replace(from, to));
    },
    remove: (path) => rmSync(join(root, path)),
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}
