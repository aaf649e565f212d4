import { Component, computed, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { VisitStreets } from '@halles/contracts';
import { ProblemComponent } from '../../core/problem.component';
import { saveFile } from '../../core/save-file';
import { TenantPage } from '../../core/tenant-page';
import { BadgeComponent } from '../../ui/badge.component';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';

type Street = VisitStreets['streets'][number];

/** Where to look in, street by street, in an order that is short to walk; made to be printed. */
@Component({
  selector: 'console-visits-page',
  imports: [
    BadgeComponent,
    ButtonComponent,
    NoticeComponent,
    ProblemComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './visits.page.html',
  host: { class: 'page' },
})
export class VisitsPage extends TenantPage {
  protected readonly chosen = signal<Street | undefined>(undefined);
  protected readonly list = this.api.streets(this.tenant);
  protected readonly walk = this.api.walk(this.tenant, this.chosen);
  protected readonly streets = computed(() =>
    this.list.value()?.streets.map((street) => ({
      ...street,
      label: this.t().visits.street(street.street, street.communeName),
      count: this.number(street.stops),
    })),
  );
  protected readonly stops = computed(() =>
    this.walk.value()?.stops.map((stop, index) => ({
      ...stop,
      why: stop.isUnclaimed
        ? this.t().visits.unclaimed
        : this.t().visits.stale(this.day(stop.confirmedAt) || this.t().visits.never),
      from: index === 0 ? '' : this.t().visits.metres(this.number(stop.metres)),
      path: this.path('listings', stop.id),
    })),
  );

  protected load(): void {
    this.list.reload();
    this.walk.reload();
  }

  protected choose(street: Street): void {
    this.forgetAnswer();
    this.chosen.set(street);
  }

  protected async printLetters({ commune, street }: Street): Promise<void> {
    const pending = this.api.printInvitations(this.tenant(), { commune, street });
    if (!(await this.act(pending, this.t().visits.lettersPrinted))) return;
    const outcome = await pending;
    if (outcome.ok) saveFile(outcome.value, this.t().visits.lettersFile);
  }

  protected print(): void {
    window.print();
  }
}
