import { Component, ElementRef, computed, inject, input, linkedSignal, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import type { TenantRow, TenantState } from '@halles/contracts';
import { EndPreviewsComponent } from '../../core/end-previews.component';
import { I18nStore } from '../../core/i18n/i18n.store';
import { previewPath } from '../../core/menu';
import { BadgeComponent } from '../../ui/badge.component';
import { ButtonComponent } from '../../ui/button.component';
import { IconComponent } from '../../ui/icon.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { type SortDirection, SortHeaderComponent } from '../../ui/sort-header.component';
import { migrationWords } from './migration-name';
import { migrationSigns, tenantSigns } from './state-signs';
import { TenantHostsComponent } from './tenant-hosts.component';
import {
  type TenantColumn,
  type TenantListView,
  countStates,
  listTenants,
  readTenantListView,
  tenantColumns,
  writeTenantListView,
} from './tenant-list';

/** The territories: filtered, sorted, kept in the address. A table on wide screens, cards on narrow ones. */
@Component({
  selector: 'console-tenant-table',
  imports: [
    BadgeComponent,
    ButtonComponent,
    EndPreviewsComponent,
    IconComponent,
    SkeletonComponent,
    SortHeaderComponent,
    TenantHostsComponent,
  ],
  templateUrl: './tenant-table.component.html',
})
export class TenantTableComponent {
  readonly tenants = input<readonly TenantRow[] | undefined>();

  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly i18n = inject(I18nStore);
  private readonly query = toSignal(this.route.queryParamMap, { requireSync: true });
  private readonly filterBox = viewChild<ElementRef<HTMLInputElement>>('filterBox');

  protected readonly t = this.i18n.texts;
  protected readonly columns = tenantColumns;
  protected readonly wrong = migrationSigns.failed;
  protected readonly view = linkedSignal<TenantListView>(() => readTenantListView(this.query()));
  protected readonly states = computed(() => countStates(this.tenants() ?? []));
  protected readonly rows = computed(() => {
    const rows = listTenants(this.tenants() ?? [], this.view(), this.i18n.locale(), this.t().overview);
    return rows.map((row) => ({
      ...row,
      stateSign: tenantSigns[row.state],
      // Its own address answers nobody: the server of the console knows the way in.
      preview: row.state === 'draft' ? previewPath(row.slug) : null,
      migrationWords:
        row.migration && migrationWords(row.migration, this.i18n.format(), this.t().overview.migrationOf),
      migrationSign: migrationSigns[row.migrationState],
    }));
  });
  protected readonly total = computed(() => this.tenants()?.length ?? 0);
  protected readonly orderLabel = computed(() => {
    const { ascending, descending, reverse } = this.t().overview;
    return reverse(this.view().descending ? descending : ascending);
  });
  protected readonly shown = computed(() => {
    const { count } = this.i18n.format();
    return this.t().overview.shown(count(this.rows().length), count(this.total()));
  });

  protected count(value: number): string {
    return this.i18n.format().count(value);
  }

  protected direction(column: TenantColumn): SortDirection | undefined {
    const view = this.view();
    if (view.column !== column) return undefined;
    return view.descending ? 'descending' : 'ascending';
  }

  protected sortBy(column: TenantColumn): void {
    const { column: current, descending } = this.view();
    this.show({ column, descending: column === current && !descending });
  }

  protected chooseColumn(event: Event): void {
    const column = tenantColumns.find((name) => name === valueOf(event));
    if (column) this.show({ column, descending: false });
  }

  protected filterBy(event: Event): void {
    this.show({ filter: valueOf(event) });
  }

  protected only(state: TenantState | null): void {
    this.show({ state });
  }

  protected reverse(): void {
    this.show({ descending: !this.view().descending });
  }

  protected clear(): void {
    this.show({ filter: '', state: null });
    this.filterBox()?.nativeElement.focus();
  }

  private show(change: Partial<TenantListView>): void {
    this.view.update((view) => ({ ...view, ...change }));
    void this.router.navigate([], {
      relativeTo: this.route,
      queryParams: writeTenantListView(this.view()),
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }
}

function valueOf({ target }: Event): string {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.value : '';
}
