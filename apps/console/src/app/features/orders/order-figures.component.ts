import { Component, computed, signal } from '@angular/core';
import type { TownOrderFigures } from '@halles/contracts';
import { priceWords } from '@halles/kernel';
import { ProblemComponent } from '../../core/problem.component';
import { TenantPage } from '../../core/tenant-page';
import { ChoiceComponent } from '../../ui/choice.component';
import { orderFiguresWords } from './order-figures-words';

type Totals = TownOrderFigures['totals'];

/** What the shops of a territory are ordered together, in figures. */
@Component({
  selector: 'console-order-figures',
  imports: [ChoiceComponent, ProblemComponent],
  template: `<h2 id="order-figures">{{ words().heading }}</h2>
    <p class="page-note">{{ words().lead }}</p>
    <ui-choice [label]="words().period" [options]="periods()" [(value)]="weeks" />
    @if (figures.problem(); as problem) {
      <console-problem [problem]="problem" [busy]="figures.loading()" (retry)="figures.reload()" />
    }
    @if (shown(); as shown) {
      <p class="page-note" aria-live="polite">{{ shown.span }}</p>
      <div class="order-figures" tabindex="0" role="region" aria-labelledby="order-figures">
        <table class="figure-table">
          <thead>
            <tr>
              <th scope="col">{{ words().figure }}</th>
              <th scope="col">{{ words().now }}</th>
              <th scope="col">{{ words().before }}</th>
            </tr>
          </thead>
          <tbody>
            @for (row of shown.rows; track row.name) {
              <tr>
                <th scope="row">{{ row.name }}</th>
                <td>{{ row.now }}</td>
                <td>{{ row.before }}</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
      <p class="page-note">{{ words().rule }}</p>
      <h3 id="order-weeks">{{ words().weeks }}</h3>
      @if (shown.weeks.length > 0) {
        <div class="order-figures" tabindex="0" role="region" aria-labelledby="order-weeks">
          <table class="figure-table">
            <thead>
              <tr>
                <th scope="col">{{ words().week }}</th>
                <th scope="col">{{ words().placed }}</th>
                <th scope="col">{{ words().shops }}</th>
              </tr>
            </thead>
            <tbody>
              @for (week of shown.weeks; track week.name) {
                <tr>
                  <th scope="row">{{ week.name }}</th>
                  <td>
                    {{ week.placed
                    }}<meter
                      class="order-bar"
                      aria-hidden="true"
                      min="0"
                      [max]="shown.most"
                      [value]="week.count"
                    ></meter>
                  </td>
                  <td>{{ week.shops }}</td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      } @else {
        <p>{{ words().none }}</p>
      }
    }`,
})
export class OrderFiguresComponent extends TenantPage {
  protected readonly weeks = signal('4');
  protected readonly figures = this.api.orderFigures(this.tenant, this.weeks);
  protected readonly words = computed(() => orderFiguresWords(this.i18n.locale()));
  protected readonly periods = computed(() =>
    Object.entries(this.words().periods).map(([value, label]) => ({ value, label })),
  );
  protected readonly shown = computed(() => {
    const figures = this.figures.value();
    return figures && this.shownOf(figures);
  });

  private shownOf({ first, last, before, weeks, totals, taking }: TownOrderFigures) {
    const words = this.words();
    const { count, day } = this.format();
    const row = (name: string, tell: (totals: Totals) => string) => ({
      ...{ name, now: tell(totals), before: tell(before.totals) },
    });
    const current = weeks.at(-1)?.week;
    return {
      span: words.span(day(first), day(last), day(before.first), day(before.last)),
      rows: [
        row(words.placed, ({ placed }) => count(placed)),
        row(words.shops, ({ shops }) => count(shops)),
        row(words.inTime, (some) => this.inTime(some)),
        row(words.sold, ({ soldCents }) => this.amount(soldCents)),
        { name: words.taking, now: count(taking), before: '' },
      ],
      most: Math.max(1, ...weeks.map(({ placed }) => placed)),
      weeks: weeks
        .filter(({ placed }) => placed > 0)
        .toReversed()
        .map(({ week, placed, shops }) => ({
          name: week === current ? `${day(week)} (${words.current})` : day(week),
          count: placed,
          placed: count(placed),
          shops: count(shops),
        })),
    };
  }

  private inTime({ answering, inTime }: Totals): string {
    const { count } = this.format();
    if (answering === 0) return this.words().nobody;
    if (inTime === null) return this.words().hidden;
    const percent = count(Math.round((100 * inTime) / answering));
    return this.words().ofShops(count(inTime), count(answering), percent);
  }

  private amount(cents: number | null): string {
    if (cents === 0) return this.words().unsold;
    return cents === null ? this.words().hidden : priceWords(cents, this.i18n.locale());
  }
}
