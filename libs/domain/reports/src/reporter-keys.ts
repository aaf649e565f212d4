import { createHmac } from 'node:crypto';
import { DAY } from '@halles/kernel';
import { type Config, derivedKey, InjectConfig } from '@halles/platform/config';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** So long a key serves. What was written under the one before is still known again, so that nobody counts twice. */
const PERIOD = 30 * DAY;

/** What the reports from one network have in common, without saying which network it is. */
@Injectable()
export class ReporterKeys {
  constructor(@InjectConfig() private readonly config: Pick<Config, 'masterKey'>) {}

  /**
   * An HMAC of the network under a key of the territory that changes every thirty days. The network cannot be found in it,
   * nor can other territories recognise it.
   * @param network the /24 of an IPv4 address, the /48 of an IPv6 one
   * @returns the key of now, and the one that the same network had in the period before
   */
  of({ tenant }: Pick<TenantContext, 'tenant'>, network: string, now: Date): readonly [string, string] {
    const period = Math.floor(now.getTime() / PERIOD);
    const keyOf = (number: number): string =>
      createHmac('sha256', derivedKey(this.config.masterKey, `reporter/${tenant.id}/${number}`))
        .update(network)
        .digest('base64url');
    return [keyOf(period), keyOf(period - 1)];
  }
}
