import { Component, computed, signal } from '@angular/core';
import { FormField, FormRoot, form, maxLength } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { ProblemComponent } from '../../core/problem.component';
import { TenantPage } from '../../core/tenant-page';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { TextAreaComponent } from '../../ui/text-area.component';
import { CaseDeskComponent } from '../desk/case-desk.component';
import { ShownListingComponent } from './shown-listing.component';

const REASON_MAX = 2_000;

/** One report beside the listing that it is about: accepted, refused with a reason, and taken back. */
@Component({
  selector: 'console-report-page',
  imports: [
    CaseDeskComponent,
    ButtonComponent,
    FormField,
    FormRoot,
    NoticeComponent,
    ProblemComponent,
    RouterLink,
    ShownListingComponent,
    SkeletonComponent,
    TextAreaComponent,
  ],
  templateUrl: './report.page.html',
  host: { class: 'page' },
})
export class ReportPage extends TenantPage {
  protected readonly file = this.api.report(this.tenant, () => this.thing());
  protected readonly reasonMissing = signal(false);
  protected readonly entry = signal({ reason: '' });
  protected readonly form = form(this.entry, (path) => {
    maxLength(path.reason, REASON_MAX);
  });
  protected readonly view = computed(() => {
    const file = this.file.value();
    if (!file) return undefined;
    const { report, listing } = file;
    return {
      report,
      listing,
      name: listing?.name ?? report.listing.name ?? this.t().listing.unnamed,
      day: this.day(report.createdAt),
      decided: report.decision && {
        ...report.decision,
        words: this.t().reports.states[report.state],
        day: this.day(report.decision.at),
      },
    };
  });

  protected load(): void {
    this.file.reload();
  }

  protected async accept(): Promise<void> {
    this.reasonMissing.set(false);
    const reason = this.entry().reason.trim() || null;
    await this.decide({ decision: 'accept', reason }, this.t().reports.accepted);
  }

  protected async refuse(): Promise<void> {
    const reason = this.entry().reason.trim();
    this.reasonMissing.set(reason === '');
    if (reason === '') return this.form.reason().focusBoundControl();
    await this.decide({ decision: 'refuse', reason }, this.t().reports.refused);
  }

  protected async reopen(): Promise<void> {
    await this.act(this.api.reopenReport(this.tenant(), this.thing()), this.t().reports.reopened);
    this.load();
  }

  private async decide(decision: Parameters<typeof this.api.decideReport>[2], said: string): Promise<void> {
    if (await this.act(this.api.decideReport(this.tenant(), this.thing(), decision), said))
      this.entry.set({ reason: '' });
    this.load();
  }
}
