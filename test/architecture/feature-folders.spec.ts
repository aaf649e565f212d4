import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PORTAL = 'apps/portal/src';

/** Folder → the folders beside it that it imports. */
type FolderGraph = ReadonlyMap<string, ReadonlySet<string>>;

/** What each feature folder of an application imports of the others; tests are left out. */
function readGraph(app: string): FolderGraph {
  const folders = readdirSync(app, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  return new Map(folders.map((folder) => [folder, importedBy(join(app, folder), folder, folders)]));
}

function importedBy(path: string, folder: string, folders: readonly string[]): Set<string> {
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/\.(?:spec|int-spec|e2e-spec|fake)\.ts$/.test(file),
  );
  const specifiers = files.flatMap((file) =>
    [...readFileSync(join(path, file), 'utf8').matchAll(/from '((?:\.\.\/)+)([a-z-]+)/g)].flatMap(
      ([, up = '', name = '']) => (up.length / 3 === file.split('/').length ? [name] : []),
    ),
  );
  return new Set(specifiers.filter((name) => name !== folder && folders.includes(name)));
}

/** A way from a folder back to itself, or null. */
function cycleIn(graph: FolderGraph): readonly string[] | null {
  const done = new Set<string>();
  const follow = (folder: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(folder)) return [...path.slice(path.indexOf(folder)), folder];
    if (done.has(folder)) return null;
    for (const next of graph.get(folder) ?? []) {
      const cycle = follow(next, [...path, folder]);
      if (cycle) return cycle;
    }
    done.add(folder);
    return null;
  };
  for (const folder of graph.keys()) {
    const cycle = follow(folder, []);
    if (cycle) return cycle;
  }
  return null;
}

describe('the feature folders of an application', () => {
  const graph = readGraph(PORTAL);

  it('are seen with what they import', () => {
    expect(graph.size).toBeGreaterThan(15);
    expect(graph.get('search')?.has('map')).toBe(true);
  });

  it.each([PORTAL, 'apps/console-api/src', 'apps/console/src/app/features'])(
    'do not lean on one another in a circle in %s',
    (app) => {
      expect(readGraph(app).size).toBeGreaterThan(10);
      expect(cycleIn(readGraph(app))).toBeNull();
    },
  );

  it('would be caught if they did', () => {
    const withCycle = new Map([...graph, ['map', new Set(['photos', 'listings'])]] as const);
    expect(cycleIn(withCycle)).not.toBeNull();
    expect(
      cycleIn(
        new Map([
          ['a', new Set(['b'])],
          ['b', new Set<string>()],
        ]),
      ),
    ).toBeNull();
  });
});
