import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
  viewChildren,
} from '@angular/core';
import type { PinPlace } from '@halles/contracts';
import { ServerErrors } from '../../core/server-errors';
import { I18nStore } from '../../core/i18n/i18n.store';
import { ButtonComponent } from '../../ui/button.component';
import { StreetLinesComponent } from '../visits/street-lines.component';
import type { Place } from '../visits/tour-plan';
import { pinPlan, placeAt, placeFrom, REACHES } from './pin-plan';

/** Where each button moves the pin. */
const WAYS = [
  { way: 'north', east: 0, north: 1 },
  { way: 'south', east: 0, north: -1 },
  { way: 'west', east: -1, north: 0 },
  { way: 'east', east: 1, north: 0 },
] as const;
/** A step is a sixth of what is seen on one side. */
const STEPS = 6;

/**
 * Where the pin of a business stands or will stand, among the doors that the directory knows, or that it will stand nowhere. It is put and
 * moved by touching the drawing, or by buttons.
 */
@Component({
  selector: 'console-pin-map',
  imports: [ButtonComponent, StreetLinesComponent],
  template: `<p role="status">{{ words() }}</p>
    @if (plan(); as drawn) {
      <figure class="tour-map">
        <svg
          class="pin-touch"
          role="img"
          [attr.viewBox]="'0 0 ' + drawn.width + ' ' + drawn.height"
          [attr.aria-label]="t().pin.map"
          (click)="touch($event)"
        >
          <svg:g consoleStreets [plan]="drawn.streets" />
          <circle class="move-after" r="9" [attr.cx]="drawn.pin.x" [attr.cy]="drawn.pin.y" />
          <path class="tour-scale" [attr.d]="'M12 ' + (drawn.height - 12) + 'h' + drawn.scale.length" />
        </svg>
        <figcaption>{{ t().pin.legend }} {{ t().visits.scale(metres()) }}</figcaption>
      </figure>
      @if (error()) {
        <p class="ui-field-error" id="pin-error">{{ error() }}</p>
      }
      <div
        class="pin-steps"
        role="group"
        tabindex="-1"
        [attr.aria-label]="t().pin.map"
        [attr.data-invalid]="error() ? '' : null"
        [attr.aria-describedby]="error() ? 'pin-error' : null"
      >
        @for (one of ways; track one.way) {
          <button #step uiButton variant="quiet" type="button" (click)="move(one.east, one.north)">
            {{ t().pin.steps[one.way](distance()) }}
          </button>
        }
        @if (reach() < farthest) {
          <button uiButton variant="quiet" type="button" (click)="look(1)">{{ t().pin.wider }}</button>
        }
        @if (reach() > nearest) {
          <button uiButton variant="quiet" type="button" (click)="look(-1)">
            {{ t().pin.nearer }}
          </button>
        }
        @if (isChanged()) {
          <button uiButton variant="quiet" type="button" (click)="putBack()">
            {{ place().pin ? back() : t().pin.remove }}
          </button>
        }
      </div>
    } @else if (place().middle; as middle) {
      <button #begin uiButton variant="plain" type="button" (click)="beginAt(middle)">
        {{ t().pin.put }}
      </button>
    }`,
})
export class PinMapComponent {
  readonly place = input.required<PinPlace>();
  /** Where it was put before; null: nowhere else. */
  readonly start = input<Place | null>(null);
  /** Whether the page is there already, and has the pin today. */
  readonly stands = input(false);
  /** Whether somebody asks for the pin to be there. */
  readonly asked = input(false);
  /** Where it was put; null: where it was, or nowhere. */
  readonly moved = output<Place | null>();

  private readonly i18n = inject(I18nStore);
  private readonly server = inject(ServerErrors);
  protected readonly t = this.i18n.texts;
  /** What the server says of where it was put. */
  protected readonly error = computed(() => this.server.messageOf('/position'));
  protected readonly ways = WAYS;
  protected readonly nearest = REACHES[0];
  protected readonly farthest = REACHES[REACHES.length - 1] ?? REACHES[0];
  private readonly pin = linkedSignal<Place | null>(() => this.start() ?? this.place().pin);
  private readonly zoom = signal<number | null>(null);
  /** Of a pin that the directory does not know, the town is seen first. */
  private readonly seen = computed(() => this.zoom() ?? (this.place().pin ? 0 : 2));
  protected readonly reach = computed<number>(() => REACHES[this.seen()] ?? REACHES[0]);
  protected readonly plan = computed(() => {
    const pin = this.pin();
    return pin && pinPlan(pin, this.place().around, this.reach());
  });
  /** Whether the pin stands elsewhere than at first: where it was put, or where it begins. */
  protected readonly isChanged = computed(() => this.pin() !== this.place().pin);
  private readonly isBegun = computed(() => this.isChanged() && this.pin() === this.place().middle);
  protected readonly distance = computed(() => this.i18n.format().count(Math.round(this.reach() / STEPS)));
  protected readonly metres = computed(() => this.i18n.format().count(this.plan()?.scale.metres ?? 0));
  protected readonly words = computed(() => {
    const { none, known, begun, placed, noneToday, today, asked } = this.t().pin;
    if (this.pin() === null) return this.stands() ? noneToday : none;
    if (this.isBegun()) return begun;
    if (this.isChanged()) return placed;
    if (this.asked()) return asked;
    return this.stands() ? today : known;
  });
  protected readonly back = computed(() => {
    const { back, backToday, backAsked } = this.t().pin;
    if (this.asked()) return backAsked;
    return this.stands() ? backToday : back;
  });
  private readonly steps = viewChildren<unknown, ElementRef<HTMLElement>>('step', { read: ElementRef });
  private readonly begin = viewChild<unknown, ElementRef<HTMLElement>>('begin', { read: ElementRef });
  private readonly injector = inject(Injector);

  /** The button leaves with the touch: the focus goes on to the first step. */
  protected beginAt(middle: Place): void {
    this.pin.set(middle);
    this.focus(() => this.steps()[0]);
  }

  /** As it was: the button leaves, and the focus goes to the one that begins anew, or to the first step. */
  protected putBack(): void {
    this.put(this.place().pin);
    this.focus(() => this.begin() ?? this.steps()[0]);
  }

  protected move(east: number, north: number): void {
    const pin = this.pin();
    const metres = this.reach() / STEPS;
    if (pin) this.put(placeFrom(pin, east * metres, north * metres));
  }

  protected look(by: number): void {
    this.zoom.set(this.seen() + by);
  }

  /** Whoever cannot point has the buttons. */
  protected touch({ currentTarget, clientX, clientY }: MouseEvent): void {
    const [pin, plan] = [this.pin(), this.plan()];
    if (!pin || !plan || !(currentTarget instanceof Element)) return;
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    const spot = { x: ((clientX - left) / width) * plan.width, y: ((clientY - top) / height) * plan.height };
    this.put(placeAt(pin, plan, spot));
  }

  /** Null as in `moved`. */
  private put(pin: Place | null): void {
    this.pin.set(pin);
    this.server.forget(this.error());
    this.moved.emit(this.isChanged() ? pin : null);
  }

  /** What had the focus is not on the screen any more once it is drawn. */
  private focus(target: () => ElementRef<HTMLElement> | undefined): void {
    afterNextRender(() => target()?.nativeElement.focus(), { injector: this.injector });
  }
}
