import type { Config } from '@halles/platform/config';
import { type SignedAddress, SignedAddresses } from './signed-address';

/**
 * Addresses that are answered, one for each thing that is told by mail: `replies+<id><signature>@BOUNCE_DOMAIN`. Whoever has the mail
 * has it, and who they are is for the answer to say.
 */
export class ReplyAddresses {
  private readonly addresses: SignedAddresses;

  constructor(config: Pick<Config, 'masterKey' | 'bounceDomain'>) {
    this.addresses = new SignedAddresses(config, 'replies', 'mail-reply-address');
  }

  /** Undefined where no domain is configured: answers arrive nowhere then. */
  of(tenant: { readonly id: string }, id: string): string | undefined {
    return this.addresses.of(tenant, id);
  }

  /** What is answered at an address; null where it is none of ours, for whichever reason. */
  read<T extends { readonly id: string }>(address: string, tenants: readonly T[]): SignedAddress<T> | null {
    return this.addresses.read(address, tenants);
  }
}
