import { Component, computed, inject, input, signal } from '@angular/core';
import type { OccupancyDayView, OccupancyHourView } from '@halles/contracts';
import { I18nStore } from '../../core/i18n/i18n.store';
import { ProblemComponent } from '../../core/problem.component';
import { ButtonComponent } from '../../ui/button.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { GaugeApi } from './gauge-api';
import { BAR_WIDTH, barsOf, CHART_HEIGHT, KINDS, partOf, peopleIn, shownHours } from './occupancy-bars';
import { occupancyWords } from './occupancy-words';

const sumOf = ({ hours }: OccupancyDayView): number => hours.reduce((sum, hour) => sum + peopleIn(hour), 0);

/** How busy the places of a territory are, hour by hour, on a day of this week: drawn, and in a table. */
@Component({
  selector: 'console-occupancy',
  imports: [ButtonComponent, ProblemComponent, SkeletonComponent],
  templateUrl: './occupancy.component.html',
})
export class OccupancyComponent {
  readonly tenant = input.required<string>();

  private readonly i18n = inject(I18nStore);
  protected readonly words = computed(() => occupancyWords[this.i18n.locale()]);
  protected readonly week = inject(GaugeApi).occupancy(this.tenant);
  /** The day that was chosen; undefined: today. */
  protected readonly chosen = signal<string | undefined>(undefined);
  protected readonly kinds = computed(() =>
    KINDS.map((kind) => ({ kind, label: this.words().columns[kind] })),
  );
  protected readonly isEmpty = computed(
    () => this.week.value()?.days.every((day) => sumOf(day) === 0) ?? true,
  );
  protected readonly days = computed(() => {
    const { today = '', days = [] } = this.week.value() ?? {};
    return days.map(({ day }) => ({
      day,
      isShown: day === (this.chosen() ?? today),
      label: day === today ? `${this.day(day)} (${this.words().today})` : this.day(day),
    }));
  });
  protected readonly shown = computed(() => {
    const all = this.week.value();
    const day = all?.days.find((one) => one.day === (this.chosen() ?? all.today));
    if (!all || !day) return undefined;
    const { first, last } = shownHours(all);
    const hours = day.hours.filter(({ hour }) => hour >= first && hour <= last);
    const most = Math.max(0, ...all.days.flatMap((one) => one.hours.map(peopleIn)));
    const words = this.words();
    return {
      isEmpty: sumOf(day) === 0,
      caption: words.caption(this.day(day.day)),
      name: this.nameOf(day),
      viewBox: `0 0 ${String(hours.length * BAR_WIDTH)} ${String(CHART_HEIGHT)}`,
      bars: barsOf(hours, most),
      ...{ first: words.hour(first), last: words.hour(last + 1) },
      rows: hours.map((hour) => this.rowOf(hour)),
    };
  });
  protected readonly limitedWords = computed(() => {
    const places = this.week.value()?.limitedPlaces ?? 0;
    return places === 0 ? this.words().unlimited : this.words().limited(this.count(places));
  });

  /** What the drawing says to who does not see it. */
  private nameOf(day: OccupancyDayView): string {
    const busiest = day.hours.reduce((one, other) => (peopleIn(other) > peopleIn(one) ? other : one));
    const people = peopleIn(busiest);
    const { chart, hour, people: peopleWords } = this.words();
    return chart(this.day(day.day), hour(busiest.hour), peopleWords(this.count(people), people === 1));
  }

  private rowOf(hour: OccupancyHourView) {
    const words = this.words();
    const part = partOf(hour);
    return {
      hour: words.hour(hour.hour),
      counts: KINDS.map((kind) => this.count(hour[kind])),
      all: this.count(peopleIn(hour)),
      part:
        hour.capacity === 0
          ? words.closed
          : part === null
            ? ''
            : words.part(this.count(part), this.count(hour.limited), this.count(hour.capacity ?? 0)),
    };
  }

  private day(iso: string): string {
    return this.i18n.format().day(iso);
  }

  private count(value: number): string {
    return this.i18n.format().count(value);
  }
}
