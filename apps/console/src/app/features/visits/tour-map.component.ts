import { Component, computed, inject, input, output } from '@angular/core';
import { I18nStore } from '../../core/i18n/i18n.store';
import { type Place, tourPlan } from './tour-plan';

/** A stop on the drawing. */
export interface MappedStop extends Place {
  readonly id: number;
  readonly name: string;
  readonly isVisited: boolean;
}

/**
 * The tour as it lies: numbers in walking order and the way between them. Drawn by ourselves, for screen and paper; the list
 * below says the same in words, so that nothing is on the drawing alone.
 */
@Component({
  selector: 'console-tour-map',
  template: `<figure class="tour-map">
    <svg
      role="img"
      [attr.viewBox]="'0 0 ' + plan().width + ' ' + plan().height"
      [attr.aria-label]="t().visits.map(count(), plural())"
    >
      <polyline class="tour-way" [attr.points]="way()" />
      @for (mark of marks(); track mark.id) {
        <g
          class="tour-stop"
          [class.tour-stop-visited]="mark.isVisited"
          [attr.transform]="'translate(' + mark.x + ' ' + mark.y + ')'"
          (click)="chosen.emit(mark.id)"
        >
          <title>{{ mark.name }}</title>
          <circle r="13" />
          <text dy="0.35em">{{ mark.number }}</text>
        </g>
      }
      <path class="tour-scale" [attr.d]="'M12 ' + (plan().height - 12) + 'h' + plan().scale.length" />
    </svg>
    <figcaption>{{ t().visits.scale(metres()) }}</figcaption>
  </figure>`,
})
export class TourMapComponent {
  readonly stops = input.required<readonly MappedStop[]>();
  /** The stop that somebody pointed at. */
  readonly chosen = output<number>();
  private readonly i18n = inject(I18nStore);
  protected readonly t = this.i18n.texts;
  protected readonly plan = computed(() => tourPlan(this.stops()));
  protected readonly count = computed(() => this.i18n.format().count(this.stops().length));
  protected readonly plural = computed(() => this.i18n.format().plural(this.stops().length));
  protected readonly metres = computed(() => this.i18n.format().count(this.plan().scale.metres));
  protected readonly way = computed(() =>
    this.plan()
      .spots.map(({ x, y }) => `${x},${y}`)
      .join(' '),
  );
  protected readonly marks = computed(() =>
    this.stops().map(({ id, name, isVisited }, index) => ({
      id,
      name,
      isVisited,
      number: index + 1,
      ...(this.plan().spots[index] ?? { x: 0, y: 0 }),
    })),
  );
}
