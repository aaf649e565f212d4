import { Component, input } from '@angular/core';
import type { StreetPlan } from '@halles/kernel';

/** Streets with their names and the numbers of their doors, inside a drawing: `<svg:g consoleStreets [plan]="…" />`. */
@Component({
  selector: 'g[consoleStreets]',
  template: `@for (street of plan().streets; track $index) {
      <svg:line
        class="plan-street"
        [attr.x1]="street.x1"
        [attr.y1]="street.y1"
        [attr.x2]="street.x2"
        [attr.y2]="street.y2"
      />
    }
    @for (street of plan().streets; track $index) {
      @if (street.name) {
        <svg:text class="plan-name" dy="0.35em" [attr.transform]="street.turn">{{ street.name }}</svg:text>
      }
    }
    @for (one of plan().names; track $index) {
      <svg:text class="plan-name" [attr.x]="one.x" [attr.y]="one.y">{{ one.name }}</svg:text>
    }
    @for (door of plan().doors; track $index) {
      <svg:g class="move-door" [attr.transform]="'translate(' + door.x + ' ' + door.y + ')'">
        @if (door.number) {
          <svg:text dy="0.35em">{{ door.number }}</svg:text>
        } @else {
          <svg:circle r="2.5" />
        }
      </svg:g>
    }`,
})
export class StreetLinesComponent {
  readonly plan = input.required<StreetPlan>();
}
