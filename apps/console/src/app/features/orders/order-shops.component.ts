import { Component, computed, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { HandOverPage } from '../../core/hand-over-page';
import { ProblemComponent } from '../../core/problem.component';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';
import { folded, orderCallWords } from './order-call-words';

/** So many are shown before anything is typed. */
const FIRST = 10;

/** Shops whose mandate leaves their orders to the town: an order is entered, in the space of the shop on the portal. */
@Component({
  selector: 'console-order-shops',
  imports: [ButtonComponent, NoticeComponent, ProblemComponent, RouterLink],
  template: `<h2 id="enter-order">{{ words().enter }}</h2>
    <p class="page-note">{{ words().enterLead }}</p>
    @if (list.problem(); as problem) {
      <console-problem [problem]="problem" [busy]="list.loading()" (retry)="list.reload()" />
    }
    @if (notice(); as refused) {
      <ui-notice [tone]="refused.tone" [alert]="true" [heading]="refused.title" [detail]="refused.detail" />
    }
    @if (list.value(); as listed) {
      @if (listed.shops.length > 0) {
        <label class="ui-field-label" for="find-shop">{{ words().findShop }}</label>
        <p class="ui-field-hint" id="find-shop-hint">{{ words().findShopHint }}</p>
        <div class="ui-field-line">
          <input
            id="find-shop"
            type="search"
            autocomplete="off"
            maxlength="80"
            aria-describedby="find-shop-hint"
            [value]="typed()"
            (input)="find($event)"
          />
        </div>
      }
      <ul class="queue" aria-live="polite">
        @for (shop of shown(); track shop.id) {
          <li>
            <h3>
              <a class="queue-link" [routerLink]="shop.path">{{ shop.name }}</a>
            </h3>
            <span class="queue-place">{{ shop.place }}</span>
            <div class="row-actions">
              @if (shop.takesOrders) {
                <button
                  uiButton
                  type="button"
                  [attr.aria-label]="words().enterOrder + ', ' + shop.name"
                  [busy]="busy()"
                  [busyLabel]="t().listing.opening"
                  (click)="handOver(shop.id, { vers: 'commande-nouvelle' })"
                >
                  {{ words().enterOrder }}
                </button>
              } @else {
                <span class="page-note">{{ words().takesNone }}</span>
              }
              <button
                uiButton
                type="button"
                variant="plain"
                [attr.aria-label]="words().seeOrders + ', ' + shop.name"
                [busy]="busy()"
                [busyLabel]="t().listing.opening"
                (click)="handOver(shop.id, { vers: 'commandes' })"
              >
                {{ words().seeOrders }}
              </button>
            </div>
          </li>
        } @empty {
          <li class="queue-empty">{{ listed.shops.length === 0 ? words().noShops : words().noShop }}</li>
        }
      </ul>
      @if (listed.isCut) {
        <p class="page-note">{{ words().cutShops }}</p>
      }
    }`,
})
export class OrderShopsComponent extends HandOverPage {
  protected readonly list = this.api.orderShops(this.tenant);
  protected readonly words = computed(() => orderCallWords(this.i18n.locale()));
  protected readonly typed = signal('');
  protected readonly shown = computed(() => {
    const wanted = folded(this.typed());
    const all = (this.list.value()?.shops ?? []).map(({ listing, takesOrders }) => ({
      id: String(listing.id),
      name: listing.name ?? this.t().listing.unnamed,
      place: listing.place ?? '',
      path: this.path('listings', listing.id),
      takesOrders,
    }));
    if (wanted === '') return all.slice(0, FIRST);
    return all.filter(({ name, place }) => folded(`${name} ${place}`).includes(wanted));
  });

  protected find({ target }: Event): void {
    if (target instanceof HTMLInputElement) this.typed.set(target.value);
  }
}
