import type { Locator, Page } from 'playwright-core';

/** A file as a chooser gives it. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/**
 * What a person does on pages, counted: each tap, each field filled, each key that acts is one. Looking, scrolling and
 * moving on with Tab are none; how often Tab was pressed is told apart.
 */
export abstract class Hand {
  interactions = 0;
  moves = 0;
  /** Fields that were written into. */
  fields = 0;
  /** Characters that were typed. */
  typed = 0;
  /** Pages that were looked at. */
  pages = 0;
  private readonly taken: string[] = [];

  constructor(protected readonly page: Page) {}

  get steps(): readonly string[] {
    return this.taken;
  }

  /** What was tapped so that something happens: links, buttons, choices; going into a field to type is counted apart. */
  get taps(): number {
    return this.interactions - this.fields;
  }

  /** Follows a link or presses a button that leads to another page. */
  async go(target: Locator, what: string): Promise<void> {
    this.count(what);
    this.pages += 1;
    // A hundred presses of Tab may lie on the way, and are no part of what the next page is waited for.
    await this.reach(target);
    await Promise.all([this.page.waitForEvent('load'), this.act(target)]);
  }

  /** Presses a button of a page that stays open. */
  async press(target: Locator, what: string): Promise<void> {
    this.count(what);
    await this.reach(target);
    await this.act(target);
  }

  /** Writes into a field that is empty. */
  async fill(field: Locator, text: string, what: string): Promise<void> {
    this.count(what);
    this.fields += 1;
    this.typed += text.length;
    await this.write(field, text);
  }

  /** Chooses from a list by the words of the choice. */
  async choose(list: Locator, words: string, what: string): Promise<void> {
    this.count(what);
    await this.pick(list, words);
  }

  /** Opens the chooser of files and takes one there: two of what a person does. */
  async attach(input: Locator, file: ChosenFile, what: string): Promise<void> {
    this.count(`${what}: open the chooser`);
    this.count(`${what}: take one`);
    // The browser has to be told first that the chooser is ours: a key right behind that would open its own.
    const press = async (): Promise<void> => {
      await this.reach(input);
      await this.act(input);
    };
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), press()]);
    await chooser.setFiles(file);
  }

  /** Opens an address that is outside the portal: the link of a mail. */
  async open(address: string, what: string): Promise<void> {
    this.count(what);
    this.pages += 1;
    await this.page.goto(address);
  }

  /** Comes to where the target can be acted on. */
  protected abstract reach(target: Locator): Promise<void>;
  protected abstract act(target: Locator): Promise<void>;
  protected abstract write(field: Locator, text: string): Promise<void>;
  protected abstract pick(list: Locator, words: string): Promise<void>;

  private count(what: string): void {
    this.interactions += 1;
    this.taken.push(what);
  }

  /**
   * How long it takes a person, ms: the keystroke-level model of Card, Moran and Newell (The Psychology of
   * Human-Computer Interaction, 1983: 1.35 s to think of each step, 1.1 s to reach it), the speed of thumbs on phones of Palin et
   * al. (How do People Type on Mobile Devices?, 2019: 36 words a minute, so 0.33 s a character), five seconds to look
   * at each page, and what was waited for outside.
   */
  estimate(waited: number): number {
    return (this.interactions * 2.45 + this.typed * 0.33 + this.pages * 5) * 1_000 + waited;
  }
}

/** One thumb. */
export class Thumb extends Hand {
  protected override async reach(target: Locator): Promise<void> {
    await target.waitFor({ state: 'attached' });
  }

  protected override async act(target: Locator): Promise<void> {
    await target.tap();
  }

  protected override async write(field: Locator, text: string): Promise<void> {
    await field.tap();
    await field.fill(text);
  }

  protected override async pick(list: Locator, words: string): Promise<void> {
    await list.selectOption({ label: words });
  }
}

/** A keyboard and nothing else. */
export class Keys extends Hand {
  protected override async act(): Promise<void> {
    await this.page.keyboard.press('Enter');
  }

  protected override async write(field: Locator, text: string): Promise<void> {
    await this.reach(field);
    await this.page.keyboard.type((await field.getAttribute('type')) === 'time' ? spokenTime(text) : text);
  }

  /** By the arrows: letters that are typed choose another one where a second lies between two of them. */
  protected override async pick(list: Locator, words: string): Promise<void> {
    await this.reach(list);
    await this.page.keyboard.press('Home');
    const chosen = (): Promise<string> =>
      list.evaluate((select: { selectedOptions: ArrayLike<{ label: string }> }) =>
        String(select.selectedOptions[0]?.label),
      );
    for (let last = ''; ;) {
      const label = await chosen();
      if (label === words) return;
      if (label === last) throw new Error(`no arrow comes to "${words}": the last choice is "${last}"`);
      last = label;
      await this.page.keyboard.press('ArrowDown');
    }
  }

  protected override async reach(target: Locator): Promise<void> {
    // Looked for once, and not after each press.
    const element = await target.elementHandle();
    for (let presses = 0; presses < 200; presses += 1) {
      if (
        await element?.evaluate((one) => (one as { matches?(selector: string): boolean }).matches?.(':focus'))
      )
        return;
      await this.page.keyboard.press('Tab');
      this.moves += 1;
    }
    throw new Error(`Tab never came to ${target.toString()}`);
  }
}

/** The keys of a time in a browser that shows twelve hours, as the one of the tests does. */
function spokenTime(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(hours % 12 || 12)}${two(minutes)}${hours < 12 ? 'AM' : 'PM'}`;
}
