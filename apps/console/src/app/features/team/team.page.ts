import { Component, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import { createFormat } from '../../core/format';
import { I18nStore } from '../../core/i18n/i18n.store';
import { zoneOf } from '../../core/menu';
import type { Outcome, Problem } from '../../core/problem';
import { ProblemComponent } from '../../core/problem.component';
import { problemNotice } from '../../core/problem-words';
import { SessionStore } from '../../core/session.store';
import { TenantApi } from '../../core/tenant-api';
import { BadgeComponent } from '../../ui/badge.component';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { InviteFormComponent } from './invite-form.component';

/** Who works for a territory, who is invited, and the way to invite. */
@Component({
  selector: 'console-team-page',
  imports: [
    BadgeComponent,
    ButtonComponent,
    InviteFormComponent,
    NoticeComponent,
    ProblemComponent,
    SkeletonComponent,
  ],
  templateUrl: './team.page.html',
  host: { class: 'page' },
})
export class TeamPage {
  private readonly api = inject(TenantApi);
  private readonly i18n = inject(I18nStore);
  private readonly params = toSignal(inject(ActivatedRoute).paramMap, { requireSync: true });
  private readonly session = inject(SessionStore);
  private readonly refusal = signal<Problem | undefined>(undefined);

  protected readonly t = this.i18n.texts;
  protected readonly tenant = computed(() => this.params().get('tenant') ?? '');
  private readonly format = computed(() =>
    createFormat(this.i18n.locale(), zoneOf(this.session.menu(), this.tenant())),
  );
  protected readonly team = this.api.team(this.tenant);
  /** What was just done, for who does not see the list change. */
  protected readonly announcement = signal('');
  protected readonly notice = computed(() => {
    const problem = this.refusal();
    return problem && problemNotice(problem, this.t(), this.format());
  });
  protected readonly members = computed(() =>
    this.team.value()?.members.map((member) => ({
      ...member,
      roleWords: this.t().team.roles[member.role],
      other: member.role === 'agent' ? ('manager' as const) : ('agent' as const),
      seen: member.lastSignInAt ? this.format().day(member.lastSignInAt) : this.t().team.never,
    })),
  );
  protected readonly invitations = computed(() =>
    this.team.value()?.invitations.map((invitation) => ({
      ...invitation,
      roleWords: this.t().team.roles[invitation.role],
      until: this.format().day(invitation.expiresAt),
    })),
  );

  protected invited(email: string): void {
    this.announcement.set(this.t().team.invited(email));
    this.team.reload();
  }

  protected async resend({ id, email }: { readonly id: string; readonly email: string }): Promise<void> {
    await this.act(this.api.resendInvitation(this.tenant(), id), this.t().team.invited(email));
  }

  protected async revoke({ id, email }: { readonly id: string; readonly email: string }): Promise<void> {
    await this.act(this.api.revokeInvitation(this.tenant(), id), this.t().team.revoked(email));
  }

  protected async change(member: {
    readonly id: string;
    readonly name: string;
    readonly other: 'agent' | 'manager';
  }): Promise<void> {
    const announcement = this.t().team.changed(member.name, this.t().team.roles[member.other]);
    await this.act(this.api.setRole(this.tenant(), member.id, member.other), announcement);
  }

  protected async withdraw({ id, name }: { readonly id: string; readonly name: string }): Promise<void> {
    await this.act(this.api.withdraw(this.tenant(), id), this.t().team.withdrawn(name));
  }

  private async act(pending: Promise<Outcome<void>>, announcement: string): Promise<void> {
    const outcome = await pending;
    this.refusal.set(outcome.ok ? undefined : outcome.problem);
    this.announcement.set(outcome.ok ? announcement : '');
    this.team.reload();
  }
}
