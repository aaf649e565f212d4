import { NgTemplateOutlet } from '@angular/common';
import {
  afterNextRender,
  afterRenderEffect,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  effect,
  ElementRef,
  inject,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterLinkActive } from '@angular/router';
import type { TenantScreen } from '@halles/contracts';
import { filter, map } from 'rxjs';
import { EndPreviewsComponent } from './end-previews.component';
import { ButtonComponent } from '../ui/button.component';
import { FILTER_PARAMETERS } from './case-filter';
import { CaseStore } from './case.store';
import { I18nStore } from './i18n/i18n.store';
import { linksThatFit, type MeasuredRow } from './nav-fold';
import { homeOf, namesApart, previewPath, tenantPath } from './menu';
import { paths } from './return-path';
import { SessionStore } from './session.store';

/** A link of the menu. */
interface MenuLink {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly label: string;
  readonly count: number;
  readonly shown: string;
}

/** Below this width the menu is one line that is moved sideways. */
const TELEPHONE = '(max-width: 40rem)';

/** The menu below the masthead: what the server says that the account may see, and nothing else. */
@Component({
  selector: 'console-main-nav',
  imports: [ButtonComponent, EndPreviewsComponent, NgTemplateOutlet, RouterLink, RouterLinkActive],
  templateUrl: './main-nav.component.html',
  host: { class: 'main-nav' },
})
export class MainNavComponent {
  private readonly router = inject(Router);
  private readonly i18n = inject(I18nStore);
  private readonly caseStore = inject(CaseStore);
  private readonly menu = inject(SessionStore).menu;
  private readonly url = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(({ urlAfterRedirects }) => urlAfterRedirects),
    ),
    { initialValue: this.router.url },
  );

  protected readonly t = this.i18n.texts;
  protected readonly platform = computed(() =>
    this.menu().platform.map((screen) => ({
      path: screen === 'overview' ? paths.overview : paths.accounts,
      label: this.t().titles[screen],
    })),
  );
  protected readonly tenants = computed(() =>
    namesApart(this.menu().tenants.map(({ slug, title }) => ({ slug, title: title[this.i18n.locale()] }))),
  );
  /** The territory of the address, else the only one that there is. */
  protected readonly current = computed(() => {
    const { tenants } = this.menu();
    const [, , slug] = this.url().split(/[/?#]/);
    return tenants.find((tenant) => tenant.slug === slug) ?? (tenants.length === 1 ? tenants[0] : undefined);
  });
  private readonly screens = computed((): MenuLink[] => {
    const tenant = this.current();
    if (!tenant) return [];
    return tenant.screens.map((screen) => ({
      path: tenantPath(tenant.slug, screen),
      label: this.t().titles[screen],
      count: this.waiting(screen),
      shown: this.i18n.format().count(this.waiting(screen)),
    }));
  });

  /** The addresses among the corrections that wait, where there are any; undefined where there are none. */
  private readonly places = computed((): MenuLink | undefined => {
    const [tenant, count] = [this.current(), this.caseStore.view()?.counts.place ?? 0];
    if (!tenant?.screens.includes('reports') || count === 0) return undefined;
    return {
      path: tenantPath(tenant.slug, 'reports'),
      query: { [FILTER_PARAMETERS.nature]: 'place' },
      label: this.t().nav.places,
      count,
      shown: this.i18n.format().count(count),
    };
  });

  /** The portal of a draft, which is at no address that anybody else could open. */
  protected readonly preview = computed(() => {
    const tenant = this.current();
    return tenant?.isDraft === true ? previewPath(tenant.slug) : null;
  });

  private readonly row = viewChild.required<ElementRef<HTMLElement>>('row');
  private readonly more = viewChild<unknown, ElementRef<HTMLElement>>('more', { read: ElementRef });
  private readonly links = computed((): MenuLink[] => {
    const [screens, places] = [this.screens(), this.places()];
    if (!places) return screens;
    // Beside the screen that it is a part of.
    const after = screens.findIndex(({ path }) => path === places.path) + 1;
    return screens.toSpliced(after, 0, places);
  });
  private readonly width = signal(0);
  /** Measured while all links stand in the row; undefined until then, and whenever they are others or another is the page's. */
  private readonly measured = linkedSignal<unknown, MeasuredRow | undefined>({
    source: () => ({ links: this.links(), url: this.url() }),
    computation: () => undefined,
  });
  private readonly fitting = computed(() => {
    const measured = this.measured();
    return measured ? linksThatFit(measured, this.width()) : this.links().length;
  });
  protected readonly shown = computed(() => this.links().slice(0, this.fitting()));
  protected readonly folded = computed(() => this.links().slice(this.fitting()));
  protected readonly isHereFolded = computed(() => {
    const [path = ''] = this.url().split(/[?#]/);
    return this.folded().some((link) => !link.query && path.startsWith(`/${link.path.replace(/^\//, '')}`));
  });
  /** What does not fit is shown below its button; another page folds it away. */
  protected readonly isUnfolded = linkedSignal({ source: this.url, computation: () => false });

  constructor() {
    // On a telephone the menu is one line that is moved sideways: where one is stands in sight.
    afterRenderEffect({
      read: () => {
        const [path = ''] = this.url().split(/[?#]/);
        this.screens();
        const row = this.row().nativeElement;
        const [here] = [...row.querySelectorAll('a')]
          .filter((link) => path.startsWith(link.getAttribute('href') ?? '-'))
          .toSorted((one, other) => other.pathname.length - one.pathname.length);
        if (here && row.scrollWidth > row.clientWidth)
          row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
      },
    });
    afterRenderEffect({
      earlyRead: () => {
        if (this.measured()) return;
        this.links();
        this.measured.set(this.measure());
      },
    });
    this.followWidth();
    // Read again with each page: a decision leads to the next one.
    effect(() => {
      this.url();
      const tenant = this.current();
      untracked(() => this.caseStore.look(tenant?.screens.includes('claims') ? tenant.slug : undefined));
    });
  }

  /** Folds it away, with the focus on its button. */
  protected fold(): void {
    if (!this.isUnfolded()) return;
    this.isUnfolded.set(false);
    this.more()?.nativeElement.focus();
  }

  protected foldWhenLeft({ currentTarget, relatedTarget }: FocusEvent): void {
    if (!(currentTarget instanceof HTMLElement) || !(relatedTarget instanceof Node)) return;
    if (!currentTarget.contains(relatedTarget)) this.isUnfolded.set(false);
  }

  private measure(): MeasuredRow {
    const row = this.row().nativeElement;
    const ends = [...row.querySelectorAll<HTMLElement>('[data-link]')].map(
      ({ offsetLeft, offsetWidth }) => offsetLeft + offsetWidth,
    );
    return { ends, behind: row.querySelector<HTMLElement>('[data-behind]')?.offsetWidth ?? 0 };
  }

  /** The width of the row, as long as it is no telephone's; with the fonts of the page links have another one. */
  private followWidth(): void {
    const { defaultView: view, fonts } = inject(DOCUMENT);
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const row = this.row().nativeElement;
      const follow = (): void =>
        this.width.set(view?.matchMedia(TELEPHONE).matches === false ? row.clientWidth : 0);
      const observer = new ResizeObserver(follow);
      observer.observe(row);
      destroyed.onDestroy(() => observer.disconnect());
      void fonts.ready.then(() => this.measured.set(undefined));
    });
  }

  /** How much waits on a screen. */
  private waiting(screen: TenantScreen): number {
    const counts = this.caseStore.view()?.counts;
    if (!counts) return 0;
    if (screen === 'claims') return counts.claim + counts.addition;
    return screen === 'reports' ? counts.report + counts.correction : 0;
  }

  /** The same screen of another territory, where it has one. */
  protected async choose(event: Event): Promise<void> {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const { value } = event.target;
    const tenant = this.menu().tenants.find(({ slug }) => slug === value);
    if (!tenant) return this.go(homeOf(this.menu()));
    const [, , , part] = this.url().split(/[/?#]/);
    const same = tenant.screens.find((screen: TenantScreen) =>
      tenantPath(tenant.slug, screen).endsWith(`/${part}`),
    );
    const screen = same ?? tenant.screens[0];
    if (screen) await this.go(tenantPath(tenant.slug, screen));
  }

  private async go(path: string): Promise<void> {
    await this.router.navigateByUrl(path);
  }
}
