import { Component, computed, linkedSignal } from '@angular/core';
import type { ClaimPolicy, ClaimPolicyView } from '@halles/contracts';
import { problemNotice } from '../../core/problem-words';
import { TenantPage } from '../../core/tenant-page';
import { BadgeComponent } from '../../ui/badge.component';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';

const POLICIES = ['automatic', 'trust', 'manual'] as const satisfies readonly ClaimPolicy[];

/** Which proofs a territory takes for enough: seen by everybody who reads claims, chosen by who may. */
@Component({
  selector: 'console-claim-policy',
  imports: [BadgeComponent, ButtonComponent, NoticeComponent],
  templateUrl: './claim-policy.component.html',
})
export class ClaimPolicyComponent extends TenantPage {
  private readonly current = this.api.claimPolicy(this.tenant);
  /** What was picked and is not saved yet: nothing, once the saved policy has been read. */
  private readonly picked = linkedSignal<ClaimPolicyView | undefined, ClaimPolicy | undefined>({
    source: this.current.value,
    computation: () => undefined,
  });

  protected readonly view = computed(() => {
    const current = this.current.value();
    if (!current) return undefined;
    const { policy, chosen, mayChoose } = current;
    const words = this.t().policy;
    return {
      mayChoose,
      since: chosen ? words.chosenBy(chosen.by, this.day(chosen.at)) : words.fromFile,
      // Who may not choose is shown the one that stands.
      rules: POLICIES.filter((value) => mayChoose || value === policy).map((value) => ({
        value,
        ...words.rules[value],
        isPicked: value === (this.picked() ?? policy),
        stands: value === policy,
      })),
    };
  });

  /** Why it cannot be shown, or was not changed. */
  protected readonly error = computed(() => {
    const problem = this.current.problem();
    return problem ? problemNotice(problem, this.t(), this.format()) : this.notice();
  });

  protected pick(policy: ClaimPolicy): void {
    this.picked.set(policy);
    this.forgetAnswer();
  }

  protected async choose(event: Event): Promise<void> {
    event.preventDefault();
    const policy = this.picked() ?? this.current.value()?.policy;
    if (policy === undefined) return;
    if (!(await this.act(this.api.chooseClaimPolicy(this.tenant(), policy), this.t().policy.done))) return;
    this.current.reload();
  }
}
