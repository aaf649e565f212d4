/**
 * The import law, on resolved paths: imports go down, and only through a library's `index.ts`.
 * apps → domain → platform → contracts → kernel. What is not listed here is refused.
 */

/** Platform library → the platform libraries that it may import (`migrations`: the folder of that name). */
const PLATFORM = {
  config: [],
  engines: [],
  'untrusted-files': ['config', 'observability', 'storage', 'tenancy'],
  letters: ['config', 'tenancy', 'theming'],
  observability: ['config'],
  database: ['config'],
  tenancy: ['config', 'database', 'observability'],
  outbox: ['config', 'database', 'tenancy'],
  queue: ['config', 'database', 'observability', 'outbox', 'tenancy'],
  scheduling: ['config', 'database', 'observability', 'tenancy'],
  storage: ['config', 'tenancy'],
  theming: ['config', 'tenancy'],
  mail: ['config', 'database', 'scheduling', 'tenancy', 'theming'],
  auth: ['config', 'database'],
  outbound: [],
  push: ['config'],
  payments: ['config'],
  forms: ['config', 'database', 'http', 'observability', 'tenancy'],
  // The migrations' names alone: whether the schema that it finds is one that it can serve.
  http: ['config', 'database', 'migrations', 'observability', 'tenancy', 'untrusted-files'],
  provisioning: ['auth', 'config', 'database', 'migrations', 'outbox', 'storage', 'tenancy', 'theming'],
};

const words = (text) => text.split(' ');

/** Domain library → the domain libraries that it may call. Everything else goes by event. */
const DOMAIN = {
  accounts: ['deliveries'],
  cases: ['claims', 'reports'],
  catalogue: ['categories', 'hours', 'listings', 'notifications', 'text'],
  categories: ['text'],
  claims: words('accounts categories deliveries hours listings notifications profiles text'),
  // Every mail and letter of every feature, for the worker and for `theme check`.
  correspondence: words(
    'accounts agendas claims console-accounts conversations corrections enquiries freshness gauges mandates notifications orders posts reports',
  ),
  agendas: ['accounts', 'deliveries', 'hours', 'listings', 'place-days', 'text'],
  'console-accounts': [],
  conversations: ['accounts', 'deliveries', 'hours', 'listings', 'notifications', 'text'],
  corrections: words('accounts claims geo listings notifications profiles text'),
  deliveries: [],
  duplicates: ['claims', 'listings', 'notifications', 'profiles'],
  enquiries: ['accounts'],
  footfall: ['hours', 'listings', 'place-days'],
  freshness: ['accounts', 'deliveries', 'hours', 'listings', 'notifications', 'profiles', 'reports'],
  gauges: ['accounts', 'categories', 'hours', 'listings', 'place-days'],
  geo: [],
  hours: [],
  imports: ['categories', 'geo', 'hours', 'listings', 'territories', 'text'],
  listings: ['categories', 'geo', 'hours', 'search-index', 'text'],
  mandates: words('accounts claims console-accounts deliveries geo listings notifications profiles'),
  notifications: ['accounts', 'deliveries'],
  'open-data': words('categories hours listings photos posts profiles search territories text'),
  orders: words(
    'accounts catalogue deliveries geo hours listings notifications pickup-slots place-days profiles territories text',
  ),
  photos: ['accounts', 'catalogue', 'listings', 'posts'],
  'pickup-slots': ['hours'],
  'place-days': ['categories', 'hours'],
  posts: ['accounts', 'hours', 'listings', 'notifications'],
  'page-history': [],
  profiles: ['accounts', 'categories', 'geo', 'hours', 'listings', 'notifications', 'text'],
  reports: words('accounts corrections duplicates geo hours listings notifications posts profiles text'),
  'search-index': ['categories', 'geo', 'text'],
  search: ['categories', 'geo', 'hours', 'listings', 'place-days', 'text'],
  seeds: words(
    'accounts agendas catalogue categories conversations footfall hours imports listings orders place-days posts profiles search-index',
  ),
  statistics: ['accounts', 'hours', 'listings'],
  territories: [],
  text: [],
};

/** The platform libraries that a domain library may use: no HTTP, no templates, no sockets, no provisioning. */
const PLATFORM_OF_DOMAIN = words(
  'auth config database letters mail outbound outbox payments push queue scheduling storage tenancy untrusted-files',
);

const TESTS = String.raw`(\.(spec|int-spec|e2e-spec|journey)\.ts$|^test/|^libs/testing/|^apps/[^/]+/testing/)`;
const SOURCES = String.raw`^(apps|libs|migrations|bench|bin|tools)/`;

const npm = (...names) => `^node_modules/(${names.join('|')})(/|$)`;
const anyOf = (names) => (names.length === 0 ? '(?!)' : `(${names.join('|')})`);

/** One rule per library: whatever it imports of its own layer must be in the table. */
const edges = (layer, table, lower) =>
  Object.entries(table).map(([name, allowed]) => ({
    name: `${layer}-${name}-imports-what-is-listed`,
    comment: `libs/${layer}/${name} may import ${[...allowed, ...lower].join(', ') || 'nothing of the repository'}.`,
    severity: 'error',
    from: { path: `^libs/${layer}/${name}/`, pathNot: TESTS },
    to: {
      path: '^(libs|apps|migrations|test|bench|tools|bin)/',
      pathNot: [
        `^libs/${layer}/${name}/`,
        `^libs/${layer}/${anyOf(allowed)}/`,
        ...(allowed.includes('migrations') ? ['^migrations/[^/]+/index\\.ts$'] : []),
        '^libs/(kernel|contracts)/',
        ...lower,
      ],
    },
  }));

const direction = [
  {
    name: 'kernel-imports-nothing',
    comment: 'The kernel is pure TypeScript: no library, no Node.',
    severity: 'error',
    from: { path: '^libs/kernel/', pathNot: TESTS },
    to: { pathNot: '^libs/kernel/' },
  },
  {
    name: 'contracts-import-kernel-and-zod',
    comment: 'Contracts are read by browsers too: no Nest, no Node.',
    severity: 'error',
    from: { path: '^libs/contracts/', pathNot: TESTS },
    to: { pathNot: ['^libs/(contracts|kernel)/', npm('zod')] },
  },
  ...edges('platform', PLATFORM, []),
  ...edges('domain', DOMAIN, [`^libs/platform/${anyOf(PLATFORM_OF_DOMAIN)}/`]),
  {
    name: 'a-library-is-in-the-table',
    comment: 'A new library declares what it may import, above.',
    severity: 'error',
    from: {
      path: '^libs/(platform|domain)/',
      pathNot: [
        TESTS,
        `^libs/platform/${anyOf(Object.keys(PLATFORM))}/`,
        `^libs/domain/${anyOf(Object.keys(DOMAIN))}/`,
      ],
    },
    to: { path: '.' },
  },
  {
    name: 'nothing-imports-an-app',
    comment: 'But what measures or tests one.',
    severity: 'error',
    from: { path: '^(libs|migrations|tools|bin)/' },
    to: { path: '^apps/' },
  },
  {
    name: 'nothing-imports-the-tests-of-the-whole',
    comment:
      'What several tests need is in libs/testing, or in the testing folder of the app that it knows. What a request costs is measured for every route of the table that says who may call it.',
    severity: 'error',
    from: { path: '^(apps|libs|migrations|bench|tools|bin)/', pathNot: '^bench/anonymous/' },
    to: { path: '^test/' },
  },
  {
    name: 'an-app-imports-no-other-app',
    severity: 'error',
    from: { path: '^apps/([^/]+)/' },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'console-imports-contracts-and-kernel',
    comment: 'The console is a client of the console API like any other.',
    severity: 'error',
    from: { path: '^apps/console/' },
    to: { path: '^(libs|migrations|test|tools|bench|bin)/', pathNot: '^libs/(contracts|kernel)/' },
  },
  {
    name: 'islands-import-contracts-and-kernel',
    comment: 'What runs in the browser knows no server.',
    severity: 'error',
    from: { path: '^apps/portal/client/' },
    to: {
      path: '^(libs|migrations|test|tools|bench|bin|apps/portal/src)/',
      pathNot: '^libs/(contracts|kernel)/',
    },
  },
  {
    name: 'migrations-import-themselves',
    comment: 'A migration is history: what it imports must not change under it.',
    severity: 'error',
    from: { path: '^migrations/', pathNot: TESTS },
    to: { path: '^(libs|apps|test|tools|bench|bin)/' },
  },
];

const doors = [
  {
    name: 'a-library-is-entered-by-its-index',
    severity: 'error',
    from: { path: '^libs/(platform|domain)/([^/]+)/' },
    to: {
      path: '^libs/(platform|domain)/[^/]+/src/',
      pathNot: ['^libs/$1/$2/', '^libs/[^/]+/[^/]+/src/index\\.ts$'],
    },
  },
  {
    name: 'a-library-is-entered-by-its-index-from-elsewhere',
    severity: 'error',
    from: { path: '^(apps|test|bench|migrations|tools|bin|libs/(kernel|contracts|testing))/' },
    to: { path: '^libs/(platform|domain)/[^/]+/src/', pathNot: '^libs/[^/]+/[^/]+/src/index\\.ts$' },
  },
  {
    name: 'kernel-contracts-testing-are-entered-by-their-index',
    severity: 'error',
    from: { path: '^(?:apps|test|bench|migrations|tools|bin|libs)/([^/]+)/' },
    to: {
      path: '^libs/(kernel|contracts|testing)/src/',
      pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$', '^libs/testing/src/[^/]+/index\\.ts$'],
    },
  },
  {
    name: 'testing-is-for-tests',
    severity: 'error',
    from: { path: '^(apps|libs|migrations|bin)/', pathNot: TESTS },
    to: { path: '^(libs|apps/[^/]+)/testing/' },
  },
  {
    name: 'provisioning-is-for-the-command-line',
    comment: 'It holds the rights of the migrator, which no server process may have.',
    severity: 'error',
    from: {
      path: '^(apps|libs|bench)/',
      pathNot: [TESTS, '^apps/cli/', '^libs/platform/provisioning/', '^bench/'],
    },
    to: { path: '^libs/platform/provisioning/' },
  },
];

/** Folders of an app that every feature of it may use; the others are features, entered by their index. */
const SHARED_FOLDERS = {
  portal: ['rendering', 'wording', 'merchant-space'],
};

const features = [
  ...Object.entries(SHARED_FOLDERS).map(([app, shared]) => ({
    name: `a-feature-of-the-${app}-is-entered-by-its-index`,
    comment: `A feature imports ${shared.join(', ')} and what other features say in their index.ts.`,
    severity: 'error',
    from: { path: `^apps/${app}/src/([^/]+)/`, pathNot: TESTS },
    to: {
      path: `^apps/${app}/src/[^/]+/`,
      pathNot: [
        `^apps/${app}/src/$1/`,
        `^apps/${app}/src/${anyOf(shared)}/`,
        `^apps/${app}/src/[^/]+/index\\.ts$`,
      ],
    },
  })),
  {
    name: 'shared-folders-know-no-feature',
    severity: 'error',
    from: { path: '^apps/portal/src/(rendering|wording)/', pathNot: TESTS },
    to: { path: '^apps/portal/src/[^/]+/', pathNot: '^apps/portal/src/(rendering|wording)/' },
  },
];

const fences = [
  {
    name: 'migrations-stay-below',
    comment: 'Who applies them, and who asks which of them a server needs.',
    severity: 'error',
    from: { path: SOURCES, pathNot: [TESTS, '^(migrations|bench)/', '^libs/platform/'] },
    to: { path: '^migrations/' },
  },
  {
    name: 'database-drivers-stay-below',
    comment: 'typeorm and pg belong to entities, repositories, the database libraries and the migrations.',
    severity: 'error',
    from: {
      path: SOURCES,
      pathNot: [
        TESTS,
        '^(migrations|bench)/',
        '^libs/platform/(database|provisioning|tenancy|outbox|engines)/',
        String.raw`\.(entity|repository)\.ts$`,
      ],
    },
    to: { path: npm('typeorm', 'pg', 'pg-[^/]+', '@nestjs/typeorm', '@types/pg') },
  },
  {
    name: 'bull-stays-in-the-queue',
    severity: 'error',
    from: { path: SOURCES, pathNot: [TESTS, '^libs/platform/queue/'] },
    to: { path: npm('bull', '@nestjs/bull', '@nestjs/bull-shared') },
  },
  {
    name: 'the-domain-knows-no-surface',
    comment:
      'No HTTP, no template, no socket, no browser in the domain: three surfaces show it in three ways.',
    severity: 'error',
    from: { path: '^libs/domain/' },
    to: {
      path: npm(
        'fastify',
        '@fastify/[^/]+',
        '@nestjs/platform-[^/]+',
        'handlebars',
        'mjml',
        'nodemailer',
        'socket\\.io',
        '@nestjs/websockets',
        'passport[^/]*',
        '@nestjs/passport',
      ),
    },
  },
  {
    name: 'files-of-strangers-are-opened-in-one-place',
    comment:
      'What strangers send is opened in the child processes of untrusted-files, and in no process that has anything to lose. ' +
      'Drawings of the installation itself (theming/drawing) and the mailbox of development are no files of strangers.',
    severity: 'error',
    from: {
      path: SOURCES,
      pathNot: [
        TESTS,
        '^(bench|tools)/',
        '^libs/platform/untrusted-files/process/',
        '^libs/platform/theming/src/drawing\\.ts$',
        '^libs/platform/mail/src/mailbox/',
      ],
    },
    to: {
      path: npm(
        'sharp',
        '@hyzyla/pdfium',
        '@?(pdfjs|pdf-lib|pdf-parse|mupdf|canvas)[^/]*',
        '@napi-rs/(canvas|image)',
        '(exceljs|xlsx|read-excel-file|csv-[^/]+|papaparse|fast-csv)',
        '(jszip|yauzl|unzipper|adm-zip|fflate)',
        '(ical|ical\\.js|node-ical|mailparser)',
      ),
    },
  },
  {
    name: 'forms-with-files-are-read-by-the-border',
    comment: 'A file of a form is a SentFile, whose content goes to UntrustedFiles alone.',
    severity: 'error',
    from: { path: SOURCES, pathNot: [TESTS, '^libs/platform/http/src/uploads\\.ts$'] },
    to: { path: npm('@fastify/multipart', '@fastify/busboy', 'busboy', 'formidable', 'multer') },
  },
  {
    name: 'templates-stay-in-theming-and-mail',
    severity: 'error',
    from: { path: SOURCES, pathNot: [TESTS, '^libs/platform/(theming|mail)/', '^bench/'] },
    to: { path: npm('handlebars', 'mjml') },
  },
];

const hygiene = [
  { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
  { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  {
    name: 'nothing-outside-the-checkout',
    severity: 'error',
    from: {},
    to: { path: String.raw`^(\.\.|/)` },
  },
  {
    name: 'a-dependency-is-declared',
    severity: 'error',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'deprecated'] },
  },
  {
    name: 'what-runs-needs-no-development-package',
    comment: 'Production images are installed without devDependencies. Types are free.',
    severity: 'error',
    from: { path: '^(apps/(portal|console-api|worker|cli)/src|libs|migrations|bin)/', pathNot: TESTS },
    to: {
      dependencyTypes: ['npm-dev'],
      dependencyTypesNot: ['type-only'],
      pathNot: ['^node_modules/@types/', '^node_modules/(node|esbuild|typescript|@nestjs/cli)/'],
    },
  },
];

module.exports = {
  forbidden: [...direction, ...doors, ...features, ...fences, ...hygiene],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^\\.halles/', '^coverage/'] },
    // A type-only import is an import: the law is about knowledge, not about bytes.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
