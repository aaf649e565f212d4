import type { Config } from '@halles/platform/config';
import { SignedAddresses } from './signed-address';

/** A mail that came back, by the address that it came back to. */
export interface ReturnedMail<T> {
  readonly tenant: T;
  /** Of the delivery. */
  readonly delivery: string;
}

/** Addresses that mails come back to, one for each: `bounces+<delivery><signature>@BOUNCE_DOMAIN`. */
export class ReturnPaths {
  private readonly addresses: SignedAddresses;

  constructor(config: Pick<Config, 'masterKey' | 'bounceDomain'>) {
    this.addresses = new SignedAddresses(config, 'bounces', 'mail-return-path');
  }

  /** Undefined where no domain is configured, or the delivery has no id of its own. */
  of(tenant: { readonly id: string }, delivery: string): string | undefined {
    return this.addresses.of(tenant, delivery);
  }

  /** Whose mail came back to an address; null where it is none of ours, for whichever reason. */
  read<T extends { readonly id: string }>(address: string, tenants: readonly T[]): ReturnedMail<T> | null {
    const read = this.addresses.read(address, tenants);
    return read && { tenant: read.tenant, delivery: read.id };
  }
}
