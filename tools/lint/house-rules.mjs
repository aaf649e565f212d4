/**
 * The lint rules of this house that Oxlint does not bring, in the form of ESLint's plugins: `halles/...` in
 * `.oxlintrc.json`.
 */

/** A rule that refuses what `visitorOf` reports. */
const refusal = (message, visitorOf) => ({
  meta: { type: 'problem', docs: { description: message }, schema: [] },
  create: (context) => visitorOf((node) => context.report({ node, message })),
});

const TESTS = ['describe', 'it', 'test'];
const SILENCING = ['only', 'skip', 'todo', 'failing', 'fixme'];
const SILENT = ['fit', 'fdescribe', 'xit', 'xtest', 'xdescribe'];

/** `condition ? it : it.skip` is counted by the report, and says on what machine it does not run. */
const noSilencedTests = refusal('A test runs, or is not there.', (report) => ({
  MemberExpression(node) {
    const isSilencing =
      !node.computed && TESTS.includes(node.object.name) && SILENCING.includes(node.property.name);
    if (isSilencing && node.parent.type !== 'ConditionalExpression') report(node);
  },
  CallExpression(node) {
    if (SILENT.includes(node.callee.name)) report(node);
  },
}));

/** One way to hide a member: parameter properties and Angular know the keyword alone. */
const noPrivateNames = refusal('Say `private` instead of `#`.', (report) => ({ PrivateIdentifier: report }));

const noDefaultExports = refusal('Named exports only.', (report) => ({ ExportDefaultDeclaration: report }));

const QUERIES = ['query', 'queryRow', 'unsafe'];

const noInterpolatedSql = refusal(
  'SQL takes parameters ($1), never interpolated or concatenated text.',
  (report) => ({
    CallExpression(node) {
      const [sql] = node.arguments;
      if (!sql || !QUERIES.includes(node.callee.property?.name)) return;
      if (sql.type === 'BinaryExpression' || (sql.type === 'TemplateLiteral' && sql.expressions.length > 0))
        report(node);
    },
  }),
);

// Linters ask for a default export.
const plugin = {
  meta: { name: 'halles' },
  rules: {
    'no-silenced-tests': noSilencedTests,
    'no-private-names': noPrivateNames,
    'no-default-exports': noDefaultExports,
    'no-interpolated-sql': noInterpolatedSql,
  },
};

export { plugin as default };
