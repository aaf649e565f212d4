import { filesOf, textOf } from './support/files';

/** What gives a handler the request or the reply of the framework. */
const RAW_PARAMETER = /@(?:Req|Request|Res|Response|Next)\(/g;

const rawParametersIn = (source: string): readonly string[] => source.match(RAW_PARAMETER) ?? [];

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
