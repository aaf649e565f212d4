import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, themePaths } from './theme-sources';

/** What a view is rendered from by checks, tests and benches. */
export interface ViewFixture {
  readonly layout: object;
  readonly body: object;
}

type Members = Readonly<Record<string, unknown>>;

/** What the fixtures of a folder, and of the folders below it, have in common. */
const DEFAULTS = 'defaults.json';

const isRecord = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Objects are merged member by member, anything else is replaced; null removes a member of the defaults. An object over a list
 * changes the elements that it names by their place: `{ "0": { "error": "…" } }`.
 * @throws RangeError the list has no such element
 */
function merge(defaults: Members, own: Members): Members {
  const merged: Record<string, unknown> = { ...defaults };
  for (const [key, value] of Object.entries(own)) {
    const inherited = merged[key];
    if (value === null && inherited !== undefined) delete merged[key];
    else merged[key] = mergeValue(inherited, value);
  }
  return merged;
}

function mergeValue(inherited: unknown, own: unknown): unknown {
  if (!isRecord(own)) return own;
  if (isRecord(inherited)) return merge(inherited, own);
  if (!Array.isArray(inherited)) return own;
  const elements = [...(inherited as readonly unknown[])];
  for (const [place, value] of Object.entries(own)) {
    const index = Number(place);
    if (!(index in elements)) throw new RangeError(`a fixture changes element ${place} of a list without it`);
    elements[index] = mergeValue(elements[index], value);
  }
  return elements;
}

const membersOf = (value: unknown): Members => (isRecord(value) ? value : {});

const readMembers = (path: string): Members => membersOf(JSON.parse(readFileSync(path, 'utf8')));

/** The fixtures of the views below the application's folder `root`, each merged over the `defaults.json` of its folders. */
export class ViewFixtures {
  private readonly folder: string;

  constructor(root: string) {
    this.folder = join(themePaths(root).views, 'fixtures');
  }

  /**
   * Names of the fixtures of a view: `<view>` and `<view>.<case>`. A variant (`<view>--<variant>`) is rendered from those
   * of its view.
   */
  namesOf(view: string): string[] {
    const base = view.replace(/--[a-z0-9-]+$/, '');
    return filesBelow(this.folder, '.json')
      .filter((file) => file === `${base}.json` || file.startsWith(`${base}.`))
      .map((file) => file.slice(0, -'.json'.length));
  }

  /** The file of a fixture. */
  fileOf(name: string): string {
    return join(this.folder, `${name}.json`);
  }

  /**
   * A fixture, whole: its file over the one that it `extends`, if any, and that over the defaults of each folder that it lies in,
   * from the outermost in.
   */
  read(name: string): ViewFixture {
    const { layout, body } = this.resolve(name);
    return { layout: membersOf(layout), body: membersOf(body) };
  }

  private resolve(name: string): Members {
    const { extends: base, ...own } = readMembers(this.fileOf(name));
    return merge(typeof base === 'string' ? this.resolve(base) : this.defaultsOf(name), own);
  }

  private defaultsOf(name: string): Members {
    const folders = name.split('/').slice(0, -1);
    return ['', ...folders]
      .map((_, depth) => join(this.folder, ...folders.slice(0, depth), DEFAULTS))
      .filter((path) => existsSync(path))
      .map(readMembers)
      .reduce(merge, {});
  }
}
