import { ElementRef, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import { CaseStore } from './case.store';
import { createFormat } from './format';
import { FocusFollower } from './focus-follower';
import { I18nStore } from './i18n/i18n.store';
import { tenantPath, zoneOf } from './menu';
import type { Outcome, Problem } from './problem';
import { problemNotice } from './problem-words';
import { SessionStore } from './session.store';
import { TenantApi } from './tenant-api';
import type { TenantScreen } from '@halles/contracts';
import { formatSiret, parseSiret, phoneWords, type PluralForm } from '@halles/kernel';

/** What every screen of a territory stands on: which one it is, its words, and what an act answered. */
export abstract class TenantPage {
  protected readonly api = inject(TenantApi);
  protected readonly i18n = inject(I18nStore);
  protected readonly caseStore = inject(CaseStore);
  private readonly session = inject(SessionStore);
  private readonly params = toSignal(inject(ActivatedRoute).paramMap, { requireSync: true });
  private readonly place = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly focus = inject(FocusFollower);
  private readonly refusal = signal<Problem | undefined>(undefined);

  protected readonly t = this.i18n.texts;
  protected readonly tenant = computed(() => this.params().get('tenant') ?? '');
  /** Days and hours by the clock of the territory, wherever their reader is. */
  protected readonly format = computed(() =>
    createFormat(this.i18n.locale(), zoneOf(this.session.menu(), this.tenant())),
  );
  /** What was just done, announced to who does not see the page change. */
  protected readonly announcement = signal('');
  protected readonly busy = signal(false);
  protected readonly notice = computed(() => {
    const problem = this.refusal();
    return problem && problemNotice(problem, this.t(), this.format(), (at) => this.fieldName(at));
  });

  /** What the form of the screen calls the field at a JSON Pointer; empty where it has none there. */
  protected fieldName(_pointer: string): string {
    return '';
  }

  /** The one thing that the address names, as a part of a path. */
  protected thing(): string {
    return encodeURIComponent(this.params().get('id') ?? '');
  }

  protected path(screen: TenantScreen, thing?: string | number): string {
    return tenantPath(this.tenant(), screen, thing);
  }

  /** The way back to the list of a screen from what is not in it. */
  protected backTo(screen: TenantScreen): { readonly path: string; readonly name: string } {
    return { path: this.path(screen), name: this.t().titles[screen] };
  }

  protected day(iso: string | null): string {
    return iso === null ? '' : this.format().day(iso);
  }

  /** A number as people read it; nothing for none. */
  protected phone(number: string | null): string {
    return number === null ? '' : phoneWords(number);
  }

  /** The number of an establishment as people read it; nothing for none. */
  protected siret(text: string | null): string {
    const siret = text === null ? null : parseSiret(text);
    return siret === null ? (text ?? '') : formatSiret(siret);
  }

  /** What begins a line begins with a capital. */
  protected sentence(words: string): string {
    return `${words.charAt(0).toLocaleUpperCase(this.i18n.locale())}${words.slice(1)}`;
  }

  protected number(value: number): string {
    return this.format().count(value);
  }

  protected plural(value: number): PluralForm {
    return this.format().plural(value);
  }

  /** Forgets what the last act answered: something else is looked at. */
  protected forgetAnswer(): void {
    this.refusal.set(undefined);
    this.announcement.set('');
  }

  /**
   * Does something, and says what came of it: in words, in the figures of what waits, and where the focus goes on. What is
   * refused was decided or withdrawn by somebody else meanwhile: the figures are read again then too.
   * @returns whether it was done
   */
  protected async act(pending: Promise<Outcome<unknown>>, announcement: string): Promise<boolean> {
    const held = this.focus.held();
    this.busy.set(true);
    const outcome = await pending;
    this.busy.set(false);
    this.refusal.set(outcome.ok ? undefined : outcome.problem);
    this.announcement.set(outcome.ok ? announcement : '');
    this.caseStore.acted();
    if (outcome.ok) this.focus.follow(held, this.place);
    return outcome.ok;
  }

  /**
   * Whether the last act changed what was read before it, or found it gone or changed by somebody else. After any other
   * failure what is shown stays, and with it what was typed.
   */
  protected isOutdated(): boolean {
    const refusal = this.refusal();
    return refusal === undefined || refusal.status === 404 || refusal.status === 409;
  }
}
