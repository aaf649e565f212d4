import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, signal } from '@angular/core';
import type { HandOverTarget } from '@halles/contracts';
import { RouterLink } from '@angular/router';
import { HandOverPage } from '../../core/hand-over-page';
import { ProblemComponent } from '../../core/problem.component';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { folded } from '../orders/order-call-words';
import { AgendaApi } from './agenda-api';
import { agendaWords } from './agenda-words';
import { TownServiceFormComponent } from './town-service-form.component';
import { TownServiceNoticesComponent } from './town-service-notices.component';

/** So many shops are shown before anything is typed. */
const FIRST = 10;

/** Where a button leads on the portal. */
interface Way {
  readonly label: string;
  readonly to: HandOverTarget;
  readonly variant: 'primary' | 'plain';
}

interface Waiting {
  readonly pending: number;
  readonly today: number;
}

/** The agendas of the town's own services, and of the shops whose mandate names theirs: what waits, and where one books. */
@Component({
  selector: 'console-agendas-page',
  imports: [
    ButtonComponent,
    NgTemplateOutlet,
    NoticeComponent,
    ProblemComponent,
    RouterLink,
    SkeletonComponent,
    TownServiceFormComponent,
    TownServiceNoticesComponent,
  ],
  templateUrl: './agendas.page.html',
  host: { class: 'page' },
})
export class AgendasPage extends HandOverPage {
  private readonly agendas = inject(AgendaApi);
  protected readonly words = computed(() => agendaWords[this.i18n.locale()]);
  protected readonly list = this.agendas.services(this.tenant);
  protected readonly shopList = this.agendas.shops(this.tenant);
  protected readonly typed = signal('');
  protected readonly services = computed(() =>
    (this.list.value()?.services ?? []).map(({ listing, isClosed, isOpen, noticeEmail, ...waiting }) => ({
      ...this.named(listing),
      isClosed,
      isOpen,
      noticeEmail,
      waiting: this.waitingOf(waiting),
      ways: [...this.toAgenda(isOpen), ...this.toPage()],
    })),
  );
  protected readonly shops = computed(() => {
    const wanted = folded(this.typed());
    const all = (this.shopList.value()?.shops ?? []).map(({ listing, isOpen, ...waiting }) => ({
      ...this.named(listing),
      isOpen,
      waiting: this.waitingOf(waiting),
      ways: this.toAgenda(isOpen),
    }));
    if (wanted === '') return all.slice(0, FIRST);
    return all.filter(({ name, place }) => folded(`${name} ${place}`).includes(wanted));
  });

  protected find({ target }: Event): void {
    if (target instanceof HTMLInputElement) this.typed.set(target.value);
  }

  protected added(name: string): void {
    this.announce(this.words().added(name));
  }

  /** Says what was done, and shows the list as it is now. */
  protected announce(what: string): void {
    this.announcement.set(what);
    this.list.reload();
  }

  /** To book, where one can, and to the days of the agenda. */
  private toAgenda(isOpen: boolean): Way[] {
    const { book, agenda } = this.words();
    return [
      ...(isOpen ? [{ label: book, to: { vers: 'rendez-vous-nouveau' }, variant: 'primary' } as const] : []),
      { label: agenda, to: { vers: 'rendez-vous' }, variant: 'plain' },
    ];
  }

  /** To what the page of a service says. */
  private toPage(): Way[] {
    const { hours, edit } = this.words();
    return [
      { label: hours, to: { vers: 'horaires' }, variant: 'plain' },
      { label: edit, to: {}, variant: 'plain' },
    ];
  }

  private named({
    id,
    name,
    place,
  }: {
    readonly id: number;
    readonly name: string | null;
    readonly place: string | null;
  }) {
    return {
      id: String(id),
      name: name ?? this.t().listing.unnamed,
      place: place ?? '',
      path: this.path('listings', id),
    };
  }

  private waitingOf({ pending, today }: Waiting): string {
    const words = this.words();
    return [
      ...(pending > 0 ? [words.pending(this.number(pending))] : []),
      ...(today > 0 ? [words.today(this.number(today))] : []),
    ].join(' · ');
  }
}
