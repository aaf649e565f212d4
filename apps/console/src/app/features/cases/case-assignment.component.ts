import { Component, computed, input, linkedSignal } from '@angular/core';
import type { CaseAssignmentView, CaseKind } from '@halles/contracts';
import { TenantPage } from '../../core/tenant-page';
import { ButtonComponent } from '../../ui/button.component';
import { ChoiceComponent } from '../../ui/choice.component';
import { NoticeComponent } from '../../ui/notice.component';

/** Who looks at a case: to be taken, given to a colleague, or let go of; and who did before. */
@Component({
  selector: 'console-case-assignment',
  imports: [ButtonComponent, ChoiceComponent, NoticeComponent],
  template: `<section class="panel" aria-labelledby="case-assignment">
    <h2 id="case-assignment">{{ t().cases.heading }}</h2>
    <p class="page-announcement" role="status">{{ announcement() }}</p>
    @if (notice(); as refused) {
      <ui-notice [tone]="refused.tone" [alert]="true" [heading]="refused.title" [detail]="refused.detail" />
    }
    <p>{{ follower() }}</p>
    <div class="row-actions">
      @if (!isMine()) {
        <button
          uiButton
          type="button"
          variant="plain"
          [busy]="busy()"
          [busyLabel]="t().listing.saving"
          (click)="give(yourself())"
        >
          {{ t().cases.take }}
        </button>
      }
      @if (assignee()) {
        <button
          uiButton
          type="button"
          variant="plain"
          [busy]="busy()"
          [busyLabel]="t().listing.saving"
          (click)="give('')"
        >
          {{ t().cases.release }}
        </button>
      }
    </div>
    @if (colleagues().length > 1) {
      <ui-choice [label]="t().cases.assign" [options]="colleagues()" [(value)]="chosen" />
      <div class="row-actions">
        <button
          uiButton
          type="button"
          variant="plain"
          [busy]="busy()"
          [busyLabel]="t().listing.saving"
          (click)="give(chosen())"
        >
          {{ t().cases.give }}
        </button>
      </div>
    }
    @if (events(); as past) {
      <ol class="plain-list">
        @for (event of past; track $index) {
          <li>{{ event }}</li>
        }
      </ol>
    }
  </section>`,
})
export class CaseAssignmentComponent extends TenantPage {
  readonly kind = input.required<CaseKind>();
  private readonly one = this.api.caseAssignment(
    this.tenant,
    () => this.kind(),
    () => this.thing(),
  );

  protected readonly assignee = computed(() => this.one.value()?.assignee ?? null);
  protected readonly yourself = computed(() => this.caseStore.view()?.yourself ?? '');
  protected readonly isMine = computed(() => this.assignee()?.id === this.yourself());
  protected readonly follower = computed(() => {
    const { nobody, you, by } = this.t().cases;
    const assignee = this.assignee();
    if (!assignee) return nobody;
    return this.isMine() ? you : by(assignee.name);
  });
  protected readonly colleagues = computed(() => [
    { value: '', label: this.t().cases.nobodyShort },
    ...(this.caseStore.view()?.team ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]);
  /** Who is chosen in the list: nothing is changed before the button is pressed. */
  protected readonly chosen = linkedSignal(() => this.assignee()?.id ?? '');
  protected readonly events = computed(() =>
    this.one.value()?.events.map((event) => `${this.day(event.at)} · ${this.words(event)}`),
  );

  /** @param id of an account; empty for nobody in particular */
  protected async give(id: string): Promise<void> {
    if (id === (this.assignee()?.id ?? '')) return this.announcement.set(this.follower());
    const body = { assignee: id || null, was: this.assignee()?.id ?? null };
    const pending = this.api.assignCase(this.tenant(), this.kind(), this.thing(), body);
    await this.act(pending, this.t().cases.noted);
    this.one.reload();
  }

  private words({ act, by, to }: CaseAssignmentView['events'][number]): string {
    const { acts } = this.t().cases;
    return act === 'assign' ? acts.assign(by, to ?? '') : acts[act](by);
  }
}
