const STORE = 'halles-click';
const DEVICE = 'halles-click-device';
/** So many are sent at once. */
const MOST = 100;
/** What waited longer counts for nothing. */
const OLDEST = 24 * 3_600_000;

/** Somebody came in or went out. */
export interface Click {
  readonly id: string;
  readonly change: 1 | -1;
  readonly at: number;
}

/**
 * The clicks of a door that the server has not answered yet. Each is an entry of its own, so that two tabs lose none of one another's;
 * where nothing can be stored they wait until the page is left.
 */
export class WaitingClicks {
  private unstored: readonly Click[] = [];
  private last = 0;
  /** A number that this browser drew for itself. */
  readonly device = deviceOf();

  /** @param page the door that they are of */
  constructor(private readonly page: string) {}

  /** In the order in which they were made, as many as are sent at once. */
  get all(): readonly Click[] {
    return [...stored(`${STORE} ${this.page} `), ...this.unstored]
      .sort((one, other) => one.at - other.at)
      .slice(0, MOST);
  }

  add(change: 1 | -1): void {
    // Two within one millisecond keep their order.
    this.last = Math.max(Date.now(), this.last + 1);
    const click: Click = { id: crypto.randomUUID(), change, at: this.last };
    try {
      localStorage.setItem(`${STORE} ${this.page} ${click.id}`, `${String(change)} ${String(click.at)}`);
    } catch {
      this.unstored = [...this.unstored, click];
    }
  }

  remove(clicks: readonly Click[]): void {
    const ids = new Set(clicks.map(({ id }) => id));
    this.unstored = this.unstored.filter(({ id }) => !ids.has(id));
    try {
      for (const id of ids) localStorage.removeItem(`${STORE} ${this.page} ${id}`);
    } catch {
      // Nothing was stored.
    }
  }
}

/** How clicks are sent: each with how long ago it was, since the clocks of telephones are wrong. */
export function bodyOf(clicks: readonly Click[]): string {
  const now = Date.now();
  return clicks
    .map(({ id, change, at }) => `${id} ${String(change)} ${String(Math.max(0, now - at))}`)
    .join(',');
}

function stored(prefix: string): Click[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .flatMap((key): Click[] => {
        const [, change, at] = /^(1|-1) (\d{1,15})$/.exec(localStorage.getItem(key) ?? '') ?? [];
        if (at !== undefined && Date.now() - Number(at) < OLDEST)
          return [{ id: key.slice(prefix.length), change: change === '1' ? 1 : -1, at: Number(at) }];
        localStorage.removeItem(key);
        return [];
      });
  } catch {
    return [];
  }
}

function deviceOf(): string {
  try {
    const known = localStorage.getItem(DEVICE);
    if (known !== null) return known;
    const drawn = crypto.randomUUID();
    localStorage.setItem(DEVICE, drawn);
    return drawn;
  } catch {
    return crypto.randomUUID();
  }
}
