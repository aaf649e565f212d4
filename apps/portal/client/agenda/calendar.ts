import { Carrier, type Carried } from './carrier';
import { CardDialog } from './card';
import { Dialogs } from './dialogs';
import { EmptyDialog } from './empty';
import { Grid, numberOf } from './grid';
import { CarrierKeys } from './keys';
import { Live } from './live';
import { Moves, type Target } from './moves';
import { PointerHands } from './pointer';
import { filled, timeWords } from './words';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** What is late, and the line of now, go on so often, ms. */
const TICK = 20_000;

/** The calendar of an agenda: draws it, lets it be moved by hand and by key, and keeps it up to date. */
export class Calendar {
  private readonly grid: Grid;
  private readonly carrier: Carrier;
  private readonly dialogs: Dialogs;
  private readonly moves: Moves;
  private readonly live: Live;
  private readonly hands: PointerHands;
  private readonly keys: CarrierKeys;
  private readonly card: CardDialog;
  private readonly empty: EmptyDialog;
  private drawn = performance.now();
  private isSending = false;
  private timer: number | undefined;
  /** What has the focus once the page is drawn again. */
  private focused = '';

  constructor(private readonly host: HTMLElement) {
    this.grid = new Grid(host);
    this.carrier = new Carrier(this.grid);
    this.dialogs = new Dialogs(host, () => this.live.catchUp());
    this.moves = new Moves(host, this.dialogs);
    this.live = new Live(host, {
      isFree: () => this.isFree,
      drawn: () => this.draw(),
      isLive: (isLive) => this.showLive(isLive),
    });
    const done = { dropped: () => void this.drop(), cancelled: () => this.cancel() };
    this.empty = new EmptyDialog(host, this.dialogs, (words, isDone) => this.changed(words, isDone));
    this.hands = new PointerHands(host, this.grid, this.carrier, {
      ...done,
      empty: (spot, until) => this.empty.open(spot, until),
    });
    this.keys = new CarrierKeys(host, this.grid, this.carrier, { ...done, say: (words) => this.say(words) });
    this.card = new CardDialog(host, this.dialogs, (link, to) => void this.send(link, targetOf(link), to));
  }

  open(): void {
    const { host } = this;
    // What the server said is known before it is laid out: a page that is the same is not drawn again.
    this.live.open();
    const list = host.querySelector<HTMLDetailsElement>('.cal-list');
    if (list) {
      list.open = false;
      // On paper the day is its list.
      addEventListener('beforeprint', () => (list.open = true));
    }
    host.setAttribute('data-ready', '');
    this.dialogs.listen();
    this.hands.listen();
    this.keys.listen();
    this.card.listen();
    this.empty.listen();
    this.draw();
    this.showNow();
    // What came while a button was down is drawn once its click is over.
    addEventListener('pointerup', () => setTimeout(() => this.live.catchUp()));
    this.timer = setInterval(() => this.tick(), TICK);
  }

  close(): void {
    clearInterval(this.timer);
    this.live.close();
  }

  private get isFree(): boolean {
    return (
      !this.isSending && !this.hands.isBusy && !this.dialogs.isOpen && this.carrier.carried === undefined
    );
  }

  private draw(): void {
    this.drawn = performance.now();
    this.grid.layOut();
    this.tick();
    if (this.focused === '' || document.activeElement !== document.body) return;
    this.host.querySelector<HTMLElement>(`[data-booking="${this.focused}"]`)?.focus({ preventScroll: true });
  }

  /** The minute of now, and by how much somebody is late. */
  private tick(): void {
    const { calendar } = this.grid;
    // By how long the page is shown, and not by the clock of the device, which may be minutes fast.
    const shown = performance.now() - this.drawn;
    const passed = Math.floor(shown / MINUTE);
    const now = numberOf(calendar, 'now') + passed;
    const isShown = calendar.dataset['now'] !== undefined && now >= this.grid.first && now < this.grid.last;
    calendar.toggleAttribute('data-has-now', isShown);
    calendar.style.setProperty('--now', String(now - this.grid.first));
    for (const late of this.host.querySelectorAll<HTMLElement>('[data-late]')) {
      const minutes = String(numberOf(late, 'late') + passed);
      late.textContent = filled(late.dataset['words'], { minutes });
    }
    // Nobody says that a time is held, nor that it is free again: whoever looks would be told of each touch of each visitor.
    const isOver = (held: HTMLElement): boolean => numberOf(held, 'ends') * SECOND <= shown;
    const hasEnded = [...this.host.querySelectorAll<HTMLElement>('[data-ends]')].some(isOver);
    if (hasEnded || (passed > 0 && document.visibilityState === 'visible')) void this.live.refresh();
  }

  /** A long day opens where it is now, or where it begins. */
  private showNow(): void {
    const scroll = this.host.querySelector('.cal__scroll');
    const { calendar } = this.grid;
    if (!scroll || calendar.dataset['now'] === undefined) return;
    const share = (numberOf(calendar, 'now') - 60 - this.grid.first) / (this.grid.last - this.grid.first);
    scroll.scrollTop = Math.max(0, share) * scroll.scrollHeight;
  }

  private async drop(): Promise<void> {
    const { carried, origin } = this.carrier;
    if (!carried || !origin || !this.carrier.hasMoved) return this.cancel();
    const [from, to] = [this.targetAt(origin), this.targetAt(carried)];
    this.carrier.drop();
    await this.send(carried.link, from, to);
  }

  private cancel(): void {
    this.carrier.restore();
    this.live.catchUp();
  }

  /** Moves it at once for who looks, and asks the server: what it refuses goes back, with the reason. */
  private async send(link: HTMLElement, from: Target, to: Target): Promise<void> {
    const item = link.closest('.cal__item');
    this.isSending = true;
    item?.classList.add('cal__item--sending');
    const outcome = await this.moves.move(link, from, to);
    item?.classList.remove('cal__item--sending');
    this.isSending = false;
    this.focused = link.dataset['booking'] ?? '';
    const { customer = '' } = link.dataset;
    const words = { customer, time: timeOf(to), column: to.column };
    if (outcome?.isDone === true) {
      this.live.forget();
      const message = `${filled(this.host.dataset['done'], words)} ${outcome.notice}`;
      this.say(message, { link, back: from, from: to });
      await this.live.refresh();
      return;
    }
    this.carrier.restore();
    if (outcome === null) this.say(filled(this.host.dataset['left'], { time: timeOf(from) }));
    else this.say(outcome.why, undefined, true);
    this.live.forget();
    await this.live.refresh();
  }

  private changed(words: string, isDone: boolean): void {
    this.say(words, undefined, !isDone);
    if (isDone) void this.live.refresh();
  }

  private targetAt({ link, column, minute, duration }: Carried): Target {
    const { day = '', dayLabel = '', label = '', resource } = column.dataset;
    return {
      ...{ day, dayLabel, minute, duration, column: label },
      // Of a week of everybody it stays with whoever is free.
      resource: resource ?? (link.dataset['resource'] === undefined ? '' : link.dataset['resource']),
    };
  }

  /** Says what happened, and how it is taken back. */
  private say(
    words: string,
    undo?: { readonly link: HTMLElement; readonly back: Target; readonly from: Target },
    isWrong = false,
  ): void {
    const status = this.host.querySelector('[data-status]');
    if (!status) return;
    const paragraph = document.createElement('p');
    paragraph.textContent = words;
    status.replaceChildren(paragraph);
    status.classList.toggle('cal-status--wrong', isWrong);
    status.classList.toggle('cal-status--silent', words === '');
    if (!undo) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button button--quiet';
    button.textContent = filled(this.host.dataset['back'], { time: timeOf(undo.back) });
    button.addEventListener('click', () => {
      const now = this.host.querySelector<HTMLElement>(
        `[data-booking="${undo.link.dataset['booking'] ?? ''}"]`,
      );
      if (now) void this.send(now, undo.from, undo.back);
    });
    status.append(button);
  }

  private showLive(isLive: boolean): void {
    const wasLost = this.host.hasAttribute('data-is-lost');
    this.host.toggleAttribute('data-is-lost', !isLive);
    if (!isLive) this.say(this.host.dataset['lost'] ?? '', undefined, true);
    else if (wasLost) this.say(this.host.dataset['live'] ?? '');
  }
}

const timeOf = ({ minute }: Target): string => timeWords(minute);

/** Where a booking of the page stands. */
function targetOf(link: HTMLElement): Target {
  const item = link.closest<HTMLElement>('.cal__item');
  const column = link.closest<HTMLElement>('.cal__column');
  const minute = item ? numberOf(item, 'from') : 0;
  return {
    day: link.dataset['day'] ?? '',
    dayLabel: column?.dataset['dayLabel'] ?? '',
    minute,
    duration: item ? numberOf(item, 'until') - minute : 0,
    resource: column?.dataset['resource'] ?? '',
    column: column?.dataset['label'] ?? '',
  };
}
