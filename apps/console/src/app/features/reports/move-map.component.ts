import { Component, computed, inject, input } from '@angular/core';
import { I18nStore } from '../../core/i18n/i18n.store';
import type { Place } from '../visits/tour-plan';
import type { Door } from '../visits/door-plan';
import { StreetLinesComponent } from '../visits/street-lines.component';
import { movePlan } from './move-plan';

/**
 * From where a page has its pin to where it would be, among the doors that the directory knows. Drawn by ourselves; how far and
 * which way it goes is said in words too.
 */
@Component({
  selector: 'console-move-map',
  imports: [StreetLinesComponent],
  template: `<figure class="tour-map">
    <svg
      role="img"
      [attr.viewBox]="'0 0 ' + plan().width + ' ' + plan().height"
      [attr.aria-label]="t().corrections.map(far())"
    >
      <svg:g consoleStreets [plan]="plan().streets" />
      <path
        class="tour-way"
        [attr.d]="'M' + plan().before.x + ' ' + plan().before.y + 'L' + plan().after.x + ' ' + plan().after.y"
      />
      <circle class="move-before" r="9" [attr.cx]="plan().before.x" [attr.cy]="plan().before.y" />
      <circle class="move-after" r="9" [attr.cx]="plan().after.x" [attr.cy]="plan().after.y" />
      <path class="tour-scale" [attr.d]="'M12 ' + (plan().height - 12) + 'h' + plan().scale.length" />
    </svg>
    <figcaption>{{ t().corrections.legend }} {{ t().visits.scale(metres()) }}</figcaption>
  </figure>`,
})
export class MoveMapComponent {
  readonly from = input.required<Place>();
  readonly to = input.required<Place>();
  readonly around = input.required<readonly Door[]>();
  /** How far it is, in words. */
  readonly far = input.required<string>();
  private readonly i18n = inject(I18nStore);
  protected readonly t = this.i18n.texts;
  protected readonly plan = computed(() => movePlan(this.from(), this.to(), this.around()));
  protected readonly metres = computed(() => this.i18n.format().count(this.plan().scale.metres));
}
