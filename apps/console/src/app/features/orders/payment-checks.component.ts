import { Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';
import { createFormat } from '../../core/format';
import { pagedList } from '../../core/paged-list';
import { ProblemComponent } from '../../core/problem.component';
import { TenantPage } from '../../core/tenant-page';
import { ButtonComponent } from '../../ui/button.component';
import { paymentCheckWords } from './payment-check-words';

/** Payments online that somebody has to look at, the oldest first, each with what to do about it. */
@Component({
  selector: 'console-payment-checks',
  imports: [ButtonComponent, ProblemComponent, RouterLink],
  template: `@if (read.problem(); as problem) {
      <console-problem [problem]="problem" [busy]="read.loading()" (retry)="load()" />
    }
    @if (isShown()) {
      <h2 id="payment-checks">{{ words().heading }}</h2>
      <p class="page-note">{{ words().lead }}</p>
      @if (shown(); as rows) {
        <ul class="queue">
          @for (row of rows; track row.key) {
            <li>
              <h3>
                {{ row.order }} ·
                <a class="queue-link" [routerLink]="row.path">{{ row.shop }}</a>
              </h3>
              <p>
                <strong>{{ row.what }}</strong> {{ row.todo }}
              </p>
              <p class="page-note">{{ row.facts }}</p>
            </li>
          } @empty {
            <li class="queue-empty">{{ words().none }}</li>
          }
        </ul>
        @if (read.value()?.next) {
          <button
            uiButton
            type="button"
            variant="plain"
            [busy]="read.loading()"
            [busyLabel]="t().common.loading"
            (click)="more()"
          >
            {{ t().listing.more }}
          </button>
        }
      }
    }`,
})
export class PaymentChecksComponent extends TenantPage {
  private readonly list = pagedList(
    (after) => this.api.paymentChecks(this.tenant, after),
    (page) => page.checks,
    this.tenant,
  );
  protected readonly read = this.list.read;
  protected readonly words = computed(() => paymentCheckWords(this.i18n.locale()));
  protected readonly shown = computed(() => {
    const { timeZone } = this.read.value() ?? {};
    const words = this.words();
    const format = createFormat(this.i18n.locale(), timeZone);
    return this.list.rows()?.map(({ kind, id, listing, number, payment, problem, at }) => {
      const moment = format.moment(new Date(at));
      return {
        key: `${kind} ${id}`,
        order: number === null ? words.noNumber : words.number(number),
        shop: listing.name ?? this.t().listing.unnamed,
        path: this.path('listings', listing.id),
        ...words.kinds[kind],
        facts: this.sentence(
          [
            kind === 'contested' ? words.paid(moment) : words.found(moment),
            ...(payment === null ? [] : [words.payment(payment)]),
            ...(problem === null ? [] : [words.code(problem)]),
          ].join(' · '),
        ),
      };
    });
  });

  /** Where orders are not paid online there is nothing to check, and no word of it. */
  protected readonly isShown = computed(
    () => this.read.value()?.isOffered === true || (this.list.rows()?.length ?? 0) > 0,
  );

  protected load(): void {
    this.list.restart();
  }

  protected more(): void {
    this.list.more();
  }
}
