import { Component, inject, input, signal } from '@angular/core';
import { ButtonComponent } from '../ui/button.component';
import { I18nStore } from './i18n/i18n.store';
import { TenantApi } from './tenant-api';

/** Ends the previews of a draft, in every browser: beside the link that opens one. */
@Component({
  selector: 'console-end-previews',
  imports: [ButtonComponent],
  template: `<button
      uiButton
      type="button"
      variant="quiet"
      [busy]="busy()"
      [busyLabel]="t().overview.endingPreviews"
      (click)="end()"
    >
      {{ t().overview.endPreviews }}<span class="sr-only"> {{ name() }}</span></button
    ><span role="status">{{ announcement() }}</span>`,
})
export class EndPreviewsComponent {
  /** Of the territory. */
  readonly slug = input.required<string>();
  /** Of the territory, said to who does not see which row the button is in. */
  readonly name = input('');

  private readonly api = inject(TenantApi);
  protected readonly t = inject(I18nStore).texts;
  protected readonly busy = signal(false);
  protected readonly announcement = signal('');

  protected async end(): Promise<void> {
    this.busy.set(true);
    this.announcement.set('');
    const { ok } = await this.api.endPreviews(this.slug());
    this.busy.set(false);
    const { previewsEnded, previewsNotEnded } = this.t().overview;
    this.announcement.set(ok ? previewsEnded : previewsNotEnded);
  }
}
