import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ThemeTokens } from '@halles/contracts';
import { readFolderFile } from '@halles/platform/tenancy';
import { fontPath, loadThemeFolder } from './tenant-folder';
import { themeFolders, themePaths } from './theme-sources';

/** What of a theme is needed off the screen: its tokens, the bytes of its faces, its drawing. */
export interface ThemeFaces {
  readonly tokens: ThemeTokens;
  /** SVG. */
  readonly logo: Buffer;
  /** The upright file that has a weight, or comes nearest to it: WOFF2, of all its weights where it is variable. */
  face(role: 'display' | 'text', weight: number): Promise<Buffer>;
}

/** How far a weight is from those that a file has: "400", or "200 900" of a variable one. */
function distance(weights: string, weight: number): number {
  const [least = 0, most = least] = weights.split(' ').map(Number);
  return Math.max(least - weight, weight - most, 0);
}

const fileOfWeight = (files: ThemeTokens['text']['files'], weight: number): string =>
  files
    .filter(({ style }) => style === 'normal')
    .toSorted((one, other) => distance(one.weight, weight) - distance(other.weight, weight))[0]?.file ??
  files[0]?.file ??
  '';

/**
 * Reads the faces of a territory's theme; one without a folder has the neutral theme's.
 * @param root the application's folder
 * @param ownRoot whose `tenants/` has the territory's folder, where it is not the application's: the last good copy
 * @throws TenantFolderError when a file is wrong
 */
export async function readThemeFaces(
  root: string,
  slug: string,
  ownRoot: string = root,
): Promise<ThemeFaces> {
  const paths = themePaths(root);
  const own = themeFolders({ ...paths, root: ownRoot }, slug);
  const folders = existsSync(own.theme) ? own : themeFolders(paths, null);
  const tokens = loadThemeFolder(root, slug, folders.theme);
  return {
    tokens,
    logo: readFolderFile(folders.own, join(folders.assets, 'logo.svg')),
    face: (role, weight) =>
      readFile(fontPath(root, tokens[role].package, fileOfWeight(tokens[role].files, weight))),
  };
}
