import type { FormSummaryView } from '@halles/platform/forms';
import type { FootfallLevel } from '@halles/domain/footfall';
import type { LinkView } from '../rendering/link.view';

/** Who is in a place now, as the partial `footfall/count` draws it. */
export interface CountView {
  readonly level: FootfallLevel | 'unknown';
  /** Beside its sign: the level is not told by colour alone. */
  readonly state: string;
  readonly total: string;
  /** How many may be there, and how many more may come in; absent where nothing limits them. */
  readonly gauge?: string;
  readonly room?: string;
  /** Of those who are there: for an appointment or an order. */
  readonly expected: string;
  /** "Relevé à 10 h 42" */
  readonly at: string;
}

/** The two buttons of a door. */
export interface ClickerView {
  readonly action: string;
  /** What each button sends: a click of its own. */
  readonly enter: string;
  readonly leave: string;
}

/** `footfall/counter`, without its heading; `footfall/door` with it. */
export interface ClickerBody extends FormSummaryView {
  readonly count: CountView;
  readonly clicker: ClickerView;
  readonly problem?: string;
  readonly links: readonly LinkView[];
}

export interface DoorBody extends ClickerBody {
  readonly heading: string;
  readonly lead: string;
}

/** `footfall/screen` */
export interface ScreenBody {
  readonly heading: string;
  readonly page: string;
  readonly count: CountView;
}
