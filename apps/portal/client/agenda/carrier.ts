import { type Grid, numberOf, type Spot } from './grid';
import { timeWords } from './words';

/** A booking that is picked up, and where it stands for now. */
export interface Carried {
  readonly link: HTMLElement;
  readonly column: HTMLElement;
  readonly minute: number;
  readonly duration: number;
}

/** Carries one booking at a time over the calendar, by hand or by key: it stands where it would be dropped. */
export class Carrier {
  private link: HTMLElement | undefined;
  private home: Carried | undefined;
  private at: Carried | undefined;

  constructor(private readonly grid: Grid) {}

  get carried(): Carried | undefined {
    return this.at;
  }

  /** Where it was picked up. */
  get origin(): Carried | undefined {
    return this.home;
  }

  get hasMoved(): boolean {
    const { home, at } = this;
    return (
      home !== undefined &&
      at !== undefined &&
      (home.column !== at.column || home.minute !== at.minute || home.duration !== at.duration)
    );
  }

  /** Picks it up; nothing where it cannot be moved. */
  pick(link: HTMLElement): boolean {
    const item = link.closest<HTMLElement>('.cal__item');
    const column = link.closest<HTMLElement>('.cal__column');
    if (!item || !column || link.dataset['movable'] === undefined) return false;
    const [from, until] = [numberOf(item, 'from'), numberOf(item, 'until')];
    this.link = link;
    this.home = this.at = { link, column, minute: from, duration: until - from };
    item.classList.add('cal__item--carried');
    return true;
  }

  moveTo({ column, minute }: Spot): void {
    if (!this.at) return;
    const { snap } = this.grid;
    const top = Math.max(0, Math.min(minute, 1_440 - snap));
    this.show({ ...this.at, column, minute: top });
  }

  /** As long as the nearest of its lengths. */
  lastFor(minutes: number): void {
    if (!this.at) return;
    const nearest = this.durations.reduce(
      (best, one) => (Math.abs(one - minutes) < Math.abs(best - minutes) ? one : best),
      this.at.duration,
    );
    this.show({ ...this.at, duration: nearest });
  }

  /** The next of its lengths, or the one before. */
  stretch(by: 1 | -1): void {
    if (!this.at) return;
    const next = this.durations[this.durations.indexOf(this.at.duration) + by];
    if (next !== undefined) this.show({ ...this.at, duration: next });
  }

  /** Leaves it where it stands, until the page is drawn again. */
  drop(): void {
    this.link?.closest('.cal__item')?.classList.remove('cal__item--carried');
    this.at = undefined;
  }

  /** Puts it back where it was. */
  restore(): void {
    const { home, link } = this;
    if (home && link) {
      this.at = home;
      this.show(home);
      const item = link.closest<HTMLElement>('.cal__item');
      item?.style.setProperty('--lane', item.dataset['lane'] ?? '0');
      item?.style.setProperty('--lanes', item.dataset['lanes'] ?? '1');
    }
    this.drop();
    this.link = this.home = undefined;
  }

  private get durations(): number[] {
    return (this.link?.dataset['durations'] ?? '').split(' ').map(Number);
  }

  private show(at: Carried): void {
    this.at = at;
    const item = at.link.closest<HTMLElement>('.cal__item');
    if (!item) return;
    const list = at.column.querySelector('.cal__items');
    // Moved in the document it loses the focus.
    if (list && item.parentElement !== list) {
      const hadFocus = document.activeElement === at.link;
      list.append(item);
      if (hadFocus) at.link.focus({ preventScroll: true });
    }
    if (this.grid.isNarrow && at.column.hidden) this.grid.choose(at.column);
    item.style.setProperty('--lane', '0');
    item.style.setProperty('--lanes', '1');
    this.grid.stand(item, at.minute, at.minute + at.duration);
    const time = item.querySelector('.cal__time');
    if (time) time.textContent = timeWords(at.minute);
  }
}
