import {
  afterRenderEffect,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  untracked,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterLinkActive } from '@angular/router';
import type { TenantScreen } from '@halles/contracts';
import { filter, map } from 'rxjs';
import { EndPreviewsComponent } from './end-previews.component';
import { FILTER_PARAMETERS } from './case-filter';
import { CaseStore } from './case.store';
import { I18nStore } from './i18n/i18n.store';
import { homeOf, namesApart, previewPath, tenantPath } from './menu';
import { paths } from './return-path';
import { SessionStore } from './session.store';

/** The menu below the masthead: what the server says that the account may see, and nothing else. */
@Component({
  selector: 'console-main-nav',
  imports: [EndPreviewsComponent, RouterLink, RouterLinkActive],
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
  protected readonly screens = computed(() => {
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
  protected readonly places = computed(() => {
    const [tenant, count] = [this.current(), this.caseStore.view()?.counts.place ?? 0];
    if (!tenant?.screens.includes('reports') || count === 0) return undefined;
    return {
      path: tenantPath(tenant.slug, 'reports'),
      query: { [FILTER_PARAMETERS.nature]: 'place' },
      label: this.t().nav.places,
      shown: this.i18n.format().count(count),
    };
  });

  /** The portal of a draft, which is at no address that anybody else could open. */
  protected readonly preview = computed(() => {
    const tenant = this.current();
    return tenant?.isDraft === true ? previewPath(tenant.slug) : null;
  });

  private readonly row = viewChild.required<ElementRef<HTMLElement>>('row');

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
    // Read again with each page: a decision leads to the next one.
    effect(() => {
      this.url();
      const tenant = this.current();
      untracked(() => this.caseStore.look(tenant?.screens.includes('claims') ? tenant.slug : undefined));
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
