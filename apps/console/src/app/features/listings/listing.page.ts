import { Component, computed, effect, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { ProblemComponent } from '../../core/problem.component';
import { HandOverPage } from '../../core/hand-over-page';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { ShownListingComponent } from './shown-listing.component';
import { ListingPostsComponent } from './listing-posts.component';
import { historyWords } from './page-entry';
import { TownWordComponent } from './town-word.component';

/** One business as an agent acts for it: what the public sees, the mandate, and the way to its editors on the portal. */
@Component({
  selector: 'console-listing-page',
  imports: [
    ButtonComponent,
    ListingPostsComponent,
    NoticeComponent,
    ProblemComponent,
    RouterLink,
    ShownListingComponent,
    SkeletonComponent,
    TownWordComponent,
  ],
  templateUrl: './listing.page.html',
  host: { class: 'page' },
})
export class ListingPage extends HandOverPage {
  protected readonly file = this.api.listing(this.tenant, () => this.thing());
  protected readonly history = computed(() => {
    const file = this.file.value();
    return file && historyWords(file, this.t(), this.i18n.locale());
  });

  private readonly router = inject(Router);

  constructor() {
    super();
    // A business whose page was merged is answered by the one that it is now, which has an address of its own.
    effect(() => {
      const id = this.file.value()?.listing.id;
      if (id === undefined || String(id) === this.thing()) return;
      void this.router.navigateByUrl(this.path('listings', id), { replaceUrl: true });
    });
  }

  protected load(): void {
    this.file.reload();
  }

  /** Leaves for the editors of the portal, which lead back here. */
  protected async edit(): Promise<void> {
    await this.handOver(this.thing());
  }

  protected async wantLetters(wanted: boolean): Promise<void> {
    const { lettersNoted } = this.t().listing;
    if (await this.act(this.api.wantLetters(this.tenant(), this.thing(), { wanted }), lettersNoted))
      this.load();
  }
}
