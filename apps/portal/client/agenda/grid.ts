const NARROW = '(max-width: 47.99rem)';
/** Minutes that a word in the calendar takes. */
const LABEL = 20;

/** A number of an attribute. */
export const numberOf = (element: HTMLElement, name: string): number => Number(element.dataset[name] ?? 0);

/** Where something stands: a column, and the minute at which it begins. */
export interface Spot {
  readonly column: HTMLElement;
  readonly minute: number;
}

/** The columns of a calendar: how they are laid out, and which place of them is where on the screen. */
export class Grid {
  /** The column that a narrow screen shows. */
  private chosen = '';
  private readonly narrow = matchMedia(NARROW);

  constructor(private readonly host: HTMLElement) {
    this.narrow.addEventListener('change', () => this.layOut());
  }

  get calendar(): HTMLElement {
    return this.host.querySelector<HTMLElement>('.cal') ?? this.host;
  }

  get isNarrow(): boolean {
    return this.narrow.matches;
  }

  get columns(): HTMLElement[] {
    return [...this.host.querySelectorAll<HTMLElement>('.cal__column')];
  }

  get snap(): number {
    return numberOf(this.calendar, 'snap');
  }

  get first(): number {
    return numberOf(this.calendar, 'from');
  }

  get last(): number {
    return numberOf(this.calendar, 'until');
  }

  /** Puts everything at its minute. Styles of scripts are what the policy of our pages lets through. */
  layOut(): void {
    const { calendar, columns, first, last } = this;
    calendar.style.setProperty('--columns', String(columns.length));
    calendar.style.setProperty('--minutes', String(last - first));
    for (const element of calendar.querySelectorAll<HTMLElement>('[data-from][data-until]'))
      this.stand(element, numberOf(element, 'from'), numberOf(element, 'until'));
    for (const item of calendar.querySelectorAll<HTMLElement>('.cal__item')) {
      item.style.setProperty('--lane', item.dataset['lane'] ?? '0');
      item.style.setProperty('--lanes', item.dataset['lanes'] ?? '1');
    }
    for (const column of columns) this.labelShades(column);
    for (const hour of calendar.querySelectorAll<HTMLElement>('.cal__hour'))
      hour.style.setProperty('--from', String(numberOf(hour, 'minute') - first));
    this.showColumns();
  }

  /** Says why nobody comes where there is room for it: what is booked there all the same stands upon it. */
  private labelShades(column: HTMLElement): void {
    const items = [...column.querySelectorAll<HTMLElement>('.cal__item')];
    const taken = items.map((item) => ({ from: numberOf(item, 'from'), until: numberOf(item, 'until') }));
    for (const shade of column.querySelectorAll<HTMLElement>('.cal__shade')) {
      const label = shade.querySelector<HTMLElement>('.cal__shade-label');
      const from = Math.max(numberOf(shade, 'from'), this.first);
      const until = Math.min(numberOf(shade, 'until'), this.last);
      // At its beginning, or behind something of it.
      const room = [from, ...taken.map((one) => one.until)]
        .filter((at) => at >= from && at + LABEL <= until)
        .sort((one, other) => one - other)
        .find((at) => !taken.some((one) => one.from < at + LABEL && one.until > at));
      label?.classList.toggle('visually-hidden', room === undefined);
      label?.style.setProperty('--down', String((room ?? from) - from));
    }
  }

  /** Puts something from one minute to another. */
  stand(element: HTMLElement, from: number, until: number): void {
    const [start, end] = [Math.max(from, this.first), Math.min(until, this.last)];
    element.style.setProperty('--from', String(start - this.first));
    element.style.setProperty('--until', String(Math.max(end, start) - this.first));
    element.toggleAttribute('data-is-short', until - from <= 20);
  }

  /** Shows a column on a narrow screen, which shows one at a time. */
  choose(column: HTMLElement): void {
    this.chosen = keyOf(column);
    this.showColumns();
  }

  /** The column beside the one that is shown. */
  chooseBeside(by: 1 | -1): void {
    const shown = this.columns.findIndex((column) => !column.hidden);
    const next = this.columns[shown + by];
    if (next) this.choose(next);
  }

  /** Which place is under a finger. @param grip minutes between the beginning of what is held and where it is held */
  spotAt(x: number, y: number, grip = 0, snap = this.snap): Spot | null {
    const column = this.columns.find((one) => {
      const { left, right } = one.getBoundingClientRect();
      return !one.hidden && x >= left && x < right;
    });
    const ground = column?.querySelector<HTMLElement>('[data-ground]');
    if (!column || !ground) return null;
    const { top, height } = ground.getBoundingClientRect();
    const minute = this.first + ((y - top) / height) * (this.last - this.first) - grip;
    return { column, minute: this.within(Math.round(minute / snap) * snap) };
  }

  within(minute: number): number {
    return Math.max(0, Math.min(minute, 1_435));
  }

  private showColumns(): void {
    const { columns } = this;
    const known = columns.find((column) => keyOf(column) === this.chosen);
    const shown = known ?? columns.find((one) => one.matches('.cal__column--today')) ?? columns[0];
    for (const column of columns) column.hidden = this.isNarrow && column !== shown;
    this.drawTabs(columns, shown);
  }

  private drawTabs(columns: readonly HTMLElement[], shown: HTMLElement | undefined): void {
    const { calendar } = this;
    const focused = document.activeElement?.closest('.cal__tabs') !== null;
    calendar.querySelector('.cal__tabs')?.remove();
    if (!this.isNarrow || columns.length < 2) return;
    const tabs = document.createElement('div');
    tabs.className = 'cal__tabs';
    tabs.setAttribute('role', 'group');
    tabs.setAttribute('aria-label', this.host.dataset['columns'] ?? '');
    for (const column of columns) {
      const tab = document.createElement('button');
      tab.type = 'button';
      tab.className = 'chip';
      tab.textContent = column.dataset['label'] ?? '';
      tab.setAttribute('aria-pressed', String(column === shown));
      tab.addEventListener('click', () => this.choose(column));
      tabs.append(tab);
    }
    calendar.prepend(tabs);
    const pressed = tabs.querySelector<HTMLElement>('[aria-pressed="true"]');
    if (focused) pressed?.focus({ preventScroll: true });
  }
}

const keyOf = ({ dataset }: HTMLElement): string => `${dataset['day'] ?? ''} ${dataset['resource'] ?? ''}`;
