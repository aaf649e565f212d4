import { Component, computed, inject, signal } from '@angular/core';
import { type FieldTree, FormField, FormRoot, maxLength, minLength, validate } from '@angular/forms/signals';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { ApiClient } from '../../core/api-client';
import { I18nStore } from '../../core/i18n/i18n.store';
import type { Problem } from '../../core/problem';
import { problemWords } from '../../core/problem-words';
import { RETURN_PARAMETER, paths, safeReturnPath } from '../../core/return-path';
import { filled, revealWords, sendableForm } from '../../core/sendable-form';
import { SessionStore } from '../../core/session.store';
import { AccountNameComponent } from '../../ui/account-name.component';
import { ButtonComponent } from '../../ui/button.component';
import { CardComponent } from '../../ui/card.component';
import { NoticeComponent } from '../../ui/notice.component';
import { ProgressComponent } from '../../ui/progress.component';
import { TextFieldComponent } from '../../ui/text-field.component';
import { PasswordChecksComponent } from './password-checks.component';
import { PASSWORD_MAX, PASSWORD_MIN, type PasswordEntry, checkPassword } from './password-rules';

@Component({
  selector: 'console-change-password-page',
  imports: [
    AccountNameComponent,
    ButtonComponent,
    CardComponent,
    FormField,
    FormRoot,
    NoticeComponent,
    PasswordChecksComponent,
    ProgressComponent,
    RouterLink,
    TextFieldComponent,
  ],
  templateUrl: './change-password.page.html',
  host: { class: 'page page-narrow' },
})
export class ChangePasswordPage {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly i18n = inject(I18nStore);
  private readonly problem = signal<Problem | undefined>(undefined);

  protected readonly t = this.i18n.texts;
  protected readonly back = safeReturnPath(
    inject(ActivatedRoute).snapshot.queryParamMap.get(RETURN_PARAMETER),
  );
  protected readonly forced = this.session.account()?.step === 'change-password';
  protected readonly account = this.session.account;
  protected readonly min = String(PASSWORD_MIN);
  protected readonly minimum = PASSWORD_MIN;
  protected readonly home = paths.overview;

  protected readonly entry = signal<PasswordEntry>({ current: '', next: '', repeat: '' });
  protected readonly form = sendableForm(
    this.entry,
    (path) => {
      filled(path.current);
      filled(path.next);
      minLength(path.next, PASSWORD_MIN);
      maxLength(path.next, PASSWORD_MAX);
      validate(path.next, ({ value, valueOf }) =>
        value() !== '' && value() === valueOf(path.current) ? { kind: 'same' } : undefined,
      );
      filled(path.repeat);
      validate(path.repeat, ({ value, valueOf }) =>
        value() !== '' && value() !== valueOf(path.next) ? { kind: 'mismatch' } : undefined,
      );
    },
    () => this.send(),
  );
  protected readonly rules = computed(() => checkPassword(this.entry()));
  protected readonly typed = computed(() => this.entry().next.length);
  protected readonly typedLabel = computed(() =>
    this.t().password.length(
      this.i18n.format().count(this.typed()),
      this.min,
      this.i18n.format().plural(this.typed()),
    ),
  );
  protected readonly notice = computed(() => {
    const problem = this.problem();
    return problem && problemWords(problem, this.t());
  });
  protected readonly messages = computed(() => {
    const { tooShort, same, mismatch } = this.t().password;
    const { required: needed, tooLong } = this.t().common;
    return {
      required: needed,
      minLength: tooShort(this.min),
      maxLength: tooLong(String(PASSWORD_MAX)),
      same,
      mismatch,
    };
  });

  /** The words of a field's show/hide button. */
  protected reveal(field: string): ReturnType<typeof revealWords> {
    return revealWords(this.t(), field);
  }

  private async send(): Promise<
    readonly { kind: string; message: string; fieldTree: FieldTree<string> }[] | undefined
  > {
    this.problem.set(undefined);
    const { current, next } = this.entry();
    const outcome = await this.api.changePassword({ current, next });
    if (outcome.ok) {
      await this.session.load(this.api);
      await this.router.navigateByUrl(this.back);
      return undefined;
    }
    const errors = outcome.problem.errors.flatMap(({ pointer, message }) => {
      const fieldTree = { '/current': this.form.current, '/next': this.form.next }[pointer];
      return fieldTree ? [{ kind: 'server', message, fieldTree }] : [];
    });
    if (errors.length === 0) this.problem.set(outcome.problem);
    errors[0]?.fieldTree().focusBoundControl();
    return errors;
  }
}
