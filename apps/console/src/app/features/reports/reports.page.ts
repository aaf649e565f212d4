import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ReportView } from '@halles/contracts';
import { DeskStore } from '../../core/desk.store';
import { ProblemComponent } from '../../core/problem.component';
import { TenantPage } from '../../core/tenant-page';
import { BadgeComponent } from '../../ui/badge.component';
import { SkeletonComponent } from '../../ui/skeleton.component';

const STATES = ['new', 'accepted', 'refused'] as const;

/** What readers say is wrong, the newest first; and what businesses say by link, the oldest first. */
@Component({
  selector: 'console-reports-page',
  imports: [BadgeComponent, ProblemComponent, RouterLink, SkeletonComponent],
  template: `@if (list.problem(); as said) {
      <console-problem [problem]="said" [busy]="list.loading()" (retry)="load()" />
    } @else {
      <h1 tabindex="-1">{{ t().titles.reports }}</h1>
      <p class="lead">{{ t().reports.lead }}</p>
      <div class="tenant-states" role="group" [attr.aria-label]="t().reports.byState">
        @for (name of states; track name) {
          <button type="button" class="chip" [attr.aria-pressed]="state() === name" (click)="state.set(name)">
            {{ t().reports.states[name] }}
          </button>
        }
      </div>
      @if (rows(); as reports) {
        <ul class="queue">
          @for (row of reports; track row.id) {
            <li>
              <a class="queue-link" [routerLink]="row.path">{{ row.name }}</a>
              <span class="queue-facts"
                >{{ t().reports.kinds[row.kind] }} · {{ row.day }}
                @if (row.follower) {
                  · {{ t().desk.by(row.follower) }}
                }
              </span>
              @if (row.message) {
                <span class="queue-message">{{ row.message }}</span>
              }
              <ui-badge [shape]="row.isOwned ? 'half' : 'disc'" [tone]="row.isOwned ? 'quiet' : 'warn'">
                {{ row.isOwned ? t().reports.withMerchant : t().reports.yours }}
              </ui-badge>
            </li>
          } @empty {
            <li class="queue-empty">{{ t().reports.none }}</li>
          }
        </ul>
      } @else {
        <ui-skeleton size="row" [lines]="4" />
      }
      <section class="panel" aria-labelledby="corrections">
        <h2 id="corrections">{{ t().corrections.heading }}</h2>
        <p class="page-note">{{ t().corrections.lead }}</p>
        @if (corrections(); as waiting) {
          <ul class="queue">
            @for (row of waiting; track row.id) {
              <li>
                <a class="queue-link" [routerLink]="row.path">{{ row.name }}</a>
                <span class="queue-facts"
                  >{{ row.fields }} · {{ row.day }}
                  @if (row.follower) {
                    · {{ t().desk.by(row.follower) }}
                  }
                </span>
                @if (row.why) {
                  <span class="queue-message">{{ row.why }}</span>
                }
              </li>
            } @empty {
              <li class="queue-empty">{{ t().corrections.none }}</li>
            }
          </ul>
        } @else {
          <ui-skeleton size="row" [lines]="2" />
        }
      </section>
    }`,
  host: { class: 'page' },
})
export class ReportsPage extends TenantPage {
  private readonly desk = inject(DeskStore);
  protected readonly states = STATES;
  protected readonly state = signal<ReportView['state']>('new');
  protected readonly list = this.api.reports(this.tenant, this.state);
  protected readonly rows = computed(() =>
    this.list.value()?.reports.map((report) => ({
      ...report,
      name: report.listing.name ?? this.t().listing.unnamed,
      path: this.path('reports', report.id),
      follower: this.desk.assignee('report', report.id),
      day: this.day(report.createdAt),
      isOwned: report.isOwned && report.escalatedAt === null,
    })),
  );

  private readonly toCheck = this.api.corrections(this.tenant);
  protected readonly corrections = computed(() =>
    this.toCheck.value()?.corrections.map((correction) => ({
      ...correction,
      follower: this.desk.assignee('correction', correction.id),
      name: correction.listing.name ?? this.t().listing.unnamed,
      path: `${this.path('reports')}/corrections/${correction.id}`,
      day: this.day(correction.createdAt),
      fields: correction.changes.map(({ field }) => this.t().corrections.fields[field]).join(', '),
      why: correction.doubt && this.t().corrections.doubts[correction.doubt],
    })),
  );

  protected load(): void {
    this.list.reload();
    this.toCheck.reload();
  }
}
