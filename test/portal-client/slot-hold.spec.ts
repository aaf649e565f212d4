/** By a name that the compiler does not follow: the island is compiled for browsers, and the tests for Node. */
const ISLAND: string = '../../apps/portal/client/islands/slot-hold';

interface Island {
  dataset: Record<string, string>;
  connectedCallback(): void;
  disconnectedCallback(): void;
}

interface FakeElement {
  textContent: string;
  setAttribute(): void;
  append(...parts: readonly (string | FakeElement)[]): void;
}

const fakeElement = (): FakeElement => ({
  textContent: '',
  setAttribute: () => undefined,
  append(...parts) {
    for (const part of parts) if (typeof part === 'object') words = part;
  },
});
let words: FakeElement | undefined;

/** What an island finds of a browser. */
function aBrowser(paragraph: FakeElement): void {
  class FakeIsland {
    readonly dataset: Record<string, string> = {};
    querySelector = (): FakeElement => paragraph;
  }
  Object.assign(globalThis, {
    HTMLElement: FakeIsland,
    document: { createElement: fakeElement },
    window: globalThis,
  });
}

describe('the time that a slot is held, counted down', () => {
  const paragraph = fakeElement();
  let island: Island;

  beforeEach(async () => {
    jest.useFakeTimers({ now: new Date('2026-11-28T12:00:00Z') });
    aBrowser(paragraph);
    const { SlotHold } = (await import(ISLAND)) as {
      SlotHold: new () => Island;
    };
    island = new SlotHold();
    Object.assign(island.dataset, { seconds: '600', left: 'Il reste', over: 'C’est fini.' });
    island.connectedCallback();
  });
  afterEach(() => {
    island.disconnectedCallback();
    jest.useRealTimers();
    for (const name of ['HTMLElement', 'document', 'window']) Reflect.deleteProperty(globalThis, name);
  });

  it('is what the server says is left, whatever the clock of the device says', () => {
    expect(words?.textContent).toBe('Il reste 10:00');
    jest.setSystemTime(new Date('2026-11-28T12:05:00Z'));
    jest.advanceTimersByTime(61_000);
    expect(words?.textContent).toBe('Il reste 8:59');
    jest.advanceTimersByTime(538_000);
    expect([words?.textContent, paragraph.textContent]).toEqual(['Il reste 0:01', '']);
    jest.advanceTimersByTime(1_000);
    expect(paragraph.textContent).toBe('C’est fini.');
  });
});
