import { consolePath, consoleRoutes, fileRoutes, portalRoutes, tenantScreens } from '@halles/contracts';
import ts from 'typescript';

/** What stands for an expression in the text of a template, and for a parameter in a pattern. */
const ANY = '\u0000';

/** `/commerce/:listing/signaler` as its segments, up to which a literal may name a page of the portal. */
const segmentsOf = (path: string): string[] => path.split('/').slice(1);

const patternsOfRoutes = [
  ...Object.values(portalRoutes).flatMap(({ fr, en }) => [fr, en]),
  ...Object.values(fileRoutes),
  ...Object.values(consoleRoutes).filter((path) => path !== consoleRoutes.tenants),
  ...tenantScreens.flatMap((screen) => [
    consolePath(':slug', screen),
    consolePath(':slug', screen, ':thing'),
    consolePath(':slug', screen, ':part/:thing'),
  ]),
];

/** Every pattern, and what stands before its first parameter: `/lien` of `/lien/:token`. The roots name no page by themselves. */
const paths: readonly (readonly string[])[] = [
  ...new Set(patternsOfRoutes.flatMap((pattern) => [pattern, pattern.replace(/\/[^/]*:.*$/, '')])),
]
  .filter((pattern) => !['', '/', '/en'].includes(pattern))
  .map(segmentsOf);

/** Whether a literal is the address of a page or file of a portal or of the console: it has the segments of a route, whatever they are filled with. */
function isPortalPath(literal: string): boolean {
  const path = literal.replace(new RegExp(`^${ANY}`), '').replace(/[?#].*$/s, '');
  if (!path.startsWith('/')) return false;
  const segments = segmentsOf(path.replace(/(?<=.)\/$/, ''));
  return paths.some(
    (pattern) =>
      pattern.length === segments.length &&
      pattern.every((part, at) => part === segments[at] || (part.includes(':') && segments[at] !== '')),
  );
}

/** Text of a string or a template, each expression of it replaced; null for any other node. */
function literalOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => ANY + literal.text).join('');
}

/** The addresses of a portal, or of the console, that a program writes by hand, comments aside. Pure. */
export function portalPathsIn(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const literal = literalOf(node);
    if (literal !== null && isPortalPath(literal)) found.push(literal.replaceAll(ANY, '${…}'));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest));
  return found;
}
