import { Component, computed, inject, input } from '@angular/core';
import { I18nStore } from '../../core/i18n/i18n.store';
import { ProblemComponent } from '../../core/problem.component';
import { TenantApi } from '../../core/tenant-api';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { mergeWords } from './merge-words';

/** What making one page of two does, before it is decided and after: which stays, what that gains, what goes along and what does not. */
@Component({
  selector: 'console-merge-effects',
  imports: [ProblemComponent, SkeletonComponent],
  templateUrl: './merge-effects.component.html',
  host: { class: 'merge-effects' },
})
export class MergeEffectsComponent {
  readonly tenant = input.required<string>();
  /** Their numbers, "12-34". */
  readonly pair = input.required<string>();
  /** The page that a report which waits is about: that one is not counted among those that go over. */
  readonly reported = input<number | null>(null);

  private readonly i18n = inject(I18nStore);
  protected readonly t = this.i18n.texts;
  protected readonly read = inject(TenantApi).merge(
    () => this.tenant(),
    () => this.pair(),
  );
  private readonly merge = computed(() => {
    const view = this.read.value();
    if (view?.goes.id !== this.reported()) return view;
    const { reports, ...others } = view.carried;
    return { ...view, carried: { ...others, reports: Math.max(0, reports - 1) } };
  });
  protected readonly words = computed(() => {
    const view = this.merge();
    const { count, plural } = this.i18n.format();
    return view && mergeWords(view, this.t(), { count, plural }, this.i18n.locale());
  });

  /** Whether it is read: nobody decides on what they have not seen. */
  readonly isShown = computed(() => this.read.value() !== undefined && !this.read.problem());
  /** Whether it can be taken back. */
  readonly canUndo = computed(() => this.read.value()?.refusal === null);

  protected load(): void {
    this.read.reload();
  }
}
