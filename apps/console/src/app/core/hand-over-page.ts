import { DOCUMENT, inject } from '@angular/core';
import type { HandOverTarget } from '@halles/contracts';
import { TenantPage } from './tenant-page';

/** A screen from which an agent goes on in the space of a business, on the portal, which leads back to the console. */
export abstract class HandOverPage extends TenantPage {
  private readonly location = inject(DOCUMENT).location;

  /** @param target the page of the space to begin on; its home unless said */
  protected async handOver(listing: string, target: HandOverTarget = {}): Promise<void> {
    const pending = this.api.handOver(this.tenant(), listing, this.i18n.locale(), target);
    if (!(await this.act(pending, ''))) return;
    const outcome = await pending;
    if (outcome.ok) this.location.assign(outcome.value.address);
  }
}
