import { join } from 'node:path';
import type { TenantContext } from './tenant';

const PART = /^[A-Za-z0-9_.@-]{1,200}$/;

function joinKey(ctx: TenantContext, parts: readonly string[]): string {
  for (const part of parts) {
    if (!PART.test(part)) throw new Error(`not a part of a key: ${JSON.stringify(part)}`);
  }
  // The opaque role and not the slug: a slug can be given to another territory one day.
  return ['t', ctx.tenant.role, ...parts].join(':');
}

/** Key of a cache entry or a counter in Redis. No key is built without a context. */
export function cacheKey(ctx: TenantContext, ...parts: readonly [string, ...string[]]): string {
  return joinKey(ctx, parts);
}

/** Folder of a tenant's files below the media root. */
export function mediaFolder(mediaRoot: string, tenant: { readonly role: string }): string {
  if (!PART.test(tenant.role)) throw new Error('not a tenant role');
  return join(mediaRoot, tenant.role);
}
