import { Component, DOCUMENT, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import type { VisitStreets } from '@halles/contracts';
import { ProblemComponent } from '../../core/problem.component';
import { saveFile } from '../../core/save-file';
import { TenantPage } from '../../core/tenant-page';
import { BadgeComponent } from '../../ui/badge.component';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { TourMapComponent } from './tour-map.component';
import { VisitNoteComponent } from './visit-note.component';

/** Where the street that is walked stands in the address. */
const COMMUNE = 'commune';
const STREET = 'rue';

type Street = Pick<VisitStreets['streets'][number], 'commune' | 'street'>;

/** Where to look in, street by street, in an order that is short to walk; made for a telephone on the way, and to be printed. */
@Component({
  selector: 'console-visits-page',
  imports: [
    BadgeComponent,
    ButtonComponent,
    NoticeComponent,
    ProblemComponent,
    RouterLink,
    SkeletonComponent,
    TourMapComponent,
    VisitNoteComponent,
  ],
  templateUrl: './visits.page.html',
  host: { class: 'page' },
})
export class VisitsPage extends TenantPage {
  private readonly document = inject(DOCUMENT);
  private readonly parameters = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });
  private readonly asked = computed<Street | undefined>(() => {
    const commune = this.parameters().get(COMMUNE);
    const street = this.parameters().get(STREET);
    return commune === null || street === null ? undefined : { commune, street };
  });
  protected readonly list = this.api.streets(this.tenant);
  protected readonly walk = this.api.walk(this.tenant, this.asked);
  protected readonly streets = computed(() =>
    this.list.value()?.streets.map((street) => ({
      ...street,
      label: this.t().visits.street(street.street, street.communeName),
      count: this.number(street.stops),
      isChosen: street.street === this.asked()?.street && street.commune === this.asked()?.commune,
    })),
  );
  /** The street that is walked: also where nothing is left to do in it. */
  protected readonly chosen = computed(() => {
    const asked = this.asked();
    const label = this.streets()?.find(({ isChosen }) => isChosen)?.label;
    return asked && { ...asked, label: label ?? asked.street };
  });
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

  protected readonly visited = computed(
    () => this.stops()?.filter(({ isDoneToday }) => isDoneToday).length ?? 0,
  );
  protected readonly mapped = computed(() =>
    (this.stops() ?? []).map(({ id, name, longitude, latitude, isDoneToday }) => ({
      id,
      name,
      longitude,
      latitude,
      isVisited: isDoneToday,
    })),
  );

  protected load(): void {
    this.list.reload();
    this.walk.reload();
  }

  /** From a number on the drawing to its row. */
  protected show(stop: number): void {
    const row = this.document.getElementById(`stop-${stop}`);
    row?.scrollIntoView({ block: 'center' });
    row?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
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
