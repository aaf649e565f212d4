import { Component, computed, inject, input } from '@angular/core';
import type { EngineHealth } from '@halles/contracts';
import { I18nStore } from '../../core/i18n/i18n.store';
import { BadgeComponent } from '../../ui/badge.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { engineSigns } from './state-signs';

/** The engines side by side: name, state, version, time to answer, and a sentence when something is wrong. */
@Component({
  selector: 'console-engine-strip',
  imports: [BadgeComponent, SkeletonComponent],
  templateUrl: './engine-strip.component.html',
})
export class EngineStripComponent {
  readonly engines = input<readonly EngineHealth[] | undefined>();
  private readonly i18n = inject(I18nStore);
  protected readonly t = this.i18n.texts;
  protected readonly format = this.i18n.format;
  protected readonly placeholders = [0, 1, 2, 3] as const;
  protected readonly rows = computed(() =>
    this.engines()?.map((engine) => ({ ...engine, sign: engineSigns[engine.state] })),
  );
}
