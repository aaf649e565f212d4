import type { Carrier } from './carrier';
import { type Grid, type Spot } from './grid';

/** A mouse that moved less than this only clicked, px. */
const SLACK = 5;
/** A finger that stays for so long picks up what it lies on, ms. */
const HOLD = 400;
/** A finger that went so far aside turned to the next column, px. */
const SWIPE = 60;
/** So near to an edge of the window, what is carried scrolls it, px. */
const EDGE = 60;

/** What is done when a hand lets go. */
export interface Hands {
  dropped(): void;
  cancelled(): void;
  /** An empty place was touched, or a stretch of it was drawn. */
  empty(spot: Spot, until: number | null): void;
}

type Gesture =
  | { readonly kind: 'carry'; readonly grip: number; readonly isResize: boolean }
  | { readonly kind: 'draw'; readonly start: Spot; readonly mark: HTMLElement; until: number };

/** Mouse, pen and finger on a calendar. */
export class PointerHands {
  private gesture: Gesture | undefined;
  private down: { readonly x: number; readonly y: number; readonly target: Element } | undefined;
  private timer: number | undefined;
  private wasCarried = false;
  /** An empty place that is being clicked: what opens before the click is over would be clicked by it. */
  private touched: Spot | undefined;

  constructor(
    private readonly host: HTMLElement,
    private readonly grid: Grid,
    private readonly carrier: Carrier,
    private readonly hands: Hands,
  ) {}

  listen(): void {
    const { host } = this;
    host.addEventListener('pointerdown', (event) => this.press(event));
    addEventListener('pointermove', (event) => this.drag(event));
    addEventListener('pointerup', (event) => this.release(event));
    addEventListener('pointercancel', () => this.abandon());
    // A page does not scroll under what is carried.
    host.addEventListener('touchmove', (event) => this.gesture && event.preventDefault(), { passive: false });
    host.addEventListener('contextmenu', (event) => this.gesture && event.preventDefault());
    host.addEventListener('dragstart', (event) => event.preventDefault());
    // What was carried is not opened as well.
    host.addEventListener('click', (event) => this.wasCarried && this.swallow(event), { capture: true });
    host.addEventListener('click', () => {
      const { touched } = this;
      this.touched = undefined;
      if (touched) this.hands.empty(touched, null);
    });
  }

  get isBusy(): boolean {
    return this.gesture !== undefined || this.down !== undefined;
  }

  /** Lets go of everything, as if nothing had been touched. */
  abandon(): void {
    clearTimeout(this.timer);
    this.down = undefined;
    if (this.gesture?.kind === 'carry') this.hands.cancelled();
    if (this.gesture?.kind === 'draw') this.gesture.mark.remove();
    this.gesture = undefined;
  }

  private press(event: PointerEvent): void {
    const { target, clientX: x, clientY: y, pointerType, button } = event;
    this.wasCarried = false;
    this.touched = undefined;
    if (button !== 0 || !(target instanceof Element) || !target.closest('.cal__ground')) return;
    if (target.closest('button, .cal__event[href]')) return;
    this.down = { x, y, target };
    if (pointerType === 'touch') this.timer = setTimeout(() => this.hold(), HOLD);
  }

  /** A finger stayed where it was. */
  private hold(): void {
    const { down } = this;
    const link = down?.target.closest<HTMLElement>('.cal__booking');
    if (down && link) this.begin(link, down);
    if (this.gesture && 'vibrate' in navigator) navigator.vibrate(20);
  }

  private begin(link: HTMLElement, { x, y, target }: { x: number; y: number; target: Element }): void {
    if (!this.carrier.pick(link)) return;
    const isResize = target.closest('.cal__stretch') !== null;
    const spot = this.grid.spotAt(x, y, 0, 1);
    const grip = (spot?.minute ?? 0) - (this.carrier.carried?.minute ?? 0);
    this.gesture = { kind: 'carry', grip, isResize };
    this.wasCarried = true;
  }

  private drag(event: PointerEvent): void {
    const { clientX: x, clientY: y, pointerType } = event;
    const { down } = this;
    if (!down) return;
    if (!this.gesture) {
      if (Math.hypot(x - down.x, y - down.y) < SLACK) return;
      // A finger that moves scrolls; what it picks up it held before.
      if (pointerType === 'touch') return clearTimeout(this.timer);
      const link = down.target.closest<HTMLElement>('.cal__booking');
      if (link) this.begin(link, down);
      else this.draw(down);
    }
    if (this.gesture?.kind === 'carry') this.carry(this.gesture, x, y);
    if (this.gesture?.kind === 'draw') this.stretch(this.gesture, x, y);
  }

  private carry({ grip, isResize }: { grip: number; isResize: boolean }, x: number, y: number): void {
    const spot = this.grid.spotAt(x, y, isResize ? 0 : grip);
    const { carried } = this.carrier;
    if (spot && carried && isResize) this.carrier.lastFor(spot.minute - carried.minute);
    else if (spot) this.carrier.moveTo(spot);
    if (y < EDGE) scrollBy({ top: -12 });
    if (y > innerHeight - EDGE) scrollBy({ top: 12 });
  }

  private draw({ x, y }: { readonly x: number; readonly y: number }): void {
    const start = this.grid.spotAt(x, y);
    const ground = start?.column.querySelector('[data-ground]');
    if (!start || !ground) return;
    const mark = document.createElement('div');
    mark.className = 'cal__mark';
    ground.append(mark);
    this.gesture = { kind: 'draw', start, mark, until: start.minute };
  }

  private stretch(gesture: Extract<Gesture, { kind: 'draw' }>, x: number, y: number): void {
    const { left } = gesture.start.column.getBoundingClientRect();
    const spot = this.grid.spotAt(left + 1, y) ?? this.grid.spotAt(x, y);
    gesture.until = Math.max(gesture.start.minute + this.grid.snap, spot?.minute ?? 0);
    this.grid.stand(gesture.mark, gesture.start.minute, gesture.until);
  }

  private release(event: PointerEvent): void {
    clearTimeout(this.timer);
    const { down, gesture } = this;
    this.down = undefined;
    this.gesture = undefined;
    if (!down) return;
    if (gesture?.kind === 'carry') return this.hands.dropped();
    if (gesture?.kind === 'draw') {
      gesture.mark.remove();
      return this.hands.empty(gesture.start, gesture.until);
    }
    const [aside, along] = [event.clientX - down.x, Math.abs(event.clientY - down.y)];
    if (event.pointerType === 'touch' && this.grid.isNarrow && Math.abs(aside) > SWIPE && along < SWIPE / 2) {
      this.wasCarried = true;
      return this.grid.chooseBeside(aside < 0 ? 1 : -1);
    }
    if (Math.hypot(aside, along) >= SLACK * 2 || down.target.closest('.cal__booking')) return;
    // An hour is touched in its first half or in its second.
    const spot = this.grid.spotAt(down.x, down.y, 0, 1);
    const half = Math.max(this.grid.snap, 15);
    if (spot) this.touched = { ...spot, minute: Math.floor(spot.minute / half) * half };
  }

  private swallow(event: Event): void {
    this.wasCarried = false;
    event.preventDefault();
    event.stopPropagation();
  }
}
