import { type PortalRoute, portalRoutes } from './portal-routes';

/** Name of the parameter, and of the hidden field, that says where to go after signing in. */
export const RETURN_TO = 'suite';

/** The query that leads back to a path, with its `?`; empty for none. Pure. */
export const returnQueryOf = (returnTo: string | null): string =>
  returnTo === null ? '' : `?${new URLSearchParams({ [RETURN_TO]: returnTo }).toString()}`;

/** A number, with or without the name of a business before it. */
const NUMBERED = /^(?:[a-z0-9-]+-)?(\d{1,10})$/;
/** What the database numbers by itself, such as an order: digits of base 16 in their five groups, which say nothing. */
const UUID = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The path in the words of a pattern, its parameters reduced to their numbers; null where it is no path of it. */
function plainOf(pattern: string, segments: readonly string[]): string | null {
  const parts = pattern.split('/');
  if (parts.length !== segments.length) return null;
  const plain: string[] = [];
  for (const [at, part] of parts.entries()) {
    const segment = segments[at] ?? '';
    const word = part.startsWith(':')
      ? (UUID.exec(segment) ?? NUMBERED.exec(segment))?.[1]
      : part === segment
        ? part
        : undefined;
    if (word === undefined) return null;
    plain.push(word);
  }
  return plain.join('/');
}

interface PagePath {
  readonly route: PortalRoute;
  readonly plain: string;
}

/** The page that a path leads to, whose parameters are numbers or ids; null for any other. Pure. */
function pageAt(path: string): PagePath | null {
  const segments = (path.split('?')[0] ?? '').split('/');
  for (const route of Object.keys(portalRoutes) as PortalRoute[])
    for (const pattern of [portalRoutes[route].fr, portalRoutes[route].en]) {
      const plain = plainOf(pattern, segments);
      if (plain !== null) return { route, plain };
    }
  return null;
}

/** The route of a page that is come back to, in either language; null where it is none whose parameters are numbers or ids. Pure. */
export const returnRoute = (path: string): PortalRoute | null => pageAt(path)?.route ?? null;

/**
 * The page of a path, in words that are ours alone, since it is mailed to an address that anybody may have typed: a
 * page of the portal, whose parameters are numbers (`/pro/revendiquer/le-pain-12` is `/pro/revendiquer/12`), without a
 * query. Null for any other. Pure.
 */
export const plainReturnPath = (path: string): string | null => pageAt(path)?.plain ?? null;
