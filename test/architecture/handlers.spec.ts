import ts from 'typescript';
import { filesOf, textOf } from './support/files';

/** What gives a handler the request or the reply of the framework. */
const RAW_PARAMETER = /@(?:Req|Request|Res|Response|Next)\(/g;

const rawParametersIn = (source: string): readonly string[] => source.match(RAW_PARAMETER) ?? [];

/** What a request brings with it arrives as one parameter (`PortalRequest`, `SpaceRequest`, `MerchantRequest`). */
const MOST_PARAMETERS = 5;

/** Methods with a parameter that a decorator fills, and with more of them than one can read at a glance. */
function crowdedHandlersIn(source: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isMethodDeclaration(node) && node.parameters.length > MOST_PARAMETERS)
      if (node.parameters.some((parameter) => ts.getDecorators(parameter))) found.push(node.name.getText());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('a.controller.ts', source, ts.ScriptTarget.ES2023, true));
  return found;
}

const controllers = filesOf('.ts').filter(
  (path) => /^apps\/(?:portal|console-api)\/src\//.test(path) && path.endsWith('.controller.ts'),
);

describe('a handler of the portal or of the console', () => {
  it('is seen in both', () => {
    for (const app of ['portal', 'console-api'])
      expect(controllers.filter((path) => path.startsWith(`apps/${app}/`)).length).toBeGreaterThan(10);
  });

  it('takes typed input and returns a value, and never holds the request or the reply', () => {
    const found = controllers.flatMap((path) =>
      rawParametersIn(textOf(path)).map((parameter) => `${path}: ${parameter}`),
    );
    expect(found).toEqual([]);
  });

  it('takes five parameters at most', () => {
    const found = controllers.flatMap((path) =>
      crowdedHandlersIn(textOf(path)).map((handler) => `${path}: ${handler}`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    [5, []],
    [6, ['send']],
  ])('is found with %s of them, where that is too many', (count, found) => {
    const parameters = Array.from({ length: count }, (_, at) => `@Param('p${at}') p${at}: string`);
    expect(crowdedHandlersIn(`class A { send(${parameters.join(', ')}) {} }`)).toEqual(found);
  });

  it('stands in a file that is named so', () => {
    const elsewhere = filesOf('.ts').filter(
      (path) =>
        /^apps\/(?:portal|console-api)\/src\//.test(path) &&
        !path.endsWith('.controller.ts') &&
        /^@Controller\(/m.test(textOf(path)),
    );
    expect(elsewhere).toEqual([]);
  });

  it.each([
    'send(@Res() reply: FastifyReply)',
    'send(@Res({ passthrough: true }) reply)',
    'send(@Req() request)',
  ])('would be caught with %s', (source) => {
    expect(rawParametersIn(source)).toHaveLength(1);
  });

  it.each(['@Requires("claims.read")', '@RequestId() id: string', '@CurrentClient() client: Client'])(
    'may have %s',
    (source) => {
      expect(rawParametersIn(source)).toEqual([]);
    },
  );
});

describe('a surface', () => {
  const surfaces = filesOf('.ts').filter(
    (path) =>
      /^apps\/(?:portal|console-api|worker)\/src\//.test(path) &&
      /\.(?:controller|processor|task)\.ts$/.test(path),
  );
  /** What it would read and write tables by, past the services that know the rules. */
  const repositoriesIn = (source: string): readonly string[] => source.match(/\b[A-Z]\w*Repository\b/g) ?? [];

  it('reaches the data of a domain through its services', () => {
    expect(surfaces.length).toBeGreaterThan(80);
    expect(surfaces.filter((path) => repositoriesIn(textOf(path)).length > 0)).toEqual([]);
  });

  it('would be caught with a repository', () => {
    expect(repositoriesIn("import { AccountRepository } from '@halles/domain/accounts';")).toHaveLength(1);
  });
});
