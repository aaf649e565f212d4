import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { ApiClient } from '../../core/api-client';
import { I18nStore } from '../../core/i18n/i18n.store';
import { problemNotice } from '../../core/problem-words';
import type { Problem } from '../../core/problem';
import { CardComponent } from '../../ui/card.component';
import { NoticeComponent } from '../../ui/notice.component';

/** Whether who is signed in is mailed on the mornings of working days what waits. */
@Component({
  selector: 'console-digest',
  imports: [CardComponent, NoticeComponent],
  template: `@if (current.value()) {
    <ui-card width="narrow">
      @if (notice(); as refused) {
        <ui-notice [tone]="refused.tone" [alert]="true" [heading]="refused.title" [detail]="refused.detail" />
      }
      <label class="tick"
        ><input type="checkbox" [checked]="isWanted()" [disabled]="busy()" (change)="choose($event)" />
        {{ t().digest.wanted }}</label
      >
      <p class="page-note">{{ t().digest.lead }}</p>
      <p class="page-announcement" role="status">{{ announcement() }}</p>
    </ui-card>
  }`,
  host: { class: 'page-part' },
})
export class DigestComponent {
  private readonly api = inject(ApiClient);
  private readonly i18n = inject(I18nStore);
  private readonly problem = signal<Problem | undefined>(undefined);
  protected readonly t = this.i18n.texts;
  protected readonly current = this.api.digest();
  protected readonly isWanted = linkedSignal(() => this.current.value()?.isWanted ?? false);
  protected readonly busy = signal(false);
  protected readonly announcement = signal('');
  protected readonly notice = computed(() => {
    const problem = this.problem();
    return problem && problemNotice(problem, this.t(), this.i18n.format());
  });

  protected async choose({ target }: Event): Promise<void> {
    if (!(target instanceof HTMLInputElement)) return;
    const isWanted = target.checked;
    this.isWanted.set(isWanted);
    this.busy.set(true);
    const outcome = await this.api.chooseDigest(isWanted);
    this.busy.set(false);
    this.problem.set(outcome.ok ? undefined : outcome.problem);
    this.announcement.set(outcome.ok ? this.t().digest[isWanted ? 'on' : 'off'] : '');
    if (!outcome.ok) this.isWanted.set(!isWanted);
  }
}
