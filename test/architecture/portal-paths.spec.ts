import { filesOf, textOf } from './support/files';
import { portalPathsIn } from './support/portal-paths';

/** Where such a literal is no address of a page. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'apps/portal/client/islands/push-switch.ts': 'the scope of the service worker, in a script of browsers',
};

const isProgram = (path: string): boolean =>
  /^(apps|libs)\//.test(path) &&
  !/^apps\/console\//.test(path) &&
  !/^libs\/contracts\/src\/routes\//.test(path) &&
  !/^libs\/testing\/|\/testing\/|\.(spec|int-spec|e2e-spec|fake)\.ts$|\.(test|fixture)\.ts$/.test(path);

describe('the addresses of a portal and of the console', () => {
  it('are written in the map of routes and nowhere else', () => {
    const written = filesOf('.ts', '.mjs')
      .filter((path) => isProgram(path) && !(path in ELSEWHERE))
      .flatMap((path) => portalPathsIn(textOf(path)).map((literal) => `${path}: ${literal}`));
    expect(written).toEqual([]);
  });

  it('need no exception that is not made use of', () => {
    expect(Object.keys(ELSEWHERE).filter((path) => portalPathsIn(textOf(path)).length === 0)).toEqual([]);
  });

  it.each([
    ["const path = '/connexion';", ['/connexion']],
    ["const page = locale === 'en' ? '/en/mandate' : '/mandat';", ['/en/mandate', '/mandat']],
    ['const url = `${origin}/commerce/${slug}-${id}`;', ['${…}/commerce/${…}-${…}']],
    ['const path = `/en/pro/businesses/${id}/history`;', ['/en/pro/businesses/${…}/history']],
    ["const back = '/compte?fait=name';", ['/compte?fait=name']],
    ["fetch('/api/v1/search');", ['/api/v1/search']],
    ['const url = `${origin}/territoires/${slug}/demandes`;', ['${…}/territoires/${…}/demandes']],
    [
      'const url = `${origin}/territoires/${slug}/demandes/ajouts/${id}`;',
      ['${…}/territoires/${…}/demandes/ajouts/${…}'],
    ],
    ["const page = '/mot-de-passe-oublie';", ['/mot-de-passe-oublie']],
  ])('are found in %s', (source, found) => {
    expect(portalPathsIn(source)).toEqual(found);
  });

  it.each([
    "// The page '/connexion'",
    "import { page } from './connexion';",
    "const home = '/';",
    "const prefix = path.startsWith('/en/');",
    "const console = '/territoires/demandes';",
  ])('are not found in %s', (source) => {
    expect(portalPathsIn(source)).toEqual([]);
  });
});
