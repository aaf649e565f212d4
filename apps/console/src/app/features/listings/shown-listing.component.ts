import { Component, computed, inject, input } from '@angular/core';
import type { ShownListing } from '@halles/contracts';
import { phoneWords } from '@halles/kernel';
import { I18nStore } from '../../core/i18n/i18n.store';

/** A listing as the public sees it: of one that is closed for good, neither hours nor a way to reach it. */
@Component({
  selector: 'console-shown-listing',
  template: `<dl class="facts">
      <dt>{{ t().listing.place }}</dt>
      <dd>{{ listing().place ?? t().listing.unknown }}</dd>
      @if (listing().state === 'open') {
        <dt>{{ t().listing.phone }}</dt>
        <dd>{{ phone() ?? t().listing.unknown }}</dd>
        <dt>{{ t().listing.hours }}</dt>
        @for (line of listing().hours?.[locale()] ?? [t().listing.unknown]; track line) {
          <dd>{{ line }}</dd>
        }
      }
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
  private readonly i18n = inject(I18nStore);
  protected readonly t = this.i18n.texts;
  protected readonly locale = this.i18n.locale;
  protected readonly phone = computed(() => {
    const { phone } = this.listing();
    return phone === null ? null : phoneWords(phone);
  });
}
