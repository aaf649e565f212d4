/** While an order waits it rings so often. */
const RING_EVERY = 4_000;
/** Two notes, in hertz. */
const NOTES = [880, 659.25] as const;
const LENGTH = 0.6;

/** Where this browser keeps that its reader switched the ringer on. */
const SWITCH = 'halles-ringer';

/** Storage may be refused by a browser's settings: then nothing is remembered. */
function remembered(): boolean {
  try {
    return localStorage.getItem(SWITCH) === 'on';
  } catch {
    return false;
  }
}

function remember(isOn: boolean): void {
  try {
    localStorage.setItem(SWITCH, isOn ? 'on' : 'off');
  } catch {
    // The ringer is on until the page is left.
  }
}

/** What a browser counts as a touch of the page, which lets it sound. */
const TOUCHES = ['pointerup', 'touchend', 'keydown'] as const;

/**
 * A ringer that its reader switches on. Browsers let nothing sound before somebody has touched the page: what was switched on
 * another time sounds where the browser allows it, and else from the first touch of the page on, wherever that is. While it is on, and the page is
 * looked at, the screen stays awake. The sound is made here, no file is fetched.
 */
export class OrderBell {
  private sound: AudioContext | undefined;
  private lock: WakeLockSentinel | undefined;
  private ringing: number | undefined;
  private isWanted = false;

  /** @param onChange called when it may sound, or may no more */
  constructor(private readonly onChange: () => void) {
    document.addEventListener('visibilitychange', () => void this.keepAwake());
    for (const touch of TOUCHES) document.addEventListener(touch, () => this.arm(), { capture: true });
  }

  /** Whether it is switched on, and the browser lets nothing sound yet, or no more. */
  get isBlocked(): boolean {
    return this.isWanted && this.sound?.state !== 'running';
  }

  /** Whether it sounds when it is rung. */
  get isOn(): boolean {
    return this.isWanted && this.sound?.state === 'running';
  }

  /** Switches it on again where it was on the last time. */
  restore(): void {
    if (remembered()) void this.switchOn();
  }

  /** Switches it on, in the touch that asks for it. */
  async switchOn(): Promise<void> {
    this.isWanted = true;
    remember(true);
    if (!this.sound) {
      this.sound = new AudioContext();
      this.sound.addEventListener('statechange', () => this.onChange());
    }
    this.onChange();
    await this.keepAwake();
    // Where the browser does not allow it yet this waits, and a change of state tells when it does.
    await this.sound.resume();
    this.onChange();
  }

  async switchOff(): Promise<void> {
    this.isWanted = false;
    remember(false);
    this.ring(false);
    this.onChange();
    await this.keepAwake();
  }

  /** Somebody touches the page: what the browser held back may sound from now on. */
  private arm(): void {
    if (!this.isBlocked) return;
    void this.sound?.resume().then(() => this.onChange());
  }

  /** Once, to be heard by who has just switched it on. */
  try(): void {
    if (this.isOn) this.chime();
  }

  /** Rings until it is told to stop. */
  ring(isRinging: boolean): void {
    if (isRinging === (this.ringing !== undefined)) return;
    if (!isRinging) {
      clearInterval(this.ringing);
      this.ringing = undefined;
      return;
    }
    this.chime();
    this.ringing = setInterval(() => this.chime(), RING_EVERY);
  }

  private chime(): void {
    const { sound } = this;
    if (!sound) return;
    for (const [index, frequency] of NOTES.entries()) {
      const start = sound.currentTime + index * 0.25;
      const note = sound.createOscillator();
      const volume = sound.createGain();
      note.frequency.value = frequency;
      volume.gain.setValueAtTime(0.0001, start);
      volume.gain.exponentialRampToValueAtTime(0.6, start + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, start + LENGTH);
      note.connect(volume).connect(sound.destination);
      note.start(start);
      note.stop(start + LENGTH);
    }
  }

  /** The screen goes dark again where the ringer is off; a browser lets go of it by itself where the page is looked at no more. */
  private async keepAwake(): Promise<void> {
    const isWanted = this.isWanted && document.visibilityState === 'visible';
    if (!('wakeLock' in navigator)) return;
    if (!isWanted) {
      await this.lock?.release();
      this.lock = undefined;
      return;
    }
    if (this.lock?.released === false) return;
    // Refused on a battery that is nearly empty.
    this.lock = await navigator.wakeLock.request('screen').catch(() => undefined);
  }
}
