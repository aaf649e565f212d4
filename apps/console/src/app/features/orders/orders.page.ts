import { Component, computed } from '@angular/core';
import { ProblemComponent } from '../../core/problem.component';
import { TenantPage } from '../../core/tenant-page';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { OrderCallComponent } from './order-call.component';
import { orderCallWords } from './order-call-words';
import { OrderFiguresComponent } from './order-figures.component';
import { OrderShopsComponent } from './order-shops.component';
import { PaymentChecksComponent } from './payment-checks.component';
import { SilentShopsComponent } from './silent-shops.component';

/** Orders that their shops do not answer, the one that is collected first at the head: the town calls. */
@Component({
  selector: 'console-orders-page',
  imports: [
    OrderCallComponent,
    OrderFiguresComponent,
    OrderShopsComponent,
    PaymentChecksComponent,
    ProblemComponent,
    SilentShopsComponent,
    SkeletonComponent,
  ],
  template: `@if (list.problem(); as problem) {
      <console-problem [problem]="problem" [busy]="list.loading()" (retry)="load()" />
    }
    @if (list.value() || !list.problem()) {
      <h1 tabindex="-1">{{ t().titles.orders }}</h1>
      <p class="lead">{{ words().lead }}</p>
      @if (list.value(); as listed) {
        <ul class="queue">
          @for (call of listed.calls; track call.id) {
            <li><console-order-call [call]="call" [timeZone]="listed.timeZone" (saved)="load()" /></li>
          } @empty {
            <li class="queue-empty">{{ words().none }}</li>
          }
        </ul>
        @if (listed.isCut) {
          <p class="page-note">{{ words().cut }}</p>
        }
      } @else {
        <ui-skeleton size="row" [lines]="4" />
      }
      <console-order-shops />
      <console-silent-shops />
      <console-payment-checks />
      <console-order-figures />
    }`,
  host: { class: 'page' },
})
export class OrdersPage extends TenantPage {
  protected readonly list = this.api.orderCalls(this.tenant);
  protected readonly words = computed(() => orderCallWords(this.i18n.locale()));

  protected load(): void {
    this.list.reload();
  }
}
