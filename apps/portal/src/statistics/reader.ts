import type { IncomingHttpHeaders } from 'node:http';
import { isbot } from 'isbot';
import { LRUCache } from 'lru-cache';

/** Browsers of a town are a few hundred; the bound is for those who invent them. */
const known = new LRUCache<string, boolean>({ max: 1_000 });

/** Whether a person reads, as far as a request says: no program that names itself one, and no page that a browser fetches ahead. */
export function isReader({ 'user-agent': agent, ...headers }: IncomingHttpHeaders): boolean {
  if (agent === undefined || isAhead(headers['sec-purpose'] ?? headers['purpose'])) return false;
  let isPerson = known.get(agent);
  if (isPerson === undefined) known.set(agent, (isPerson = !isbot(agent)));
  return isPerson;
}

function isAhead(purpose: string | string[] | undefined): boolean {
  return typeof purpose === 'string' && /prefetch|prerender|preview/.test(purpose);
}

/** Pages of results, in both languages, whatever they are of: categories, towns, districts, streets. */
const RESULTS =
  /^\/(?:commerces|communes|quartiers|rues|en\/(?:businesses|towns|districts|streets))(?:[/?]|$)/;

/** Whether the reader came from a page of results of this portal: browsers say from which page of the same site. Pure. */
export function cameFromResults(referer: string | undefined, host: string | undefined): boolean {
  if (referer === undefined || host === undefined || !URL.canParse(referer)) return false;
  const from = new URL(referer);
  return from.host === host && RESULTS.test(from.pathname);
}
