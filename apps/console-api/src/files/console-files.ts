import { createHash } from 'node:crypto';
import { type Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

export interface ServedFile {
  readonly body: Buffer;
  readonly type: string;
  readonly etag: string;
  readonly cacheControl: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/** The build writes the hash of their content into these names: `main-K4YQ2WBA.js`, `chunk-B-t-KzQT.js`. */
const HASHED = /^\/(?:main|polyfills|styles|chunk|worker|media\/[\w-]+)-[\w-]{8}\.[a-z0-9]+$/;
const INDEX = '/index.html';

/** A path of the application's own router: words, digits and hyphens, outside the API. */
const SCREEN = /^\/(?!api(?:\/|$))(?:[a-z0-9-]+(?:\/[a-z0-9-]+)*)?$/;

/**
 * The build of the console, read once into memory: about a megabyte. A path is looked up among the files that exist, so
 * that no path, however it is written, reaches another file.
 */
export class ConsoleFiles {
  private constructor(private readonly files: ReadonlyMap<string, ServedFile>) {}

  /** @param folder the `browser` folder of the build; one that does not exist serves nothing */
  static async load(folder: string): Promise<ConsoleFiles> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((): Dirent[] => []);
    const files = await Promise.all(
      entries
        .filter((entry) => entry.isFile() && TYPES[extname(entry.name)] !== undefined)
        .map(async (entry) => {
          const file = join(entry.parentPath, entry.name);
          const path = `/${relative(folder, file).split(sep).join('/')}`;
          return [path, toServedFile(path, await readFile(file))] as const;
        }),
    );
    return new ConsoleFiles(new Map(files));
  }

  /** Whether the console was built at all. */
  get isBuilt(): boolean {
    return this.files.has(INDEX);
  }

  /** The screen that a path names with a slash too many at its end; null where it names none so. */
  screenWithoutSlash(path: string): string | null {
    const screen = path.slice(0, -1);
    return path.endsWith('/') && screen !== '' && SCREEN.test(screen) ? screen : null;
  }

  /** The file of a request path: the file of that name, the document for a screen, or none. */
  find(path: string): ServedFile | undefined {
    return this.files.get(path) ?? (SCREEN.test(path) ? this.files.get(INDEX) : undefined);
  }
}

function toServedFile(path: string, body: Buffer): ServedFile {
  return {
    body,
    type: TYPES[extname(path)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    cacheControl: HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
}
