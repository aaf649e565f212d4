import { listRoutes } from '@halles/platform/http';
import { hashToken } from '@halles/platform/auth';
import type { TenantContext } from '@halles/platform/tenancy';
import { DiscoveryService } from '@nestjs/core';
import { FakeIssuer } from '@halles/testing/openid';
import { GENEROUS, multipartForm } from '@halles/testing';
import { type Answer, openPortal, type Portal } from '../../apps/portal/testing/portal-harness';
import { type Planted, plant, sessionFor } from './portal-planted';
import { type Address, addressesOf, type Body } from './portal-addresses';
import { type Actor, type Reach } from './portal-routes';

/** A portal with a provider of identities, two territories that keep one of everything, and every address it declares. */
export interface Matrix {
  readonly portal: Portal;
  readonly addresses: readonly Address[];
  /** What `ici-bourg` keeps, whose host is asked. */
  readonly ours: Planted;
  /** What `autre-ville` keeps. */
  readonly theirs: Planted;
  close(): Promise<void>;
}

export async function openMatrix(): Promise<Matrix> {
  const issuer = await FakeIssuer.start();
  const portal = await openPortal(
    { rateLimits: GENEROUS },
    {
      PROCONNECT_ISSUER: issuer.url,
      PROCONNECT_CLIENT_ID: issuer.clientId,
      PROCONNECT_CLIENT_SECRET: 'a secret of the tests',
    },
  );
  return {
    portal,
    addresses: addressesOf(listRoutes(portal.app.get(DiscoveryService))),
    ours: await plant(portal, portal.world.here, 'FAUVETTE', 501),
    theirs: await plant(portal, portal.world.there, 'ZIBELINE', 900_001),
    close: async () => {
      await portal.close();
      await issuer.stop();
    },
  };
}

/** How a request is made. */
export interface Call {
  readonly slug: string;
  readonly method: string;
  readonly path: string;
  readonly body: Body;
  readonly cookie?: string | undefined;
  /** What says whence it comes: a page of the portal itself unless said. */
  readonly from?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a request as a browser does. */
export function call(portal: Portal, asked: Call): Promise<Answer> {
  const {
    slug,
    method,
    path,
    body,
    cookie,
    headers = {},
    from = { 'sec-fetch-site': 'same-origin' },
  } = asked;
  const sent = method === 'GET' ? null : encoded(body);
  return portal.ask(slug, path, {
    method,
    headers: {
      ...(sent && { 'content-type': sent.type, 'content-length': String(sent.bytes.length), ...from }),
      ...(cookie !== undefined && { cookie }),
      ...headers,
    },
    ...(sent && { body: sent.bytes }),
  });
}

function encoded(body: Body): { readonly bytes: Buffer; readonly type: string } {
  if (body.kind === 'files') {
    const { body: bytes, headers } = multipartForm({}, []);
    return { bytes, type: headers['content-type'] ?? '' };
  }
  if (body.kind === 'json')
    return { bytes: Buffer.from(JSON.stringify(body.value)), type: 'application/json' };
  const bytes = Buffer.from(new URLSearchParams(body.fields).toString());
  return { bytes, type: 'application/x-www-form-urlencoded' };
}

interface Reader {
  readonly ctx: TenantContext;
  readonly cookie: string;
}

/** Sessions of a portal with which pages were read and nothing else was done, by who has them. */
const readingSessions = new WeakMap<Portal, Map<string, Reader>>();

/**
 * The cookie of somebody of a territory for a request. Requests that only read share a session until the next that may
 * change something; each of those has a new one, as some routes end the one that they are called with.
 */
export async function cookieOf(
  portal: Portal,
  ctx: TenantContext,
  mark: string,
  actor: Actor,
  method: string,
): Promise<string | undefined> {
  if (actor === 'nobody') return undefined;
  const readers = readingSessions.get(portal) ?? new Map<string, Reader>();
  readingSessions.set(portal, readers);
  if (method !== 'GET') {
    for (const reader of readers.values()) await requireOpen(portal, reader);
    readers.clear();
    return sessionFor(portal.world, ctx, mark, actor);
  }
  const who = `${ctx.tenant.slug} ${actor}`;
  const reader = readers.get(who) ?? { ctx, cookie: await sessionFor(portal.world, ctx, mark, actor) };
  readers.set(who, reader);
  return reader.cookie;
}

/** @throws Error when a page that was read has ended the session: what was asked after it was asked by nobody */
async function requireOpen({ world }: Portal, { ctx, cookie }: Reader): Promise<void> {
  const token = cookie.slice(cookie.indexOf('=') + 1);
  const rows = await world.work.read(ctx, ({ manager }) =>
    manager.query('SELECT FROM account_session WHERE token_hash = $1', [hashToken(token)]),
  );
  if (rows.length === 0) throw new Error('a session of somebody who only read is gone');
}

/** What an answer says of whether somebody was let in. */
export function reachOf({ status, headers }: Pick<Answer, 'status' | 'headers'>): Reach | 'error' {
  if (status >= 500) return 'error';
  if (status === 401 || /^\/(connexion|en\/sign-in)\?/.test(headers.location ?? '')) return 'sign-in';
  if (status === 403 || status === 404) return status === 403 ? '403' : '404';
  return 'yes';
}
