import {
  Component,
  DOCUMENT,
  ElementRef,
  computed,
  effect,
  inject,
  signal,
  untracked,
  viewChild,
  ViewContainerRef,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { NavigationEnd, Router, RouterLink, RouterOutlet } from '@angular/router';
import { toSignal } from '@angular/core/rxjs-interop';
import { filter } from 'rxjs';
import type { PageName } from './app.routes';
import { ApiClient } from './core/api-client';
import { FormRefusals } from './core/form-refusals';
import { I18nStore } from './core/i18n/i18n.store';
import { ProblemComponent } from './core/problem.component';
import { MissingPage } from './core/missing-page';
import { RETURN_PARAMETER, paths, safeReturnPath } from './core/return-path';
import { ServerErrors } from './core/server-errors';
import { SessionStore } from './core/session.store';
import { ShortcutsComponent } from './core/shortcuts.component';
import { MainNavComponent } from './core/main-nav.component';
import { ButtonComponent } from './ui/button.component';
import { SkeletonComponent } from './ui/skeleton.component';

/** The frame around every page: masthead, landmarks, focus, title, and what happens when a session ends. */
@Component({
  selector: 'console-root',
  imports: [
    ButtonComponent,
    ProblemComponent,
    RouterLink,
    RouterOutlet,
    ShortcutsComponent,
    SkeletonComponent,
    MainNavComponent,
  ],
  templateUrl: './app.component.html',
})
export class AppComponent {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly i18n = inject(I18nStore);
  private readonly session = inject(SessionStore);
  private readonly title = inject(Title);
  private readonly refusals = inject(FormRefusals);
  private readonly serverErrors = inject(ServerErrors);
  private readonly missing = inject(MissingPage);
  private readonly location = inject(DOCUMENT).location;
  private readonly above = viewChild('above', { read: ViewContainerRef });
  protected readonly shortcuts = viewChild(ShortcutsComponent);
  private readonly unfold = viewChild<unknown, ElementRef<HTMLElement>>('unfold', { read: ElementRef });
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  private readonly arrival = toSignal(
    this.router.events.pipe(filter((event) => event instanceof NavigationEnd)),
  );
  private readonly page = computed<PageName | undefined>(() => {
    this.arrival();
    return this.router.routerState.snapshot.root.firstChild?.data['name'] as PageName | undefined;
  });

  protected readonly t = this.i18n.texts;
  protected readonly other = this.i18n.other;
  protected readonly state = this.session.state;
  protected readonly account = this.session.account;
  protected readonly hasMenu = computed(() => this.session.account()?.step === 'ready');
  /** The mail of what waits goes to who works for a town. */
  protected readonly worksForTown = computed(() =>
    this.session.menu().tenants.some(({ role }) => role !== 'operator'),
  );
  protected readonly paths = paths;
  protected readonly isLoading = signal(false);
  protected readonly leaving = signal(false);
  /** On a telephone what belongs to the account is folded away, so that the page begins on the first screen. */
  protected readonly isUnfolded = signal(false);
  protected readonly outage = computed(() => {
    const state = this.state();
    return state.kind === 'unreachable' ? state.problem : undefined;
  });

  constructor() {
    void this.begin();
    effect(() => {
      const name = this.missing.isShown() ? 'notFound' : this.page();
      const brand = `${this.t().common.brand} · ${this.t().common.console}`;
      const title = name ? `${this.t().titles[name]} · ${brand}` : brand;
      this.title.setTitle(this.refusals.isRefused() ? this.t().problems.inTitle(title) : title);
    });
    effect(() => {
      if (this.state().kind === 'anonymous') untracked(() => void this.toSignIn());
    });
    this.beginPageOnArrival();
    this.summariseRefusals();
    effect(() => this.refusals.watch(this.main().nativeElement));
  }

  /** Asks who is signed in, then shows the page of the address. Also the retry after an outage. */
  protected async begin(): Promise<void> {
    this.isLoading.set(true);
    await this.session.load(this.api);
    this.isLoading.set(false);
    if (!this.outage()) this.router.initialNavigation();
  }

  protected async signOut(): Promise<void> {
    this.leaving.set(true);
    const outcome = await this.api.signOut();
    if (outcome.ok && outcome.value.address !== null) {
      this.location.assign(outcome.value.address);
      return;
    }
    this.leaving.set(false);
    if (outcome.ok || outcome.problem.status === 401) this.session.end();
  }

  /** The focus goes back to the button that showed it. */
  protected fold(): void {
    if (!this.isUnfolded()) return;
    this.isUnfolded.set(false);
    this.unfold()?.nativeElement.focus();
  }

  protected switchLanguage(): void {
    void this.i18n.choose(this.other());
  }

  /** The base address would turn `#content` into a navigation: the skip link moves the focus itself. */
  protected skip(event: Event): void {
    event.preventDefault();
    this.focusHeading();
  }

  /** What is wrong with a form stands above its page; what shows that is loaded with the first refusal. */
  private summariseRefusals(): void {
    const isWanted = computed(() => this.refusals.isRefused() && this.above());
    effect(async () => {
      const place = isWanted();
      if (!place) return;
      const { ErrorSummaryComponent } = await import('./core/error-summary.component');
      if (place.length === 0) place.createComponent(ErrorSummaryComponent);
    });
  }

  private async toSignIn(): Promise<void> {
    const { url, navigated } = this.router;
    if (!navigated || url.startsWith(paths.signIn)) return;
    const state = this.state();
    const place = state.kind === 'anonymous' && state.reason === 'expired' ? safeReturnPath(url) : '/';
    await this.router.navigate([paths.signIn], {
      queryParams: place === '/' ? {} : { [RETURN_PARAMETER]: place },
    });
  }

  /**
   * A new page begins at its heading, for the keyboard and for screen readers; the first one begins at the top. What the
   * server refused of the page before is not shown on it.
   */
  private beginPageOnArrival(): void {
    let path: string | undefined;
    effect(() => {
      const arrival = this.arrival();
      if (!arrival) return;
      const next = arrival.urlAfterRedirects.split('?', 1)[0];
      const changed = path !== undefined && path !== next;
      path = next;
      if (!changed) return;
      this.serverErrors.answered(null);
      this.isUnfolded.set(false);
      setTimeout(() => this.focusHeading());
    });
  }

  private focusHeading(): void {
    const main = this.main().nativeElement;
    (main.querySelector<HTMLElement>('h1') ?? main).focus();
  }
}
