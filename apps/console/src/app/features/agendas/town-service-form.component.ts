import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { email, FormField, FormRoot, maxLength, validate } from '@angular/forms/signals';
import type { TownServicesView } from '@halles/contracts';
import { I18nStore } from '../../core/i18n/i18n.store';
import type { Problem } from '../../core/problem';
import { EMAIL_MAX, filled, noticeOf, sendableForm } from '../../core/sendable-form';
import { ButtonComponent } from '../../ui/button.component';
import { ChoiceComponent } from '../../ui/choice.component';
import { NoticeComponent } from '../../ui/notice.component';
import { TextFieldComponent } from '../../ui/text-field.component';
import { AgendaApi } from './agenda-api';
import { agendaWords } from './agenda-words';

const LONGEST = 120;
const PHONE_MAX = 40;
const EMPTY = { name: '', street: '', postalCode: '', phone: '', email: '' };

/** A service of the town hall that is added. Its hours and what else its page says are edited on the portal. */
@Component({
  selector: 'console-town-service-form',
  imports: [ButtonComponent, ChoiceComponent, FormField, FormRoot, NoticeComponent, TextFieldComponent],
  template: `<section class="panel" aria-labelledby="town-service-form">
    <h3 id="town-service-form">{{ words().add }}</h3>
    @if (notice(); as shown) {
      <ui-notice [tone]="shown.tone" [alert]="true" [heading]="shown.title" [detail]="shown.detail" />
    }
    <form class="form" [formRoot]="form">
      <ui-text-field
        autocomplete="off"
        [label]="words().fields.name"
        [messages]="messages()"
        [formField]="form.name"
      />
      <ui-text-field
        autocomplete="off"
        [label]="words().fields.street"
        [messages]="messages()"
        [formField]="form.street"
      />
      <ui-text-field
        autocomplete="off"
        inputmode="numeric"
        [label]="words().fields.postalCode"
        [messages]="messages()"
        [formField]="form.postalCode"
      />
      <ui-choice [label]="words().fields.commune" [options]="options()" [(value)]="commune" />
      <ui-text-field
        autocomplete="off"
        [label]="words().fields.phone"
        [messages]="messages()"
        [formField]="form.phone"
      />
      <ui-text-field
        type="email"
        autocomplete="off"
        [label]="words().fields.email"
        [messages]="messages()"
        [formField]="form.email"
      />
      <button uiButton type="submit" [busy]="form().submitting()" [busyLabel]="words().adding">
        {{ words().add }}
      </button>
    </form>
  </section>`,
})
export class TownServiceFormComponent {
  readonly tenant = input.required<string>();
  readonly communes = input.required<TownServicesView['communes']>();
  readonly added = output<string>();

  private readonly agendas = inject(AgendaApi);
  private readonly i18n = inject(I18nStore);
  private readonly problem = signal<Problem | undefined>(undefined);
  /** The same form sent twice is one service. */
  private id = crypto.randomUUID();

  protected readonly words = computed(() => agendaWords[this.i18n.locale()]);
  protected readonly options = computed(() =>
    this.communes().map(({ code, name }) => ({ value: code, label: name })),
  );
  protected readonly commune = linkedSignal<string>(() => this.communes()[0]?.code ?? '');
  protected readonly entry = signal(EMPTY);
  protected readonly form = sendableForm(
    this.entry,
    (path) => {
      filled(path.name);
      maxLength(path.name, LONGEST);
      filled(path.street);
      maxLength(path.street, LONGEST);
      filled(path.postalCode);
      validate(path.postalCode, ({ value }) =>
        value() === '' || /^\d{5}$/.test(value().trim()) ? null : { kind: 'postalCode' },
      );
      maxLength(path.phone, PHONE_MAX);
      email(path.email);
      maxLength(path.email, EMAIL_MAX);
    },
    () => this.send(),
  );
  protected readonly notice = noticeOf(this.problem);
  protected readonly messages = computed(() => this.words().errors);

  private async send(): Promise<void> {
    this.problem.set(undefined);
    const { name, street, postalCode, phone, email: address } = this.entry();
    const outcome = await this.agendas.add(this.tenant(), {
      id: this.id,
      ...{ name: name.trim(), street: street.trim(), postalCode: postalCode.trim() },
      communeCode: this.commune(),
      phone: phone.trim() || null,
      email: address.trim() || null,
    });
    if (!outcome.ok) return this.problem.set(outcome.problem);
    this.id = crypto.randomUUID();
    this.entry.set(EMPTY);
    this.form().reset();
    this.added.emit(name.trim());
  }
}
