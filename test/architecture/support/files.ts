import { readFileSync, readdirSync } from 'node:fs';
import { extname, join, relative } from 'node:path';

export const ROOT = join(__dirname, '..', '..', '..');

const NOT_OURS = new Set(['node_modules', 'dist', '.git', '.halles', '.angular', 'coverage']);

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (NOT_OURS.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield relative(ROOT, path);
  }
}

/** Files of the repository with one of these extensions, as paths from its root, sorted. */
export function filesOf(...extensions: string[]): string[] {
  return [...walk(ROOT)].filter((path) => extensions.includes(extname(path))).sort();
}

/** Text of a file of the repository. */
export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Cells of each row of the tables of a Markdown text, header and rule left out. */
export function tableRows(markdown: string): string[][] {
  const rows = markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, line.lastIndexOf('|'))
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    );
  return rows.filter((cells, index) => !isRule(cells) && !isRule(rows[index + 1] ?? []));
}

const isRule = (cells: readonly string[]): boolean =>
  cells.length > 0 && cells.every((cell) => /^:?-{3,}:?$/.test(cell));
