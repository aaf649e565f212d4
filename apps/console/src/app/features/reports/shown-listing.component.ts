import { Component, inject, input } from '@angular/core';
import type { ShownListing } from '@halles/contracts';
import { I18nStore } from '../../core/i18n/i18n.store';

/** A listing as the public sees it. */
@Component({
  selector: 'console-shown-listing',
  template: `<dl class="facts">
      <dt>{{ t().desk.place }}</dt>
      <dd>{{ listing().place ?? t().desk.unknown }}</dd>
      <dt>{{ t().desk.phone }}</dt>
      <dd>{{ listing().phone ?? t().desk.unknown }}</dd>
      <dt>{{ t().desk.hours }}</dt>
      <dd>{{ listing().hours ?? t().desk.unknown }}</dd>
      <dt>{{ t().desk.state }}</dt>
      <dd>{{ t().desk.states[listing().state] }}</dd>
    </dl>
    <p>
      <a [href]="listing().url" target="_blank" rel="noopener"
        >{{ t().desk.publicPage }}<span class="sr-only"> {{ t().common.newTab }}</span></a
      >
    </p>`,
})
export class ShownListingComponent {
  readonly listing = input.required<ShownListing>();
  protected readonly t = inject(I18nStore).texts;
}
