import { createHmac } from 'node:crypto';
import { DAY } from '@halles/kernel';
import { derivedKey } from '@halles/platform/config';
import type { TenantContext } from '@halles/platform/tenancy';

/** So long a key serves. What was written under the one before is still known again, so that nobody counts twice. */
const PERIOD = 30 * DAY;

/**
 * What a visitor is known again by, among those who report: an HMAC of the address under a key of the territory that
 * changes every thirty days. Nobody finds the address in it, and no other territory the person. Pure.
 * @param visitor an address, or what stands for one: the /64 of an IPv6 one
 * @returns the key of now, and the one that the same visitor had in the period before
 */
export function reporterKeys(
  masterKey: string,
  { tenant }: Pick<TenantContext, 'tenant'>,
  visitor: string,
  now: Date,
): readonly [string, string] {
  const period = Math.floor(now.getTime() / PERIOD);
  const keyOf = (number: number): string =>
    createHmac('sha256', derivedKey(masterKey, `reporter/${tenant.id}/${number}`))
      .update(visitor)
      .digest('base64url');
  return [keyOf(period), keyOf(period - 1)];
}
