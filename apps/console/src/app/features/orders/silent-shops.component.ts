import { Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';
import { createFormat } from '../../core/format';
import { ProblemComponent } from '../../core/problem.component';
import { TenantPage } from '../../core/tenant-page';
import { orderCallWords } from './order-call-words';

/** Shops whose last orders ended without an answer, the worst at the head. */
@Component({
  selector: 'console-silent-shops',
  imports: [ProblemComponent, RouterLink],
  template: `<h2>{{ words().silent }}</h2>
    <p class="page-note">{{ words().silentLead }}</p>
    @if (list.problem(); as problem) {
      <console-problem [problem]="problem" [busy]="list.loading()" (retry)="list.reload()" />
    }
    @if (list.value()) {
      <ul class="queue">
        @for (shop of shown(); track shop.id) {
          <li>
            <h3>
              <a class="queue-link" [routerLink]="shop.path">{{ shop.name }}</a>
            </h3>
            @if (shop.number) {
              <p>
                <a [href]="'tel:' + shop.number">{{ words().call(shop.phone) }}</a>
              </p>
            } @else {
              <p>{{ words().noPhone }}</p>
            }
            <p class="page-note">{{ shop.facts }}</p>
          </li>
        } @empty {
          <li class="queue-empty">{{ words().silentNone }}</li>
        }
      </ul>
      @if (list.value()?.isCut) {
        <p class="page-note">{{ words().cut }}</p>
      }
    }`,
})
export class SilentShopsComponent extends TenantPage {
  protected readonly list = this.api.silentShops(this.tenant);
  protected readonly words = computed(() => orderCallWords(this.i18n.locale()));
  protected readonly shown = computed(() => {
    const listed = this.list.value();
    if (!listed) return [];
    const words = this.words();
    const format = createFormat(this.i18n.locale(), listed.timeZone);
    const moment = (iso: string): string => format.moment(new Date(iso));
    return listed.shops.map(({ listing, phone, ...shop }) => ({
      id: listing.id,
      name: listing.name ?? this.t().listing.unnamed,
      path: this.path('listings', listing.id),
      number: phone,
      phone: this.phone(phone),
      facts: [
        words.missed(shop.missed),
        words.lastMissed(moment(shop.lastMissedAt)),
        ...(shop.askedAt === null ? [] : [words.asked(moment(shop.askedAt))]),
        ...(shop.pausedUntil === null
          ? []
          : [words.pausedBy(moment(shop.pausedUntil), shop.isPausedByPlatform)]),
      ].join(' · '),
    }));
  });
}
