import type { Config } from '@halles/platform/config';

/** What of the installation's settings decides about claims. */
export interface ClaimSettings {
  /** Whether a code can be brought to a phone: a gateway is plugged in, or this is no production. */
  readonly canCall: boolean;
}

export const CLAIM_SETTINGS = Symbol('claim settings');

/** Pure. */
export const claimSettings = (config: Pick<Config, 'nodeEnv' | 'phoneGatewayUrl'>): ClaimSettings => ({
  canCall: config.nodeEnv !== 'production' || config.phoneGatewayUrl !== undefined,
});
