import { Component, inject, input } from '@angular/core';
import type { TenantRow } from '@halles/contracts';
import { I18nStore } from '../../core/i18n/i18n.store';
import { IconComponent } from '../../ui/icon.component';

/** One host of a territory, and whether it is the canonical one, redirects to it, or is not verified yet. */
@Component({
  selector: 'li[consoleHostLine]',
  imports: [IconComponent],
  template: `<span class="host-name">{{ host().host }}</span>
    @if (!host().verified) {
      <span class="host-note" data-tone="warn"><ui-icon name="ring" />{{ t().overview.unverified }}</span>
    } @else if (host().canonical) {
      <span class="host-note"><ui-icon name="check" />{{ t().overview.canonical }}</span>
    } @else {
      <span class="host-note">{{ t().overview.redirects }}</span>
    }`,
  host: { class: 'host' },
})
export class HostLineComponent {
  readonly host = input.required<TenantRow['hosts'][number]>();
  protected readonly t = inject(I18nStore).texts;
}
