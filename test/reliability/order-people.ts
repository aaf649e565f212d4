import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { OrderForm } from './order-shop';
import type { Answer } from './portal-form';

/** The button of the page of a hand-over that says that there is neither code nor name. */
const HAND_OVER = 'without';

/** How an order is to end: who does which step, by the button of a page. */
const STEPS_TO = {
  collected: [
    ['shop', 'accept'],
    ['shop', HAND_OVER],
  ],
  refused: [['shop', 'refuse']],
  cancelled: [['customer', 'cancel']],
  accepted: [['shop', 'accept']],
} as const;
export type Ending = keyof typeof STEPS_TO;
export const ENDINGS = Object.keys(STEPS_TO) as Ending[];

/** What became of an order that somebody wanted. */
export interface Outcome {
  readonly key: string;
  /** Null where they read that it cannot be had. */
  readonly state: Ending | null;
}

/** A shop, and what who keeps it signs in with. */
export interface KeptShop {
  readonly listing: number;
  readonly loaf: string;
  readonly slotFrom: number;
  readonly cookie: string;
}

/** How long somebody tries again what was not answered, or was answered with "later", once nothing dies any more. */
const PATIENCE = 60_000;

/** Customers and shops on some portals: whoever gets no answer tries again, at whichever portal answers, and looks first. */
export class OrderPeople {
  private readonly waiting = new Map<string, string>();
  private calmSince: number | null = null;

  constructor(
    private readonly portals: readonly ConstructorParameters<typeof OrderForm>[0][],
    private readonly random: () => number,
  ) {}

  /** Nothing dies any more: whoever waits is answered from now on. */
  calm(): void {
    this.calmSince = Date.now();
  }

  /** Orders, and sees to it that it ends so; null where it cannot be had. @throws Error there was no answer for a minute of calm */
  async order(shop: KeptShop, ending: Ending): Promise<Outcome> {
    const key = uuid();
    const page = await this.place(shop, key);
    if (page === null) return { key, state: null };
    const id = /([0-9a-f-]{36})/.exec(page)?.[1] ?? '';
    for (const [index, [who, act]] of STEPS_TO[ending].entries()) {
      await sleep(this.random() * 400);
      await (who === 'shop'
        ? this.step(shop, `/pro/commerces/${String(shop.listing)}/commandes/${id}`, index + 1, {
            cookie: shop.cookie,
            act,
          })
        : this.step(shop, page, index + 1, { act }));
    }
    return { key, state: ending };
  }

  private async place(shop: KeptShop, key: string): Promise<string | null> {
    const answer = await this.tried(`order ${key}`, shop, (form) => form.post(key), [303, 409, 422]);
    return answer.status === 303 ? answer.location : null;
  }

  /** Takes the step after so many, unless a page says that it was taken: its answer was lost. */
  private async step(
    shop: KeptShop,
    path: string,
    steps: number,
    { act, cookie }: { readonly act: string; readonly cookie?: string },
  ): Promise<void> {
    const headers = cookie === undefined ? {} : { cookie };
    for (;;) {
      const page = await this.tried(`${act} of ${path}`, shop, (form) => form.get(path, headers), [200]);
      const seen = /name="seen" value="(\d+)"/.exec(page.body)?.[1];
      // An order that is over has no button on the page of its customer.
      if (seen === undefined || Number(seen) > steps) return;
      const posted = await (act === HAND_OVER
        ? this.form(shop).postTo(`${path}/remise`, { seen, [HAND_OVER]: 'yes' }, headers)
        : this.form(shop).postTo(
            path,
            { seen, do: act, ...(act === 'cancel' ? { sure: 'yes' } : {}) },
            headers,
          ));
      if (posted?.status === 303) return;
      if (this.isTooLong()) throw new Error(`${act} of ${path}: ${String(posted?.status ?? 'no answer')}`);
    }
  }

  private isTooLong(): boolean {
    return this.calmSince !== null && Date.now() - this.calmSince > PATIENCE;
  }

  private form(shop: KeptShop): OrderForm {
    const portal = this.portals[Math.floor(this.random() * this.portals.length)] ?? this.portals[0];
    if (!portal) throw new RangeError('no portal');
    return new OrderForm(portal, shop);
  }

  private async tried(
    what: string,
    shop: KeptShop,
    ask: (form: OrderForm) => Promise<Answer | null>,
    answers: readonly number[],
  ): Promise<Answer> {
    for (;;) {
      const answer = await ask(this.form(shop));
      this.waiting.set(what, String(answer?.status ?? 'no answer'));
      if (answer && answers.includes(answer.status)) {
        this.waiting.delete(what);
        return answer;
      }
      if (this.isTooLong())
        throw new Error(`not answered: ${JSON.stringify(Object.fromEntries(this.waiting))}`);
      await sleep(200 + 200 * this.random());
    }
  }
}
