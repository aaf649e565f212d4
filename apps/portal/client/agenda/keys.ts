import type { Carrier } from './carrier';
import type { Grid } from './grid';
import { filled, timeWords } from './words';

/** What is done when a key lets go, and what is read aloud. */
export interface KeyHands {
  dropped(): void;
  cancelled(): void;
  say(words: string): void;
}

/** The keys that carry a booking: Space picks it up, arrows move it, plus and minus stretch it, Enter drops it, Escape leaves it. */
export class CarrierKeys {
  constructor(
    private readonly host: HTMLElement,
    private readonly grid: Grid,
    private readonly carrier: Carrier,
    private readonly hands: KeyHands,
  ) {}

  listen(): void {
    this.host.addEventListener('keydown', (event) => this.press(event));
    // Who goes elsewhere leaves it where it was.
    this.host.addEventListener('focusout', ({ target, relatedTarget }) => {
      const { carried } = this.carrier;
      if (carried && target === carried.link && relatedTarget !== null && relatedTarget !== target)
        this.hands.cancelled();
    });
  }

  private press(event: KeyboardEvent): void {
    const { target, key } = event;
    if (event.altKey || event.ctrlKey || event.metaKey || !(target instanceof HTMLElement)) return;
    const { carried } = this.carrier;
    if (!carried) {
      if (key === ' ' && target.matches('.cal__booking')) {
        event.preventDefault();
        this.pick(target);
      }
      return;
    }
    if (!this.act(key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private pick(link: HTMLElement): void {
    const { dataset } = this.host;
    if (!this.carrier.pick(link)) return this.hands.say(dataset['fixed'] ?? '');
    this.hands.say(filled(dataset['grabbed'], { customer: link.dataset['customer'] ?? '', ...this.place() }));
  }

  /** @returns whether the key does something to what is carried */
  private act(key: string): boolean {
    const { snap } = this.grid;
    switch (key) {
      case 'ArrowUp':
        return this.shift(-snap);
      case 'ArrowDown':
        return this.shift(snap);
      case 'ArrowLeft':
        return this.turn(-1);
      case 'ArrowRight':
        return this.turn(1);
      case '+':
      case '-':
        this.carrier.stretch(key === '+' ? 1 : -1);
        return this.say();
      case 'Enter':
      case ' ':
        this.hands.dropped();
        return true;
      case 'Escape':
        this.hands.cancelled();
        this.hands.say(filled(this.host.dataset['left'], { time: timeWords(this.minute) }));
        return true;
      default:
        return false;
    }
  }

  private get minute(): number {
    return this.carrier.carried?.minute ?? this.carrier.origin?.minute ?? 0;
  }

  private shift(by: number): boolean {
    const { carried } = this.carrier;
    if (carried) this.carrier.moveTo({ column: carried.column, minute: carried.minute + by });
    carried?.link.scrollIntoView({ block: 'nearest' });
    return this.say();
  }

  private turn(by: 1 | -1): boolean {
    const { carried } = this.carrier;
    const { columns } = this.grid;
    const next = carried && columns[columns.indexOf(carried.column) + by];
    if (carried && next) this.carrier.moveTo({ column: next, minute: carried.minute });
    return this.say();
  }

  private place(): Record<string, string> {
    const { carried } = this.carrier;
    return { time: timeWords(carried?.minute ?? 0), column: carried?.column.dataset['label'] ?? '' };
  }

  private say(): boolean {
    this.hands.say(filled(this.host.dataset['at'], this.place()));
    return true;
  }
}
