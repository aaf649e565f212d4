import { type Clock, SECOND } from '@halles/kernel';
import type { Tenant, ChangeBus } from '@halles/platform/tenancy';
import type { KeyReference, SearchKey } from './search-key';

/** Where changes are heard of keys are read again this seldom, in case one was lost. */
const REMEMBERED_WHILE_HEARD = 30 * SECOND;
/** Where they are not: a directory that is made anew has other keys, and its old ones find nothing. */
const REMEMBERED = 2 * SECOND;
/** Of one territory: categories, and the communes asked for. */
const MOST = 1_000;

const nameOf = ({ kind, value }: KeyReference): string => `${kind} ${value}`;

/** Keys of one territory, as they were read since the last change that was heard of. */
export class KnownKeys {
  /** Null: there is no such key. */
  readonly #keys = new Map<string, SearchKey | null>();

  /** @param readAt ms since 1970 */
  constructor(readonly readAt: number) {}

  get isFull(): boolean {
    return this.#keys.size >= MOST;
  }

  /** The keys that exist of these; null where one of them is not remembered. */
  find(references: readonly KeyReference[]): SearchKey[] | null {
    const found: SearchKey[] = [];
    for (const key of references) {
      const remembered = this.#keys.get(nameOf(key));
      if (remembered === undefined) return null;
      if (remembered !== null) found.push(remembered);
    }
    return found;
  }

  /** @param found those that exist of the ones asked for */
  remember(references: readonly KeyReference[], found: readonly SearchKey[]): void {
    const byName = new Map(found.map((key) => [nameOf(key), key]));
    for (const key of references) this.#keys.set(nameOf(key), byName.get(nameOf(key)) ?? null);
  }
}

/** The keys of categories and communes: every map and every list of a kind asks for the same few. */
export class KeyMemory {
  /** By tenant role: one entry a tenant of the registry. */
  readonly #known = new Map<string, KnownKeys>();

  constructor(
    private readonly changeBus: ChangeBus,
    private readonly clock: Clock,
  ) {
    changeBus.onChange((role) => {
      if (role === undefined) this.#known.clear();
      else this.#known.delete(role);
    });
  }

  /** To be taken before what it does not know is read: what is read while a change arrives is not remembered beyond it. */
  of(tenant: Pick<Tenant, 'role' | 'database'>): KnownKeys {
    const now = this.clock.now().getTime();
    const mayBe = this.changeBus.isConnected(tenant) ? REMEMBERED_WHILE_HEARD : REMEMBERED;
    const known = this.#known.get(tenant.role);
    if (known && now - known.readAt < mayBe && !known.isFull) return known;
    const fresh = new KnownKeys(now);
    this.#known.set(tenant.role, fresh);
    return fresh;
  }
}
