import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, minLength } from '@angular/forms/signals';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { EnrolmentView } from '@halles/contracts';
import { ApiClient } from '../../core/api-client';
import { I18nStore } from '../../core/i18n/i18n.store';
import type { Problem } from '../../core/problem';
import { RETURN_PARAMETER, paths, safeReturnPath } from '../../core/return-path';
import { CODE_DIGITS, codeMessages, filled, noticeOf, sendableForm } from '../../core/sendable-form';
import { SessionStore } from '../../core/session.store';
import { ButtonComponent } from '../../ui/button.component';
import { CardComponent } from '../../ui/card.component';
import { NoticeComponent } from '../../ui/notice.component';
import { TextFieldComponent } from '../../ui/text-field.component';
import { ProConnectComponent } from '../pro-connect/pro-connect.component';
import { QrCodeComponent } from './qr-code.component';

/**
 * Sets the second factor up: QR code, first code, recovery codes. For who has one already: the way to take it away.
 * Below it, whoever is signed in whole links ProConnect.
 */
@Component({
  selector: 'console-second-factor-page',
  imports: [
    ButtonComponent,
    CardComponent,
    FormField,
    FormRoot,
    NoticeComponent,
    ProConnectComponent,
    QrCodeComponent,
    RouterLink,
    TextFieldComponent,
  ],
  templateUrl: './second-factor.page.html',
  host: { class: 'page page-narrow' },
})
export class SecondFactorPage {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly i18n = inject(I18nStore);
  private readonly problem = signal<Problem | undefined>(undefined);

  protected readonly t = this.i18n.texts;
  protected readonly back = safeReturnPath(
    inject(ActivatedRoute).snapshot.queryParamMap.get(RETURN_PARAMETER),
  );
  protected readonly home = paths.overview;
  /** Sent here because there is no going on without. */
  protected readonly forced = this.session.account()?.step === 'enrolment';
  protected readonly state = signal<'absent' | 'beginning' | 'in-place' | 'done'>(
    this.session.account()?.hasSecondFactor === true ? 'in-place' : 'absent',
  );
  /** Other ways to sign in are for who has nothing left to do. */
  protected readonly isReady = computed(() => this.session.account()?.step === 'ready');
  protected readonly enrolment = signal<EnrolmentView | undefined>(undefined);
  protected readonly recoveryCodes = signal<readonly string[]>([]);
  protected readonly starting = signal(false);
  protected readonly entry = signal({ code: '' });
  protected readonly form = sendableForm(
    this.entry,
    (path) => {
      filled(path.code);
      minLength(path.code, CODE_DIGITS);
    },
    () => (this.state() === 'in-place' ? this.remove() : this.confirm()),
  );
  protected readonly notice = noticeOf(this.problem);
  protected readonly messages = computed(() => codeMessages(this.t()));
  protected readonly groups = computed(
    () =>
      this.enrolment()
        ?.secret.match(/.{1,4}/g)
        ?.join(' ') ?? '',
  );

  constructor() {
    if (this.forced) void this.begin();
  }

  protected async begin(): Promise<void> {
    this.problem.set(undefined);
    this.starting.set(true);
    const outcome = await this.api.beginEnrolment();
    this.starting.set(false);
    if (!outcome.ok) return this.problem.set(outcome.problem);
    this.enrolment.set(outcome.value);
    this.state.set('beginning');
  }

  protected async leave(): Promise<void> {
    await this.session.load(this.api);
    await this.router.navigateByUrl(this.back);
  }

  private async confirm(): Promise<void> {
    this.problem.set(undefined);
    const outcome = await this.api.confirmEnrolment(this.entry().code);
    if (!outcome.ok) return this.refuse(outcome.problem);
    this.recoveryCodes.set(outcome.value.recoveryCodes);
    this.state.set('done');
  }

  private async remove(): Promise<void> {
    this.problem.set(undefined);
    const outcome = await this.api.removeSecondFactor(this.entry().code);
    if (!outcome.ok) return this.refuse(outcome.problem);
    this.entry.set({ code: '' });
    this.form().reset();
    this.state.set('absent');
    await this.session.load(this.api);
    if (this.session.account()?.step === 'enrolment') await this.begin();
  }

  private refuse(problem: Problem): void {
    this.problem.set(problem);
    this.form.code().focusBoundControl();
  }
}
