import { breadcrumbList, SCHEMA_ORG } from '../rendering/json-ld';
import type { PageScope } from '../rendering/page-scope';
import { type Landing, landingPaths } from './landing';
import type { LandingBody } from './results.view';

/** A landing page for machines: where it is, and the businesses that it lists. Pure. */
export function describeLanding(scope: PageScope, landing: Landing, body: LandingBody): object[] {
  const { origin, locale } = scope;
  const path = landingPaths(landing)[locale];
  const list = {
    '@context': SCHEMA_ORG,
    '@type': 'ItemList',
    name: body.heading,
    numberOfItems: landing.answered.facets.total,
    itemListElement: body.results.map(({ href, name }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      url: `${origin}${href}`,
    })),
  };
  const crumbs = breadcrumbList(scope, body.trail, { label: body.heading, path });
  return body.results.length === 0 ? [crumbs] : [crumbs, list];
}
