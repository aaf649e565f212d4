import type { Bilingual, Locale } from '@halles/kernel';
import { accountRoutes } from './account-routes';
import { type FileRoute, fileRoutes } from './file-routes';
import { merchantRoutes } from './merchant-routes';
import { publicRoutes } from './public-routes';

/** Every page of a portal, and its address in each language. No address of a page is written anywhere else. */
export const portalRoutes = { ...publicRoutes, ...accountRoutes, ...merchantRoutes } as const;

export type PortalRoute = keyof typeof portalRoutes;

/** Names of the parameters in a pattern: `'listing'` of `/commerce/:listing/signaler`. */
type ParamNames<Pattern extends string> = Pattern extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer Tail}`
    ? Name | ParamNames<Tail>
    : Rest
  : never;

/** What an address of the route needs, by the names in its pattern. */
export type RouteParams<R extends PortalRoute> = Readonly<
  Record<ParamNames<(typeof portalRoutes)[R]['fr']>, string | number>
>;

/** The parameters of a route, left out where it has none. */
export type RouteArguments<R extends PortalRoute> = [ParamNames<(typeof portalRoutes)[R]['fr']>] extends [
  never,
]
  ? []
  : [params: RouteParams<R>];

/** Both patterns of a route, for a controller. Pure. */
export const patternsOf = (route: PortalRoute): string[] => [portalRoutes[route].fr, portalRoutes[route].en];

/** The path of a page in each language; parameters are encoded. Pure. */
export function pathsTo<R extends PortalRoute>(route: R, ...[params]: RouteArguments<R>): Bilingual {
  const values: PathValues = params ?? {};
  return { fr: fill(portalRoutes[route].fr, values), en: fill(portalRoutes[route].en, values) };
}

type PathValues = Readonly<Record<string, string | number>>;

const fill = (pattern: string, values: PathValues): string =>
  !pattern.includes(':')
    ? pattern
    : pattern.replaceAll(/:([a-z]+)/gi, (_, name: string) => encodeURIComponent(values[name] ?? ''));

/** The path of a file with parameters in its address: `pathToFile('asset', { hash, name })`. Pure. */
export const pathToFile = <R extends FileRoute>(
  route: R,
  params: Readonly<Record<ParamNames<(typeof fileRoutes)[R]>, string | number>>,
): string => fill(fileRoutes[route], params);

/** The path of a page in one language. Pure. */
export const pathTo = <R extends PortalRoute>(
  route: R,
  locale: Locale,
  ...[params]: RouteArguments<R>
): string => fill(portalRoutes[route][locale], params ?? {});

/** What the pages of a listing name in their address: `pathTo('report', locale, listingParams(listing))`. Pure. */
export const listingParams = ({
  slug,
  id,
}: {
  readonly slug: string;
  readonly id: number;
}): RouteParams<'listing'> => ({ listing: `${slug}-${id}` });

/** The path of a listing's page. Pure. */
export const listingPath = (
  locale: Locale,
  listing: { readonly slug: string; readonly id: number },
): string => pathTo('listing', locale, listingParams(listing));

/** The id in the address of a listing (`boulangerie-paul-1234`, `1234`), or null. Pure. */
export function listingIdOf(segment: string): number | null {
  const digits = /(?:^|-)(\d{1,10})$/.exec(segment)?.[1];
  return digits === undefined ? null : Number(digits);
}
