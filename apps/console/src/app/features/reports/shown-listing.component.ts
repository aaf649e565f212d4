import { Component, inject, input } from '@angular/core';
import type { ShownListing } from '@halles/contracts';
import { I18nStore } from '../../core/i18n/i18n.store';

/** A listing as the public sees it. */
@Component({
  selector: 'console-shown-listing',
  template: `<dl class="facts">
      <dt>{{ t().listing.place }}</dt>
      <dd>{{ listing().place ?? t().listing.unknown }}</dd>
      <dt>{{ t().listing.phone }}</dt>
      <dd>{{ listing().phone ?? t().listing.unknown }}</dd>
      <dt>{{ t().listing.hours }}</dt>
      <dd>{{ listing().hours ?? t().listing.unknown }}</dd>
      <dt>{{ t().listing.state }}</dt>
      <dd>{{ t().listing.states[listing().state] }}</dd>
    </dl>
    <p>
      <a [href]="listing().url" target="_blank" rel="noopener"
        >{{ t().listing.publicPage }}<span class="sr-only"> {{ t().common.newTab }}</span></a
      >
    </p>`,
})
export class ShownListingComponent {
  readonly listing = input.required<ShownListing>();
  protected readonly t = inject(I18nStore).texts;
}
