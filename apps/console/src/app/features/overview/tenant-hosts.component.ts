import { Component, computed, inject, input } from '@angular/core';
import type { TenantRow } from '@halles/contracts';
import { I18nStore } from '../../core/i18n/i18n.store';
import { HostLineComponent } from './host-line.component';
import { orderHosts } from './tenant-list';

const SHOWN = 3;

/** A territory's hosts: the canonical one first, and what each of the others does, in words. */
@Component({
  selector: 'console-tenant-hosts',
  imports: [HostLineComponent],
  templateUrl: './tenant-hosts.component.html',
})
export class TenantHostsComponent {
  readonly hosts = input.required<TenantRow['hosts']>();
  private readonly i18n = inject(I18nStore);
  protected readonly t = this.i18n.texts;
  private readonly ordered = computed(() => orderHosts(this.hosts()));
  protected readonly first = computed(() => this.ordered().slice(0, SHOWN));
  protected readonly rest = computed(() => this.ordered().slice(SHOWN));
  protected readonly more = computed(() => {
    const count = this.rest().length;
    const format = this.i18n.format();
    return this.t().overview.moreHosts(format.count(count), format.plural(count));
  });
}
