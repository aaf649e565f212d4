import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { email, FormField, FormRoot, maxLength } from '@angular/forms/signals';
import { I18nStore } from '../../core/i18n/i18n.store';
import type { Problem } from '../../core/problem';
import { EMAIL_MAX, noticeOf, sendableForm } from '../../core/sendable-form';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';
import { TextFieldComponent } from '../../ui/text-field.component';
import { AgendaApi } from './agenda-api';
import { agendaWords } from './agenda-words';

/** Who of the town is mailed of what is booked at a service: said to everybody, changed by who may. */
@Component({
  selector: 'console-town-service-notices',
  imports: [ButtonComponent, FormField, FormRoot, NoticeComponent, TextFieldComponent],
  template: `<p class="page-note">{{ shown() }}</p>
    @if (mayChange()) {
      @if (isOpen()) {
        @if (notice(); as refused) {
          <ui-notice
            [tone]="refused.tone"
            [alert]="true"
            [heading]="refused.title"
            [detail]="refused.detail"
          />
        }
        <form class="form" [formRoot]="form" [attr.aria-label]="words().notices.of(name())">
          <ui-text-field
            type="email"
            autocomplete="off"
            [label]="words().notices.email"
            [hint]="words().notices.hint"
            [messages]="words().errors"
            [formField]="form.email"
          />
          <button uiButton type="submit" [busy]="form().submitting()" [busyLabel]="words().notices.saving">
            {{ words().notices.save }}
          </button>
        </form>
      } @else {
        <div class="row-actions">
          <button
            uiButton
            type="button"
            variant="plain"
            [attr.aria-label]="words().notices.of(name())"
            (click)="isOpen.set(true)"
          >
            {{ words().notices.change }}
          </button>
        </div>
      }
    }`,
})
export class TownServiceNoticesComponent {
  readonly tenant = input.required<string>();
  readonly listing = input.required<string>();
  readonly name = input.required<string>();
  readonly address = input.required<string | null>();
  readonly mayChange = input.required<boolean>();
  readonly saved = output<string>();

  private readonly agendas = inject(AgendaApi);
  private readonly i18n = inject(I18nStore);
  private readonly problem = signal<Problem | undefined>(undefined);

  protected readonly words = computed(() => agendaWords[this.i18n.locale()]);
  protected readonly isOpen = signal(false);
  protected readonly shown = computed(() => {
    const { to, none } = this.words().notices;
    const address = this.address();
    return address === null ? none : to(address);
  });
  protected readonly entry = linkedSignal(() => ({ email: this.address() ?? '' }));
  protected readonly form = sendableForm(
    this.entry,
    (path) => {
      email(path.email);
      maxLength(path.email, EMAIL_MAX);
    },
    () => this.send(),
  );
  protected readonly notice = noticeOf(this.problem);

  private async send(): Promise<void> {
    this.problem.set(undefined);
    const address = this.entry().email.trim() || null;
    const outcome = await this.agendas.setNotices(this.tenant(), this.listing(), address);
    if (!outcome.ok) return this.problem.set(outcome.problem);
    this.isOpen.set(false);
    this.saved.emit(this.words().notices.saved(this.name()));
  }
}
